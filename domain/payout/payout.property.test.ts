import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../command/command-rule.ts';
import type { CommandBody } from '../command/command-rules.ts';
import type { PayeeShare } from '../records/payout.ts';
import { context, otherWorkstation, person, serviceNumber } from '../testing/county.ts';
import { FactBase } from '../testing/fact-base.ts';
import {
  accepting,
  approving,
  asking,
  balance,
  byApprover,
  checking,
  dead,
  holding,
  papersOfHeirs,
  sendingBack,
  toHeir,
} from '../testing/payouts.ts';
import { bankPays, bankReturns, carry } from '../testing/payouts-carried-out.ts';
import { distributed, isWhole } from './payees.ts';

/** Cuts a whole into parts, each with its own denominator in lowest terms. */
const wholeInParts = fc
  .array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 })
  .map((weights): readonly PayeeShare[] => {
    const sum = weights.reduce((all, one) => all + one, 0);
    return weights.map((weight) => {
      const divisor = greatestCommon(weight, sum);
      return { numerator: weight / divisor, denominator: sum / divisor };
    });
  });

function greatestCommon(one: number, other: number): number {
  return other === 0 ? one : greatestCommon(other, one % other);
}

describe('an amount by shares', () => {
  it('is distributed to the fen, and nobody gets a whole fen more or less than his share', () => {
    fc.assert(
      fc.property(wholeInParts, fc.integer({ min: 0, max: 10_000_000_00 }), (shares, amount) => {
        const parts = distributed(amount, shares);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
        for (const [index, part] of parts.entries()) {
          const { numerator = 0, denominator = 1 } = shares[index] ?? {};
          const off = BigInt(part) * BigInt(denominator) - BigInt(amount) * BigInt(numerator);
          expect(off < BigInt(denominator) && off > -BigInt(denominator)).toBe(true);
        }
      }),
    );
  });

  it('is whole only when nothing is missing and nothing too much', () => {
    fc.assert(
      fc.property(wholeInParts, fc.nat(), fc.boolean(), (shares, place, more) => {
        expect(isWhole(shares)).toBe(true);
        const wrong = shares.map((one, index) =>
          index === place % shares.length
            ? {
                numerator: one.numerator * 10_000 + (more ? 1 : -1),
                denominator: one.denominator * 10_000,
              }
            : one,
        );
        expect(isWhole(wrong)).toBe(false);
      }),
    );
    expect(isWhole([])).toBe(false);
    expect(isWhole([{ numerator: 0, denominator: 1 }])).toBe(false);
  });
});

const services = [serviceNumber, '330122-20261122-004-0001'] as const;
const elsewhere: CommandContext = { ...context, workstationId: otherWorkstation.id };
const half = balance / 2;
const request = { ...asking.death, papers: papersOfHeirs, payees: [toHeir(0, 1, 2), toHeir(1, 1, 2)] };

/** One move of somebody: which service it is about, and with what number where a sheet or a payment has one. */
interface Move {
  readonly what:
    | 'accept'
    | 'check'
    | 'approve'
    | 'send-back'
    | 'withdraw'
    | 'correct'
    | 'close'
    | 'bank-pays'
    | 'bank-returns';
  readonly service: 0 | 1;
  readonly number: number;
}

const move: fc.Arbitrary<Move> = fc.record({
  what: fc.constantFrom(
    ...([
      'accept',
      'check',
      'approve',
      'approve',
      'send-back',
      'withdraw',
      'correct',
      'correct',
      'close',
    ] as const),
    ...(['bank-pays', 'bank-pays', 'bank-returns'] as const),
  ),
  service: fc.constantFrom(0, 0, 0, 1),
  number: fc.constantFrom(1, 1, 1, 2, 2, 3, 4),
});

/** The same again, or another: what arrives twice, too late and in the wrong order. */
const history = fc.array(move, { minLength: 20, maxLength: 100, size: 'max' });

function bodyOf({ what, service, number }: Move): CommandBody | null {
  const step = { serviceNumber: services[service], personId: person.id };
  switch (what) {
    case 'accept':
      return accepting({ ...request, ...step });
    case 'check':
      return checking({ ...request, ...step });
    case 'approve':
      return approving(number % 2 === 1 ? balance : half, number, services[service]);
    case 'send-back':
      return sendingBack('请核对', number, services[service]);
    case 'withdraw':
      return { kind: 'withdraw-payout', request: { ...step, reason: '不办了' } };
    case 'correct': {
      const returned = (number - 1) % 2;
      const payees = [toHeir(returned === 0 ? 0 : 1)];
      return {
        kind: 'correct-payout',
        request: { ...step, returned, payees, papers: [], amount: half, signature: 'c2ln' },
      };
    }
    case 'close':
      return { kind: 'close-payout', request: { ...step, cardDestroyed: true } };
    case 'bank-pays':
    case 'bank-returns':
      return null;
    default:
      return what satisfies never;
  }
}

function take(base: FactBase, one: Move): void {
  const body = bodyOf(one);
  if (body !== null) {
    const decides = body.kind === 'approve-service' || body.kind === 'refuse-approval';
    carry(base, body, decides ? byApprover : one.service === 0 ? context : elsewhere);
    return;
  }
  const id = `${services[one.service]}/${String(one.number)}`;
  if (!base.all('payment').some((payment) => payment.id === id)) return;
  if (one.what === 'bank-pays') bankPays(base, id);
  else bankReturns(base, id);
}

function requireWhole(base: FactBase): void {
  const out = base
    .all('ledgerEntry')
    .filter(({ creditAccount }) => creditAccount === 'bank-deposits')
    .reduce((sum, { amount }) => sum + amount, 0);
  const left = base
    .all('payment')
    .filter(({ state }) => state !== 'returned')
    .reduce((sum, { amount }) => sum + amount, 0);
  const account = base.get('personalAccount', person.id);
  // Nothing is paid twice: neither what has gone nor what is still on its way is more than there was.
  expect(out).toBeLessThanOrEqual(balance);
  expect(left).toBeLessThanOrEqual(balance);
  expect(account.balance).toBe(account.status === 'closed' ? 0 : balance);
  expect(base.all('payout').filter(({ closedAt }) => closedAt === null).length).toBeLessThanOrEqual(1);
  for (const payout of base.all('payout')) {
    if (payout.payees.some(({ amount }) => amount === null)) continue;
    const owed = payout.payees.filter(({ replaced }) => !replaced);
    expect(owed.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(payout.amount);
    if (payout.state === 'paid' || payout.state === 'closed') expect(out).toBe(balance);
  }
}

describe('whatever order acceptances, approvals and the bank’s answers arrive in, at two counters', () => {
  it('a balance is paid out once and whole, and the ledger is sound after every step', () => {
    const ends = new Set<string>();
    fc.assert(
      fc.property(history, (moves) => {
        const base = new FactBase(holding(dead));
        for (const one of moves) {
          // What is written is held against every rule of the ledger.
          take(base, one);
          requireWhole(base);
        }
        for (const { state } of base.all('payout')) ends.add(state);
      }),
      { numRuns: 400, seed: 20_261_122 },
    );
    // Otherwise the walks would prove nothing.
    expect([...ends].sort()).toEqual(
      ['accepted', 'approved', 'checked', 'closed', 'corrected', 'paid', 'returned', 'withdrawn'].sort(),
    );
  });
});
