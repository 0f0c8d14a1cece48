import type {
  IncomingRemittance,
  RelationshipTransfer,
  SheetMonths,
} from '../../../domain/records/relationship-transfer.ts';

/** A relationship on its way, as the oracle expects it. */
export interface TransferThing {
  readonly person: string;
  readonly office: string;
  readonly direction: string;
  readonly area: string;
  /** The other area's account at its bank. */
  readonly account: string;
  /** It and whose it is, in the words that are signed. */
  readonly destination: string;
  state: string;
  amount: number;
  /** What the other area's sheet says was paid there; null while it has sent none. */
  sheet: readonly SheetMonths[] | null;
  /** How many months the sheet tells, whoever wrote it. */
  sheetMonths: number | null;
  letters: { readonly kind: string; sent: boolean }[];
  readonly heard: string[];
  /** Whether something is to be sent, or may be said. */
  awaits: boolean;
  readonly begun: string;
  /** The day on which sheet and money were here. */
  received: string | null;
  due: string;
  open: boolean;
  ended: string | null;
}

/** Money that another area has sent. */
export interface MoneyThing {
  readonly transfer: string;
  readonly amount: number;
  /** Whether it was sent for the person of the transfer, and by the area that was asked. */
  readonly isHis: boolean;
  /** The account from which it came, and that with whose it is in the words that are signed. */
  readonly account: string;
  readonly destination: string;
  state: string;
  credited: number;
  returned: number;
  asked: { readonly sheet: string; readonly amount: number; payment: string | null } | null;
}

/** The lines, read off the central office's records. */
export function transferLines(records: {
  readonly transfers: readonly RelationshipTransfer[];
  readonly remittances: readonly IncomingRemittance[];
}): readonly string[] {
  return [
    ...records.transfers.map((one) =>
      transferLine(one.id, {
        ...one,
        person: one.personId,
        area: one.otherArea.areaCode,
        sheetMonths: one.sheet?.paidMonths ?? null,
        letters: one.letters.map(({ kind, sentAt }) => ({ kind, sent: sentAt !== null })),
        begun: one.acceptedOn,
        received: one.receivedOn,
        due: one.dueOn,
        ended: one.closedAt?.slice(0, 10) ?? null,
      }),
    ),
    ...records.remittances.map(({ returnAsked, ...one }) =>
      moneyLine(one.id, {
        ...one,
        transfer: one.transferId,
        asked:
          returnAsked === null
            ? null
            : { ...returnAsked, sheet: returnAsked.approvalId, payment: returnAsked.paymentId },
      }),
    ),
  ];
}

type ShownTransfer = Omit<
  Readonly<TransferThing>,
  'office' | 'account' | 'destination' | 'sheet' | 'open' | 'heard'
> & {
  readonly heard: readonly string[];
};

/** A transfer: whose, where it stands, what was written and heard, and until when this office has time. */
export function transferLine(id: string, one: ShownTransfer): string {
  const { person, direction, area, state, amount, sheetMonths, letters, heard } = one;
  const written = letters.map(({ kind, sent }) => `${kind} ${sent ? 'sent' : 'waits'}`).join(', ');
  const days = `begun ${one.begun}, received ${one.received ?? 'never'}, due ${one.due}, ended ${one.ended ?? 'never'}`;
  return (
    `transfer ${id}: ${person}, ${direction}, ${area}, ${state}, ${String(amount)}, ` +
    `${sheetMonths === null ? 'no sheet' : `${String(sheetMonths)} months`}, ${written}, ` +
    `heard ${heard.join(' ')}, ${days}${one.awaits ? ', awaits' : ''}`
  );
}

/** Money of another area: what was done with it. */
export function moneyLine(
  id: string,
  one: Omit<Readonly<MoneyThing>, 'isHis' | 'account' | 'destination'>,
): string {
  const { transfer, amount, state, credited, returned, asked } = one;
  const back =
    asked === null
      ? ''
      : `, asked back ${String(asked.amount)} by ${asked.sheet}, ${asked.payment ?? 'no order'}`;
  return `money ${id}: ${transfer}, ${String(amount)}, ${state}, credited ${String(credited)}, returned ${String(returned)}${back}`;
}
