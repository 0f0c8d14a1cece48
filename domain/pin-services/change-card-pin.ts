import { acceptIfShown, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse } from '../command/refusal.ts';
import { deskService } from '../desk-service/desk-service.ts';
import { keptParameters } from '../parameters/pooling-area-parameter.ts';
import { change } from '../records/change.ts';
import type { Card, ServiceRecord } from '../records/records.ts';
import { findForPinService, pinServiceLookups, refuseAgent } from './pin-service.ts';
import type { ChangeCardPinRequest } from './pin-service-requests.ts';

/**
 * 密码修改: who knows the old password sets a new one. Only the central office can tell whether the old one is right;
 * until it has, a try is counted here, so that a counter without a line lets nobody try more often than the pooling area
 * allows. There it becomes the new password and no failure, or a failure more and, at the last one, a locked card.
 */
export const changeCardPin: CommandRule<ChangeCardPinRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: pinServiceLookups,
  decide(facts, request, context) {
    const found = findForPinService(facts, 'change-card-pin', request, context);
    const { card, tries } = found;
    const refusals = [...found.refusals, ...refuseAgent(request)];
    if (request.sealedPin.length === 0 || request.sealedOldPin.length === 0) {
      refusals.push(refuse('pin-not-sealed'));
    }
    if (card === undefined || tries === undefined || refusals.length > 0) return refuseAll(refusals);
    const about = { kind: 'change-card-pin', presented: request, aboutCard: card.id } as const;
    const parameters = keptParameters(tries);
    const changed = deskService(request, context, { ...about, parameters, step: 'pin-changed' });
    const tried = afterWrongPin(card, tries.count);
    const triesLeft = tries.count - tried.pinFailures;
    return acceptIfShown(
      [change('card', { ...card, pinFailures: card.pinFailures + 1 }), change('serviceRecord', changed)],
      [{ purpose: 'card-pin', subject: card.id, sealed: request.sealedPin }],
      {
        purpose: 'card-pin',
        subject: card.id,
        sealed: request.sealedOldPin,
        shown: [change('card', { ...card, pinFailures: 0 }), change('serviceRecord', changed)],
        notShown: [
          change('card', tried),
          change('serviceRecord', {
            ...deskService(request, context, {
              ...about,
              parameters,
              step: triesLeft === 0 ? 'pin-wrong-locked' : 'pin-wrong',
              details: { of: 'change-card-pin', triesLeft },
            }),
            stage: 'withdrawn',
          }),
        ],
      },
    );
  },
};

/** One wrong password more; with the last one that is allowed a normal card is locked (1 → 3). */
function afterWrongPin(card: Card, tries: number): Card {
  const pinFailures = card.pinFailures + 1;
  return { ...card, pinFailures, status: card.status === '1' && pinFailures >= tries ? '3' : card.status };
}

/** Of a change whose old password was wrong: how many tries are left; null where it was right, or is another service. */
export function triesLeftAfter(service: Pick<ServiceRecord, 'details'> | undefined): number | null {
  const details = service?.details ?? null;
  return details?.of === 'change-card-pin' ? details.triesLeft : null;
}
