import {
  constants,
  createCipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { canonicalJson } from '../../domain/records/canonical-json.ts';
import { fail, succeed } from '../../contract/envelope.ts';
import { largestOutboxFile, outboxKeyLabel, type OutboxFileHeader } from '../../contract/outbox-file.ts';
import type { OutboxFiles } from '../../counter/ports/platform.ts';
import { nameWhenWhole } from '../../db/open-database.ts';

/** Files for the central office (contract/outbox-file.ts): the platform's ciphers and signatures, none of our own. */
export const outboxFiles: OutboxFiles = {
  makeSigningKey: () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  publicKeyOf: (signingKey) => derOf(createPublicKey(signingKey)).toString('base64'),
  seal(header, commands, keys) {
    const signingKey = createPrivateKey(keys.signingKey);
    const centralKey = createPublicKey(keys.centralKey);
    const key = randomBytes(32);
    const nonce = randomBytes(12);
    const whole: OutboxFileHeader = {
      ...header,
      signedBy: fingerprintOf(createPublicKey(signingKey)),
      sealedFor: fingerprintOf(centralKey),
      wrappedKey: wrap(key, centralKey).toString('base64'),
      nonce: nonce.toString('base64'),
    };
    const firstLine = Buffer.from(`${canonicalJson(whole)}\n`, 'utf8');
    const lines = commands.map((command) => `${JSON.stringify(command)}\n`).join('');
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(firstLine);
    const sealed = [cipher.update(gzipSync(lines)), cipher.final(), cipher.getAuthTag()];
    key.fill(0);
    const signed = Buffer.concat([firstLine, ...sealed]);
    return Buffer.concat([signed, sign(null, signed, signingKey)]);
  },
  async write(path, file) {
    const temporary = `${path}.${randomBytes(4).toString('hex')}.new`;
    try {
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(file);
      } finally {
        await handle.close();
      }
      nameWhenWhole(temporary, path);
      return true;
    } catch {
      // Full, taken out, or not ours to write: the clerk chose the place and sees what it is.
      await rm(temporary, { force: true }).catch(() => undefined);
      return false;
    }
  },
  async read(path) {
    try {
      const { size } = await stat(path);
      if (size > largestOutboxFile) return fail('import-too-large');
      return succeed(await readFile(path));
    } catch {
      // Gone, a folder, or not ours to read: the clerk chose it and sees what it is.
      return fail('file-not-read');
    }
  },
};

function wrap(key: Buffer, centralKey: KeyObject): Buffer {
  return publicEncrypt(
    {
      key: centralKey,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: Buffer.from(outboxKeyLabel),
    },
    key,
  );
}

function fingerprintOf(publicKey: KeyObject): string {
  return createHash('sha256').update(derOf(publicKey)).digest('hex');
}

function derOf(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' });
}
