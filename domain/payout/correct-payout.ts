import { clerkSignature, requestApproval, signedText } from '../approval/approval.ts';
import type { CarriedOut } from '../approval/approved-service.ts';
import { acceptSigned, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { change } from '../records/change.ts';
import type { Payee, PayeeAsked, Payout, PayoutGround, PayoutPaperHandedIn } from '../records/payout.ts';
import type { InsuredPerson } from '../records/records.ts';
import { refuseOtherAmount } from './judge-payout.ts';
import { destinationOfPayees, distributed, refusePayees, samePayee, storedPayee } from './payees.ts';
import { refuseHold } from './payout-conditions.ts';
import { refuseWithoutPapers } from './payout-papers.ts';
import { orderedPayees, stateOf } from './payout-payments.ts';
import { refusedTransfer, transferLookups } from '../transfer/relationship-transfer.ts';
import { findPayout, payoutStepLookups, stepTaken, type StandingPayout } from './payout.ts';
import type { CorrectPayoutRequest } from './payout-requests.ts';

/**
 * 退票更正: what the bank could not pay is still owed, and goes to a corrected account after a new approval. Of the dead, whose
 * own account was tried first, his heirs may stand in its place (domain rules section 6).
 */
export const correctPayout: CommandRule<CorrectPayoutRequest> = {
  offline: 'online-only',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...payoutStepLookups(request, context),
    { table: 'personalAccount', by: 'id', value: request.personId },
    ...transferLookups(request.personId),
  ],
  decide(facts, request, context) {
    const found = findPayout(facts, request, context, ['returned']);
    if ('refusals' in found) return refuseAll(found.refusals);
    const { payout, service, person } = found;
    const papers = [...payout.papers, ...request.papers];
    const back = returnedPayee(facts, payout, request.returned);
    if (back === undefined) return refuseAll([refuse('payout-nothing-returned', {}, 'returned')]);
    const refusals: Refusal[] = [
      ...refuseCorrection(facts, found, back, request.payees, papers),
      ...refuseOtherAmount(request.amount, back.amount),
    ];
    if (refusals.length > 0) return refuseAll(refusals);
    const earlier = facts.all('approval', 'serviceId', payout.id);
    const approval = requestApproval(
      context,
      {
        serviceId: payout.id,
        personId: person.id,
        kind: 'payout',
        amount: back.amount,
        enteredBy: [service.clerkId, ...earlier.flatMap(({ enteredBy }) => enteredBy)],
      },
      earlier,
    );
    const corrected: Payout = {
      ...payout,
      state: 'corrected',
      papers,
      correction: { returned: request.returned, payees: request.payees.map(storedPayee) },
    };
    // The sheet is named: a payout may be corrected more than once, and each is signed for itself.
    const text = signedText('check', approval.id, context.clerkId, back.amount);
    return acceptSigned(
      [...stepTaken(found, corrected, 'payout-corrected', context), change('approval', approval)],
      clerkSignature(text, request.signature, destinationOfPayees(request.payees)),
    );
  },
};

/** By which ground a correction is judged: who has died since leaves it to his heirs, with the papers that they bring. */
export function correctionGround(
  { ground }: Pick<Payout, 'ground'>,
  { deceasedOn }: Pick<InsuredPerson, 'deceasedOn'>,
): PayoutGround {
  return deceasedOn === null ? ground : 'death';
}

type ReturnedPayee = Payee & { readonly amount: number };

/** The payee of this place, where the bank could not pay him and nobody stands in his place yet. */
function returnedPayee(facts: Facts, payout: Payout, index: number): ReturnedPayee | undefined {
  const payee = payout.payees[index];
  if (payee === undefined || payee.replaced || payee.amount === null) return undefined;
  const payment = facts.all('payment', 'serviceId', payout.id).find(({ id }) => id === payee.paymentId);
  return payment?.state === 'returned' ? { ...payee, amount: payee.amount } : undefined;
}

/** Everything that is wrong with who is to get what was returned. */
function refuseCorrection(
  facts: Facts,
  { payout, person }: StandingPayout,
  back: ReturnedPayee,
  payees: readonly PayeeAsked[],
  papers: readonly PayoutPaperHandedIn[],
): readonly Refusal[] {
  // An heir is paid himself; for the account of the dead himself heirs may come in.
  const [first] = payees;
  const isHimself = payees.length === 1 && first !== undefined && samePayee(first, back);
  const transfers = facts.all('relationshipTransfer', 'personId', person.id);
  const ground = correctionGround(payout, person);
  const isByHeirs = ground === 'death' && back.heir === null;
  return [
    ...refuseHold(facts.one('personalAccount', person.id)?.hold ?? null),
    ...(isHimself || isByHeirs ? [] : [refuse('payout-payee-changed', {}, 'payees')]),
    ...refusePayees(ground, payees, person, back.amount),
    // What is returned is owed whatever he has paid here since.
    ...refuseWithoutPapers(ground, papers, payees, refusedTransfer(transfers, []) !== undefined),
  ];
}

/** The correction, approved: new orders for what was returned; nothing moves in the ledger, it is still owed. */
export function carryOutCorrection(
  facts: Facts,
  standing: StandingPayout,
  context: CommandContext,
): CarriedOut | { readonly refusals: readonly Refusal[] } {
  const { payout } = standing;
  const { correction } = payout;
  const back = correction === null ? undefined : returnedPayee(facts, payout, correction.returned);
  if (correction === null || back === undefined) return { refusals: [refuse('payout-nothing-returned')] };
  const refusals = refuseCorrection(facts, standing, back, correction.payees, payout.papers);
  if (refusals.length > 0) return { refusals };
  const amounts = distributed(
    back.amount,
    correction.payees.map(({ share }) => share),
  );
  const earlier = facts.all('payment', 'serviceId', payout.id);
  const { ordered, payments } = orderedPayees(
    payout,
    [
      ...payout.payees.map((one, index) =>
        index === correction.returned ? { ...one, replaced: true } : one,
      ),
      ...correction.payees.map((one, index): Payee => ({
        ...one,
        amount: amounts[index] ?? 0,
        paymentId: null,
        replaced: false,
      })),
    ],
    earlier,
    context.at,
  );
  const approved: Payout = {
    ...payout,
    payees: ordered,
    correction: null,
    state: stateOf(ordered, [...earlier, ...payments]),
  };
  return {
    amount: back.amount,
    destination: destinationOfPayees(correction.payees),
    here: [],
    there: [
      ...payments.map((one) => change('payment', one)),
      ...stepTaken(standing, approved, 'payout-approved', context),
    ],
    used: [],
  };
}
