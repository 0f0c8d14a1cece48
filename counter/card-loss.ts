import type { CallRequest } from '../contract/counter-calls.ts';
import type { PersonPage } from '../contract/counter-views.ts';
import type { ServiceView } from '../contract/service-views.ts';
import type { Outcome } from '../contract/envelope.ts';
import { liftLookups, refuseLifting } from '../domain/card-loss/lift-loss-report.ts';
import { heldCard } from '../domain/card/standing-card.ts';
import { refuseLossOf } from '../domain/card-loss/report-loss.ts';
import { refuse, type Refusal } from '../domain/command/refusal.ts';
import type { InsuredPerson } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { loadFacts } from './engine/local-effects.ts';
import { commandOnNewService } from './issue-card.ts';

/** 挂失: by telephone or with documents, under a service number of its own. */
export function reportLoss(room: CounterRoom, input: CallRequest<'reportLoss'>): Outcome<ServiceView> {
  return commandOnNewService(room, (serviceNumber) => ({
    kind: 'report-loss',
    request: { ...input, serviceNumber },
  }));
}

/** 解挂: the card is found again. */
export function liftLossReport(
  room: CounterRoom,
  input: CallRequest<'liftLossReport'>,
): Outcome<ServiceView> {
  return commandOnNewService(room, (serviceNumber) => ({
    kind: 'lift-loss-report',
    request: { ...input, serviceNumber },
  }));
}

/** What the person's page offers of both, or why not today. */
export function lossOffers(room: CounterRoom, person: InsuredPerson, today: string): PersonPage['offers'] {
  const card = heldCard(room.storage.records.find('card', 'personId', person.id));
  if (card === undefined) {
    const none = [refuse('no-card-held')];
    return [offer('report-loss', none), offer('lift-loss-report', none)];
  }
  const facts = loadFacts(room.storage, liftLookups(person.id));
  return [
    offer('report-loss', refuseLossOf(card, today, 'formal')),
    offer('lift-loss-report', refuseLifting(facts, person, card, today)),
  ];
}

/** As it crosses the border, where nothing is read-only. */
function offer(
  kind: 'report-loss' | 'lift-loss-report',
  refusals: readonly Refusal[],
): PersonPage['offers'][number] {
  return { kind, refusals: refusals.map((refusal) => ({ ...refusal, params: { ...refusal.params } })) };
}
