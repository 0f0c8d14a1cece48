import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOrMakePinKeys } from './pin-keys.ts';

describe('the keys of the password vault', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guitai-keys-'));
    file = join(folder, 'keys', 'pin-key.pem');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are made once, for their owner only, and are the same ever after', async () => {
    const made = await readOrMakePinKeys(file);
    const read = await readOrMakePinKeys(file);
    expect(read.publicKeyPem).toBe(made.publicKeyPem);
    expect(read.fingerprint).toBe(made.fingerprint);
    expect(made.privateKey.asymmetricKeyDetails?.modulusLength).toBe(3072);
    const files = readdirSync(join(folder, 'keys')).sort();
    expect(files).toEqual(['pin-key.pem', 'pin-key.pem.secret']);
    for (const name of files) expect(statSync(join(folder, 'keys', name)).mode & 0o777).toBe(0o600);
  });

  it('are the same for all who start at the same time', async () => {
    const all = await Promise.all([1, 2, 3].map(() => readOrMakePinKeys(file)));
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });

  it('have a fingerprint that changes with either of them', async () => {
    const { fingerprint } = await readOrMakePinKeys(file);
    writeFileSync(`${file}.secret`, `${'0f'.repeat(32)}\n`);
    const other = await readOrMakePinKeys(file);
    expect(other.fingerprint).not.toBe(fingerprint);
    rmSync(file);
    expect((await readOrMakePinKeys(file)).fingerprint).not.toBe(other.fingerprint);
  });

  it.each(['pin-key.pem', 'pin-key.pem.secret'])('are refused when others can read %s', async (name) => {
    await readOrMakePinKeys(file);
    chmodSync(join(folder, 'keys', name), 0o640);
    await expect(readOrMakePinKeys(file)).rejects.toThrow('set its mode to 600');
  });

  it.each([
    ['a short RSA key', () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
    ['a key that is not RSA', () => generateKeyPairSync('ed25519').privateKey],
  ])('are refused when they are %s', async (_name, make) => {
    const pem = make().export({ type: 'pkcs8', format: 'pem' });
    const other = join(folder, 'other.pem');
    writeFileSync(other, pem, { mode: 0o600 });
    await expect(readOrMakePinKeys(other)).rejects.toThrow('RSA key of at least 3072 bits');
  });

  it('are refused when the secret was cut short', async () => {
    await readOrMakePinKeys(file);
    writeFileSync(`${file}.secret`, 'abcd');
    await expect(readOrMakePinKeys(file)).rejects.toThrow('not 32 bytes');
  });
});
