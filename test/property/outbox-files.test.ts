import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largestOutboxFile } from '../../contract/outbox-file.ts';
import { exportOutbox } from '../../counter/outbox-files.ts';
import { outboxFiles } from '../../electron/backend/outbox-files.ts';
import { change, type Change } from '../../domain/records/change.ts';
import {
  application,
  blankCard,
  card,
  centre,
  clerk,
  county,
  person,
  workstation,
} from '../../domain/testing/county.ts';
import { until } from '../helpers/until.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';
import { CountyOffice } from './support/county-office.ts';
import { freshFolder } from './support/fresh-folder.ts';
import { JoinedDesk } from './support/joined-desk.ts';

const { serviceNumber: _made, ...applicationInput } = application;

const supervisor = { ...clerk, id: 'clerk-gu', loginName: 'gu', name: '顾正言', role: 'supervisor' as const };
/** A place for each counter that a test enrols, with blanks of its own; many persons. */
const places = Array.from({ length: 30 }, (_unused, index) => ({
  ...workstation,
  id: `workstation-${String(100 + index)}`,
  number: 100 + index,
}));
const records: readonly Change[] = [
  ...countyRecords.filter((one) => !['workstation', 'blankCard', 'insuredPerson'].includes(one.table)),
  change('clerk', supervisor),
  ...places.map((one) => change('workstation', one)),
  ...places.flatMap((one, index) =>
    [1, 2, 3].map((number) =>
      change('blankCard', blankCard(1000 + 10 * index + number, { workstationId: one.id })),
    ),
  ),
  ...Array.from({ length: 20 }, (_unused, index) =>
    change('insuredPerson', { ...person, id: `person-${String(index)}` }),
  ),
];

let office: CountyOffice;
let nextPerson = 0;
beforeAll(async () => {
  office = await CountyOffice.open(records);
});
afterAll(() => office.remove(), 60_000);

/** A counter that has its county, with a supervisor at the desk. */
async function connected(): Promise<JoinedDesk> {
  const joined = await JoinedDesk.at(office.url);
  joined.start();
  await until('the counter is online', () => joined.line?.state === 'online');
  joined.desk.signInWithoutPassword(supervisor.id);
  return joined;
}

function somebody(): string {
  nextPerson += 1;
  return `person-${String(nextPerson - 1)}`;
}

/** Issues a card; answers the service number. */
async function issue(desk: CounterDesk, personId = somebody()): Promise<string> {
  const { serviceNumber } = await desk.call('acceptCardApplication', { ...applicationInput, personId });
  const blankSerial = (await desk.call('listBlankCards', {})).next[0]?.blankSerial ?? '';
  for (const step of ['chip-written', 'printed', 'verified'] as const) {
    await desk.call('recordCardProduction', { serviceNumber, blankSerial, step, note: null });
  }
  expect(await desk.pinCode({ serviceNumber }, '285713')).toBe('ok');
  await desk.call('handOverCard', { serviceNumber, receiptSigned: true });
  return serviceNumber;
}

const freshPath = () => join(freshFolder(), 'export.gth');

/** What the audit trail says of the files, newest last. */
function audited(desk: CounterDesk): readonly unknown[] {
  return (desk.committed().get('audit_entry') ?? [])
    .map((line) => JSON.parse(line) as { action: string; clerk_id: string; subject: string; details: string })
    .filter(({ action }) => /^(export|import)-/.test(action))
    .map(({ action, clerk_id, subject, details }) => ({
      action,
      clerk: clerk_id,
      subject,
      details: JSON.parse(details) as unknown,
    }));
}

function head() {
  return office.storage.read(county, (reader) => reader.head());
}

describe('what a counter without a line has done', () => {
  it('comes to the central office by a file, once; its counter comes back and finds it confirmed', async () => {
    const [gone, other] = [await connected(), await connected()];
    await gone.stop();
    const services = [await issue(gone.desk), await issue(gone.desk)];
    const path = freshPath();
    expect(await gone.desk.call('exportOutbox', { path }, 'shell')).toMatchObject({
      services: 2,
      commands: 12,
    });
    // Exporting changes nothing here: it still waits, and the clerk can go on.
    expect(gone.desk.storage.outbox.summary()).toMatchObject({ waitingServices: 2, pendingCommands: 12 });
    const later = await issue(gone.desk);

    const result = await other.desk.call('importOutbox', { path }, 'shell');
    expect(result).toMatchObject({
      commands: 12,
      applied: 12,
      duplicate: 0,
      refused: 0,
      rejected: 0,
      problems: [],
      officeName: centre.name,
      workstationId: gone.desk.storage.memory.get('workstation-id'),
    });
    for (const serviceNumber of services) {
      await until(
        'the other counter sees the service',
        () => other.desk.storage.records.get('serviceRecord', serviceNumber) !== undefined,
      );
    }
    const decided = await head();
    expect(await other.desk.call('importOutbox', { path }, 'shell')).toMatchObject({
      applied: 0,
      duplicate: 12,
    });
    expect(await head()).toEqual(decided);

    gone.start();
    for (const serviceNumber of [...services, later]) {
      await until(
        'the service is confirmed where it was done',
        async () => (await gone.desk.call('getService', { serviceNumber })).confirmation === 'confirmed',
      );
    }
    expect(await head()).toMatchObject({ applied: (decided?.applied ?? 0) + 6, refused: decided?.refused });
    const there = await office.sharedRecords();
    for (const { desk } of [gone, other]) {
      await until(
        'the feed is drained',
        () => JSON.stringify(desk.sharedRecords()) === JSON.stringify(there),
      );
      expect(desk.committed().get('base_record')).toEqual([]);
    }
  });

  it('and what was refused of it is told where it was brought, on record, and on its own work list when it is back', async () => {
    const [gone, other] = [await connected(), await connected()];
    await gone.stop();
    const personId = somebody();
    const serviceNumber = await issue(gone.desk, personId);
    const first = await issue(other.desk, personId);
    await until(
      'the other card is confirmed',
      async () =>
        (await other.desk.call('getService', { serviceNumber: first })).confirmation === 'confirmed',
    );
    const path = freshPath();
    await gone.desk.call('exportOutbox', { path }, 'shell');
    const { problems, ...counts } = await other.desk.call('importOutbox', { path }, 'shell');
    expect(counts).toMatchObject({ commands: 6, applied: 0, refused: 6 });
    expect(problems[0]).toMatchObject({
      kind: 'accept-card-application',
      serviceNumber,
      personName: person.name,
      refusals: [{ code: 'card-already-valid' }],
    });
    const trail = audited(other.desk);
    expect(trail).toHaveLength(7);
    expect(trail.slice(0, 2)).toMatchObject([
      { action: 'import-outbox', clerk: supervisor.id, details: { commands: 6, refused: 6 } },
      { action: 'import-refused', clerk: supervisor.id, subject: serviceNumber },
    ]);
    expect(trail[1]).toMatchObject({ details: { codes: 'card-already-valid' } });
    expect(audited(gone.desk)).toMatchObject([
      { action: 'export-outbox', clerk: supervisor.id, details: { commands: 6, services: 1 } },
    ]);

    gone.start();
    await until(
      'the refusal is on its work list',
      async () => (await gone.desk.call('listWork', {})).items[0]?.state === 'refused',
    );
    const { items } = await gone.desk.call('listWork', {});
    expect(items).toMatchObject([
      {
        key: serviceNumber,
        refusals: [{ code: 'card-already-valid' }],
        standingServices: [{ serviceNumber: first, stage: 'completed', officeName: centre.name }],
      },
    ]);
  });

  it('is in the file as it would be sent, also what was answered and is not yet in the feed', async () => {
    const gone = await connected();
    await gone.stop();
    await issue(gone.desk);
    const [command] = gone.desk.outgoing();
    if (command === undefined) throw new Error('it has made commands');
    gone.desk.replica.receiveAnswers([
      { id: command.id, outcome: 'applied', sequence: 1_000_000, duplicate: false },
    ]);
    expect(gone.desk.outgoing()).toHaveLength(5);
    expect(await gone.desk.call('describeOutbox', {})).toMatchObject({ services: 1, commands: 6 });
    const path = freshPath();
    await gone.desk.call('exportOutbox', { path }, 'shell');
    const other = await connected();
    expect(await other.desk.call('importOutbox', { path }, 'shell')).toMatchObject({
      commands: 6,
      applied: 6,
    });
  });

  it('is readable for nobody on the way: the header names no person, the rest is sealed, the name says where and when', async () => {
    const gone = await connected();
    await gone.stop();
    const serviceNumber = await issue(gone.desk);
    const path = freshPath();
    const { fileName } = await gone.desk.call('exportOutbox', { path }, 'shell');
    expect(fileName).toMatch(new RegExp(`^guitai-handover-${county}-W1\\d\\d-\\d{8}-\\d{4}\\.gth$`));
    const file = readFileSync(path);
    const header: unknown = JSON.parse(file.subarray(0, file.indexOf('\n')).toString());
    expect(Object.keys(header as object).sort()).toEqual(
      'commands county format madeAt nonce officeId product sealedFor signedBy workstationId wrappedKey'.split(
        ' ',
      ),
    );
    for (const personal of [person.name, person.documentNumber, serviceNumber, supervisor.id, clerk.name]) {
      expect(file.includes(Buffer.from(personal)), personal).toBe(false);
    }
    // Nothing else was left beside it.
    expect(readdirSync(join(path, '..'))).toEqual(['export.gth']);
  });
});

describe('a file', () => {
  it('is made and taken in by a supervisor alone', async () => {
    const desk = CounterDesk.ready([...countyRecords, change('clerk', supervisor)]);
    desk.signInWithoutPassword();
    const path = freshPath();
    const before = desk.committed();
    expect(await desk.code('describeOutbox', {})).toBe('supervisor-needed');
    for (const name of ['exportOutbox', 'importOutbox']) {
      expect(await desk.code(name, { path }, 'shell'), name).toBe('supervisor-needed');
    }
    expect(existsSync(path)).toBe(false);
    expect(desk.committed()).toEqual(before);
  });

  it('is not made when there is nothing to hand over, and not when its signature could not be known', async () => {
    const desk = CounterDesk.ready([...countyRecords, change('clerk', supervisor)]);
    desk.signInWithoutPassword(supervisor.id);
    const path = freshPath();
    expect(await desk.code('exportOutbox', { path }, 'shell')).toBe('export-key-unknown');
    const joined = await connected();
    expect(await joined.desk.code('exportOutbox', { path }, 'shell')).toBe('export-nothing');
    expect(existsSync(path)).toBe(false);
  });

  it('that nobody could take in, because it is too large, is not written', async () => {
    const gone = await connected();
    await gone.stop();
    await issue(gone.desk);
    const path = freshPath();
    const before = gone.desk.committed();
    const seal = () => new Uint8Array(largestOutboxFile + 1);
    const room = { ...gone.desk.room, outboxFiles: { ...outboxFiles, seal } };
    expect(await exportOutbox(room, { path })).toMatchObject({ error: { code: 'export-too-large' } });
    expect(existsSync(path)).toBe(false);
    expect(gone.desk.committed()).toEqual(before);
  });

  it('that cannot be written leaves nothing behind, and is not on record', async () => {
    const gone = await connected();
    await gone.stop();
    await issue(gone.desk);
    const folder = freshFolder();
    writeFileSync(join(folder, 'file'), 'kept');
    const before = gone.desk.committed();
    for (const path of [join(folder, 'nowhere', 'export.gth'), join(folder, 'file', 'export.gth'), folder]) {
      expect(await gone.desk.code('exportOutbox', { path }, 'shell'), path).toBe('file-not-written');
    }
    expect(readdirSync(folder)).toEqual(['file']);
    expect(gone.desk.committed()).toEqual(before);
  });

  it('takes the place of an older one only when it is whole', async () => {
    const gone = await connected();
    await gone.stop();
    await issue(gone.desk);
    const path = freshPath();
    writeFileSync(path, 'older');
    await gone.desk.call('exportOutbox', { path }, 'shell');
    expect(readFileSync(path, 'utf8')).toContain('"product":"guitai-outbox"');
  });

  it('that is not there, too large, or none is refused with its code; without a line nothing happens', async () => {
    const joined = await connected();
    const path = freshPath();
    expect(await joined.desk.code('importOutbox', { path }, 'shell')).toBe('file-not-read');
    expect(await joined.desk.code('importOutbox', { path: join(path, '..') }, 'shell')).toBe('file-not-read');
    writeFileSync(path, 'nothing of ours');
    expect(await joined.desk.code('importOutbox', { path }, 'shell')).toBe('import-unreadable');
    truncateSync(path, largestOutboxFile + 1);
    expect(await joined.desk.code('importOutbox', { path }, 'shell')).toBe('import-too-large');
    truncateSync(path, 100);
    await office.down();
    expect(await joined.desk.code('importOutbox', { path }, 'shell')).toBe('central-unreachable');
    await office.up();
    expect(audited(joined.desk)).toEqual([]);
    const alone = CounterDesk.ready([...countyRecords, change('clerk', supervisor), change('card', card())]);
    alone.signInWithoutPassword(supervisor.id);
    expect(await alone.code('importOutbox', { path }, 'shell')).toBe('central-unreachable');
  });
});

describe('the key with which a workstation signs', () => {
  it('is made at its first greeting, known before anybody can work, and stays the same', async () => {
    const joined = await connected();
    const { memory } = joined.desk.storage;
    const known = memory.get('signing-key-known-as');
    const stored = await office.storage.read(county, (reader) => reader.signingKey(known ?? ''));
    expect(stored?.workstationId).toBe(memory.get('workstation-id'));
    const made = memory.get('signing-key');
    expect(made).toContain('PRIVATE KEY');
    await joined.restart();
    await until('it has greeted again', () => joined.lines.length > 1 && joined.line?.state === 'online');
    expect(joined.desk.storage.memory.get('signing-key')).toBe(made);
    expect(joined.desk.storage.memory.get('signing-key-known-as')).toBe(known);
  });

  it('is told again to a central office that was put back to before it knew it', async () => {
    await office.down();
    const backup = office.backup();
    await office.up();
    const joined = await connected();
    await office.down();
    office.restore(backup);
    await office.up();
    const known = joined.desk.storage.memory.get('signing-key-known-as') ?? '';
    // Its credential is gone too, until it is enrolled again; then the same key is told under the new one.
    const place = joined.desk.storage.memory.get('workstation-id') ?? '';
    const again = await JoinedDesk.at(office.url, await office.codeFor(place, centre.id));
    again.desk.storage.unitOfWork.write(() =>
      again.desk.storage.memory.set('signing-key', joined.desk.storage.memory.get('signing-key')),
    );
    again.start();
    await until('it is online', () => again.line?.state === 'online');
    expect(await office.storage.read(county, (reader) => reader.signingKey(known))).toMatchObject({
      workstationId: place,
    });
  });
});
