import { clerkSignature, signedText } from '../approval/approval.ts';
import { acceptSigned, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import {
  deskService,
  deskServiceLookups,
  refuseDeskService,
  type DeskServiceDone,
} from '../desk-service/desk-service.ts';
import { refusePresented } from '../desk-service/presented-at-counter.ts';
import { refuseActingFor, stored } from '../issuance/representation.ts';
import { keptParameters } from '../parameters/pooling-area-parameter.ts';
import { change } from '../records/change.ts';
import type { Payout } from '../records/payout.ts';
import type { InsuredPerson, ServiceRecord } from '../records/records.ts';
import { judgePayout, refuseOtherAmount } from './judge-payout.ts';
import { payeesAsked } from './payees.ts';
import { conditionLookups } from './payout-conditions.ts';
import { dueFrom, dueLookups } from './payout.ts';
import type { AcceptPayoutRequest } from './payout-requests.ts';

/**
 * 受理一次性支取: ground, papers, payees and everything that stands in the way are judged at once, and the amount with every
 * entry of which it consists is what the clerk has seen. Nothing moves yet: without a line it is taken and receipted as not
 * confirmed, and of two counters that take the same balance the second is refused by the central office.
 */
export const acceptPayout: CommandRule<AcceptPayoutRequest> = {
  offline: 'online-only',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...deskServiceLookups(request, context),
    ...conditionLookups(request.personId),
    ...dueLookups(context.today),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseDeskService(facts, request, context)];
    const person = facts.one('insuredPerson', request.personId);
    if (person === undefined) return refuseAll(refusals);
    const { asker, ground, papers } = request;
    const judged = { ...request, person, own: null, applicant: applicantOf(asker) };
    const { reckoning, card, used, ...found } = judgePayout(facts, judged, context);
    refusals.push(...refuseAsker(request, person, context.today), ...found.refusals);
    const due = dueFrom(facts, context.today);
    if ('refusals' in due) refusals.push(...due.refusals);
    if (reckoning !== null) refusals.push(...refuseOtherAmount(request.amount, reckoning.amount));
    if (reckoning === null || 'refusals' in due || refusals.length > 0) return refuseAll(refusals);
    const { amount, interest } = reckoning;
    const { dueOn, dueProvisional } = due;
    const payout: Payout = {
      id: request.serviceNumber,
      personId: person.id,
      ground,
      state: 'accepted',
      papers,
      payees: payeesAsked(request.payees),
      correction: null,
      card,
      amount,
      interest,
      acceptedOn: context.today,
      dueOn,
      dueProvisional,
      closedAt: null,
    };
    const service: ServiceRecord = {
      ...deskService(request, context, {
        kind: 'payout',
        ...askedBy(asker),
        step: 'payout-accepted',
        aboutCard: card?.cardNumber ?? null,
        details: { of: 'payout', ground, amount },
        parameters: keptParameters(...used, due.used),
      }),
      stage: 'accepted',
      closedAt: null,
    };
    const text = signedText('accept', request.serviceNumber, context.clerkId, amount);
    return acceptSigned(
      [change('payout', payout), change('serviceRecord', service)],
      clerkSignature(text, request.signature),
    );
  },
};

type Asker = AcceptPayoutRequest['asker'];

function applicantOf(asker: Asker) {
  return asker.channel === 'heir' ? asker.applicant : null;
}

/** Who may ask: the person or who acts for him; for the dead an heir of full age with his own document. */
function refuseAsker(
  { ground, asker }: AcceptPayoutRequest,
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  if ((ground === 'death') !== (asker.channel === 'heir')) return [refuse('payout-asker-unfit', {}, 'asker')];
  if (asker.channel !== 'heir') return refusePresented(asker, person, today);
  return [
    ...refuseActingFor(asker.applicant, person, today, 'representative'),
    ...(asker.photoCompared ? [] : [refuse('photo-not-compared', {}, 'photoCompared')]),
  ];
}

function askedBy(asker: Asker): Pick<DeskServiceDone, 'presented' | 'channel' | 'representative'> {
  return asker.channel === 'heir'
    ? {
        presented: null,
        channel: 'agent',
        representative: { ...stored(asker.applicant), authorisation: 'death-certificate' },
      }
    : { presented: asker };
}
