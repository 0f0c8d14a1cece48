import { addDays } from '../calendar/civil-date.ts';
import {
  bringCardMaking,
  mayCardMakingMove,
  mayCardStatusMove,
  statusApartFromLoss,
} from '../card/card-status.ts';
import { cardOn } from '../card/standing-card.ts';
import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { deskService } from '../desk-service/desk-service.ts';
import { refusePresented } from '../desk-service/presented-at-counter.ts';
import { countOn, keptParameters, parameterLookups } from '../parameters/pooling-area-parameter.ts';
import { change } from '../records/change.ts';
import type { Card } from '../records/records.ts';
import type { ReportLossRequest } from './card-loss-requests.ts';
import { findHisCard, lossLookups, refuseLossService } from './loss-service.ts';

/** How many identity questions must be answered rightly on the telephone [practice]. */
export const fewestAnswers = 3;

/**
 * 挂失: the card can be used for nothing from now on. By telephone provisionally, for the days that the pooling area
 * sets; with documents formally, also after a provisional report (domain rules section 3). It takes effect at this
 * counter at once and everywhere when the central office has it. A sealed or locked card is lost like any other, and is
 * sealed or locked again when the report ends.
 */
export const reportLoss: CommandRule<ReportLossRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...lossLookups(request, context),
    ...(request.channel === 'telephone' ? parameterLookups('provisional-loss-days') : []),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseLossService(facts, request, context)];
    const person = facts.one('insuredPerson', request.personId);
    const card = findHisCard(facts, request);
    const manner = request.channel === 'telephone' ? 'provisional' : 'formal';
    if (card !== undefined) refusals.push(...refuseLossOf(card, context.today, manner));
    const presented = request.channel === 'telephone' ? null : request;
    const days =
      request.channel === 'telephone' ? countOn(facts, 'provisional-loss-days', context.today) : null;
    if (request.channel === 'telephone') {
      const given = new Set(request.answered).size;
      if (given < fewestAnswers) {
        refusals.push(refuse('identity-answers-too-few', { given, needed: fewestAnswers }, 'answered'));
      }
      if (days === undefined) refusals.push(refuse('parameter-missing', { name: 'provisional-loss-days' }));
    } else if (person !== undefined) refusals.push(...refusePresented(request, person, context.today));
    if (card === undefined || days === undefined || refusals.length > 0) return refuseAll(refusals);
    const standing = cardOn(card, context.today);
    const lost: Card = {
      ...bringCardMaking(standing, makingOf(standing, manner)),
      status: statusOf(manner),
      lossExpiresOn: days === null ? null : addDays(context.today, days.count),
      statusBeforeLoss: statusApartFromLoss(standing),
    };
    return accept([
      change('card', lost),
      change(
        'serviceRecord',
        deskService(request, context, {
          kind: 'report-loss',
          presented,
          aboutCard: card.id,
          step: `reported-${manner}`,
          note: request.channel === 'telephone' ? [...new Set(request.answered)].sort().join(' ') : null,
          parameters: days === null ? {} : keptParameters(days),
        }),
      ),
    ]);
  },
};

/** Every reason why this card's loss cannot be reported so on that day; also for the person's page. */
export function refuseLossOf(
  stored: Card,
  today: string,
  manner: 'provisional' | 'formal',
): readonly Refusal[] {
  const card = cardOn(stored, today);
  const params = { cardTail: card.id.slice(-4), date: card.issuedOn ?? '' };
  switch (card.status) {
    case null:
      return [refuse('card-not-handed-over', params)];
    case '9':
      return [refuse('card-cancelled', params)];
    case '2':
      return [refuse('loss-already-reported', params)];
    case '4':
      if (manner === 'provisional') {
        return [refuse('loss-reported-until', { ...params, until: card.lossExpiresOn ?? '' })];
      }
      break;
    case '0':
    case '1':
    case '3':
      break;
    default:
      card.status satisfies never;
  }
  const making = makingOf(card, manner);
  const moves =
    mayCardStatusMove(card.status, statusOf(manner)) &&
    (card.making === making || mayCardMakingMove(card.making, making));
  return moves ? [] : [refuse('replacement-applied', params)];
}

function statusOf(manner: 'provisional' | 'formal') {
  return manner === 'formal' ? '2' : '4';
}

/** A card that is being exchanged goes on being so: the new one comes, and the lost one is cancelled then. */
function makingOf({ making }: Card, manner: 'provisional' | 'formal') {
  if (making === '08') return making;
  return manner === 'formal' ? '05' : '06';
}
