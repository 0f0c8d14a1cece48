import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createServer, type TypedServer } from '../../central/http/server.ts';
import { createJournal } from '../../central/journal.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { createChangeSignal } from '../../central/services/change-signal.ts';
import { loadDemonstration } from '../../central/services/load-demonstration.ts';
import { openPinVault } from '../../central/services/pin-vault.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import type { SqlDatabase } from '../../central/storage/sql-database.ts';
import { failure } from '../../contract/envelope.ts';
import {
  attachmentChunk,
  attachmentChunkAnswer,
  missingAttachmentsAnswer,
  type CommandEnvelope,
} from '../../contract/sync-protocol.ts';
import { databaseKinds, startDatabases, testPinKeys, type TestDatabases } from './databases.ts';
import { Desk, outcomes } from './desk.ts';
import { personId, smallCounty } from './small-county.ts';

const errorAnswer = z.object({ ok: z.literal(false), error: failure });
const county = smallCounty.county;

/** The contents of scanned documents over HTTP, on each database of the central office. */
describe.each(databaseKinds)('contents of scanned documents at a central office on %s', (kind) => {
  let databases: TestDatabases;
  let database: SqlDatabase;
  let storage: CentralStorage;
  let server: TypedServer;
  let desk: Desk;
  let scans = 0;
  const logged: string[] = [];

  beforeAll(async () => {
    databases = await startDatabases(kind);
    database = await databases.open(await databases.newAddress());
    storage = await openCentralStorage(database);
    const journal = createJournal({ write: (line) => logged.push(line) });
    await loadDemonstration(storage, smallCounty, journal);
    server = await createServer({
      storage,
      vault: await openPinVault(testPinKeys(), storage),
      clock: systemClock(),
      journal,
      signal: createChangeSignal(),
      epoch: (await storage.identity()).epoch,
      mode: 'demonstration',
      demonstrationClerks: [],
      portrait: null,
    });
    desk = await Desk.enrol(await server.listen({ host: '127.0.0.1', port: 0 }));
    expect(outcomes(await desk.push(desk.accept(1, 1)))).toEqual(['applied']);
  });
  afterAll(async () => {
    await server.close();
    await storage.close();
    await databases.stop();
  });

  it('take up chunk after chunk, and the feed tells when they are whole', async () => {
    const { id, bytes } = await attached(600_000);
    const { head } = await desk.feed(0);
    expect(await missing(id)).toEqual([{ id, received: 0 }]);
    expect(await put(id, 0, bytes.subarray(0, attachmentChunk))).toEqual({
      received: attachmentChunk,
      whole: false,
    });
    expect(await missing(id)).toEqual([{ id, received: attachmentChunk }]);
    expect((await desk.feed(head)).changes).toEqual([]);
    await putRest(id, bytes, attachmentChunk);
    expect(await missing(id)).toEqual([]);
    const { changes } = await desk.feed(head);
    expect(changes).toMatchObject([
      { sequence: head + 1, change: { table: 'attachment', record: { id, size: 600_000 } } },
    ]);
    expect(changes[0]?.change.record).toHaveProperty('receivedAt', expect.stringMatching(/\+08:00$/));
    const answer = await desk.get(`/v1/attachments/${id}/content`);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('come in any pieces, down to a byte', async () => {
    const { id, bytes } = await attached(10);
    for (let offset = 0; offset < 10; offset += 1) {
      const answer = await put(id, offset, bytes.subarray(offset, offset + 1));
      expect(answer).toEqual({ received: offset + 1, whole: offset === 9 });
    }
  });

  it('are told where to go on when a chunk comes twice, too early, or after the end', async () => {
    const { id, bytes } = await attached(1_000);
    expect(await put(id, 500, bytes.subarray(500))).toEqual({ received: 0, whole: false });
    await put(id, 0, bytes.subarray(0, 400));
    expect(await put(id, 0, bytes.subarray(0, 400))).toEqual({ received: 400, whole: false });
    expect(await put(id, 100, bytes.subarray(100, 200))).toEqual({ received: 400, whole: false });
    expect(await put(id, 401, bytes.subarray(401))).toEqual({ received: 400, whole: false });
    await put(id, 400, bytes.subarray(400));
    expect(await put(id, 400, bytes.subarray(400))).toEqual({ received: 1_000, whole: true });
    expect(await put(id, 0, bytes)).toEqual({ received: 1_000, whole: true });
  });

  it('are the same, and told once, when every chunk comes from several sides at the same time', async () => {
    const { id, bytes } = await attached(300_000);
    const { head } = await desk.feed(0);
    for (const [start, end] of [
      [0, 150_000],
      [150_000, 300_000],
    ] as const) {
      const both = Array.from({ length: 5 }, () => put(id, start, bytes.subarray(start, end)));
      expect((await Promise.all(both)).map(({ received }) => received)).toEqual(Array(5).fill(end));
    }
    expect((await desk.feed(head)).changes).toHaveLength(1);
    expect(await content(id)).toEqual(bytes);
  });

  it('that came whole and were never looked at, because the central office ended there, are finished by an empty chunk', async () => {
    const { id, bytes } = await attached(100);
    await storage.contents(county, async (store) => {
      await store.lockReceived(id);
      await store.append(id, 0, bytes);
    });
    expect(await missing(id)).toEqual([{ id, received: 100 }]);
    expect(await put(id, 100, Buffer.alloc(0))).toEqual({ received: 100, whole: true });
    expect(await missing(id)).toEqual([]);
  });

  it('that are not what their record says do not count, are told so, and may come again in other pieces', async () => {
    const { id, bytes } = await attached(1_000);
    const { head } = await desk.feed(0);
    await put(id, 0, bytes.subarray(0, 300));
    const wrong = Buffer.from(bytes.subarray(300));
    wrong[5] = (wrong[5] ?? 0) ^ 1;
    const answer = await send(id, 300, wrong);
    expect(answer.status).toBe(422);
    expect(errorAnswer.parse(await answer.json()).error.code).toBe('attachment-content-differs');
    expect(await missing(id)).toEqual([{ id, received: 0 }]);
    expect((await desk.feed(head)).changes).toEqual([]);
    expect((await desk.get(`/v1/attachments/${id}/content`)).status).toBe(404);
    await put(id, 0, bytes.subarray(0, 700));
    expect(await put(id, 700, bytes.subarray(700))).toEqual({ received: 1_000, whole: true });
    expect(await content(id)).toEqual(bytes);
  });

  it.each([
    ['longer than its record says', 990, 11, 400, 'invalid-input'],
    ['in a chunk that is too large', 0, attachmentChunk + 1, 413, 'batch-too-large'],
  ])('are refused %s, and nothing of it stays', async (_name, offset, length, status, code) => {
    const { id, bytes } = await attached(1_000);
    await put(id, 0, bytes.subarray(0, 990));
    const answer = await send(id, offset, Buffer.alloc(length));
    expect(answer.status).toBe(status);
    expect(errorAnswer.parse(await answer.json()).error.code).toBe(code);
    expect(await put(id, 990, bytes.subarray(990))).toEqual({ received: 1_000, whole: true });
  });

  it.each([
    ['no number', 'x'],
    ['a negative number', '-1'],
    ['no whole number', '0.5'],
  ])('are refused at an offset that is %s', async (_name, offset) => {
    const { id } = await attached(10);
    expect((await send(id, offset, Buffer.alloc(1))).status).toBe(400);
  });

  it('are refused as JSON, and under an id that is none', async () => {
    const { id } = await attached(10);
    const json = await fetch(`${desk.url}/v1/attachments/${id}/content?offset=0`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${desk.enrolled.token}`, 'content-type': 'application/json' },
      body: '"aaaaaaaaaa"',
    });
    expect(json.status).toBe(400);
    expect((await send('nothing', 0, Buffer.alloc(1))).status).toBe(400);
    expect((await desk.post('/v1/attachments/missing', { ids: ['nothing'] })).status).toBe(400);
  });

  it('of a scan whose command was not applied are not asked for, taken or given', async () => {
    const command = attach(10, desk.service(99));
    expect(outcomes(await desk.push(command.envelope))).toEqual(['refused service-unknown']);
    await nowhere(command.id);
    await nowhere('01938f5e-0000-7000-8000-0000000000ff');
  });

  it('of another county are unknown, whatever its counter asks', async () => {
    const { id, bytes } = await attached(10);
    await put(id, 0, bytes);
    await storage.loadCounty({ county: '330183', name: '富阳', demonstration: false }, []);
    const token = `330183.${'A'.repeat(43)}`;
    await storage.change('330183', (writer) =>
      writer.addCredential(createHash('sha256').update(token).digest('hex'), {
        officeId: 'O',
        workstationId: 'W',
      }),
    );
    await nowhere(id, token);
  });

  it('are given to nobody without a credential', async () => {
    const { id } = await attached(10);
    const path = `${desk.url}/v1/attachments/${id}/content`;
    expect((await fetch(path)).status).toBe(401);
    const headers = { 'content-type': 'application/octet-stream' };
    expect((await fetch(`${path}?offset=0`, { method: 'PUT', headers, body: 'x' })).status).toBe(401);
    const json = { 'content-type': 'application/json' };
    const asked = await fetch(`${desk.url}/v1/attachments/missing`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ ids: [id] }),
    });
    expect(asked.status).toBe(401);
  });

  it('keep no command waiting: a content that is being written stands beside a batch that is decided', async () => {
    const { id, bytes } = await attached(100);
    // With an embedded database one transaction runs at a time; there is nothing to stand beside.
    if (kind === 'pglite') return;
    let done: () => void = () => undefined;
    const decided = new Promise<void>((resolve) => {
      done = resolve;
    });
    const writing = storage.contents(county, async (store) => {
      await store.lockReceived(id);
      await store.append(id, 0, bytes);
      await decided;
    });
    expect(outcomes(await desk.push(desk.accept(2, 2)))).toEqual(['applied']);
    expect(outcomes(await desk.push(attach(7).envelope))).toEqual(['applied']);
    done();
    await writing;
  });

  it('lie in tables that row-level security holds to one county', async () => {
    if (kind === 'pglite') return;
    for (const table of ['attachment', 'attachment_content', 'attachment_chunk']) {
      const seen = (as: string | null) =>
        database.transaction(as, (transaction) => transaction.query(`select distinct county from ${table}`));
      expect(await seen(county)).toEqual([{ county }]);
      expect(await seen('330199')).toEqual([]);
      expect(await seen(null)).toEqual([]);
      const removal = database.transaction(county, (transaction) =>
        transaction.execute(`delete from ${table}`),
      );
      await expect(removal).rejects.toThrow('permission denied');
    }
  });

  it('leave nothing of themselves in the journal', async () => {
    const { id, bytes } = await attached(64);
    await put(id, 0, bytes);
    const text = logged.join('');
    expect(text).toContain('/v1/attachments/:id/content');
    for (const trace of [id, bytes.toString('latin1'), bytes.toString('base64'), personId(1)]) {
      expect(text).not.toContain(trace);
    }
  });

  interface Scan {
    readonly id: string;
    readonly bytes: Buffer;
    readonly envelope: CommandEnvelope;
  }

  function attach(size: number, serviceNumber = desk.service(1)): Scan {
    scans += 1;
    const id = `01938f5e-0000-7000-8000-${String(scans).padStart(12, '0')}`;
    const bytes = Buffer.alloc(size, `content of ${id}. `);
    const request = {
      attachmentId: id,
      serviceNumber,
      personId: personId(1),
      kind: 'other',
      mediaType: 'application/pdf',
      size,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
    return { id, bytes, envelope: desk.command('attach-document', request) };
  }

  /** A scan whose command is applied. */
  async function attached(size: number): Promise<Scan> {
    const scan = attach(size);
    expect(outcomes(await desk.push(scan.envelope))).toEqual(['applied']);
    return scan;
  }

  function send(
    id: string,
    offset: number | string,
    bytes: Uint8Array,
    token = desk.enrolled.token,
  ): Promise<Response> {
    return fetch(`${desk.url}/v1/attachments/${id}/content?offset=${String(offset)}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    });
  }

  async function put(id: string, offset: number, bytes: Uint8Array) {
    const answer = await send(id, offset, bytes);
    const body: unknown = await answer.json();
    expect(answer.status, JSON.stringify(body)).toBe(200);
    return attachmentChunkAnswer.parse(body);
  }

  async function putRest(id: string, bytes: Uint8Array, from: number): Promise<void> {
    for (let offset = from; offset < bytes.length; offset += attachmentChunk) {
      await put(id, offset, bytes.subarray(offset, offset + attachmentChunk));
    }
  }

  async function missing(...ids: readonly string[]) {
    const answer = await desk.post('/v1/attachments/missing', { ids });
    return missingAttachmentsAnswer.parse(await answer.json()).missing;
  }

  async function content(id: string): Promise<Buffer> {
    const answer = await desk.get(`/v1/attachments/${id}/content`);
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  }

  async function nowhere(id: string, token = desk.enrolled.token): Promise<void> {
    const authorization = `Bearer ${token}`;
    const asked = await fetch(`${desk.url}/v1/attachments/missing`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ ids: [id] }),
    });
    expect(missingAttachmentsAnswer.parse(await asked.json()).missing).toEqual([]);
    expect((await send(id, 0, Buffer.alloc(1), token)).status).toBe(404);
    const path = `${desk.url}/v1/attachments/${id}/content`;
    expect((await fetch(path, { headers: { authorization } })).status).toBe(404);
  }
});
