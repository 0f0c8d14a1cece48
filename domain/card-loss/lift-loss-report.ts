import { bringCardMaking, makingInHand } from '../card/card-status.ts';
import { cardOn, isReportedLost, withoutReport } from '../card/standing-card.ts';
import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { deskService } from '../desk-service/desk-service.ts';
import { refusePresented } from '../desk-service/presented-at-counter.ts';
import { keptParameters, parameterLookups, parameterOn } from '../parameters/pooling-area-parameter.ts';
import { change } from '../records/change.ts';
import type { Card, InsuredPerson } from '../records/records.ts';
import type { LiftLossReportRequest } from './card-loss-requests.ts';
import { findHisCard, lossLookups, refuseLossService } from './loss-service.ts';

/**
 * 解挂: the card is found, and is what it was before the report. A provisional report is lifted always; a formal one only
 * as the pooling area allows ([local] `lift-after-formal-loss`: 'until-replaced' or 'never').
 */
export const liftLossReport: CommandRule<LiftLossReportRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [...lossLookups(request, context), ...liftLookups(request.personId)],
  decide(facts, request, context) {
    const { today } = context;
    const refusals: Refusal[] = [...refuseLossService(facts, request, context)];
    const person = facts.one('insuredPerson', request.personId);
    const stored = findHisCard(facts, request);
    if (person !== undefined) {
      refusals.push(...refusePresented(request, person, today));
      if (stored !== undefined) refusals.push(...refuseLifting(facts, person, stored, today));
    }
    const seen = request.lifts === 'formal' ? '2' : '4';
    const card = stored === undefined ? undefined : cardOn(stored, today);
    if (card !== undefined && isReportedLost(card) && card.status !== seen) {
      refusals.push(refuse('loss-report-changed', { cardTail: card.id.slice(-4) }));
    }
    if (card === undefined || refusals.length > 0) return refuseAll(refusals);
    const used = request.lifts === 'formal' ? parameterOn(facts, 'lift-after-formal-loss', today) : undefined;
    return accept([
      change('card', withoutReport(bringCardMaking(card, makingInHand(card)))),
      change(
        'serviceRecord',
        deskService(request, context, {
          kind: 'lift-loss-report',
          presented: request,
          aboutCard: card.id,
          step: 'lifted',
          parameters: used === undefined ? {} : keptParameters(used),
        }),
      ),
    ]);
  },
};

/** What lifting looks at besides: the person's services, for a replacement, and what the pooling area allows. */
export function liftLookups(personId: string): readonly Lookup[] {
  return [
    { table: 'serviceRecord', by: 'personId', value: personId },
    ...parameterLookups('lift-after-formal-loss'),
  ];
}

/** Every reason why the report of this card's loss cannot be lifted on that day; facts: `liftLookups`. */
export function refuseLifting(
  facts: Facts,
  person: InsuredPerson,
  stored: Card,
  today: string,
): readonly Refusal[] {
  const card = cardOn(stored, today);
  const params = { cardTail: card.id.slice(-4) };
  if (!isReportedLost(card)) return [refuse('card-not-reported-lost', params)];
  const refusals: Refusal[] = [];
  if (person.deceasedOn !== null) refusals.push(refuse('holder-deceased', { date: person.deceasedOn }));
  // One that is being exchanged is its holder's until the new one is: found again, it is what it was.
  if (card.making !== '08' && (card.making === '07' || hasReplacement(facts, card))) {
    refusals.push(refuse('replacement-applied', params));
  }
  if (card.status === '2') {
    const allowed = parameterOn(facts, 'lift-after-formal-loss', today)?.value;
    if (allowed === 'never') refusals.push(refuse('formal-loss-stays', params));
    else if (allowed !== 'until-replaced') {
      refusals.push(refuse('parameter-missing', { name: 'lift-after-formal-loss' }));
    }
  }
  return refusals;
}

/** Somebody has applied for another card in the place of this one, and has not withdrawn it. */
function hasReplacement(facts: Facts, card: Card): boolean {
  return facts
    .all('serviceRecord', 'personId', card.personId)
    .some(
      ({ kind, stage, formerCardNumber }) =>
        kind === 'issue-card' && stage !== 'withdrawn' && formerCardNumber === card.id,
    );
}
