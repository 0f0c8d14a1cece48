import { beforeAll, describe, expect, it } from 'vitest';
import { SimulatedPayments } from '../../central/bank/simulated-payments.ts';
import { SimulatedOtherArea } from '../../central/other-area/simulated-other-area.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { serveTransfer, transfersAwaiting } from '../../central/services/serve-transfers.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import type { CommandBody } from '../../domain/command/command-rules.ts';
import { change } from '../../domain/records/change.ts';
import { person, serviceNumber } from '../../domain/testing/county.ts';
import { codesOf, FactBase } from '../../domain/testing/fact-base.ts';
import {
  account,
  allocated,
  answers,
  approving,
  carry,
  coming,
  leaving,
  money,
  otherClerk,
  sheet,
  transferringIn,
  transferringOut,
} from '../../domain/testing/transfers.ts';
import { BankOfBoth, serveBank } from './bank-of-both.ts';
import { databaseKinds } from './databases.ts';
import { LoadedCounties } from './loaded-counties.ts';

const clock = systemClock(() => Date.parse('2026-11-22T12:00:00+08:00'));
const step = { serviceNumber, personId: person.id };

/** Somebody comes, and with him money that is for others: these remittances, 100 yuan and 60 where nothing else is said. */
function withMoney(came: Readonly<Record<string, number>> = { m1: 10_000, m2: 6_000 }): FactBase {
  const base = new FactBase(coming);
  done(base, { kind: 'accept-transfer-in', request: transferringIn });
  answers(base, { id: 'a-sheet', kind: 'sheet', sheet: sheet() });
  for (const [id, amount] of Object.entries(came)) {
    answers(base, { id, kind: 'remittance', money: money(amount, { payeeName: '张三' }) });
  }
  return base;
}

function done(base: FactBase, body: CommandBody, by?: Parameters<typeof carry>[2]): void {
  expect(codesOf(carry(base, body, by))).toEqual(['accepted']);
}

/** The first that is asked for is the first that a second person approves. */
function sendBack(base: FactBase, ...returns: readonly (readonly [id: string, amount: number])[]): FactBase {
  for (const [remittanceId, amount] of returns) {
    const request = { ...step, remittanceId, amount, reason: '非本人款项', signature: 'c2ln' };
    done(base, { kind: 'return-remittance', request });
    done(base, approving(amount, 'remittance-return', base.all('approval').length), otherClerk);
  }
  return base;
}

describe.each(databaseKinds)(
  'money of another area that was sent back and that the central office has forgotten, on %s',
  (kind) => {
    let storage: CentralStorage;
    const counties = LoadedCounties.on(kind, 390_000);

    beforeAll(() => {
      ({ storage } = counties);
    });

    /** The bank has done what was ordered, and the transfer has heard of it. */
    async function serve(base: FactBase, bank: SimulatedPayments) {
      const county = await counties.load(base);
      await serveBank({ storage, bank: new BankOfBoth(bank), clock }, county);
      const otherAreas = new SimulatedOtherArea(() => ({
        failures: 0,
        answersAfter: null,
        does: 'right',
      }));
      for await (const one of transfersAwaiting(storage, county)) {
        await serveTransfer({ storage, otherAreas, clock }, county, one, () => undefined);
      }
      return county;
    }

    /** What the bank sends when `lost` was done, and what besides when then only `now` is known here and is done. */
    async function sentBackAgain(lost: FactBase, now: FactBase) {
      const bank = new SimulatedPayments(() => ({ failures: 0, decidesAfter: 0, refusal: null }));
      await serve(lost, bank);
      const before = [...bank.paid.values()].map(({ amount }) => amount);
      const county = await serve(now, bank);
      const all = await counties.all(county, 'ledgerEntry');
      const entries = all.filter(({ serviceId }) => serviceId === serviceNumber);
      const remittances = await counties.all(county, 'incomingRemittance');
      const nobodys = entries.reduce(
        (sum, { debitAccount, creditAccount, amount }) =>
          sum +
          (creditAccount === 'unmatched-receipts' ? amount : 0) -
          (debitAccount === 'unmatched-receipts' ? amount : 0),
        0,
      );
      await counties.isSound(county);
      // What the books say is nobody's is what the remittances say is left.
      expect(nobodys).toBe(
        remittances.reduce((sum, { amount, credited, returned }) => sum + amount - credited - returned, 0),
      );
      return {
        before,
        besides: [...bank.paid.values()].slice(before.length).map(({ amount }) => amount),
        returned: remittances.map(({ id, returned }) => [id, returned]),
        states: remittances.map(({ state, returnAsked }) => (returnAsked === null ? state : 'asked')),
        // Each by a service of its own.
        claimed: all
          .filter(({ debitAccount }) => debitAccount === 'recovery-claims')
          .map(({ amount }) => amount),
        county,
      };
    }

    const both = [
      ['m1', 10_000],
      ['m2', 6_000],
    ] as const;

    it('is sent back once where the same is approved in the same order', async () => {
      const { before, besides, returned, claimed } = await sentBackAgain(
        sendBack(withMoney(), ...both),
        sendBack(withMoney(), ...both),
      );
      expect([before, besides, claimed]).toEqual([[10_000, 6_000], [], []]);
      expect(returned).toEqual(both);
    });

    it('is sent back once where two of one transfer are approved in the other order', async () => {
      const { before, besides, returned, states, claimed } = await sentBackAgain(
        sendBack(withMoney(), ...both),
        sendBack(withMoney(), ...both.toReversed()),
      );
      expect([before, besides, claimed]).toEqual([[10_000, 6_000], [], []]);
      expect(returned).toEqual(both);
      expect(states).toEqual(['returned', 'returned']);
    });

    it('does not stand for that of another remittance, which is sent back for the first time', async () => {
      const { besides, returned } = await sentBackAgain(
        sendBack(withMoney(), ['m1', 10_000]),
        sendBack(withMoney(), ['m2', 6_000]),
      );
      expect(besides).toEqual([6_000]);
      expect(returned).toEqual([
        ['m1', 0],
        ['m2', 6_000],
      ]);
    });

    /** What is too much was to go back alone: of 3,600 yuan that fit the person 100. */
    const excess = () => {
      const base = withMoney({});
      answers(base, { id: 'm1', kind: 'remittance', money: money(360_000) });
      done(base, {
        kind: 'match-remittance',
        request: { ...step, remittanceId: 'm1', note: '多汇' },
      });
      return base;
    };

    it('in part then and whole now: what is left is here, and can be sent back', async () => {
      const { besides, returned, states, claimed } = await sentBackAgain(
        sendBack(excess(), ['m1', 10_000]),
        sendBack(excess(), ['m1', 360_000]),
      );
      expect([besides, claimed]).toEqual([[], []]);
      expect(returned).toEqual([['m1', 10_000]]);
      expect(states).toEqual(['matched']);
    });

    it('whole then and in part now: it has all gone back, and nothing is claimed of anybody', async () => {
      const { besides, returned, states, claimed } = await sentBackAgain(
        sendBack(excess(), ['m1', 360_000]),
        sendBack(excess(), ['m1', 10_000]),
      );
      expect([besides, claimed]).toEqual([[], []]);
      expect(returned).toEqual([['m1', 360_000]]);
      expect(states).toEqual(['returned']);
    });

    it('whole then, and now credited but for what is too much: what was sent beyond that is claimed', async () => {
      const now = sendBack(excess(), ['m1', 10_000]);
      done(now, { kind: 'credit-transfer', request: { ...step, amount: 350_000, signature: 'c2ln' } });
      const { besides, returned, claimed } = await sentBackAgain(sendBack(excess(), ['m1', 360_000]), now);
      expect([besides, claimed]).toEqual([[], [350_000]]);
      expect(returned).toEqual([['m1', 10_000]]);
    });

    it('does not shrink for what was remitted too much with somebody who leaves: that is claimed, and both are sent', async () => {
      const leaves = (balance: number) => {
        const base = new FactBase(leaving);
        base.apply([
          change('personalAccount', account({ balance })),
          change('ledgerEntry', allocated(balance)),
        ]);
        done(base, { kind: 'accept-transfer-out', request: { ...transferringOut, amount: balance } });
        done(base, approving(balance, 'transfer-out'), otherClerk);
        answers(base, { id: 'a-yes', kind: 'accepted' });
        return base;
      };
      const now = leaves(128_000);
      const remitted = now.get('payment', `${serviceNumber}/1`);
      const orderNumber = `330122/${person.id}/1`;
      now.apply([change('payment', { ...remitted, state: 'sent', sentAt: remitted.orderedAt, orderNumber })]);
      answers(now, { id: 'm1', kind: 'remittance', money: money(6_000, { payeeName: '张三' }) });
      const { before, besides, returned, claimed } = await sentBackAgain(
        leaves(128_450),
        sendBack(now, ['m1', 6_000]),
      );
      expect([before, besides, claimed]).toEqual([[128_450], [6_000], [450]]);
      expect(returned).toEqual([['m1', 6_000]]);
    });

    it('has the number that it had where it was sent before returns were numbered by the money that goes back', async () => {
      const now = sendBack(withMoney(), ...both);
      const [first, second] = now.all('payment');
      if (first === undefined || second === undefined) throw new Error('nothing was ordered');
      const number = `county/${serviceNumber}/1`;
      now.apply([
        change('payment', {
          ...first,
          state: 'sent',
          sentAt: first.orderedAt,
          orderNumber: number,
          remittanceId: null,
        }),
      ]);
      const bank = new SimulatedPayments(() => ({ failures: 0, decidesAfter: 0, refusal: null }));
      const county = await serve(now, bank);
      expect([...bank.paid.keys()]).toEqual([number, 'county/remittance/m2/1']);
      expect((await counties.all(county, 'payment')).map(({ state }) => state)).toEqual(['paid', 'paid']);
    });
  },
);
