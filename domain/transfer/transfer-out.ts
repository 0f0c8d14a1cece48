import { billLookups, refuseOpenBills } from '../account/open-bills.ts';
import type { ApprovedService } from '../approval/approved-service.ts';
import { monthOf } from '../calendar/month.ts';
import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { openPeriodsOf } from '../contribution-services/suspend-insurance.ts';
import { cardMakingLookups, isCardInMaking } from '../issuance/card-in-making.ts';
import { withStep } from '../issuance/service-facts.ts';
import { groupOf, postEntries } from '../ledger/post-entries.ts';
import { reckonAccount } from '../ledger/reckon-account.ts';
import { parameterLookups } from '../parameters/pooling-area-parameter.ts';
import { openPayout, payoutLookups } from '../payout/payout.ts';
import { paperLookups, withdrawPaper } from '../registered-paper/register-paper.ts';
import { change } from '../records/change.ts';
import type { InsuredPerson } from '../records/records.ts';
import type { RelationshipTransfer } from '../records/relationship-transfer.ts';
import { coverLookups } from '../unfreezing/release-account.ts';
import { standingSeal } from '../unfreezing/standing-seal.ts';
import { arrearsOf } from './arrears.ts';
import { informationSheet, sheetRecordOf } from './information-sheet.ts';
import {
  destinationOfArea,
  endTransfer,
  openTransfer,
  transferLookups,
  withLetter,
} from './relationship-transfer.ts';

/** The facts on which it depends whether somebody may leave, and with what. */
export function leavingLookups(personId: string): readonly Lookup[] {
  return [
    { table: 'insuredPerson', by: 'id', value: personId },
    { table: 'personalAccount', by: 'id', value: personId },
    { table: 'ledgerEntry', by: 'personId', value: personId },
    ...cardMakingLookups(personId),
    ...billLookups(personId),
    { table: 'payment', by: 'personId', value: personId },
    ...transferLookups(personId),
    ...payoutLookups(personId),
    ...coverLookups(personId),
    ...parameterLookups('account-interest-rate'),
  ];
}

/**
 * Every reason at once why this person's relationship cannot leave today (医保办发〔2021〕43号; domain rules section 5): not for
 * retirees, stopped here, nothing owed, no open bills, nothing that holds the account or is under way.
 * @param approved the transfer that is carried out, which is no reason against itself
 */
export function refuseLeaving(
  facts: Facts,
  person: InsuredPerson,
  context: Pick<CommandContext, 'county' | 'today' | 'decidedOn'>,
  approved: RelationshipTransfer | null = null,
): readonly Refusal[] {
  const { county, today } = context;
  if (person.deceasedOn !== null) return [refuse('insured-person-deceased', { date: person.deceasedOn })];
  const account = facts.one('personalAccount', person.id);
  if (account === undefined) return [refuse('transfer-no-account')];
  if (account.status === 'closed') return [refuse('transfer-account-closed')];
  const refusals: Refusal[] = [];
  const { retiredFrom, insuranceStatus } = person;
  if (retiredFrom !== null && retiredFrom <= monthOf(today)) {
    refusals.push(refuse('transfer-retired', { month: retiredFrom }));
  }
  const periods = facts.all('contributionPeriod', 'personId', person.id);
  if (insuranceStatus === '1' || openPeriodsOf(periods).length > 0)
    refusals.push(refuse('transfer-not-stopped'));
  const owed = arrearsOf(periods, person, county, today);
  if (owed.length > 0) {
    const params = { count: owed.length, from: owed[0] ?? '', to: owed.at(-1) ?? '' };
    refusals.push(refuse('transfer-arrears', params));
  }
  refusals.push(...refuseOpenBills(facts, person.id));
  if (account.hold === 'disputed') refusals.push(refuse('transfer-account-disputed'));
  if (account.hold === 'court-order') refusals.push(refuse('transfer-account-court-order'));
  // That contributions have stopped seals the account and is what a transfer presupposes; a seal that the record does not
  // bear out is a mistake that somebody has to clear up before anything leaves.
  if (standingSeal(facts, account, person, context) === 'unfounded') {
    refusals.push(refuse('transfer-seal-unfounded'));
  }
  const open = openTransfer(facts.all('relationshipTransfer', 'personId', person.id));
  if (open !== undefined && open.id !== approved?.id) {
    refusals.push(refuse('transfer-under-way', { service: open.id }));
  }
  const asked = openPayout(facts.all('payout', 'personId', person.id));
  const paying = facts
    .all('payment', 'personId', person.id)
    .find(({ state, purpose }) => purpose === 'payout' && (state === 'ordered' || state === 'sent'));
  const payingOut = paying?.serviceId ?? asked?.id;
  if (payingOut !== undefined) refusals.push(refuse('transfer-payout-under-way', { service: payingOut }));
  if (isCardInMaking(facts, person.id)) refusals.push(refuse('transfer-card-in-making'));
  return refusals;
}

/**
 * 关系转出, approved: interest first, then the whole balance is owed to the place joined, as one linked group; the sheet goes
 * to that place. The relationship stays here until it has it.
 */
export const approvedTransferOut: ApprovedService = {
  needs: ({ serviceNumber, personId }, context) => [
    { table: 'serviceRecord', by: 'id', value: serviceNumber },
    { table: 'relationshipTransfer', by: 'id', value: serviceNumber },
    { table: 'office', by: 'id', value: context.officeId },
    ...paperLookups(serviceNumber),
    ...leavingLookups(personId),
  ],
  carryOut(facts, approval, context) {
    const { serviceId, personId } = approval;
    const service = facts.one('serviceRecord', serviceId);
    const transfer = facts.one('relationshipTransfer', serviceId);
    const person = facts.one('insuredPerson', personId);
    const account = facts.one('personalAccount', personId);
    if (service === undefined || transfer?.state !== 'waiting-approval' || person === undefined) {
      return { refusals: [refuse('service-unknown', { service: serviceId })] };
    }
    const refusals = refuseLeaving(facts, person, context, transfer);
    const leaving = reckonAccount(facts, personId, context.today);
    if ('refusals' in leaving) return { refusals: [...refusals, ...leaving.refusals] };
    if (account === undefined || refusals.length > 0) return { refusals };
    const record = sheetRecordOf(facts, person, context.county, context.today);
    const sent: RelationshipTransfer = {
      ...withLetter(transfer, 'information-sheet', context.at),
      state: 'sheet-sent',
      sheet: informationSheet(person, record, leaving.amount, context.today),
      amount: leaving.amount,
    };
    const postings = postEntries(
      groupOf(context, serviceId),
      [
        {
          personId,
          kind: 'interest',
          institution: facts.one('office', context.officeId)?.name ?? '',
          debitAccount: 'interest-expense',
          creditAccount: 'personal-account',
          amount: leaving.interest,
        },
        {
          personId,
          kind: 'transfer',
          institution: transfer.otherArea.officeName,
          debitAccount: 'personal-account',
          creditAccount: 'transfers-payable',
          amount: leaving.amount,
        },
      ],
      account,
    );
    return {
      amount: leaving.amount,
      destination: destinationOfArea(transfer.otherArea),
      here: [],
      there: [
        ...postings,
        change('relationshipTransfer', sent),
        change('serviceRecord', withStep(service, 'transfer-approved', context)),
      ],
      used: leaving.used,
    };
  },
  sendBack(facts, approval, context, reason) {
    const service = facts.one('serviceRecord', approval.serviceId);
    const transfer = facts.one('relationshipTransfer', approval.serviceId);
    if (service === undefined || transfer?.state !== 'waiting-approval') return [];
    // Nothing has left: who still wants to go asks anew, with what was missing.
    return [
      change(
        'relationshipTransfer',
        endTransfer(transfer, 'withdrawn', context.at, { code: null, text: reason }),
      ),
      change('serviceRecord', {
        ...withStep(service, 'approval-refused', context, reason),
        stage: 'withdrawn',
        closedAt: context.at,
      }),
      ...withdrawPaper(facts.one('registeredPaper', transfer.id), context.at),
    ];
  },
};
