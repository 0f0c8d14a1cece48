import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { deskService } from '../desk-service/desk-service.ts';
import { withStep } from '../issuance/service-facts.ts';
import {
  keptParameters,
  parameterLookups,
  parameterOn,
  type UsedParameter,
} from '../parameters/pooling-area-parameter.ts';
import { change } from '../records/change.ts';
import { findForPinService, pinServiceLookups, withTriesAnew } from './pin-service.ts';
import type { ResetCardPinRequest } from './pin-service-requests.ts';

/**
 * 密码重置: the password is forgotten. Its loss is reported and it is renewed in one, by the holder himself with his
 * document (domain rules section 1); through an agent only where the pooling area allows it ([local]
 * `pin-reset-by-agent`). A locked card is unlocked by it.
 */
export const resetCardPin: CommandRule<ResetCardPinRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...pinServiceLookups(request, context),
    ...parameterLookups('pin-reset-by-agent'),
  ],
  decide(facts, request, context) {
    const found = findForPinService(facts, 'reset-card-pin', request, context);
    const { card, tries } = found;
    const refusals: Refusal[] = [...found.refusals];
    const used: UsedParameter[] = tries === undefined ? [] : [tries];
    if (request.channel === 'agent') {
      const allowed = parameterOn(facts, 'pin-reset-by-agent', context.today);
      if (allowed === undefined) refusals.push(refuse('parameter-missing', { name: 'pin-reset-by-agent' }));
      else if (allowed.value !== 'yes') refusals.push(refuse('pin-reset-in-person', {}, 'channel'));
      else used.push(allowed);
    }
    if (request.sealedPin.length === 0) refusals.push(refuse('pin-not-sealed'));
    if (card === undefined || refusals.length > 0) return refuseAll(refusals);
    const reported = deskService(request, context, {
      kind: 'reset-card-pin',
      presented: request,
      aboutCard: card.id,
      step: 'pin-reported-lost',
      parameters: keptParameters(...used),
    });
    return accept(
      [
        change('card', withTriesAnew(card, facts.one('personalAccount', request.personId))),
        change('serviceRecord', withStep(reported, 'pin-renewed', context)),
      ],
      [{ purpose: 'card-pin', subject: card.id, sealed: request.sealedPin }],
    );
  },
};
