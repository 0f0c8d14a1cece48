import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse } from '../command/refusal.ts';
import { moveBlank } from '../stock/stock-movement.ts';
import type { SpoilBlankCardRequest } from './issue-card-requests.ts';
import { refuseBlank } from './record-card-production.ts';
import { actorLookups, refuseActor } from './service-facts.ts';

/** 空白卡作废: takes a blank of this workstation out of the stock, with the reason. */
export const spoilBlankCard: CommandRule<SpoilBlankCardRequest> = {
  offline: 'provisional',
  subject: (request) => request.blankSerial,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...actorLookups(context),
    { table: 'blankCard', by: 'id', value: request.blankSerial },
  ],
  decide(facts, request, context) {
    const blank = facts.one('blankCard', request.blankSerial);
    const refusals = [
      ...refuseActor(facts, context),
      ...(blank === undefined
        ? [refuse('blank-unknown', { serial: request.blankSerial }, 'blankSerial')]
        : refuseBlank(blank, context)),
    ];
    if (blank === undefined || refusals.length > 0) return refuseAll(refusals);
    return accept(moveBlank(blank, { status: 'spoiled', serviceId: request.serviceNumber }, context));
  },
};
