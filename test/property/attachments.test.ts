import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { attachmentChunk } from '../../contract/sync-protocol.ts';
import { largestAttachment } from '../../domain/attachment/media-type.ts';
import { change, type Change } from '../../domain/records/change.ts';
import { application, centre, county, person, workstation } from '../../domain/testing/county.ts';
import { CentralClient } from '../../sync/central-client.ts';
import { Chance } from '../faults/support/chance.ts';
import { FaultProxy } from '../faults/fault-proxy.ts';
import { writeForeignChanges } from '../helpers/foreign-changes.ts';
import { until } from '../helpers/until.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';
import { CountyOffice } from './support/county-office.ts';
import { JoinedDesk } from './support/joined-desk.ts';

const { serviceNumber: _made, ...applicationInput } = application;
const clerkAt = (personId: string) => ({ ...applicationInput, personId });

const records: readonly Change[] = [
  ...countyRecords.filter((one) => !['workstation', 'insuredPerson'].includes(one.table)),
  ...Array.from({ length: 20 }, (_unused, index) =>
    change('workstation', { ...workstation, id: `workstation-${String(100 + index)}`, number: 100 + index }),
  ),
  ...Array.from({ length: 40 }, (_unused, index) =>
    change('insuredPerson', { ...person, id: `person-${String(index)}` }),
  ),
];

/** A PDF, as far as its first bytes say, of this many bytes, in base64. */
function scanOf(size: number, seed = 1): string {
  const bytes = Buffer.alloc(size, `%PDF-1.7 ${String(seed)} `);
  for (let index = 16; index < size; index += 97) bytes[index] = (index * seed) % 256;
  return bytes.toString('base64');
}

let office: CountyOffice;
let nextPerson = 0;
beforeAll(async () => {
  office = await CountyOffice.open(records);
});
afterAll(() => office.remove(), 60_000);

interface Meeting {
  readonly line: FaultProxy;
  readonly joined: JoinedDesk;
  readonly desk: CounterDesk;
}

/** A counter on a line on which a test may let anything happen. */
async function meeting(code?: string): Promise<Meeting> {
  const line = await FaultProxy.open(office.url, new Chance(1));
  onTestFinished(() => line.close());
  const joined = await JoinedDesk.at(line.url, code);
  joined.start();
  const here = { line, joined, desk: joined.desk };
  await online(here);
  here.desk.signInWithoutPassword();
  return here;
}

function online({ joined }: Meeting): Promise<unknown> {
  return until('the counter is online', () => {
    joined.wake();
    return joined.line?.state === 'online';
  });
}

async function accept({ desk }: Meeting): Promise<string> {
  nextPerson += 1;
  const accepted = await desk.call('acceptCardApplication', clerkAt(`person-${String(nextPerson)}`));
  return accepted.serviceNumber;
}

function attach({ desk }: Meeting, serviceNumber: string, content: string) {
  return desk.call('attachDocument', {
    serviceNumber,
    kind: 'household-booklet',
    mediaType: 'application/pdf',
    content,
  });
}

async function stateOf({ desk }: Meeting, serviceNumber: string, attachmentId: string) {
  const { attachments } = await desk.call('listAttachments', { serviceNumber });
  return attachments.find((one) => one.attachmentId === attachmentId);
}

async function received(here: Meeting, serviceNumber: string, attachmentId: string): Promise<void> {
  await until(
    'the content is at the central office',
    async () => (await stateOf(here, serviceNumber, attachmentId))?.state === 'received',
    40,
  );
}

const isContent = ({ method }: { readonly method: string }) => method === 'PUT';

/** The offsets of the chunks that were sent from now on. */
function offsetsOn(line: FaultProxy): number[] {
  const offsets: number[] = [];
  line.observer = {
    beforeRequest(passing) {
      const offset = /\/content\?offset=(\d+)$/.exec(passing.path)?.[1];
      if (isContent(passing) && offset !== undefined) offsets.push(Number(offset));
    },
  };
  return offsets;
}

describe('a scan', () => {
  it('is made while the line is cut, waits, goes by itself when the line is back, and is seen at another counter', async () => {
    const here = await meeting();
    const there = await meeting();
    const serviceNumber = await accept(here);
    here.line.choose = () => 'drop before';
    here.line.cut();
    await until('the line is cut', () => here.joined.line?.state === 'offline');
    const content = scanOf(600_000);
    const made = await attach(here, serviceNumber, content);
    expect(made).toMatchObject({ kind: 'household-booklet', size: 600_000, state: 'waiting', sent: 0 });
    // Its own counter shows it at once.
    const { attachmentId } = made;
    const shown = await here.desk.call('getAttachment', { attachmentId });
    expect(shown.content).toBe(`data:application/pdf;base64,${content}`);
    here.line.heal();
    await online(here);
    await received(here, serviceNumber, attachmentId);
    await until('the other counter knows', async () => {
      return (await stateOf(there, serviceNumber, attachmentId))?.state === 'received';
    });
    // The desk of the tests has no line of its own for it: what the central office gives is held against the record.
    expect(await there.desk.code('getAttachment', { attachmentId })).toBe('attachment-unavailable');
    const client = new CentralClient(there.line.url, there.desk.storage.memory.get('token'));
    there.desk.room = {
      ...there.desk.room,
      central: { ...there.desk.room.central, attachment: (id) => client.attachment(id) },
    };
    expect(await there.desk.call('getAttachment', { attachmentId })).toEqual(shown);
    const damaged = Buffer.from(content, 'base64').subarray(1);
    there.desk.room = {
      ...there.desk.room,
      central: { ...there.desk.room.central, attachment: () => Promise.resolve(damaged) },
    };
    expect(await there.desk.code('getAttachment', { attachmentId })).toBe('attachment-unavailable');
    expect(here.joined.reported).toEqual([]);
  });

  it('of which the line broke at half goes on there: at most one chunk comes twice', async () => {
    const here = await meeting();
    const serviceNumber = await accept(here);
    const chunks = 8;
    let seen = 0;
    here.line.choose = (passing) => {
      if (!isContent(passing)) return null;
      seen += 1;
      // The fifth chunk arrives; its answer is lost, and the line with it.
      return seen === 5 ? 'drop after commit' : null;
    };
    const offsets = offsetsOn(here.line);
    const { attachmentId } = await attach(here, serviceNumber, scanOf(chunks * attachmentChunk));
    await until('the line broke', () => offsets.length >= 5);
    await here.joined.restart();
    here.desk.signInWithoutPassword();
    await received(here, serviceNumber, attachmentId);
    expect(offsets.length).toBeLessThanOrEqual(chunks + 1);
    expect(new Set(offsets)).toEqual(
      new Set(Array.from({ length: chunks }, (_unused, n) => n * attachmentChunk)),
    );
    expect(await contentOf(attachmentId)).toBe(scanOf(chunks * attachmentChunk));
  });

  it.each(['drop before', 'drop after commit', 'duplicate', 'truncate', 'slow'] as const)(
    'comes whole and once over a line on which every other chunk meets: %s',
    async (fault) => {
      const here = await meeting();
      const serviceNumber = await accept(here);
      let seen = 0;
      here.line.choose = (passing) => {
        seen += isContent(passing) ? 1 : 0;
        return isContent(passing) && seen % 2 === 1 ? fault : null;
      };
      const { attachmentId } = await attach(here, serviceNumber, scanOf(3 * attachmentChunk + 5));
      await received(here, serviceNumber, attachmentId);
      expect(await contentOf(attachmentId)).toBe(scanOf(3 * attachmentChunk + 5));
      // What happens to contents says nothing of the line.
      expect(here.joined.told()).toEqual(['online']);
    },
  );

  it('that is stuck on the line delays no command, and the line stays online', async () => {
    const here = await meeting();
    const serviceNumber = await accept(here);
    let release: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => {
      here.line.observer = {
        beforeRequest: (passing) => {
          if (!isContent(passing)) return;
          resolve();
          return new Promise<void>((go) => {
            release = go;
          });
        },
      };
    });
    const { attachmentId } = await attach(here, serviceNumber, scanOf(attachmentChunk));
    await stuck;
    for (let command = 0; command < 3; command += 1) {
      const other = await accept(here);
      await until('the command is confirmed', async () => {
        return (await here.desk.call('getService', { serviceNumber: other })).confirmation === 'confirmed';
      });
    }
    expect((await stateOf(here, serviceNumber, attachmentId))?.state).not.toBe('received');
    expect(here.joined.told()).toEqual(['online']);
    here.line.observer = {};
    release();
    await received(here, serviceNumber, attachmentId);
  });

  it('that the central office refused is not sent, is shown as refused, and says nothing of the card', async () => {
    const here = await meeting();
    const serviceNumber = await accept(here);
    await until('the service is confirmed', async () => {
      return (await here.desk.call('getService', { serviceNumber })).confirmation === 'confirmed';
    });
    const offsets = offsetsOn(here.line);
    here.line.choose = () => 'drop before';
    here.line.cut();
    const { attachmentId } = await attach(here, serviceNumber, scanOf(10));
    // The service is given up at the central office meanwhile, by another hand.
    const known = here.desk.storage.records.get('serviceRecord', serviceNumber)?.record;
    if (known === undefined) throw new Error('the service is here');
    await changeThere(change('serviceRecord', { ...known, stage: 'withdrawn', closedAt: known.openedAt }));
    here.line.heal();
    await online(here);
    await until('it is refused', async () => {
      return (await stateOf(here, serviceNumber, attachmentId))?.state === 'refused';
    });
    expect((await here.desk.call('getService', { serviceNumber })).confirmation).toBe('confirmed');
    const { items } = await here.desk.call('listWork', {});
    expect(items).toMatchObject([
      { serviceNumber, state: 'refused', refusals: [{ code: 'service-closed' }] },
    ]);
    await here.desk.call('settleWork', { key: serviceNumber, note: '已告知' });
    expect((await here.desk.call('listWork', {})).items).toEqual([]);
    // Another one goes: had the refused one been due, it would have gone first.
    const next = await accept(here);
    await received(here, next, (await attach(here, next, scanOf(20))).attachmentId);
    expect(offsets).toEqual([0]);
  });

  it.each([
    ['with its command', true],
    ['alone', false],
  ])('that a restored central office has lost %s is sent again', async (_name, withCommand) => {
    const here = await meeting();
    const serviceNumber = await accept(here);
    if (withCommand) {
      await until('it is there', async () => {
        return (await here.desk.call('getService', { serviceNumber })).confirmation === 'confirmed';
      });
    } else here.line.choose = (passing) => (isContent(passing) ? 'drop before' : null);
    let attachmentId = '';
    if (!withCommand) {
      ({ attachmentId } = await attach(here, serviceNumber, scanOf(300_000)));
      await until('its command is done', () => here.desk.contents.due(9).length > 0);
    }
    await office.down();
    const backup = office.backup();
    await office.up();
    here.line.heal();
    await online(here);
    if (withCommand) ({ attachmentId } = await attach(here, serviceNumber, scanOf(300_000)));
    await received(here, serviceNumber, attachmentId);
    await office.down();
    office.restore(backup);
    await office.up();
    await online(here);
    await until(
      'it knows what is lost',
      async () => {
        here.joined.wake();
        const now = await stateOf(here, serviceNumber, attachmentId);
        return now !== undefined && (await isThere(attachmentId)) && now.state === 'received';
      },
      40,
    );
    expect(await contentOf(attachmentId)).toBe(scanOf(300_000));
    expect(here.joined.reported).toEqual([]);
  });
});

describe('what may be attached', () => {
  it.each([
    [
      'another kind of file',
      Buffer.from('<svg/>').toString('base64'),
      'application/pdf',
      'attachment-unreadable',
    ],
    ['a picture that is called a PDF', 'iVBORw0KGgo=', 'application/pdf', 'attachment-unreadable'],
    ['what is no base64', '%PDF-1.7', 'application/pdf', 'attachment-unreadable'],
    ['nothing', '', 'application/pdf', 'invalid-input'],
    ['another type', scanOf(10), 'text/html', 'invalid-input'],
    ['too much', scanOf(largestAttachment + 3), 'application/pdf', 'invalid-input'],
  ])('is not %s', async (_name, content, mediaType, code) => {
    const desk = CounterDesk.ready();
    desk.signInWithoutPassword();
    const { serviceNumber } = await desk.call('acceptCardApplication', applicationInput);
    const before = desk.committed();
    const input = { serviceNumber, kind: 'other', mediaType, content };
    expect(await desk.code('attachDocument', input)).toBe(code);
    expect(desk.committed()).toEqual(before);
  });

  it('is the largest scan there may be, and not one byte more', async () => {
    const desk = CounterDesk.ready();
    desk.signInWithoutPassword();
    const { serviceNumber } = await desk.call('acceptCardApplication', applicationInput);
    const input = { serviceNumber, kind: 'other', mediaType: 'application/pdf' };
    expect(await desk.code('attachDocument', { ...input, content: scanOf(largestAttachment) })).toBe('ok');
    expect(await desk.code('attachDocument', { ...input, content: scanOf(largestAttachment + 1) })).toBe(
      'attachment-too-large',
    );
    expect(desk.committed().get('attachment_content')).toHaveLength(1);
    expect(desk.committed().get('attachment_chunk')).toHaveLength(largestAttachment / attachmentChunk);
  });

  it('is nothing for a service that is not known, and a look at what is not there finds nothing', async () => {
    const desk = CounterDesk.ready();
    desk.signInWithoutPassword();
    const input = { serviceNumber: '330122-20261122-003-0099', kind: 'other', mediaType: 'application/pdf' };
    expect(await desk.code('attachDocument', { ...input, content: scanOf(10) })).toBe('service-unknown');
    const attachmentId = '01938f5e-0000-7000-8000-000000000009';
    expect(await desk.code('getAttachment', { attachmentId })).toBe('not-found');
  });

  it('that comes when the clerk who asked for it has left is given to nobody and counts as no look', async () => {
    const bytes = Buffer.from(scanOf(10), 'base64');
    const record = {
      id: '01938f5e-0000-7000-8000-000000000007',
      serviceId: '330122-20261122-003-0099',
      personId: person.id,
      kind: 'other',
      mediaType: 'application/pdf',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      addedOn: '2026-11-22',
      clerkId: 'clerk',
      receivedAt: '2026-11-22T10:00:00.000+08:00',
    } as const;
    const desk = CounterDesk.ready([...countyRecords, change('attachment', record)]);
    desk.attachment = () => Promise.resolve(bytes);
    desk.signInWithoutPassword();
    expect(await desk.code('getAttachment', { attachmentId: record.id })).toBe('ok');
    const before = desk.committed().get('audit_entry')?.length ?? 0;
    const looking = desk.code('getAttachment', { attachmentId: record.id });
    await desk.call('signOut', {});
    expect(await looking).toBe('not-signed-in');
    const trail = desk.committed().get('audit_entry')?.slice(before).join('') ?? '';
    expect(trail).toContain('sign-out');
    expect(trail).not.toContain('view-attachment');
  });

  it('is recorded with who did it, and who looked at it', async () => {
    const desk = CounterDesk.ready();
    desk.signInWithoutPassword();
    const { serviceNumber } = await desk.call('acceptCardApplication', applicationInput);
    const input = {
      serviceNumber,
      kind: 'other',
      mediaType: 'application/pdf',
      content: scanOf(10),
    } as const;
    const { attachmentId } = await desk.call('attachDocument', input);
    await desk.call('getAttachment', { attachmentId });
    const trail = desk.committed().get('audit_entry') ?? [];
    const actions = trail.map((line) => (JSON.parse(line) as { action: string }).action);
    expect(actions.slice(-2)).toEqual(['attach-document', 'view-attachment']);
    expect(trail.at(-1)).toContain(attachmentId);
  });
});

let foreign = 1_000;
async function changeThere(one: Change): Promise<void> {
  foreign += 1;
  const number = foreign;
  await office.storage.change(county, (writer) => writeForeignChanges(writer, number, [one]));
}

function isThere(attachmentId: string): Promise<boolean> {
  return office.storage.contents(county, async (store) => {
    const record = await store.attachment(attachmentId);
    return record !== undefined && record.receivedAt !== null;
  });
}

/** What the central office gives, in base64. */
async function contentOf(attachmentId: string): Promise<string> {
  const code = await office.codeFor('workstation-119', centre.id);
  const joined = await JoinedDesk.at(office.url, code);
  const client = new CentralClient(office.url, joined.desk.storage.memory.get('token'));
  const bytes = await client.attachment(attachmentId);
  return Buffer.from(bytes ?? []).toString('base64');
}
