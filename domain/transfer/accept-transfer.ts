import { clerkSignature, requestApproval, signedText } from '../approval/approval.ts';
import { calendarLookups } from '../calendar/published-calendar.ts';
import { monthOf } from '../calendar/month.ts';
import {
  accept,
  acceptSigned,
  refuseAll,
  type CommandContext,
  type CommandRule,
} from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { deskService, deskServiceLookups, refuseDeskService } from '../desk-service/desk-service.ts';
import { refusePresented } from '../desk-service/presented-at-counter.ts';
import { reckonAccount } from '../ledger/reckon-account.ts';
import { formatYuan } from '../money/fen.ts';
import { keptParameters } from '../parameters/pooling-area-parameter.ts';
import { certificateContent } from '../registered-paper/paper-content.ts';
import { registerPaper } from '../registered-paper/register-paper.ts';
import { change } from '../records/change.ts';
import type { InsuredPerson, ServiceRecord } from '../records/records.ts';
import type { OtherArea, RelationshipTransfer, TransferDirection } from '../records/relationship-transfer.ts';
import { insuranceCertificate, sheetRecordOf } from './information-sheet.ts';
import { leavingLookups, refuseLeaving } from './transfer-out.ts';
import {
  beginTransfer,
  destinationOfArea,
  dueFromToday,
  refuseDuringTransfer,
  transferLookups,
  withLetter,
  workingDaysOut,
  workingDaysTogether,
} from './relationship-transfer.ts';
import type { AcceptTransferInRequest, AcceptTransferOutRequest } from './transfer-requests.ts';

/**
 * 关系转出, taken: all conditions at once; the certificate of insurance is written on the spot, and a second person decides
 * before anything leaves. Ten working days run from today (医保办发〔2021〕43号).
 */
export const acceptTransferOut: CommandRule<AcceptTransferOutRequest> = {
  offline: 'online-only',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...deskServiceLookups(request, context),
    ...leavingLookups(request.personId),
    ...calendarLookups(context.today),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseDeskService(facts, request, context)];
    const person = facts.one('insuredPerson', request.personId);
    const office = facts.one('office', context.officeId);
    if (person === undefined || office === undefined) return refuseAll(refusals);
    refusals.push(
      ...refusePresented(request, person, context.today),
      ...refuseOtherArea(request.otherArea, context.county),
      ...refuseLeaving(facts, person, context),
    );
    const leaving = reckonAccount(facts, person.id, context.today);
    if ('refusals' in leaving) return refuseAll([...refusals, ...leaving.refusals]);
    const { amount } = leaving;
    if (amount !== request.amount) {
      refusals.push(
        refuse('approval-changed', { shown: formatYuan(request.amount), amount: formatYuan(amount) }),
      );
    }
    const certificate = insuranceCertificate(
      person,
      sheetRecordOf(facts, person, context.county, context.today),
      {
        serviceNumber: request.serviceNumber,
        county: context.county,
        balance: amount,
        office,
        contact: facts.one('clerk', context.clerkId)?.name ?? '',
        issuedOn: context.today,
      },
    );
    if (certificate === null) refusals.push(refuse('transfer-nothing-paid'));
    if (certificate === null || refusals.length > 0) return refuseAll(refusals);
    const due = dueFromToday(facts, context.today, workingDaysOut);
    const transfer: RelationshipTransfer = {
      ...beginTransfer(request, 'out', request.otherArea, due, context.today),
      certificate,
    };
    const approval = requestApproval(
      context,
      { serviceId: transfer.id, personId: person.id, kind: 'transfer-out', amount, enteredBy: [] },
      [],
    );
    const service = taken(
      request,
      context,
      'transfer-out',
      request.otherArea,
      keptParameters(...leaving.used),
    );
    const content = certificateContent(request.serviceNumber, certificate);
    const text = signedText('accept', request.serviceNumber, context.clerkId, amount);
    return acceptSigned(
      [
        change('relationshipTransfer', transfer),
        change('serviceRecord', service),
        change('approval', approval),
        change('registeredPaper', registerPaper('insurance-certificate', request, content, context)),
      ],
      clerkSignature(text, request.signature, destinationOfArea(request.otherArea)),
    );
  },
};

/**
 * 关系转入, taken: the contact letter goes to the place that he comes from. What comes back is held against each other before
 * anything is credited. The whole must be done within 15 working days, this office's part within 5 from the receipt.
 */
export const acceptTransferIn: CommandRule<AcceptTransferInRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...deskServiceLookups(request, context),
    ...comingLookups(request.personId),
    ...calendarLookups(context.today),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseDeskService(facts, request, context)];
    const person = facts.one('insuredPerson', request.personId);
    if (person === undefined) return refuseAll(refusals);
    refusals.push(
      ...refusePresented(request, person, context.today),
      ...refuseOtherArea(request.otherArea, context.county),
      ...refuseComing(facts, person, context.today),
    );
    if (refusals.length > 0) return refuseAll(refusals);
    const due = dueFromToday(facts, context.today, workingDaysTogether);
    const begun = beginTransfer(request, 'in', request.otherArea, due, context.today);
    const transfer = { ...begun, broughtCertificate: request.broughtCertificate };
    return accept([
      change('relationshipTransfer', withLetter(transfer, 'contact-letter', context.at)),
      change('serviceRecord', taken(request, context, 'transfer-in', request.otherArea, {})),
    ]);
  },
};

/** The facts on which it depends whether somebody's relationship may come here. */
export function comingLookups(personId: string): readonly Lookup[] {
  return [
    { table: 'insuredPerson', by: 'id', value: personId },
    { table: 'personalAccount', by: 'id', value: personId },
    ...transferLookups(personId),
  ];
}

/** Every reason why nobody is asked for this person's relationship today: it joins an insurance that is paid for here. */
export function refuseComing(facts: Facts, person: InsuredPerson, today: string): readonly Refusal[] {
  if (person.deceasedOn !== null) return [refuse('insured-person-deceased', { date: person.deceasedOn })];
  const refusals: Refusal[] = [];
  const { retiredFrom, insuranceStatus } = person;
  if (retiredFrom !== null && retiredFrom <= monthOf(today)) {
    refusals.push(refuse('transfer-retired', { month: retiredFrom }));
  }
  if (insuranceStatus !== '1') refusals.push(refuse('transfer-not-insured-here'));
  const account = facts.one('personalAccount', person.id);
  if (account === undefined) refusals.push(refuse('transfer-no-account'));
  else if (account.status === 'closed') refusals.push(refuse('transfer-account-closed'));
  return [...refusals, ...refuseDuringTransfer(facts, person.id)];
}

/** What is wrong with the other area as it was typed. */
function refuseOtherArea(
  { areaCode, areaName, officeName, bankName, accountName, accountNumber }: OtherArea,
  county: string,
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  if (areaCode === county) refusals.push(refuse('transfer-same-area', {}, 'areaCode'));
  if (areaName.trim() === '') refusals.push(refuse('transfer-area-missing', {}, 'areaName'));
  if (officeName.trim() === '') refusals.push(refuse('transfer-office-missing', {}, 'officeName'));
  if (bankName.trim() === '' || accountName.trim() === '') {
    refusals.push(refuse('transfer-account-missing', {}, 'accountName'));
  }
  // An agency's account is no card: banks give it 8 to 32 digits, and no check digit that all of them share.
  if (!/^\d{8,32}$/.test(accountNumber)) {
    refusals.push(refuse('transfer-account-number-invalid', {}, 'accountNumber'));
  }
  return refusals;
}

function taken(
  request: AcceptTransferInRequest | AcceptTransferOutRequest,
  context: CommandContext,
  kind: `transfer-${TransferDirection}`,
  { areaCode, areaName }: OtherArea,
  parameters: ServiceRecord['parameters'],
): ServiceRecord {
  return {
    ...deskService(request, context, {
      kind,
      presented: request,
      step: 'transfer-accepted',
      details: { of: kind, areaCode, areaName },
      parameters,
    }),
    stage: 'accepted',
    closedAt: null,
  };
}
