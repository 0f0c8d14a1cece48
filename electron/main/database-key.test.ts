import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseKey, databaseKeyName, noKeyring, type Keyring } from './database-key.ts';

/** Seals as a real keyring does: authenticated, and only the same user's keyring opens it again. */
function keyringOf(kind: string, secret = randomBytes(32)): Keyring {
  return {
    kind: () => Promise.resolve(kind),
    seal: (text) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    unseal: (sealed) => {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
    },
  };
}

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'guitai-key-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

const path = () => join(directory, databaseKeyName);
async function contents(): Promise<Record<string, string>> {
  const names = (await readdir(directory)).sort();
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(directory, name), 'latin1')] as const),
    ),
  );
}

describe('the first start of a workstation', () => {
  it('makes a key of 32 random bytes, sealed by the keyring, and finds it again', async () => {
    const keyring = keyringOf('gnome_libsecret');
    const made = await databaseKey(directory, keyring, { keyFile: false });
    expect(made).toMatchObject({ ok: true, made: true });
    const again = await databaseKey(directory, keyring, { keyFile: false });
    expect(again).toEqual({ ...made, made: false });
    const text = await readFile(path(), 'utf8');
    if (made.ok) expect(text).not.toContain(made.keyHex);
    expect(await readdir(directory)).toEqual([databaseKeyName]);
  });

  it('makes the data directory for its owner alone', async () => {
    const deep = join(directory, 'a', 'b');
    expect(await databaseKey(deep, noKeyring, { keyFile: true })).toMatchObject({ ok: true });
    expect((await stat(deep)).mode & 0o777).toBe(0o700);
    expect((await stat(join(deep, databaseKeyName))).mode & 0o777).toBe(0o600);
  });

  it('makes a different key every time', async () => {
    const keys = new Set<string>();
    for (const name of ['1', '2', '3']) {
      const key = await databaseKey(join(directory, name), noKeyring, { keyFile: true });
      if (key.ok) keys.add(key.keyHex);
    }
    expect(keys.size).toBe(3);
  });

  it('is refused without a keyring, and writes nothing, unless a key file was asked for', async () => {
    expect(await databaseKey(directory, noKeyring, { keyFile: false })).toEqual({
      ok: false,
      failure: { code: 'keyring-missing' },
    });
    expect(await contents()).toEqual({});
    expect(await databaseKey(directory, noKeyring, { keyFile: true })).toMatchObject({
      ok: true,
      made: true,
    });
    // Once set up so, it stays so without being asked for again.
    expect(await databaseKey(directory, noKeyring, { keyFile: false })).toMatchObject({
      ok: true,
      made: false,
    });
  });

  it('is refused where the keyring does not give back what it took', async () => {
    const forgetful: Keyring = { ...keyringOf('kwallet6'), unseal: () => '' };
    expect(await databaseKey(directory, forgetful, { keyFile: false })).toMatchObject({
      failure: { code: 'key-sealed-elsewhere' },
    });
    expect(await contents()).toEqual({});
  });

  it('gives one key to twenty programs that start at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => databaseKey(directory, noKeyring, { keyFile: true })),
    );
    const stands = await databaseKey(directory, noKeyring, { keyFile: true });
    if (!stands.ok) throw new Error(stands.failure.code);
    for (const one of all) expect(one).toMatchObject({ ok: true, keyHex: stands.keyHex });
    expect(all.filter((one) => one.ok && one.made)).toHaveLength(1);
  });
});

describe('a key file that others could read', () => {
  it('is closed to them at the next start', async () => {
    await databaseKey(directory, noKeyring, { keyFile: true });
    const { chmod } = await import('node:fs/promises');
    await chmod(path(), 0o644);
    await databaseKey(directory, noKeyring, { keyFile: false });
    expect((await stat(path())).mode & 0o777).toBe(0o600);
  });
});

describe('no new key over a counter file', () => {
  const secret = randomBytes(32);
  const gnome = keyringOf('gnome_libsecret', secret);
  const sealed = Buffer.from(gnome.seal('ab'.repeat(32)));
  const record = (fields: object) => JSON.stringify({ version: 1, ...fields });
  const good = record({ kind: 'sealed', keyring: 'gnome_libsecret', sealed: sealed.toString('base64') });
  const bent = Buffer.from(sealed);
  bent[20] = (bent[20] ?? 0) ^ 1;

  const cases: readonly [name: string, text: string | null, keyring: Keyring, code: string][] = [
    ['no record of a key', null, gnome, 'key-missing'],
    ['no record of a key and no keyring', null, noKeyring, 'key-missing'],
    ['no keyring any more', good, noKeyring, 'keyring-missing'],
    ['another kind of keyring', good, keyringOf('kwallet6', secret), 'keyring-other'],
    ["another user's keyring", good, keyringOf('gnome_libsecret'), 'key-sealed-elsewhere'],
    [
      'one bit of the sealed key turned',
      record({ kind: 'sealed', keyring: 'gnome_libsecret', sealed: bent.toString('base64') }),
      gnome,
      'key-sealed-elsewhere',
    ],
    [
      'the sealed key cut short',
      record({ kind: 'sealed', keyring: 'gnome_libsecret', sealed: sealed.toString('base64').slice(0, 12) }),
      gnome,
      'key-sealed-elsewhere',
    ],
    [
      'something else sealed by the same keyring',
      record({
        kind: 'sealed',
        keyring: 'gnome_libsecret',
        sealed: Buffer.from(gnome.seal('no key')).toString('base64'),
      }),
      gnome,
      'key-damaged',
    ],
    ['an empty record', '', gnome, 'key-damaged'],
    ['a record cut in the middle', good.slice(0, 40), gnome, 'key-damaged'],
    ['a record that is no object', '"sealed"', gnome, 'key-damaged'],
    ['a record of a later version', good.replace('"version":1', '"version":2'), gnome, 'key-damaged'],
    [
      'a sealed key that is empty',
      record({ kind: 'sealed', keyring: 'x', sealed: '' }),
      gnome,
      'key-damaged',
    ],
    ['a key file with a short key', record({ kind: 'file', keyHex: 'ab' }), noKeyring, 'key-damaged'],
    ['a key file with capitals', record({ kind: 'file', keyHex: 'AB'.repeat(32) }), noKeyring, 'key-damaged'],
    ['a key that only the prototype has', '{"version":1,"__proto__":{"kind":"file"}}', gnome, 'key-damaged'],
  ];

  for (const [name, text, keyring, code] of cases) {
    for (const keyFile of [false, true]) {
      it(`refuses: ${name}${keyFile ? ', though a key file was asked for' : ''}`, async () => {
        await writeFile(join(directory, 'counter.db'), 'SQLite, encrypted');
        if (text !== null) await writeFile(path(), text);
        const before = await contents();
        const answer = await databaseKey(directory, keyring, { keyFile });
        expect(answer).toMatchObject({ ok: false, failure: { code } });
        expect(await contents()).toEqual(before);
      });
    }
  }

  it.each(['counter.db', 'counter.db-wal', 'counter.db-shm', 'counter.sqlite', 'before-repair.db'])(
    'takes %s for a sign of work that is still there',
    async (name) => {
      await writeFile(join(directory, name), '');
      expect(await databaseKey(directory, gnome, { keyFile: true })).toMatchObject({
        failure: { code: 'key-missing' },
      });
    },
  );

  it('names both keyrings when they differ, so that somebody can put it right', async () => {
    await writeFile(path(), good);
    expect(await databaseKey(directory, keyringOf('kwallet6'), { keyFile: false })).toEqual({
      ok: false,
      failure: { code: 'keyring-other', sealedBy: 'gnome_libsecret', present: 'kwallet6' },
    });
  });

  it('refuses, and does not make a key, where the record cannot be read', async () => {
    await symlink(databaseKeyName, path());
    expect(await databaseKey(directory, gnome, { keyFile: true })).toEqual({
      ok: false,
      failure: { code: 'key-unreadable', reason: 'ELOOP' },
    });
  });
});
