import { expect, it, onTestFinished } from 'vitest';
import { SimulatedPayments } from '../../central/bank/simulated-payments.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import type { CallInput } from '../../contract/counter-calls.ts';
import { change } from '../../domain/records/change.ts';
import { clerk, county, person } from '../../domain/testing/county.ts';
import { FactBase } from '../../domain/testing/fact-base.ts';
import { approver, asking, balance, holding, leaver, ownAccount } from '../../domain/testing/payouts.ts';
import { until } from '../helpers/until.ts';
import { password, passwordHash } from '../property/support/counter-desk.ts';
import { CountyOffice } from '../property/support/county-office.ts';
import { freshFolder } from '../property/support/fresh-folder.ts';
import { JoinedDesk } from '../property/support/joined-desk.ts';

const { serviceNumber: _number, signature: _signature, papers, payees, ...asked } = asking['settled-abroad'];
const input: CallInput<'acceptPayout'> = { ...asked, papers: [...papers], payees: [...payees], password };
const anotherAccount = { ...ownAccount, accountNumber: '6217850000001234579' };

/** Somebody whose balance is paid out, and two clerks who sign. */
const records = new FactBase(holding(leaver))
  .everything()
  .map((one) => (one.table === 'clerk' ? change('clerk', { ...one.record, passwordHash }) : one));

/** Two counters with the line, at a central office that is brought back to before anything was asked for; the bank goes on. */
async function twoCounters() {
  const bank = new SimulatedPayments(() => ({ failures: 0, decidesAfter: 0, refusal: null }));
  const office = await CountyOffice.open(records, freshFolder(), {
    payments: bank,
    paymentWaits: { gather: 10, undecided: 50, first: 50, longest: 200 },
    clock: systemClock(() => Date.parse('2026-11-22T09:30:00+08:00')),
  });
  onTestFinished(() => office.remove());
  const first = await JoinedDesk.at(office.url);
  const second = await JoinedDesk.at(office.url);
  for (const joined of [first, second]) {
    joined.start();
    await calm(joined);
    joined.desk.signInWithoutPassword(clerk.id);
  }
  await office.down();
  const backup = office.backup();
  await office.up();

  async function calm(joined: JoinedDesk): Promise<void> {
    await until('nothing waits at the counter', async () => {
      joined.wake();
      const head = (await office.storage.read(county, (reader) => reader.head()))?.head;
      const { cursor, snapshot } = joined.desk.replica.state();
      const { pendingCommands } = joined.desk.storage.outbox.summary();
      return joined.line?.state === 'online' && pendingCommands === 0 && snapshot === null && cursor === head;
    });
  }
  /** Accepted, checked and approved, with the line. */
  async function payOut({ desk }: JoinedDesk, fields: Partial<CallInput<'acceptPayout'>> = {}) {
    const { serviceNumber } = await desk.call('acceptPayout', { ...input, ...fields });
    const { papers: checked, card, amount } = input;
    await desk.call('checkPayout', { serviceNumber, papers: checked, payees: null, card, amount, password });
    const signer = { approvalId: `${serviceNumber}/1`, loginName: approver.loginName, password };
    await desk.call('approveService', { ...signer, amount: balance });
    return serviceNumber;
  }
  const isPaid = (joined: JoinedDesk, serviceNumber: string) =>
    until('the bank has paid it', () => {
      joined.wake();
      return joined.desk.storage.records.get('payout', serviceNumber)?.record.state === 'paid';
    });
  async function restored(): Promise<void> {
    await office.down();
    office.restore(backup);
    await office.up();
  }
  const verdicts = ({ desk }: JoinedDesk) =>
    (desk.committed().get('outbox') ?? []).map((row) => {
      const { kind, state } = JSON.parse(row) as { readonly kind: string; readonly state: string };
      return `${kind} ${state}`;
    });
  const there = async () => ({
    payouts: await office.storage.read(county, (reader) => reader.all('payout')),
    payments: await office.storage.read(county, (reader) => reader.all('payment')),
    account: (await office.storage.read(county, (reader) => reader.all('personalAccount')))[0],
    services: await office.storage.read(county, (reader) => reader.all('serviceRecord')),
  });
  return { bank, first, second, calm, payOut, isPaid, restored, verdicts, there };
}

it('a payout that was paid and lost comes back with its counter, and the bank does nothing', async () => {
  const { bank, first, second, calm, payOut, isPaid, restored, verdicts, there } = await twoCounters();
  const serviceNumber = await payOut(first);
  await isPaid(first, serviceNumber);
  await restored();
  await calm(first);
  await isPaid(first, serviceNumber);
  await calm(second);
  expect([...bank.paid.values()].map(({ amount }) => amount)).toEqual([balance]);
  expect(verdicts(first)).toEqual(['accept-payout done', 'check-payout done', 'approve-service done']);
  expect(await second.desk.code('acceptPayout', input)).toContain('payout-under-way');
  const { payouts, account } = await there();
  expect(payouts).toMatchObject([{ id: serviceNumber, state: 'paid', amount: balance }]);
  expect(account).toMatchObject({ status: 'closed', balance: 0 });
});

it('asked for again at another counter before the first one is back, it is paid once: the second stands as the bank paid, the first is told that it was refused', async () => {
  const { bank, first, second, calm, payOut, isPaid, restored, verdicts, there } = await twoCounters();
  await isPaid(first, await payOut(first));
  await first.stop();
  await restored();
  await calm(second);
  expect(second.desk.storage.records.find('payout', 'personId', person.id)).toEqual([]);
  const serviceNumber = await payOut(second, {
    payees: payees.map((payee) => ({ ...payee, account: anotherAccount })),
  });
  await isPaid(second, serviceNumber);
  first.start();
  await until('the first one is told', () => {
    first.wake();
    return verdicts(first).every((one) => one.endsWith('refused'));
  });
  await calm(first);
  expect([...bank.paid.values()].map(({ accountNumber, amount }) => [accountNumber, amount])).toEqual([
    [ownAccount.accountNumber, balance],
  ]);
  const refused = ['accept-payout refused', 'check-payout refused', 'approve-service refused'];
  expect(verdicts(first)).toEqual(refused);
  const { payouts, payments, account, services } = await there();
  expect(payouts).toMatchObject([{ id: serviceNumber, state: 'paid' }]);
  expect(payouts[0]?.payees).toMatchObject([{ amount: balance, account: { ...ownAccount } }]);
  expect(payments).toMatchObject([{ state: 'paid', accountNumber: ownAccount.accountNumber }]);
  expect(account).toMatchObject({ status: 'closed', balance: 0 });
  expect(services.find(({ id }) => id === serviceNumber)?.steps.at(-1)?.step).toBe('payout-paid-otherwise');
});
