import type { ApprovedService, CarriedOut } from '../approval/approved-service.ts';
import { cancelCard } from '../card/card-status.ts';
import type { CommandContext } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { groupOf, postEntries } from '../ledger/post-entries.ts';
import { keptParameters } from '../parameters/pooling-area-parameter.ts';
import type { Approval } from '../records/approval.ts';
import { change, type Change } from '../records/change.ts';
import type { Payee, Payout } from '../records/payout.ts';
import type { InsuredPerson, PersonalAccount } from '../records/records.ts';
import { carryOutCorrection } from './correct-payout.ts';
import { judgePayout } from './judge-payout.ts';
import { destinationOfPayees, distributed } from './payees.ts';
import { orderedPayees, stateOf } from './payout-payments.ts';
import { conditionLookups } from './payout-conditions.ts';
import { groundRules } from './payout-grounds.ts';
import { payoutPostings } from './payout-postings.ts';
import { payoutStepLookups, stepTaken, type StandingPayout } from './payout.ts';

/**
 * 一次性支取, approved: everything is judged and reckoned anew; interest is posted, the balance is owed to the payees, the bank
 * is ordered to pay them, and where the ground closes the account, account, insurance and card end in the same transaction:
 * the card is of no use from then on, wherever it is shown (domain rules section 6).
 */
export const approvedPayout: ApprovedService = {
  needs: (request, context) => [
    ...payoutStepLookups(request, context),
    { table: 'office', by: 'id', value: context.officeId },
    ...conditionLookups(request.personId),
  ],
  carryOut(facts, approval, context) {
    const standing = standingPayout(facts, approval);
    if (standing?.payout.state === 'checked') return carryOutPayout(facts, standing, context);
    if (standing?.payout.state === 'corrected') return carryOutCorrection(facts, standing, context);
    // Nothing else waits for anybody: its sheet was decided, or withdrawn with it.
    return { refusals: [refuse('service-unknown', { service: approval.serviceId })] };
  },
  sendBack(facts, approval, context, reason) {
    const standing = standingPayout(facts, approval);
    if (standing === undefined) return [];
    const { payout } = standing;
    // Papers, payees and card stay as they are: who entered them mends what is wrong and asks again.
    const state = payout.state === 'checked' ? 'accepted' : payout.state === 'corrected' ? 'returned' : null;
    return state === null
      ? []
      : stepTaken(standing, { ...payout, state }, 'approval-refused', context, reason);
  },
};

/** The payout that a sheet is about. */
function standingPayout(facts: Facts, { serviceId, personId }: Approval): StandingPayout | undefined {
  const payout = facts.one('payout', serviceId);
  const service = facts.one('serviceRecord', serviceId);
  const person = facts.one('insuredPerson', personId);
  return payout?.personId !== personId || service === undefined || person === undefined
    ? undefined
    : { payout, service, person };
}

function carryOutPayout(
  facts: Facts,
  standing: StandingPayout,
  context: CommandContext,
): CarriedOut | { readonly refusals: readonly Refusal[] } {
  const { payout, service, person } = standing;
  const { ground, papers, payees } = payout;
  const judged = {
    ground,
    papers,
    payees,
    card: payout.card?.surrender ?? null,
    person,
    own: payout.id,
    applicant: ground === 'death' ? service.representative : null,
  };
  const { reckoning, used, ...found } = judgePayout(facts, judged, context);
  const refusals: Refusal[] = [...found.refusals];
  // Another card than the one that was given up would end in its holder's hand.
  if (refusals.length === 0 && found.card?.cardNumber !== payout.card?.cardNumber) {
    refusals.push(refuse('payout-card-changed'));
  }
  const account = facts.one('personalAccount', person.id);
  if (reckoning === null || account === undefined || refusals.length > 0) return { refusals };
  const amounts = distributed(
    reckoning.amount,
    payees.map(({ share }) => share),
  );
  const { ordered, payments } = orderedPayees(
    payout,
    payees.map((one, index): Payee => ({ ...one, amount: amounts[index] ?? 0 })),
    facts.all('payment', 'serviceId', payout.id),
    context.at,
  );
  const approved: Payout = {
    ...payout,
    payees: ordered,
    state: stateOf(ordered, payments),
    amount: reckoning.amount,
    interest: reckoning.interest,
  };
  const office = facts.one('office', context.officeId)?.name ?? '';
  const closes = !groundRules[ground].keepsAccount;
  const withParameters = {
    ...service,
    parameters: { ...service.parameters, ...keptParameters(...used) },
  };
  return {
    amount: reckoning.amount,
    destination: destinationOfPayees(payees),
    here: [],
    there: [
      ...postEntries(
        groupOf(context, payout.id),
        payoutPostings(person.id, reckoning, payees, office),
        account,
        closes ? 'closed' : account.status,
      ),
      ...payments.map((one) => change('payment', one)),
      ...(closes ? endOf(facts, person, account) : []),
      ...stepTaken({ service: withParameters }, approved, 'payout-approved', context),
    ],
    used,
  };
}

/** What ends with the account: whatever card there is, and the insurance here (AAC031 3). */
function endOf(facts: Facts, person: InsuredPerson, { id }: PersonalAccount): readonly Change[] {
  return [
    ...facts.all('card', 'personId', id).flatMap((card) => {
      const cancelled = cancelCard(card);
      return cancelled === card ? [] : [change('card', cancelled)];
    }),
    change('insuredPerson', { ...person, employerId: null, insuranceStatus: '3' }),
  ];
}
