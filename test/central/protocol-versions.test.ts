import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { fail } from '../../contract/envelope.ts';
import { helloAnswer, type HelloAnswer } from '../../contract/sync-protocol.ts';
import { change } from '../../domain/records/change.ts';
import { application, person, workstation } from '../../domain/testing/county.ts';
import { enrol } from '../../sync/enrol.ts';
import { until } from '../helpers/until.ts';
import { countyRecords } from '../property/support/counter-desk.ts';
import { CountyOffice } from '../property/support/county-office.ts';
import { JoinedDesk } from '../property/support/joined-desk.ts';
import { Line, type Fault } from '../property/support/line.ts';

const { serviceNumber: _made, ...applicationInput } = application;

/** A counter and a central office of different versions: whoever is too old is told, and nothing is lost meanwhile. */
describe('versions of the protocol', () => {
  let office: CountyOffice;
  let hello: HelloAnswer;
  let persons = 0;

  beforeAll(async () => {
    office = await CountyOffice.open([
      ...countyRecords,
      ...[1, 2, 3, 4, 5].flatMap((number) => [
        change('workstation', {
          ...workstation,
          id: `workstation-20${String(number)}`,
          number: 200 + number,
        }),
        change('insuredPerson', { ...person, id: `person-of-versions-${String(number)}` }),
      ]),
    ]);
    hello = helloAnswer.parse(await (await fetch(`${office.url}/v1/hello`)).json());
  });
  afterAll(() => office.remove());

  /** The central office of another version. */
  function greeting(protocol: number, oldestProtocol: number): Fault {
    return { status: 200, body: JSON.stringify({ ...hello, protocol, oldestProtocol }) };
  }

  async function meeting() {
    const line = await Line.to(office.url);
    onTestFinished(() => line.close());
    const joined = await JoinedDesk.at(line.url);
    joined.start();
    await until('the counter is online', () => joined.line?.state === 'online');
    joined.desk.signInWithoutPassword();
    return { line, joined, desk: joined.desk };
  }

  it.each([
    ['no longer speaks the version of the counter', 7, 2, 'central-protocol-newer'],
    ['is too old for the counter', 0, 0, 'central-protocol-older'],
  ])(
    'a central office that %s: the screen is told, clerks go on, the outbox stays and is sent after the update',
    async (_name, protocol, oldestProtocol, reason) => {
      const { line, joined, desk } = await meeting();
      line.fault = ({ path }) => (path === '/v1/hello' ? greeting(protocol, oldestProtocol) : null);
      line.cut();
      await until('it is told', () => joined.told().at(-1) === `offline ${reason}`);
      persons += 1;
      const personId = `person-of-versions-${String(persons)}`;
      const { serviceNumber } = await desk.call('acceptCardApplication', { ...applicationInput, personId });
      joined.wake();
      const before = line.count('/v1/commands');
      await until('it was greeted again', () => line.count('/v1/hello') > 2);
      expect(line.count('/v1/commands')).toBe(before);
      expect(desk.storage.outbox.summary().pendingCommands).toBe(1);
      line.fault = () => null;
      joined.wake();
      await until(
        'it is confirmed',
        async () => (await desk.call('getService', { serviceNumber })).confirmation === 'confirmed',
      );
      const services = (await office.sharedRecords())['serviceRecord'] ?? [];
      expect(services.filter((row) => row.includes(serviceNumber))).toHaveLength(1);
    },
  );

  it('a newer central office that still speaks the version of the counter: all goes on', async () => {
    const { line, joined } = await meeting();
    line.fault = ({ path }) => (path === '/v1/hello' ? greeting(9, 1) : null);
    line.cut();
    await until('it was noticed', () => joined.line?.state === 'offline');
    await until('it is online again', () => joined.line?.state === 'online');
  });

  it('a central office that is updated in the middle refuses the batch, and the counter keeps it', async () => {
    const { line, joined, desk } = await meeting();
    const body = JSON.stringify(fail('central-protocol-newer'));
    line.fault = ({ path }) => (path === '/v1/commands' ? { status: 426, body } : null);
    persons += 1;
    const personId = `person-of-versions-${String(persons)}`;
    await desk.call('acceptCardApplication', { ...applicationInput, personId });
    await until('it is told', () => joined.told().includes('offline central-protocol-newer'));
    expect(desk.storage.outbox.summary().pendingCommands).toBe(1);
    line.fault = () => null;
    joined.wake();
    await until('it is sent', () => desk.storage.outbox.summary().pendingCommands === 0);
  });

  it('enrolment says which side must be updated', async () => {
    const line = await Line.to(office.url);
    onTestFinished(() => line.close());
    line.fault = () => greeting(2, 2);
    expect(await enrol(line.url, 'demonstration', null, null)).toEqual({
      ok: false,
      code: 'central-protocol-newer',
    });
    line.fault = () => greeting(0, 0);
    expect(await enrol(line.url, 'demonstration', null, null)).toEqual({
      ok: false,
      code: 'central-protocol-older',
    });
  });
});
