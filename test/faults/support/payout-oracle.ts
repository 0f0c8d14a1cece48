import type { CommandOrigin } from '../../../contract/commands.ts';
import type { CommandBody } from '../../../domain/command/command-rules.ts';
import type { Change } from '../../../domain/records/change.ts';
import type { Payment } from '../../../domain/records/payment.ts';
import type { Payout } from '../../../domain/records/payout.ts';
import { paymentIsReturned } from './history-bank.ts';
import type { CardThing, Service } from './oracle-lines.ts';
import type { PayoutKind } from './payout-work.ts';
import { comesRightly, type PersonAtTheCounter } from './people-at-the-counter.ts';

interface PayeeThing {
  readonly account: string;
  readonly amount: number;
  payment: string | null;
  replaced: boolean;
}

interface PayoutThing {
  readonly person: string;
  readonly office: string;
  state: string;
  amount: number;
  account: string;
  card: string | null;
  payees: PayeeThing[];
  /** The account to which what was returned goes when the second person has approved. */
  corrected: string | null;
  /** Where the money goes, as the second person signs it. */
  destination: string;
  open: boolean;
}

interface PaymentThing {
  readonly payout: string;
  readonly account: string;
  readonly amount: number;
  state: string;
  answered: number;
}

/** What the oracle shares with this part of it. */
interface Shared {
  readonly services: Map<string, Service>;
  readonly cards: Map<string, CardThing>;
  readonly people: ReadonlyMap<string, PersonAtTheCounter>;
  readonly dead: ReadonlyMap<string, boolean>;
  readonly accounts: Map<string, string>;
  readonly servicePoints: ReadonlySet<string>;
  readonly newService: (person: string, origin: CommandOrigin) => Service;
  readonly isCovered: (person: string, day: string) => boolean;
  readonly insurance: {
    /** The last month that is paid, while nobody pays any more; null while somebody does. */
    stoppedIn(person: string): string | null;
    leave(person: string): void;
  };
  readonly ledger: {
    isOfOffice(clerk: string, office: string): boolean;
    isSigned(sealed: string, text: string, destination?: string): boolean;
    balanceOf(person: string): number;
    post(moved: {
      readonly person: string;
      readonly on: string;
      readonly from: string;
      readonly to: string;
      readonly amount: number;
      readonly service: string;
    }): void;
    openSheet(service: string, person: string, office: string, by: string, amount: number): void;
    noteAccepted(service: string, by: string): void;
    withdrawSheet(service: string): void;
    countSheets(service: string): number;
  };
}

/**
 * Payouts, told a second time and as simply as it can be: who has stopped and is owed his balance gets it once, when somebody
 * who had no hand in it has signed; account, insurance and card end with it; what the bank cannot pay goes elsewhere after
 * another signature. It shares no line with the rules of the product.
 */
export class PayoutRoom {
  readonly #payouts = new Map<string, PayoutThing>();
  readonly #payments = new Map<string, PaymentThing>();
  readonly #shared: Shared;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /** The central office tells that it has sent a payment, or heard of it; what it heard follows from the account. */
  foreign({ table, record }: Change): void {
    if (table !== 'payment') return;
    const payment = this.#payments.get(record.id);
    if (payment === undefined) return;
    if (record.state === 'sent') {
      payment.state = payment.answered === 0 ? 'sent' : 'something else';
      return;
    }
    payment.answered += 1;
    const returned = paymentIsReturned(payment.account);
    payment.state = returned ? 'returned' : 'paid';
    const payout = this.#payouts.get(payment.payout);
    if (payout === undefined) return;
    if (!returned) {
      const on = (record.answeredAt ?? '').slice(0, 10);
      const { person } = payout;
      const { amount, payout: service } = payment;
      this.#shared.ledger.post({ person, on, from: 'payouts-payable', to: 'bank-deposits', amount, service });
    }
    payout.state = payment.state;
    this.#shared.services.get(payment.payout)?.steps.push(returned ? 'payout-returned' : 'payout-paid');
  }

  /** Whether a card or an insurance of this person waits, because both are about to end. */
  holds(person: string): boolean {
    return [...this.#payouts.values()].some(
      ({ person: whose, state }) => whose === person && (state === 'accepted' || state === 'checked'),
    );
  }

  decide(
    { kind, request }: Extract<CommandBody, { readonly kind: PayoutKind }>,
    origin: CommandOrigin,
    day: string,
  ) {
    const { ledger, services } = this.#shared;
    const { clerkId, officeId } = origin;
    const { serviceNumber: id, personId: person } = request;
    if (!ledger.isOfOffice(clerkId, officeId)) return false;
    const signed = (text: string, destination = '') =>
      'signature' in request && ledger.isSigned(request.signature, `${text} ${clerkId}`, destination);
    if (kind === 'accept-payout') {
      const who = this.#shared.people.get(person);
      const { asker } = request;
      if (who === undefined || services.has(id) || asker.channel === 'heir') return false;
      if (!comesRightly(asker, who) || !this.#mayBePaid(person, officeId, day, null)) return false;
      const card = this.#heldBy(person);
      if ((request.card !== null) !== (card !== null) || request.amount !== ledger.balanceOf(person))
        return false;
      if (!signed(`accept ${id} ${String(request.amount)}`)) return false;
      const { channel, representative } = asker;
      services.set(id, {
        ...this.#shared.newService(person, origin),
        ...{ besideCards: true, steps: ['payout-accepted'], former: card, channel, representative },
      });
      ledger.noteAccepted(id, clerkId);
      const account = request.payees[0]?.account.accountNumber ?? '';
      const { amount } = request;
      const rest = { state: 'accepted', payees: [], corrected: null, destination: '', open: true };
      this.#payouts.set(id, { person, office: officeId, amount, account, card, ...rest });
      return true;
    }
    const payout = this.#payouts.get(id);
    const service = services.get(id);
    if (payout?.person !== person || payout.office !== officeId || service === undefined) return false;
    switch (kind) {
      case 'check-payout': {
        const card = this.#heldBy(person);
        if (payout.state !== 'accepted' || !this.#mayBePaid(person, officeId, day, id)) return false;
        if ((request.card !== null) !== (card !== null) || request.amount !== ledger.balanceOf(person))
          return false;
        const sheet = `${id}/${String(ledger.countSheets(id) + 1)}`;
        const destination = wordsOf(request.payees);
        if (!signed(`check ${sheet} ${String(request.amount)}`, destination)) return false;
        payout.state = 'checked';
        payout.destination = destination;
        payout.card = card;
        payout.amount = request.amount;
        payout.account = request.payees[0]?.account.accountNumber ?? '';
        service.steps.push('payout-checked');
        ledger.openSheet(id, person, officeId, clerkId, request.amount);
        return true;
      }
      case 'correct-payout': {
        const back = payout.payees[request.returned];
        const gone = back !== undefined && this.#payments.get(back.payment ?? '')?.state === 'returned';
        if (payout.state !== 'returned' || !gone || back.replaced || back.amount !== request.amount)
          return false;
        const sheet = `${id}/${String(ledger.countSheets(id) + 1)}`;
        const destination = wordsOf(request.payees);
        if (!signed(`check ${sheet} ${String(request.amount)}`, destination)) return false;
        payout.state = 'corrected';
        payout.destination = destination;
        payout.corrected = request.payees[0]?.account.accountNumber ?? '';
        service.steps.push('payout-corrected');
        ledger.openSheet(id, person, officeId, clerkId, request.amount);
        return true;
      }
      case 'withdraw-payout':
        if ((payout.state !== 'accepted' && payout.state !== 'checked') || request.reason.trim() === '')
          return false;
        ledger.withdrawSheet(id);
        this.#end(payout, service, 'withdrawn', 'payout-withdrawn');
        return true;
      case 'close-payout': {
        if (payout.state !== 'paid' || request.cardDestroyed !== (payout.card !== null)) return false;
        const step = payout.card === null ? 'payout-closed' : 'payout-closed-card-destroyed';
        this.#end(payout, service, 'closed', step);
        return true;
      }
      default:
        return kind satisfies never;
    }
  }

  /** What leaves when the second person approves now; null where nothing may. */
  amountToApprove(id: string, day: string): number | null {
    const payout = this.#payouts.get(id);
    if (payout?.state === 'corrected') return payout.payees.find(({ replaced }) => !replaced)?.amount ?? null;
    if (payout?.state !== 'checked' || !this.#mayBePaid(payout.person, payout.office, day, id)) return null;
    return payout.card === this.#heldBy(payout.person) ? this.#shared.ledger.balanceOf(payout.person) : null;
  }

  /** Where the money of a payout goes, as it is signed. */
  destinationOf(id: string): string {
    return this.#payouts.get(id)?.destination ?? '';
  }

  approve(id: string, day: string): void {
    const payout = this.#payouts.get(id);
    const service = this.#shared.services.get(id);
    if (payout === undefined || service === undefined) return;
    service.steps.push('payout-approved');
    if (payout.corrected !== null && payout.state === 'corrected') {
      const back = payout.payees.find(({ replaced }) => !replaced);
      if (back === undefined) return;
      back.replaced = true;
      this.#order(id, payout, payout.corrected, back.amount);
      payout.corrected = null;
      return;
    }
    const { person, account } = payout;
    const amount = this.#shared.ledger.balanceOf(person);
    payout.amount = amount;
    if (amount > 0) {
      const way = { from: 'personal-account', to: 'payouts-payable' };
      this.#shared.ledger.post({ person, on: day, ...way, amount, service: id });
    }
    this.#order(id, payout, account, amount);
    this.#shared.accounts.set(person, 'closed');
    this.#shared.insurance.leave(person);
    for (const card of this.#shared.cards.values()) {
      if (card.person !== person || card.state === 'cancelled') continue;
      card.state = 'cancelled';
      card.held = '';
      card.lostUntil = '';
    }
  }

  sendBack(id: string): void {
    const payout = this.#payouts.get(id);
    if (payout === undefined) return;
    payout.state = payout.state === 'checked' ? 'accepted' : 'returned';
  }

  #order(id: string, payout: PayoutThing, account: string, amount: number): void {
    const payment = amount === 0 ? null : `${id}/${String(this.#countPayments(id) + 1)}`;
    payout.payees.push({ account, amount, payment, replaced: false });
    payout.state = payment === null ? 'paid' : 'approved';
    if (payment !== null) {
      this.#payments.set(payment, { payout: id, account, amount, state: 'ordered', answered: 0 });
    }
  }

  #countPayments(id: string): number {
    return [...this.#payments.values()].filter(({ payout }) => payout === id).length;
  }

  /** Stopped and owed: alive, at the centre, after the tenth of the next month, once, and with no card being made. */
  #mayBePaid(person: string, office: string, day: string, own: string | null): boolean {
    const { accounts, cards, dead, insurance, isCovered, servicePoints } = this.#shared;
    if (servicePoints.has(office) || dead.get(person) !== false) return false;
    const account = accounts.get(person);
    if (account === undefined || account === 'closed') return false;
    const last = insurance.stoppedIn(person);
    if (last === null || day < `${monthAfter(last)}-10`) return false;
    if (account === 'sealed' && isCovered(person, day)) return false;
    if ([...cards.values()].some((card) => card.person === person && card.state === 'in the making'))
      return false;
    const all = [...this.#shared.services.values()];
    if (all.some((one) => one.person === person && one.open && !one.besideCards)) return false;
    return ![...this.#payouts].some(([id, one]) => one.person === person && one.open && id !== own);
  }

  #heldBy(person: string): string | null {
    const held = [...this.#shared.cards].find(
      ([, card]) => card.person === person && card.state !== 'cancelled' && card.state !== 'in the making',
    );
    return held?.[0] ?? null;
  }

  #end(payout: PayoutThing, service: Service, state: string, step: string): void {
    payout.state = state;
    payout.open = false;
    service.steps.push(step);
    service.stage = state === 'withdrawn' ? 'withdrawn' : 'completed';
    service.open = false;
  }

  lines(): readonly string[] {
    return [
      ...[...this.#payouts].map(([id, { person, state, amount, card, payees, open }]) =>
        payoutLine(
          id,
          person,
          state,
          amount,
          card,
          payees.map((one) => one.payment),
          open,
        ),
      ),
      ...[...this.#payments].map(([id, { account, amount, state, answered }]) =>
        paymentLine(id, account, amount, state, answered),
      ),
    ];
  }
}

/** The same lines, read off the central office's records. */
export function payoutLines(records: {
  readonly payouts: readonly Payout[];
  readonly payments: readonly Payment[];
}): readonly string[] {
  return [
    ...records.payouts.map(({ id, personId, state, amount, card, payees, closedAt }) => {
      const ordered = payees.filter((one) => one.amount !== null).map((one) => one.paymentId);
      return payoutLine(id, personId, state, amount, card?.cardNumber ?? null, ordered, closedAt === null);
    }),
    ...records.payments.map(({ id, accountNumber, amount, state, answeredAt }) =>
      paymentLine(id, accountNumber, amount, state, answeredAt === null ? 0 : 1),
    ),
  ];
}

function payoutLine(
  id: string,
  person: string,
  state: string,
  amount: number,
  card: string | null,
  payments: readonly (string | null)[],
  open: boolean,
): string {
  const ordered = payments.map((one) => one ?? 'nothing').join(' ');
  return `payout ${id}: ${person}, ${state}, ${String(amount)}, ${card ?? 'no card'}, ${ordered}, ${open ? 'open' : 'ended'}`;
}

function paymentLine(id: string, account: string, amount: number, state: string, answered: number): string {
  return `payment ${id}: ${String(amount)} to ${account}, ${state}, answered ${String(answered)}`;
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${String(year + 1)}-01` : `${String(year)}-${String(number + 1).padStart(2, '0')}`;
}

/** The one account of the person himself, in the words that are signed. */
function wordsOf(
  payees: Extract<CommandBody, { readonly kind: 'check-payout' }>['request']['payees'],
): string {
  return JSON.stringify(
    payees.map(({ account }) => [account.bankName, account.accountName, account.accountNumber, ' 1/1']),
  );
}
