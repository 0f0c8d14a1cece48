import type { CallRequest } from '../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { PayeeView, PayoutOnPaper } from '../contract/payout-parts.ts';
import type { PayoutDesk, PayoutReckoning, PayoutView } from '../contract/payout-views.ts';
import { heldCard } from '../domain/card/standing-card.ts';
import type { Facts } from '../domain/command/facts.ts';
import { maskBankAccount } from '../domain/identity/bank-account.ts';
import { maskResidentId } from '../domain/identity/resident-id.ts';
import { effectOn } from '../domain/ledger/balance.ts';
import { reckonAccount } from '../domain/ledger/reckon-account.ts';
import { judgePayout } from '../domain/payout/judge-payout.ts';
import { earliestPayout } from '../domain/payout/payout-conditions.ts';
import { correctionGround } from '../domain/payout/correct-payout.ts';
import { groundRules } from '../domain/payout/payout-grounds.ts';
import { dueFrom, dueLookups } from '../domain/payout/payout.ts';
import type { Payee, PayeeAsked, Payout } from '../domain/records/payout.ts';
import { groupOfPayment } from '../domain/payment/payment-order.ts';
import type { Payment } from '../domain/records/payment.ts';
import type { InsuredPerson, ServiceRecord } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { contextOf } from './engine/execute-command.ts';
import { loadFacts } from './engine/local-effects.ts';
import { deskFacts, refusalsByGround } from './payouts.ts';
import { findService, viewService } from './service-view.ts';
import { personOf } from './transfers.ts';
import { viewRefusals } from './view-refusals.ts';
import { here } from './workstation.ts';

/** What the form begins with: the grounds, what the account comes to, the days, and the card that goes with it. */
export function getPayoutDesk(
  room: CounterRoom,
  { personId }: CallRequest<'getPayoutDesk'>,
): Outcome<PayoutDesk> {
  const person = personOf(room, personId);
  if (!person.ok) return person;
  const today = room.clock.today();
  const facts = deskFacts(room, personId);
  const due = dueFrom(loadFacts(room.storage, dueLookups(today)), today);
  const card = heldCard(facts.all('card', 'personId', personId));
  return succeed({
    grounds: refusalsByGround(room, facts, person.value, today).map(({ ground, refusals }) => ({
      ground,
      keepsAccount: groundRules[ground].keepsAccount,
      refusals: viewRefusals(refusals),
    })),
    reckoning: reckoningOf(facts, personId, today),
    earliest: earliestPayout(facts, person.value, today) ?? null,
    due: 'refusals' in due ? null : { dueOn: due.dueOn, dueProvisional: due.dueProvisional },
    card: card === undefined ? null : { cardNumber: card.id },
  });
}

/** One payout: who is paid, how far it is, and what stands in the way of its next step. */
export function getPayout(
  room: CounterRoom,
  { serviceNumber }: CallRequest<'getPayout'>,
): Outcome<PayoutView> {
  const { records } = room.storage;
  const found = findService(room, serviceNumber);
  const payout = records.get('payout', serviceNumber)?.record;
  const person = payout === undefined ? undefined : records.get('insuredPerson', payout.personId)?.record;
  if (found === undefined || payout === undefined || person === undefined) return fail('not-found');
  const payments = records.find('payment', 'serviceId', serviceNumber);
  const today = room.clock.today();
  const { correction } = payout;
  return succeed({
    service: viewService(room, found.record, found.entries),
    ground: payout.ground,
    correctionGround: correctionGround(payout, person),
    ...partsOf(room, payout, payments),
    correction:
      correction === null
        ? null
        : {
            returned: correction.returned,
            payees: correction.payees.map((one) =>
              viewPayee({ ...one, amount: null, paymentId: null, replaced: false }, payments),
            ),
          },
    acceptedOn: payout.acceptedOn,
    isLate: isUnpaid(payout) && payout.dueOn < today,
    closedAt: payout.closedAt,
    ...standingOf(room, payout, person, found.record),
  });
}

/** What the paper of a payout says; null of every other service, and where the payout does not stand. */
export function payoutOnPaper(room: CounterRoom, { kind, id }: ServiceRecord): PayoutOnPaper | null {
  const payout = kind === 'payout' ? room.storage.records.get('payout', id)?.record : undefined;
  return payout === undefined
    ? null
    : partsOf(room, payout, room.storage.records.find('payment', 'serviceId', id));
}

/** While account and papers still decide: what the account comes to today, and why it could not be checked so. */
function standingOf(
  room: CounterRoom,
  payout: Payout,
  person: InsuredPerson,
  service: ServiceRecord,
): Pick<PayoutView, 'reckoning' | 'obstacles'> {
  const isDeciding = payout.state === 'accepted' || payout.state === 'checked';
  if (!isDeciding) return { reckoning: null, obstacles: [] };
  const facts = deskFacts(room, person.id);
  const today = room.clock.today();
  const context = contextOf('', {
    ...here(room),
    clerkId: room.session.clerk()?.id ?? '',
    today,
    at: room.clock.instant(),
  });
  const { refusals } = judgePayout(
    facts,
    {
      ground: payout.ground,
      papers: payout.papers,
      payees: payout.payees,
      card: payout.card?.surrender ?? null,
      person,
      own: payout.id,
      applicant: payout.ground === 'death' ? service.representative : null,
    },
    context,
  );
  return { reckoning: reckoningOf(facts, person.id, today), obstacles: viewRefusals(refusals) };
}

function reckoningOf(facts: Facts, personId: string, today: string): PayoutReckoning | null {
  const reckoned = reckonAccount(facts, personId, today);
  if ('refusals' in reckoned) return null;
  const { entries, balance, interest, amount } = reckoned;
  return {
    entries: entries.map((entry) => ({
      entryId: entry.id,
      postedOn: entry.postedOn,
      kind: entry.kind,
      institution: entry.institution,
      amount: effectOn('personal-account', entry),
    })),
    balance,
    interest,
    amount,
  };
}

function partsOf(room: CounterRoom, payout: Payout, payments: readonly Payment[]): PayoutOnPaper {
  const { state, ground, papers, payees, card, amount, interest, dueOn, dueProvisional } = payout;
  const person = room.storage.records.get('insuredPerson', payout.personId)?.record;
  return {
    maskedNumber: maskResidentId(person?.documentNumber ?? ''),
    state,
    keepsAccount: groundRules[ground].keepsAccount,
    papers: papers.map(({ kind, reference }) => ({ kind, reference })),
    payees: payees.map((one) => viewPayee(one, payments)),
    card: card === null ? null : { ...card },
    amount,
    interest,
    dueOn,
    dueProvisional,
  };
}

function viewPayee({ heir, share, account, ...payee }: Payee, payments: readonly Payment[]): PayeeView {
  const payment = payments.find(({ id }) => id === payee.paymentId);
  return {
    heir: heir === null ? null : viewHeir(heir),
    share: { ...share },
    account: {
      form: account.form,
      bankName: account.bankName,
      accountName: account.accountName,
      maskedNumber: maskBankAccount(account.accountNumber),
    },
    amount: payee.amount,
    replaced: payee.replaced,
    payment:
      payment === undefined
        ? null
        : {
            groupId: payment.state === 'paid' ? groupOfPayment(payment.id) : null,
            state: payment.state,
            bankReference: payment.bankReference,
            reasonText: payment.reasonText,
          },
  };
}

function viewHeir({ name, documentKind, documentNumber, relation }: NonNullable<PayeeAsked['heir']>) {
  return { name, documentKind, maskedNumber: maskResidentId(documentNumber), relation };
}

/** Whether the day by which it must be paid still counts. */
function isUnpaid({ state }: Payout): boolean {
  return state !== 'paid' && state !== 'closed' && state !== 'withdrawn';
}
