import type { TFunction } from 'i18next';
import type { Confirmation, ServiceView } from '../../contract/service-views.ts';
import type { BankRequestView } from '../../contract/unfreezing.ts';

/** What tells how far a service is. */
export type StagedService = Pick<ServiceView, 'stage' | 'kind' | 'details'> & {
  /** Of a service that the bank does: how far it is there. */
  readonly bankRequest?: { readonly state: BankRequestView['state'] } | null;
  /** Where the page knows it: the sheet of the second person that counts now. */
  readonly approval?: Pick<NonNullable<ServiceView['approval']>, 'state'> | null;
  /** Where the page knows it: what the central office said to it. */
  readonly confirmation?: Confirmation;
};

const bankStandings = {
  requested: 'waits',
  sent: 'waits',
  recalling: 'recalling',
  accepted: 'answered',
  refused: 'answered',
  withdrawn: 'answered',
} as const satisfies Record<BankRequestView['state'], string>;

/** How far the bank is with what it was asked, or null where nothing is with the bank any more. */
export function bankStands({
  stage,
  bankRequest = null,
}: StagedService): (typeof bankStandings)[BankRequestView['state']] | null {
  return bankRequest === null || stage !== 'accepted' ? null : bankStandings[bankRequest.state];
}

/** Of what a second person decides about: that he has not yet, or that he sent it back; null of everything else. */
export function secondPersonStands({
  kind,
  stage,
  approval = null,
  details,
}: StagedService): 'approval-waits' | 'sent-back' | null {
  // He has approved what is claimed; from then on it waits for the money.
  if (details?.of === 'request-reversal' && details.claim !== null) return null;
  if (kind !== 'request-reversal') return approval?.state === 'waiting' ? 'approval-waits' : null;
  if (stage === 'accepted') return 'approval-waits';
  return stage === 'withdrawn' ? 'sent-back' : null;
}

/** Of a claim that is posted: that something is still owed, or that it was reversed itself; null of everything else. */
export function claimStands({
  details,
  stage,
}: StagedService): 'repayment-awaited' | 'claim-reversed' | null {
  if (details?.of !== 'request-reversal' || details.claim === null) return null;
  if (stage === 'withdrawn') return 'claim-reversed';
  return stage === 'accepted' ? 'repayment-awaited' : null;
}

/** Of a change whose old password was wrong: how often it may still be tried; null of every other service. */
export function triesLeftOf({ details }: StagedService): number | null {
  return details?.of === 'change-card-pin' ? details.triesLeft : null;
}

/** What was done here and refused by the central office is not done; a card that was handed over is gone all the same. */
export function isVoid({ stage, kind, confirmation, details }: StagedService): boolean {
  // A claim that is posted stands, whatever repayment of it was refused.
  if (details?.of === 'request-reversal' && details.claim !== null) return false;
  const refused = confirmation === 'refused' || confirmation === 'settled';
  return refused && stage === 'completed' && kind !== 'issue-card';
}

/**
 * How far a service is, in a few words, alike at every counter and on every paper. Only a card is handed over, everything
 * else is simply done; a wrong password was withdrawn by nobody, and whoever comes next must know what it has cost.
 */
export function stageWords(service: StagedService, t: TFunction): string {
  const bank = bankStands(service);
  if (bank !== null) return t(`bank-request.tag-${bank}`);
  if (isVoid(service)) return t('stage.void');
  const second = secondPersonStands(service);
  if (second !== null) return t(`stage.${second}`);
  const claim = claimStands(service);
  if (claim !== null) return t(`stage.${claim}`);
  const left = triesLeftOf(service);
  if (left !== null) return left === 0 ? t('stage.pin-wrong-locked') : t('stage.pin-wrong', { left });
  const isDone = service.stage === 'completed' && service.kind !== 'issue-card';
  return t(isDone ? 'stage.done' : `stage.${service.stage}`);
}
