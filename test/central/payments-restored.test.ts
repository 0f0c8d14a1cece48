import { describe, expect, it } from 'vitest';
import type { PaymentGateway } from '../../central/bank/payment-gateway.ts';
import { SimulatedPayments } from '../../central/bank/simulated-payments.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import type { AcceptPayoutRequest } from '../../domain/payout/payout-requests.ts';
import type { PayeeAsked } from '../../domain/records/payout.ts';
import type { InsuredPerson } from '../../domain/records/records.ts';
import { FactBase } from '../../domain/testing/fact-base.ts';
import {
  accepting,
  approving,
  asking,
  balance,
  byApprover,
  checking,
  dead,
  holding,
  leaver,
  ownAccount,
  papersOfHeirs,
  toHeir,
  toHimself,
} from '../../domain/testing/payouts.ts';
import { carry } from '../../domain/testing/payouts-carried-out.ts';
import { BankOfBoth, serveBank } from './bank-of-both.ts';
import { databaseKinds } from './databases.ts';
import { LoadedCounties } from './loaded-counties.ts';

const clock = systemClock(() => Date.parse('2026-11-22T12:00:00+08:00'));
const returnedAccount = '6217850000001234595';

/** Approved, and nothing sent: what is on the account is owed to the payees. */
function approved(fields: Partial<AcceptPayoutRequest> = {}, amount = balance, who: InsuredPerson = leaver) {
  const request = { ...asking['settled-abroad'], amount, ...fields };
  const base = new FactBase(holding(who, { balance: amount }));
  for (const [body, by] of [
    [accepting(request)],
    [checking(request)],
    [approving(amount, 1, request.serviceNumber), byApprover],
  ] as const) {
    const decision = carry(base, body, by);
    if (!decision.accepted) throw new Error(decision.refusals.map(({ code }) => code).join(' '));
  }
  return base;
}

/** The same money, asked for again by another service. */
const again = { serviceNumber: '330122-20261122-004-0001' };
const toAnotherAccount = {
  payees: [{ ...toHimself, account: { ...ownAccount, accountNumber: returnedAccount } }],
};
const toHeirs = (...payees: readonly PayeeAsked[]) => ({
  ...asking.death,
  papers: [...papersOfHeirs],
  payees,
});
const two = toHeirs(toHeir(0, 1, 3), toHeir(1, 2, 3));
const one = toHeirs(toHeir(0));

describe.each(databaseKinds)(
  'money that the bank paid and the central office has forgotten, on %s',
  (kind) => {
    const counties = LoadedCounties.on(kind, 380_000);

    const serve = (county: string, bank: PaymentGateway) =>
      serveBank({ storage: counties.storage, bank, clock }, county);

    /** What the bank has paid when `lost` was done, and what besides when then only `now` is known here and is done. */
    async function paidAgain(lost: FactBase, now: FactBase) {
      const bank = new SimulatedPayments(({ accountNumber }) => ({
        failures: 0,
        decidesAfter: 0,
        refusal: accountNumber === returnedAccount ? { code: 'NAME', text: '账号户名不符' } : null,
      }));
      await serve(await counties.load(lost), new BankOfBoth(bank));
      const before = [...bank.paid.values()];
      const county = await counties.load(now);
      await serve(county, new BankOfBoth(bank));
      await counties.isSound(county);
      const [payout] = await counties.all(county, 'payout');
      const services = await counties.all(county, 'serviceRecord');
      const service = services.find(({ id }) => id === payout?.id);
      if (payout === undefined || service === undefined) throw new Error('it is not there');
      const entries = (await counties.all(county, 'ledgerEntry')).filter(
        ({ serviceId }) => serviceId === payout.id,
      );
      const owed = entries.reduce(
        (sum, { debitAccount, creditAccount, amount }) =>
          sum +
          (creditAccount === 'payouts-payable' ? amount : 0) -
          (debitAccount === 'payouts-payable' ? amount : 0),
        0,
      );
      return {
        payout,
        owed,
        paidTo: payout.payees.map(({ account, amount }) => [account.accountNumber, amount]),
        steps: service.steps.map(({ step }) => step),
        states: (await counties.all(county, 'payment')).map(({ state }) => state),
        claimed: services.flatMap(({ id, stage, details }) =>
          details?.of === 'request-reversal' ? [[id, stage, details.amount]] : [],
        ),
        before,
        besides: [...bank.paid.values()].slice(before.length),
      };
    }

    it('is paid once where the same service is there, as from an earlier backup', async () => {
      const { before, besides, payout, owed } = await paidAgain(approved(), approved());
      expect(before.map(({ amount }) => amount)).toEqual([balance]);
      expect(besides).toEqual([]);
      expect([payout.state, owed]).toEqual(['paid', 0]);
    });

    it('is paid once where another service asks for it, to the same account', async () => {
      const { besides, payout, owed, steps } = await paidAgain(approved(), approved(again));
      expect(besides).toEqual([]);
      expect([payout.id, payout.state, owed]).toEqual([again.serviceNumber, 'paid', 0]);
      expect(steps.at(-1)).toBe('payout-paid');
    });

    it('is paid once where another service asks for it, to another account: the payee is who was paid, and it says so', async () => {
      const { besides, payout, owed, paidTo, steps } = await paidAgain(
        approved(),
        approved({ ...again, ...toAnotherAccount }),
      );
      expect(besides).toEqual([]);
      expect([payout.state, owed]).toEqual(['paid', 0]);
      expect(paidTo).toEqual([[ownAccount.accountNumber, balance]]);
      expect(steps.at(-1)).toBe('payout-paid-otherwise');
    });

    it('with more on the account than then: what is more is all that goes to the bank now', async () => {
      const { besides, payout, owed, paidTo } = await paidAgain(approved(), approved(again, balance + 500));
      expect(besides.map(({ amount }) => amount)).toEqual([500]);
      expect([payout.state, owed]).toEqual(['paid', 0]);
      expect(paidTo.map(([, amount]) => amount)).toEqual([balance, 500]);
    });

    it('with less on the account than then: what is too much is claimed, and nothing is owed', async () => {
      const { besides, payout, owed, claimed } = await paidAgain(approved(), approved(again, balance - 300));
      expect(besides).toEqual([]);
      expect([payout.state, owed]).toEqual(['paid', 0]);
      expect(claimed).toEqual([[expect.stringMatching(/^\d{6}-20261122-000-0001$/), 'accepted', 300]]);
    });

    it('by two heirs twice: both orders are known again', async () => {
      const { before, besides, states, owed } = await paidAgain(
        approved(two, balance, dead),
        approved({ ...two, ...again }, balance, dead),
      );
      expect(before).toHaveLength(2);
      expect([besides, states, owed]).toEqual([[], ['paid', 'paid'], 0]);
    });

    it('by two heirs, then by one who takes all: each of the two stands as paid', async () => {
      const { before, besides, paidTo, owed } = await paidAgain(
        approved(two, balance, dead),
        approved({ ...one, ...again }, balance, dead),
      );
      expect([besides, owed]).toEqual([[], 0]);
      expect(paidTo).toEqual(before.map(({ accountNumber, amount }) => [accountNumber, amount]));
    });

    it('by one who took all, then by two heirs: nothing is left for the second', async () => {
      const { besides, states, payout, owed } = await paidAgain(
        approved(one, balance, dead),
        approved({ ...two, ...again }, balance, dead),
      );
      expect([besides, states, owed]).toEqual([[], ['paid', 'cancelled'], 0]);
      expect(payout.state).toBe('paid');
      expect(payout.payees.map(({ amount }) => amount)).toEqual([balance, 0]);
    });

    it('that came back then comes back again: it is still owed, and nobody stands as paid', async () => {
      const { before, besides, payout, owed, states } = await paidAgain(
        approved(toAnotherAccount),
        approved(again),
      );
      expect([before, besides, states]).toEqual([[], [], ['returned']]);
      expect([payout.state, owed]).toEqual(['returned', balance]);
      expect(payout.payees.map(({ account }) => account.accountNumber)).toEqual([ownAccount.accountNumber]);
    });
  },
);
