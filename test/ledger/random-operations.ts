import { addDays } from '../../domain/calendar/civil-date.ts';
import { Facts } from '../../domain/command/facts.ts';
import { interestDue } from '../../domain/ledger/interest.ts';
import { entriesOf, postEntries, type Posting } from '../../domain/ledger/post-entries.ts';
import { entriesOfPayment, orderPayment } from '../../domain/payment/payment-order.ts';
import { payoutPostings } from '../../domain/payout/payout-postings.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { LedgerEntry } from '../../domain/records/ledger-entry.ts';
import type { Payment } from '../../domain/records/payment.ts';
import { reversalEffect, reversalLookups } from '../../domain/reversal/reversal.ts';
import { context } from '../../domain/testing/county.ts';
import { published } from '../../domain/testing/loss.ts';
import type { Chance } from '../faults/support/chance.ts';
import type { Move, MoneyRoom, Owing, Saver } from './money-room.ts';

/** One operation: what it writes, whose it is, and what it means to move. */
export interface Operation {
  readonly what: string;
  readonly saver: Saver | null;
  readonly moves: readonly Move[];
  readonly changes: readonly Change[];
  /** What follows in the walk's own books once it was written. */
  readonly done?: () => void;
}

const rates = [
  published('account-interest-rate', '0.0035', '2000-01-01'),
  published('account-interest-rate', '0.0010', '2027-03-01'),
];
const bank = { bankName: '示范银行', accountName: '示范', accountNumber: '6217850000001234561' };
const institution = '桐溪县医疗保障服务中心';
const wholeShare = { numerator: 1, denominator: 1 } as const;

/** Makes operations of every kind of entry, as the product posts them, on a county whose money a `MoneyRoom` keeps. */
export class RandomOperations {
  readonly #room: MoneyRoom;
  readonly #chance: Chance;
  #number = 0;
  #today = '2026-01-05';

  constructor(room: MoneyRoom, chance: Chance) {
    this.#room = room;
    this.#chance = chance;
  }

  /** The next one; an operation that finds nothing to do now is passed over. */
  next(): Operation {
    const chance = this.#chance;
    for (;;) {
      if (chance.happens(0.0005)) this.#today = addDays(this.#today, 1 + chance.below(20));
      this.#number += 1;
      const operation = this.#make(chance.pick(this.#room.savers), chance.below(100));
      if (operation !== null) return operation;
    }
  }

  #make(saver: Saver, dice: number): Operation | null {
    if (saver.account.status === 'closed' && dice < 30) return this.#openAnew(saver);
    if (dice < 26) return this.#allocate(saver);
    if (dice < 50) return this.#spend(saver);
    if (dice < 60) return this.#earn(saver);
    if (dice < 70) return this.#reverse(saver);
    if (dice < 76) return this.#leave(saver);
    if (dice < 80) return this.#payOut(saver);
    if (dice < 85) return this.#claim(saver);
    if (dice < 89) return this.#receive(saver);
    return this.#settle();
  }

  /** Who was paid out is insured here again. */
  #openAnew(saver: Saver): Operation {
    const account = change('personalAccount', { ...saver.account, status: 'open', openedOn: this.#today });
    return { what: 'opened anew', saver, moves: [], changes: [account] };
  }

  #allocate(saver: Saver): Operation | null {
    if (saver.account.status === 'closed') return null;
    const own = this.#chance.below(60_000) + 1;
    const carried = this.#chance.happens(0.1);
    const moves: Move[] = [
      { from: carried ? 'carried-forward' : 'contributions-received', to: 'personal-account', amount: own },
    ];
    const kind = carried ? 'carry-over' : 'allocation';
    return this.#posted(carried ? 'carry-over' : 'allocation', saver, moves, () => kind);
  }

  #spend(saver: Saver): Operation | null {
    const { balance, status } = saver.account;
    if (status === 'closed' || balance === 0) return null;
    // Also to the last fen.
    const amount = this.#chance.happens(0.05) ? balance : this.#chance.below(balance) + 1;
    const moves: Move[] = [{ from: 'personal-account', to: 'designated-institutions', amount }];
    return this.#posted('spending', saver, moves, () => 'spending');
  }

  #earn(saver: Saver): Operation | null {
    const interest = this.#interestOf(saver);
    if (saver.account.status === 'closed' || interest === 0) return null;
    const moves: Move[] = [{ from: 'interest-expense', to: 'personal-account', amount: interest }];
    return this.#posted('interest', saver, moves, () => 'interest');
  }

  #reverse(saver: Saver): Operation | null {
    const [groupId, moves] = [...saver.groups].at(this.#chance.below(saver.groups.size)) ?? [];
    if (groupId === undefined || moves === undefined) return null;
    const by = { ...context, commandId: this.#name(), today: this.#today };
    const effect = reversalEffect(factsOf(saver), saver.account.id, groupId, by, 'reversal');
    const back = moves.map(({ from, to, amount }): Move => ({ from: to, to: from, amount }));
    const arrives = back.reduce((sum, one) => sum + sign(one), 0);
    const may = saver.account.status !== 'closed' && saver.means + arrives >= 0;
    if ('refusals' in effect) {
      if (may) throw new Error(`a reversal was refused: ${effect.refusals.map(({ code }) => code).join()}`);
      return null;
    }
    if (!may) throw new Error('a reversal that cannot be was not refused');
    return {
      what: 'reversal',
      saver,
      moves: back,
      changes: effect.changes,
      done: () => {
        saver.groups.delete(groupId);
        saver.reversed.add(groupId);
      },
    };
  }

  /** 关系转出: interest, and the balance is owed to the place joined. */
  #leave(saver: Saver): Operation | null {
    const { balance, status } = saver.account;
    const interest = this.#interestOf(saver);
    if (status === 'closed' || balance + interest === 0) return null;
    const serviceId = this.#name();
    const amount = balance + interest;
    const moves: Move[] = [
      { from: 'interest-expense', to: 'personal-account', amount: interest },
      { from: 'personal-account', to: 'transfers-payable', amount },
    ];
    return {
      ...this.#posted(
        'transfer',
        saver,
        moves,
        (index) => (index === 0 ? 'interest' : 'transfer'),
        serviceId,
      ),
      done: () => this.#owe({ serviceId, account: 'transfers-payable', saver, amount, payments: [] }),
    };
  }

  /** 一次性支取, to one or three payees; the account ends with it, or is kept. */
  #payOut(saver: Saver): Operation | null {
    const { balance, status } = saver.account;
    const interest = this.#interestOf(saver);
    if (status === 'closed' || balance + interest === 0) return null;
    const serviceId = this.#name();
    const amount = balance + interest;
    const payees = this.#chance.happens(0.3)
      ? [1, 2, 3].map(() => ({ numerator: 1, denominator: 3 }) as const)
      : [wholeShare];
    const account = { ...bank, form: 'bank-card' as const };
    const postings = payoutPostings(
      saver.account.id,
      { interest, amount },
      payees.map((share) => ({ heir: null, share, account })),
      institution,
    );
    const ends = this.#chance.happens(0.5) ? 'closed' : status;
    const group = { groupId: serviceId, serviceId, postedOn: this.#today };
    return {
      what: 'payout',
      saver,
      moves: [
        { from: 'interest-expense', to: 'personal-account', amount: interest },
        { from: 'personal-account', to: 'payouts-payable', amount },
      ],
      changes: postEntries(group, postings, saver.account, ends),
      done: () => this.#owe({ serviceId, account: 'payouts-payable', saver, amount, payments: [] }),
    };
  }

  /** What was paid to the wrong one is claimed and on the account again; or he pays it back. */
  #claim(saver: Saver): Operation | null {
    const { claims } = this.#room;
    if (claims > 0 && this.#chance.happens(0.5)) {
      const amount = this.#chance.below(claims) + 1;
      const moves: Move[] = [{ from: 'bank-deposits', to: 'recovery-claims', amount }];
      const posting: Posting = {
        ...{ personId: null, kind: 'adjustment', institution, amount },
        ...{ debitAccount: 'bank-deposits', creditAccount: 'recovery-claims' },
      };
      return {
        what: 'claim paid',
        saver: null,
        moves,
        changes: this.#alone([posting], null),
        done: () => void (this.#room.claims -= amount),
      };
    }
    if (saver.account.status === 'closed') return null;
    const amount = this.#chance.below(5_000) + 1;
    const moves: Move[] = [{ from: 'recovery-claims', to: 'personal-account', amount }];
    return {
      ...this.#posted('claim', saver, moves, () => 'adjustment'),
      done: () => void (this.#room.claims += amount),
    };
  }

  /** Money of another area has come, and is nobody's. */
  #receive(saver: Saver): Operation {
    const serviceId = this.#name();
    const amount = this.#chance.below(200_000) + 1;
    const posting: Posting = {
      ...{ personId: null, kind: 'transfer', institution, amount },
      ...{ debitAccount: 'bank-deposits', creditAccount: 'unmatched-receipts' },
    };
    return {
      what: 'remittance',
      saver: null,
      moves: [{ from: 'bank-deposits', to: 'unmatched-receipts', amount }],
      changes: this.#alone([posting], serviceId),
      done: () => this.#owe({ serviceId, account: 'unmatched-receipts', saver, amount, payments: [] }),
    };
  }

  /** What was owed is paid by the bank, or is on the account again; what has come is credited or goes back. */
  #settle(): Operation | null {
    const { owings } = this.#room;
    const owing = owings.at(this.#chance.below(owings.length));
    if (owing === undefined) return null;
    const { saver, account: from, serviceId } = owing;
    const part = from !== 'transfers-payable' && this.#chance.happens(0.4);
    const amount = part ? this.#chance.below(owing.amount) + 1 : owing.amount;
    const done = () => this.#take(owing, amount);
    const credits = from !== 'payouts-payable' && saver.account.status !== 'closed';
    if (credits && this.#chance.happens(0.5)) {
      const moves: Move[] = [{ from, to: 'personal-account', amount }];
      return { ...this.#posted('credited', saver, moves, () => 'transfer', serviceId), done };
    }
    const purpose: Payment['purpose'] = {
      'payouts-payable': 'payout' as const,
      'transfers-payable': 'transfer' as const,
      'unmatched-receipts': 'remittance-return' as const,
    }[from];
    const of = { serviceId, personId: saver.account.id, amount };
    const ordered =
      purpose === 'remittance-return' ? { ...of, purpose, remittanceId: serviceId } : { ...of, purpose };
    const payment: Payment = { ...orderPayment(owing.payments, ordered, bank, context.at), state: 'paid' };
    const entries = entriesOfPayment(payment, this.#today);
    return {
      what: 'paid',
      saver: purpose === 'remittance-return' ? null : saver,
      moves: [{ from, to: 'bank-deposits', amount }],
      changes: entries.map((entry) => change('ledgerEntry', entry)),
      done: () => {
        owing.payments.push(payment);
        done();
      },
    };
  }

  #owe(owing: Owing): void {
    this.#room.owings.push(owing);
  }

  #take(owing: Owing, amount: number): void {
    owing.amount -= amount;
    const { owings } = this.#room;
    if (owing.amount > 0) return;
    const last = owings.pop();
    if (last !== undefined && last !== owing) owings[owings.indexOf(owing)] = last;
  }

  #posted(
    what: string,
    saver: Saver,
    moves: readonly Move[],
    kindOf: (index: number) => Exclude<LedgerEntry['kind'], 'reversal'>,
    serviceId: string | null = null,
  ): Operation {
    const groupId = this.#name();
    const group = { groupId, serviceId, postedOn: this.#today };
    const postings = moves.map(({ from, to, amount }, index): Posting => ({
      personId: saver.account.id,
      kind: kindOf(index),
      institution,
      debitAccount: from,
      creditAccount: to,
      amount,
    }));
    const done =
      serviceId === null && what !== 'claim' ? () => void saver.groups.set(groupId, moves) : undefined;
    return {
      what,
      saver,
      moves,
      changes: postEntries(group, postings, saver.account),
      ...(done === undefined ? {} : { done }),
    };
  }

  #alone(postings: readonly Posting[], serviceId: string | null): readonly Change[] {
    const group = { groupId: `${this.#name()}+`, serviceId, postedOn: this.#today };
    return entriesOf(group, postings).map((entry) => change('ledgerEntry', entry));
  }

  #interestOf({ entries }: Saver): number {
    const reckoned = interestDue(entries, rates, this.#today);
    if (!reckoned.ok) throw new Error(`no rate on ${reckoned.missingOn}`);
    return reckoned.interest;
  }

  #name(): string {
    return `operation-${String(this.#number)}`;
  }
}

function sign({ from, to, amount }: Move): number {
  return (to === 'personal-account' ? amount : 0) - (from === 'personal-account' ? amount : 0);
}

function factsOf({ account, entries }: Saver): Facts {
  return Facts.of(reversalLookups(account.id), [[account], entries]);
}
