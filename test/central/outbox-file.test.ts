import {
  constants,
  createCipheriv,
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  sign,
} from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer, type TypedServer } from '../../central/http/server.ts';
import { createJournal } from '../../central/journal.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { createChangeSignal } from '../../central/services/change-signal.ts';
import { newToken, secretHash } from '../../central/services/credentials.ts';
import { importOutbox } from '../../central/services/import-outbox.ts';
import { loadDemonstration } from '../../central/services/load-demonstration.ts';
import { openPinVault, type PinVault } from '../../central/services/pin-vault.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { openCentralStorage } from '../../central/storage/sql-central-storage.ts';
import type { SqlDatabase } from '../../central/storage/sql-database.ts';
import { failure } from '../../contract/envelope.ts';
import {
  largestOutboxFile,
  longestOutboxCommand,
  mostOutboxCommands,
  outboxImportAnswer,
  outboxKeyLabel,
  signingKeyAnswer,
  type OutboxFileHeader,
  type OutboxImportAnswer,
} from '../../contract/outbox-file.ts';
import type { CommandEnvelope } from '../../contract/sync-protocol.ts';
import { outboxFiles } from '../../electron/backend/outbox-files.ts';
import { databaseKinds, startDatabases, testPinKeys, type TestDatabases } from './databases.ts';
import { Desk, outcomes } from './desk.ts';
import { blankSerial, cardNumberOf, centre, servicePoint, smallCounty } from './small-county.ts';

const { county } = smallCounty;
const madeAt = '2026-11-22T14:32:00.000+08:00';
const journal = createJournal({ write: () => undefined });

describe.each(databaseKinds)('a file instead of the line, at a central office on %s', (kind) => {
  let databases: TestDatabases;
  let owner: SqlDatabase;
  let storage: CentralStorage;
  let vault: PinVault;
  let server: TypedServer;
  /** The one whose line is gone, and the one to which its file is brought. */
  let gone: Desk;
  let other: Desk;
  const key = outboxFiles.makeSigningKey();
  let nextPerson = 0;

  beforeAll(async () => {
    databases = await startDatabases(kind);
    const address = await databases.newAddress();
    owner = await databases.openAsOwner(address);
    storage = await openCentralStorage(await databases.open(address));
    await loadDemonstration(storage, smallCounty, journal);
    vault = await openPinVault(testPinKeys(), storage);
    server = await createServer({
      storage,
      vault,
      clock: systemClock(() => Date.parse('2026-11-22T15:00:00+08:00')),
      journal,
      signal: createChangeSignal(),
      epoch: (await storage.identity()).epoch,
      mode: 'demonstration',
      demonstrationClerks: [],
      portrait: null,
    });
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    gone = await Desk.enrol(url);
    other = await Desk.enrol(url);
    await register(gone, key);
  });
  afterAll(async () => {
    await server.close();
    await storage.close();
    await owner.close();
    await databases.stop();
  });

  it('is decided as if its counter had sent it: every command once, in order, the card is there with its password', async () => {
    const { commands, card } = newCard();
    const answer = await taken(fileOf(commands));
    const { officeId, workstationId } = gone.enrolled;
    expect(answer).toEqual({
      officeId,
      workstationId,
      madeAt,
      commands: 6,
      applied: 6,
      refused: 0,
      rejected: 0,
      duplicate: 0,
      problems: [],
    });
    const records = await other.replica();
    expect(records.get('card', card)).toMatchObject({ status: '1' });
    expect(await vault.verifyPin(county, card, '285713')).toBe(true);
  });

  it('is decided once, however often and by whomever it is brought, and its counter gets the same verdicts', async () => {
    const { commands } = newCard();
    await taken(fileOf(commands));
    const before = await head();
    expect(await taken(fileOf(commands))).toMatchObject({ applied: 0, duplicate: 6, problems: [] });
    expect(await taken(fileOf(commands), gone)).toMatchObject({ applied: 0, duplicate: 6 });
    expect(outcomes(await gone.push(...commands))).toEqual(Array<string>(6).fill('applied again'));
    expect(await head()).toEqual(before);
  });

  it('finds what came over the line meanwhile as it is', async () => {
    const { commands } = newCard();
    await gone.push(...commands.slice(0, 4));
    expect(await taken(fileOf(commands))).toMatchObject({ applied: 2, duplicate: 4 });
  });

  it('tells what was refused, with service, person and reason; again when it is brought again', async () => {
    const { commands, person, serviceNumber } = newCard();
    await taken(fileOf(commands));
    nextPerson += 1;
    const second = gone.issue(person, nextPerson, nextPerson);
    const answer = await taken(fileOf(second));
    expect(answer).toMatchObject({ applied: 0, refused: 6, duplicate: 0 });
    expect(answer.problems[0]).toMatchObject({
      commandId: second[0]?.id,
      kind: 'accept-card-application',
      serviceNumber: gone.service(nextPerson),
      outcome: 'refused',
      refusals: [{ code: 'card-already-valid' }],
      code: null,
    });
    expect(answer.problems[0]?.serviceNumber).not.toBe(serviceNumber);
    const again = await taken(fileOf(second));
    expect(again).toMatchObject({ refused: 0, duplicate: 6 });
    expect(again.problems).toEqual(answer.problems);
    expect(outcomes(await gone.push(...second))[0]).toBe('refused card-already-valid again');
  });

  it('sets aside what cannot be read, and goes on', async () => {
    const [good, changed, strange] = [newCard(), newCard(), newCard()].map(({ commands }) => commands[0]);
    if (good === undefined || changed === undefined || strange === undefined) throw new Error('three made');
    const bad = { ...changed, hash: '0'.repeat(64) };
    const unknown = gone.command('dance', { personId: 'P01' });
    const answer = await taken(fileOf([bad, unknown, good, strange]));
    expect(answer).toMatchObject({ applied: 2, rejected: 2 });
    expect(answer.problems).toMatchObject([
      { commandId: bad.id, outcome: 'rejected', code: 'command-hash-wrong', kind: '', personId: null },
      { commandId: unknown.id, outcome: 'rejected', code: 'command-kind-unknown', kind: 'dance' },
    ]);
  });

  it('does not do for one workstation what is said to come from another', async () => {
    const { officeId, workstationId } = other.enrolled;
    nextPerson += 1;
    const origin = { officeId, workstationId, clerkId: 'C01', today: '2026-11-22', at: madeAt };
    const answer = await taken(fileOf([gone.accept(nextPerson, nextPerson, { origin })]));
    expect(answer.problems).toMatchObject([{ refusals: [{ code: 'workstation-unknown' }] }]);
  });

  it('may be as long as two months: more than a batch, in its order, and what stands behind a failed one waits', async () => {
    const [failing, good] = [newCard(), newCard()];
    const between = Array.from({ length: 600 }, () =>
      gone.command('spoil-blank-card', { blankSerial: '99999999', reason: '测试', serviceNumber: null }),
    );
    const commands = [
      ...failing.commands.slice(0, 1),
      ...between,
      ...failing.commands.slice(1),
      ...good.commands,
    ];
    await asOwner(
      `create function refuse_poison() returns trigger language plpgsql as $$
       begin if new.person_id = '${failing.personId}' then raise exception 'poison' using errcode = '22000'; end if;
       return new; end $$;
       create trigger refuse_poison before insert or update on service_record for each row execute function refuse_poison()`,
    );
    const answer = await taken(fileOf(commands));
    await asOwner('drop trigger refuse_poison on service_record; drop function refuse_poison()');
    expect(answer).toMatchObject({ commands: 612, applied: 6, refused: 600, rejected: 6 });
    const failed = answer.problems.filter(({ outcome }) => outcome === 'rejected');
    expect(new Set(failed.map(({ code }) => code))).toEqual(new Set(['internal-error']));
    expect(await taken(fileOf(commands))).toMatchObject({ applied: 6, duplicate: 606, rejected: 0 });
  });

  it('says nothing of a history: a new epoch does not keep it out', async () => {
    const { commands } = newCard();
    const file = fileOf(commands);
    await storage.beginEpoch();
    expect(await taken(file)).toMatchObject({ applied: 6 });
  });

  describe('is refused, and nothing of it is done,', () => {
    /** Made only once: whoever these are about is never served. */
    let untouched: readonly CommandEnvelope[];
    beforeAll(() => {
      untouched = newCard().commands;
    });

    const region = {
      'in the name of the product': (file: Buffer) => file.indexOf('guitai-outbox') + 3,
      'in the header': (file: Buffer) => file.indexOf('"madeAt":"2026') + 13,
      'in the wrapped key': (file: Buffer) => file.indexOf('"wrappedKey":"') + 40,
      'at the end of the header': (file: Buffer) => file.indexOf('\n'),
      'in the first sealed byte': (file: Buffer) => file.indexOf('\n') + 1,
      'in the middle of what is sealed': (file: Buffer) => file.indexOf('\n') + 200,
      'in the tag': (file: Buffer) => file.length - 65,
      'in the signature': (file: Buffer) => file.length - 1,
    } as const;

    it.each(Object.entries(region))('when one byte is changed %s', async (_where, place) => {
      const file = Buffer.from(fileOf(untouched));
      const at = place(file);
      file.writeUInt8((file[at] ?? 0) ^ 1, at);
      await refused(file, /^import-(tampered|unreadable)$/);
    });

    it('when any byte is changed at all', async () => {
      const file = Buffer.from(fileOf(untouched));
      const before = await head();
      const codes = new Set<string>();
      for (let at = 0; at < file.length; at += 7) {
        const changed = Buffer.from(file);
        changed.writeUInt8((file[at] ?? 0) ^ 0x10, at);
        codes.add(await codeOf(changed));
      }
      codes.delete('import-tampered');
      codes.delete('import-unreadable');
      // A changed county, workstation, key or version is called what it is.
      for (const code of codes)
        expect(code).toMatch(/^import-(other-county|workstation-unknown|key-unknown|newer)$/);
      expect(await head()).toEqual(before);
    });

    it.each([0, 1, 40, 500, -1, -64, -65, -81, -300])('when it is cut at %i', async (at) => {
      const file = Buffer.from(fileOf(untouched));
      await refused(file.subarray(0, at < 0 ? file.length + at : at), /^import-(tampered|unreadable)$/);
    });

    it('when something was added to it', async () => {
      await refused(Buffer.concat([fileOf(untouched), Buffer.from('x')]), 'import-tampered');
    });

    it('when it is no such file', async () => {
      await refused(randomBytes(5_000), 'import-unreadable');
      await refused(Buffer.from('{"product":"guitai-outbox"}\n' + 'x'.repeat(200)), 'import-unreadable');
      await refused(Buffer.from(`${'['.repeat(4_000)}\n${'x'.repeat(200)}`), 'import-unreadable');
    });

    it('when it comes from a newer program', async () => {
      await refused(
        Buffer.from(`{"product":"guitai-outbox","format":2}\n${'x'.repeat(200)}`),
        'import-newer',
      );
    });

    it('when it belongs to another county, or to one that is not here', async () => {
      const file = fileOf(untouched, { county: '330183' });
      await refused(file, 'import-other-county');
      await expect(importOutbox(parts(), file, null)).rejects.toMatchObject({ code: 'import-other-county' });
    });

    it.each([
      ['no such workstation', { workstationId: 'W999' }],
      ['its workstation at another office', { officeId: servicePoint }],
    ])('when the county has %s', async (_what, header) => {
      await refused(fileOf(untouched, header), 'import-workstation-unknown');
    });

    it('when it was signed by a key that nobody has told, or another workstation has', async () => {
      const stranger = outboxFiles.makeSigningKey();
      await refused(fileOf(untouched, {}, stranger), 'import-key-unknown');
      await register(other, stranger);
      await refused(fileOf(untouched, {}, stranger), 'import-key-unknown');
    });

    it('when another key has signed it than it says', async () => {
      const file = Buffer.from(fileOf(untouched));
      const signed = file.subarray(0, -64);
      const forged = sign(null, signed, createPrivateKey(outboxFiles.makeSigningKey()));
      await refused(Buffer.concat([signed, forged]), 'import-tampered');
    });

    it('when it was sealed for another central office', async () => {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
      const centralKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
      await refused(fileOf(untouched, {}, key, centralKey), 'import-other-central');
    });

    it('when its counter sealed it badly: a sealed password is no key', async () => {
      const file = Buffer.from(fileOf(untouched));
      const end = file.indexOf('\n');
      const header = JSON.parse(file.subarray(0, end).toString()) as OutboxFileHeader;
      const wrappedKey = gone.seal('G10000001', '285713');
      const line = Buffer.from(`${JSON.stringify({ ...header, wrappedKey })}\n`);
      const signed = Buffer.concat([line, file.subarray(end + 1, -64)]);
      await refused(Buffer.concat([signed, sign(null, signed, createPrivateKey(key))]), 'import-unreadable');
    });

    it('when it says another number of commands than it has', async () => {
      await refused(fileOf(untouched, { commands: 5 }), 'import-unreadable');
    });
  });

  describe('that would need more memory than there is', () => {
    it('is no file of ours when it has more lines than commands, were they empty', async () => {
      const lines = newCard().commands.map((command) => JSON.stringify(command));
      expect((await post(sealed(lines.join('\n')))).status).toBe(200);
      await refused(sealed(lines.join('\n\n'), lines.length), 'import-unreadable');
    });

    it('is no file of ours when it tells of more commands than a counter exports', async () => {
      const line = '{}\n';
      await refused(sealed(line.repeat(mostOutboxCommands + 1), mostOutboxCommands + 1), 'import-unreadable');
    });

    it('has a command set aside that is longer than any', async () => {
      const [first, ...rest] = newCard().commands.map((command) => JSON.stringify(command));
      const long = `{"padding":"${'x'.repeat(longestOutboxCommand)}",${(first ?? '').slice(1)}`;
      const answer = await taken(sealed([long, ...rest].join('\n')));
      expect(answer).toMatchObject({ commands: rest.length + 1, applied: 0, rejected: 1 });
      expect(answer.problems[0]).toMatchObject({ outcome: 'rejected', code: 'command-malformed' });
    });
  });

  describe('at the border', () => {
    it('is taken from a workstation alone, as bytes, and not beyond its size', async () => {
      const file = fileOf(newCard().commands);
      const nobody = await fetch(`${other.url}/v1/outbox-imports`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      });
      expect(nobody.status).toBe(401);
      expect((await other.post('/v1/outbox-imports', { file: 'x' })).status).toBe(400);
      const large = await post(Buffer.alloc(largestOutboxFile + 1));
      expect(large.status).toBe(413);
      await expect(
        importOutbox(parts(), new Uint8Array(largestOutboxFile + 1), county),
      ).rejects.toMatchObject({
        code: 'import-too-large',
      });
    });

    it('takes a signing key from its workstation alone, the same one as often as it is told', async () => {
      const made = outboxFiles.makeSigningKey();
      const publicKey = outboxFiles.publicKeyOf(made);
      const nobody = await fetch(`${other.url}/v1/signing-keys`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ publicKey }),
      });
      expect(nobody.status).toBe(401);
      const fingerprint = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
      for (let time = 0; time < 3; time += 1) expect(await register(other, made)).toBe(fingerprint);
      const known = await storage.read(county, (reader) => reader.signingKey(fingerprint));
      const { officeId, workstationId } = other.enrolled;
      expect(known).toEqual({ fingerprint, publicKey, officeId, workstationId });
    });

    it('takes no other kind of key, and no more than twenty of one credential', async () => {
      const { publicKey } = generateKeyPairSync('x25519');
      const wrong = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
      for (const bad of [wrong, 'AAAA', '']) {
        const answer = await other.post('/v1/signing-keys', { publicKey: bad });
        expect(answer.status, bad).toBe(400);
      }
      const third = await Desk.enrol(other.url, centre);
      const keys = Array.from({ length: 21 }, () => outboxFiles.makeSigningKey());
      for (const one of keys.slice(0, 20)) await register(third, one);
      const last = await third.post('/v1/signing-keys', {
        publicKey: outboxFiles.publicKeyOf(keys[20] ?? key),
      });
      expect(last.status).toBe(400);
      expect(await register(third, keys[0] ?? key)).toHaveLength(64);
    });
  });

  it('is taken in though its machine was replaced since: the key outlives the credential', async () => {
    const { commands } = newCard();
    const file = fileOf(commands);
    const { officeId, workstationId } = gone.enrolled;
    const token = newToken(county);
    await storage.change(county, (writer) =>
      writer.addCredential(secretHash(token), { officeId, workstationId }),
    );
    expect((await gone.get('/v1/snapshot/size')).status).toBe(401);
    expect(await taken(file)).toMatchObject({ applied: 6 });
  });

  function parts() {
    return { storage, vault, journal, clock: systemClock(() => Date.parse('2026-11-22T15:00:00+08:00')) };
  }

  /** Somebody who was not here before, and every command of his card. */
  function newCard() {
    nextPerson += 1;
    const person = nextPerson;
    const commands = gone.issue(person, person, person);
    const card = cardNumberOf(blankSerial(Number(gone.enrolled.workstationId.slice(-1)), person));
    const personId = `P${String(person).padStart(2, '0')}`;
    return { person, personId, commands, card, serviceNumber: gone.service(person) };
  }

  function fileOf(
    commands: readonly CommandEnvelope[],
    header: Partial<OutboxFileHeader> = {},
    signingKey = key,
    centralKey = vault.publicKey,
  ): Uint8Array<ArrayBuffer> {
    const { officeId, workstationId } = gone.enrolled;
    const own = { county, officeId, workstationId, madeAt, commands: commands.length, ...header };
    const sealed = outboxFiles.seal({ product: 'guitai-outbox', format: 1, ...own }, commands, {
      signingKey,
      centralKey,
    });
    return new Uint8Array(sealed);
  }

  /** A file with whatever text, sealed and signed as it should be. */
  function sealed(text: string, commands = text.split('\n').length): Uint8Array<ArrayBuffer> {
    const line = Buffer.from(fileOf([], { commands })).toString('latin1').split('\n', 1)[0] ?? '';
    const fileKey = randomBytes(32);
    const wrappedKey = publicEncrypt(
      {
        key: vault.publicKey,
        padding: constants.RSA_PKCS1_OAEP_PADDING,
        oaepHash: 'sha256',
        oaepLabel: Buffer.from(outboxKeyLabel),
      },
      fileKey,
    ).toString('base64');
    const header = JSON.parse(line) as OutboxFileHeader;
    const firstLine = Buffer.from(`${JSON.stringify({ ...header, wrappedKey })}\n`);
    const cipher = createCipheriv('aes-256-gcm', fileKey, Buffer.from(header.nonce, 'base64'));
    cipher.setAAD(firstLine);
    const content = [cipher.update(gzipSync(text)), cipher.final(), cipher.getAuthTag()];
    const signed = Buffer.concat([firstLine, ...content]);
    return new Uint8Array(Buffer.concat([signed, sign(null, signed, createPrivateKey(key))]));
  }

  function post(file: Uint8Array<ArrayBuffer>, by: Desk = other): Promise<Response> {
    return fetch(`${by.url}/v1/outbox-imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${by.enrolled.token}`, 'content-type': 'application/octet-stream' },
      body: file,
    });
  }

  async function taken(file: Uint8Array<ArrayBuffer>, by: Desk = other): Promise<OutboxImportAnswer> {
    const answer = await post(file, by);
    return outboxImportAnswer.parse(await answer.json());
  }

  async function codeOf(file: Uint8Array<ArrayBuffer>): Promise<string> {
    const answer = await post(file);
    const { error } = (await answer.json()) as { error: unknown };
    expect(answer.status).toBe(422);
    return failure.parse(error).code;
  }

  async function refused(file: Uint8Array<ArrayBuffer>, code: string | RegExp): Promise<void> {
    const before = await head();
    expect(await codeOf(file)).toMatch(code);
    expect(await head()).toEqual(before);
  }

  async function register(desk: Desk, signingKey: string): Promise<string> {
    const answer = await desk.post('/v1/signing-keys', { publicKey: outboxFiles.publicKeyOf(signingKey) });
    return signingKeyAnswer.parse(await answer.json()).fingerprint;
  }

  /** How far the feed has come, and how many commands were ever decided. */
  function head() {
    return storage.read(county, (reader) => reader.head());
  }

  async function asOwner(sql: string): Promise<void> {
    await owner.transaction(county, (transaction) => transaction.execute(sql));
  }
});
