import type { CommandOrigin } from '../../../contract/commands.ts';
import type { CommandBody } from '../../../domain/command/command-rules.ts';
import type { Payout } from '../../../domain/records/payout.ts';
import type { CardThing, Service } from './oracle-lines.ts';
import type { PaymentDesk, Posted } from './payment-oracle.ts';
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

/** What the oracle shares with this part of it. */
interface Shared {
  readonly services: Map<string, Service>;
  readonly cards: Map<string, CardThing>;
  readonly people: ReadonlyMap<string, PersonAtTheCounter>;
  readonly dead: ReadonlyMap<string, boolean>;
  readonly accounts: Map<string, string>;
  readonly servicePoints: ReadonlySet<string>;
  readonly newService: (person: string, origin: CommandOrigin) => Service;
  /** Whether his account is sealed although he was covered on this day and still is. */
  readonly isSealWrong: (person: string, day: string) => boolean;
  readonly insurance: {
    /** The last month that is paid, while nobody pays any more; null while somebody does. */
    stoppedIn(person: string): string | null;
    leave(person: string): void;
  };
  readonly ledger: {
    isOfOffice(clerk: string, office: string): boolean;
    isSigned(sealed: string, text: string, destination?: string): boolean;
    balanceOf(person: string): number;
    post(posted: Posted): void;
    openSheet(
      kind: 'payout',
      service: string,
      person: string,
      office: string,
      by: string,
      amount: number,
    ): void;
    noteAccepted(service: string, by: string): void;
    withdrawSheet(kind: 'payout', service: string): void;
    countSheets(service: string): number;
  };
  readonly payments: PaymentDesk;
  /** Whether the person's relationship is on its way, to or from another area. */
  readonly isTransferred: (person: string) => boolean;
}

/**
 * Payouts, told a second time and as simply as it can be: who has stopped and is owed his balance gets it once, when somebody
 * who had no hand in it has signed; account, insurance and card end with it; what the bank cannot pay goes elsewhere after
 * another signature. It shares no line with the rules of the product.
 */
export class PayoutRoom {
  readonly #payouts = new Map<string, PayoutThing>();
  readonly #shared: Shared;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /** The bank has answered one of its orders. */
  hear(payment: string, returned: boolean): void {
    const id = payment.slice(0, payment.lastIndexOf('/'));
    const payout = this.#payouts.get(id);
    if (payout === undefined) return;
    payout.state = returned ? 'returned' : 'paid';
    this.#shared.services.get(id)?.steps.push(returned ? 'payout-returned' : 'payout-paid');
  }

  /** The payout of this person that has not ended. */
  isUnderWay(person: string): boolean {
    return [...this.#payouts.values()].some((one) => one.person === person && one.open);
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
        ledger.openSheet('payout', id, person, officeId, clerkId, request.amount);
        return true;
      }
      case 'correct-payout': {
        const back = payout.payees[request.returned];
        const gone = back !== undefined && this.#shared.payments.stateOf(back.payment) === 'returned';
        if (payout.state !== 'returned' || !gone || back.replaced || back.amount !== request.amount)
          return false;
        const sheet = `${id}/${String(ledger.countSheets(id) + 1)}`;
        const destination = wordsOf(request.payees);
        if (!signed(`check ${sheet} ${String(request.amount)}`, destination)) return false;
        payout.state = 'corrected';
        payout.destination = destination;
        payout.corrected = request.payees[0]?.account.accountNumber ?? '';
        service.steps.push('payout-corrected');
        ledger.openSheet('payout', id, person, officeId, clerkId, request.amount);
        return true;
      }
      case 'withdraw-payout':
        if ((payout.state !== 'accepted' && payout.state !== 'checked') || request.reason.trim() === '')
          return false;
        ledger.withdrawSheet('payout', id);
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
      this.#shared.ledger.post({ kind: 'payout', person, on: day, ...way, amount, service: id });
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
    const { person } = payout;
    const payment =
      amount === 0
        ? null
        : this.#shared.payments.order({
            service: id,
            person,
            purpose: 'payout',
            account,
            amount,
            money: null,
          });
    payout.payees.push({ account, amount, payment, replaced: false });
    payout.state = payment === null ? 'paid' : 'approved';
  }

  /** Stopped and owed: alive, at the centre, after the tenth of the next month, once, and with no card being made. */
  #mayBePaid(person: string, office: string, day: string, own: string | null): boolean {
    const { accounts, cards, dead, insurance, isSealWrong, servicePoints, services } = this.#shared;
    if (servicePoints.has(office) || dead.get(person) !== false) return false;
    const account = accounts.get(person);
    if (account === undefined || account === 'closed') return false;
    const last = insurance.stoppedIn(person);
    if (last === null || day < `${monthAfter(last)}-10`) return false;
    if (isSealWrong(person, day)) return false;
    if ([...cards.values()].some((card) => card.person === person && card.state === 'in the making'))
      return false;
    // What was begun for the card that ends with it is ended first.
    if ([...services.values()].some((one) => one.person === person && one.open && !one.besideCards))
      return false;
    if (this.#shared.isTransferred(person)) return false;
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
    return [...this.#payouts].map(([id, { person, state, amount, card, payees, open }]) => {
      const ordered = payees.map((one) => one.payment);
      return payoutLine(id, person, state, amount, card, ordered, open);
    });
  }
}

/** The same lines, read off the central office's records. */
export function payoutLines(payouts: readonly Payout[]): readonly string[] {
  return payouts.map(({ id, personId, state, amount, card, payees, closedAt }) => {
    const ordered = payees.filter((one) => one.amount !== null).map((one) => one.paymentId);
    return payoutLine(id, personId, state, amount, card?.cardNumber ?? null, ordered, closedAt === null);
  });
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
