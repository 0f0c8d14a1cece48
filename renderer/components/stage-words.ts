import type { TFunction } from 'i18next';
import type { ServiceView } from '../../contract/counter-views.ts';
import type { BankRequestState } from '../../domain/records/bank-request.ts';

/** What tells how far a service is. */
export type StagedService = Pick<ServiceView, 'stage' | 'kind' | 'details'> & {
  /** Of a service that the bank does: how far it is there. */
  readonly bankRequest?: { readonly state: BankRequestState } | null;
};

/** Whether the bank has answered what it was asked, or null where nothing is with the bank any more. */
export function bankStands({ stage, bankRequest = null }: StagedService): 'waits' | 'answered' | null {
  if (bankRequest === null || stage !== 'accepted') return null;
  return bankRequest.state === 'accepted' || bankRequest.state === 'refused' ? 'answered' : 'waits';
}

/** Of a change whose old password was wrong: how often it may still be tried; null of every other service. */
export function triesLeftOf({ details }: StagedService): number | null {
  return details?.of === 'change-card-pin' ? details.triesLeft : null;
}

/**
 * How far a service is, in a few words, alike at every counter and on every paper. Only a card is handed over, everything
 * else is simply done; a wrong password was withdrawn by nobody, and whoever comes next must know what it has cost.
 */
export function stageWords(service: StagedService, t: TFunction): string {
  const bank = bankStands(service);
  if (bank !== null) return t(`bank-request.tag-${bank}`);
  const left = triesLeftOf(service);
  if (left !== null) return left === 0 ? t('stage.pin-wrong-locked') : t('stage.pin-wrong', { left });
  const isDone = service.stage === 'completed' && service.kind !== 'issue-card';
  return t(isDone ? 'stage.done' : `stage.${service.stage}`);
}
