import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { deskService } from '../desk-service/desk-service.ts';
import { keptParameters } from '../parameters/pooling-area-parameter.ts';
import { change } from '../records/change.ts';
import { findForPinService, pinServiceLookups, refuseAgent, withTriesAnew } from './pin-service.ts';
import type { UnlockCardRequest } from './pin-service-requests.ts';

/**
 * 卡片解锁: a card that was locked after wrong passwords (AAZ502 3) is normal again (1). Its holder comes himself with
 * his document, and his password stays (domain rules sections 1 and 3).
 */
export const unlockCard: CommandRule<UnlockCardRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: pinServiceLookups,
  decide(facts, request, context) {
    const found = findForPinService(facts, 'unlock-card', request, context);
    const { card, tries } = found;
    const refusals = [...found.refusals, ...refuseAgent(request)];
    if (card === undefined || tries === undefined || refusals.length > 0) return refuseAll(refusals);
    return accept([
      change('card', withTriesAnew(card, facts.one('personalAccount', request.personId))),
      change(
        'serviceRecord',
        deskService(request, context, {
          kind: 'unlock-card',
          presented: request,
          aboutCard: card.id,
          step: 'unlocked',
          parameters: keptParameters(tries),
        }),
      ),
    ]);
  },
};
