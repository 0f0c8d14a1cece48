import { centralOffice } from '../command/central-office.ts';
import { entriesOf } from '../ledger/post-entries.ts';
import type { Fen } from '../money/fen.ts';
import { change, type Change } from '../records/change.ts';
import type { Payment } from '../records/payment.ts';
import type { ServiceRecord } from '../records/records.ts';
import { plainService } from '../records/service-record.ts';

/**
 * 追回 of what a bank had paid beyond everything that is owed here (domain/payment/kept-order.ts). It was on nobody's account, so
 * that there is nothing to approve: it is owed to the fund by whoever got it (Civil Code art. 985) from the moment at which
 * the bank tells of it, and what comes back is recorded like that of any other claim (record-claim-repayment.ts).
 * @param payment as the bank has paid it
 * @param unowed fen, above zero
 * @param claim `id`: the number of the claim's own service; `of`: the service for which was paid; whose it was goes after it
 */
export function claimUnowed(
  payment: Payment,
  unowed: Fen,
  claim: { readonly id: string; readonly of: ServiceRecord },
  now: { readonly at: string; readonly today: string },
): readonly Change[] {
  const { personId, payeeName, bankReference } = payment;
  const { id: serviceId, of } = claim;
  const group = { groupId: `unowed ${payment.id}`, serviceId, postedOn: now.today };
  const service: ServiceRecord = {
    ...plainService,
    id: serviceId,
    kind: 'request-reversal',
    channel: 'internal',
    personId,
    officeId: of.officeId,
    workstationId: of.workstationId,
    clerkId: of.clerkId,
    stage: 'accepted',
    openedOn: now.today,
    openedAt: now.at,
    closedAt: null,
    documentKind: null,
    documentNumber: null,
    documentValidUntil: null,
    blankSerial: null,
    cardNumber: null,
    steps: [{ step: 'recovery-claimed', at: now.at, clerkId: centralOffice, note: bankReference }],
    details: {
      of: 'request-reversal',
      groupId: group.groupId,
      way: 'claim',
      reason: '',
      amount: unowed,
      sameDay: false,
      claim: { reopened: false, repayments: [] },
    },
  };
  const entries = entriesOf(group, [
    {
      personId,
      kind: 'adjustment',
      institution: payeeName,
      debitAccount: 'recovery-claims',
      creditAccount: 'bank-deposits',
      amount: unowed,
    },
  ]);
  return [...entries.map((entry) => change('ledgerEntry', entry)), change('serviceRecord', service)];
}

/**
 * The next number of a service that the central office opens by itself: as at a window, of which none has the number 0.
 * @param ofDay the services of this day
 */
export function ownServiceNumber(
  county: string,
  today: string,
  ofDay: readonly Pick<ServiceRecord, 'id'>[],
): string {
  const prefix = `${county}-${today.replaceAll('-', '')}-000-`;
  const highest = ofDay
    .filter(({ id }) => id.startsWith(prefix))
    .reduce((most, { id }) => Math.max(most, Number(id.slice(prefix.length))), 0);
  return `${prefix}${String(highest + 1).padStart(4, '0')}`;
}
