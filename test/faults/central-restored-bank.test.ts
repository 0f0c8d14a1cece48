import { expect, it, onTestFinished } from 'vitest';
import type { BankRequest } from '../../domain/records/bank-request.ts';
import { change } from '../../domain/records/change.ts';
import { county, person } from '../../domain/testing/county.ts';
import { activating, financialAccount } from '../../domain/testing/unfreezing.ts';
import { until } from '../helpers/until.ts';
import { countyRecords } from '../property/support/counter-desk.ts';
import { CountyOffice } from '../property/support/county-office.ts';
import { JoinedDesk } from '../property/support/joined-desk.ts';

const { serviceNumber: _made, ...activatingInput } = activating;

/** A counter at an office that asks the simulated bank of the demonstration, which knows the account by its last digit. */
async function counterAndOffice(lastDigit: string) {
  const account = {
    ...financialAccount('not-activated'),
    accountNumber: `621785000000123456${lastDigit}`,
  };
  const office = await CountyOffice.open([...countyRecords, change('financialAccount', account)]);
  onTestFinished(() => office.remove());
  const joined = await JoinedDesk.at(office.url);
  joined.start();
  const { desk } = joined;
  await until('the counter is online', () => joined.line?.state === 'online');
  desk.signInWithoutPassword();
  const calm = () =>
    until('nothing waits at the counter', async () => {
      joined.wake();
      const head = (await office.storage.read(county, (reader) => reader.head()))?.head;
      const { cursor, snapshot } = desk.replica.state();
      const { pendingCommands, waitingServices } = desk.storage.outbox.summary();
      return pendingCommands + waitingServices === 0 && snapshot === null && cursor === head;
    });
  const asked = () => desk.storage.records.find('bankRequest', 'personId', person.id)[0];
  const stands = (what: string, when: (request: BankRequest) => boolean) =>
    until(what, () => {
      joined.wake();
      const request = asked();
      return request !== undefined && when(request);
    });
  /** Back to before anything was asked; the counter sends again what it has done since. */
  async function lost(work: () => Promise<void>): Promise<void> {
    await office.down();
    const before = office.backup();
    await office.up();
    await work();
    await office.down();
    office.restore(before);
    await office.up();
  }
  async function take(): Promise<string> {
    const input = { ...activatingInput, personId: person.id };
    const taken = await desk.answer('requestBankService', input);
    if (!taken.ok) throw new Error(taken.error.code);
    return (taken.value as { readonly serviceNumber: string }).serviceNumber;
  }
  const verdicts = () =>
    (desk.committed().get('outbox') ?? []).map((row) => JSON.parse(row) as { kind: string; state: string });
  const records = async () => {
    const bankRequest = await office.storage.read(county, (reader) => reader.all('bankRequest'));
    const services = await office.storage.read(county, (reader) => reader.all('serviceRecord'));
    const accounts = await office.storage.read(county, (reader) => reader.all('financialAccount'));
    return { bankRequest, services, account: accounts[0]?.status };
  };
  return { office, desk, calm, stands, lost, take, verdicts, records };
}

it('a telling that comes back before the bank’s answer does is kept: it waits for the answer and the service ends with it', async () => {
  const { desk, calm, stands, lost, take, verdicts, records } = await counterAndOffice('1');
  await lost(async () => {
    const serviceNumber = await take();
    await stands('the bank has answered', ({ state }) => state === 'accepted');
    expect(await desk.code('recordBankAnswerTold', { serviceNumber, way: 'telephone' })).toBe('ok');
    await calm();
  });
  await calm();
  await stands('the restored office has heard the bank again', ({ state }) => state === 'accepted');
  expect(verdicts()).toMatchObject([
    { kind: 'request-bank-service', state: 'done' },
    { kind: 'record-bank-answer-told', state: 'done' },
  ]);
  const { bankRequest, services, account } = await records();
  expect(bankRequest).toMatchObject([{ state: 'accepted' }]);
  expect(bankRequest[0]?.toldAt).not.toBeNull();
  expect(services).toMatchObject([
    { stage: 'completed', steps: [{ step: 'bank-requested' }, { step: 'bank-answer-told' }] },
  ]);
  expect(services[0]?.closedAt).not.toBeNull();
  expect(account).toBe('active');
});

it('what a person took back stays taken back: the bank is asked to drop it again, and it says so again', async () => {
  // The bank takes a minute over it.
  const { desk, calm, stands, lost, take, verdicts, records } = await counterAndOffice('8');
  await lost(async () => {
    const serviceNumber = await take();
    await stands('the bank has it', ({ state }) => state === 'sent');
    expect(await desk.code('withdrawBankRequest', { serviceNumber, reason: '不再需要' })).toBe('ok');
    await stands('the bank has dropped it', ({ state }) => state === 'withdrawn');
    await calm();
  });
  await calm();
  await stands('the restored office has heard the bank again', ({ state }) => state === 'withdrawn');
  expect(verdicts()).toMatchObject([
    { kind: 'request-bank-service', state: 'done' },
    { kind: 'withdraw-bank-request', state: 'done' },
  ]);
  const { services, account } = await records();
  expect(services).toMatchObject([
    {
      stage: 'withdrawn',
      steps: [{ step: 'bank-requested' }, { step: 'bank-withdrawal', note: '不再需要' }],
    },
  ]);
  expect(services[0]?.closedAt).not.toBeNull();
  expect(account).toBe('not-activated');
});
