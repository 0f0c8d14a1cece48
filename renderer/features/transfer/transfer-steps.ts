import type { TransferView } from '../../../contract/transfer-views.ts';

/** A step on the way of a transfer, and when it was taken; null while it is not. */
export type WayStep = readonly [step: string, at: string | null];

type Facts = Pick<TransferView, 'transfer' | 'service'>;

/**
 * The way of a transfer: the steps that it takes when all goes well, and where it ended otherwise the steps that it has
 * taken and its end. The steps are keys of the texts.
 */
export function wayOf({ transfer, service }: Facts): readonly WayStep[] {
  const { state, direction, letters, closedAt } = transfer;
  const stepAt = (step: string) => service.steps.find((one) => one.step === step)?.at ?? null;
  const sentAt = (kind: (typeof letters)[number]['kind']) =>
    letters.find((letter) => letter.kind === kind)?.sentAt ?? null;
  const usual: readonly WayStep[] =
    direction === 'out'
      ? [
          ['taken', service.openedAt],
          ['approved', stepAt('transfer-approved')],
          ['sheet-sent', sentAt('information-sheet')],
          ['accepted-there', stepAt('transfer-taken')],
          ['remitted', stepAt('transfer-remitted') ?? sentAt('remittance-advice')],
          ['received-there', stepAt('transfer-received')],
        ]
      : [
          ['taken', service.openedAt],
          ['letter-sent', sentAt('contact-letter')],
          ['sheet-received', stepAt('transfer-sheet-received')],
          ['money-received', moneyAt({ transfer, service })],
          ['credited', stepAt('transfer-credited')],
        ];
  if (state === 'completed') return usual.filter(([, at]) => at !== null);
  const taken = usual.filter(([, at]) => at !== null);
  if (closedAt !== null) return [...taken, [state, closedAt]];
  // What was not taken is waited for: it is on its way back.
  if (state === 'money-refused') {
    return [...taken, [state, stepAt('transfer-money-refused')], ['money-back', null]];
  }
  return usual;
}

/** When money came first; a sheet that brings none has it when it comes. */
function moneyAt({ transfer, service }: Facts): string | null {
  const step = transfer.sheet?.balance === 0 ? 'transfer-sheet-received' : 'transfer-money-received';
  return service.steps.find((one) => one.step === step)?.at ?? null;
}

/**
 * Whether the state is one that a counter brings about, and so may wait for the central office itself; every other state is
 * the central office's word, whatever step of it waits.
 */
export function isOwnState(state: TransferView['transfer']['state']): boolean {
  return state === 'waiting-approval' || state === 'requested' || state === 'withdrawn';
}

/** Whether it can be taken back: nothing has left, and nothing was credited (the rule says the same). */
export function mayWithdraw({ state }: TransferView['transfer']): boolean {
  return state === 'waiting-approval' || state === 'requested' || state === 'sheet-received';
}

/** Whether the other area can be asked again: it has something of it, and it is not at its end. */
export function mayFollowUp({ state, closedAt }: TransferView['transfer']): boolean {
  return closedAt === null && state !== 'waiting-approval';
}

/** The papers that can be printed of it. The sheet of somebody who comes is the other area's own. */
export function papersOf({
  direction,
  certificate,
  sheet,
}: TransferView['transfer']): readonly ('insurance-certificate' | 'information-sheet' | 'contact-letter')[] {
  if (direction === 'in') return ['contact-letter'];
  return [
    ...(certificate === null ? [] : (['insurance-certificate'] as const)),
    ...(sheet === null ? [] : (['information-sheet'] as const)),
  ];
}
