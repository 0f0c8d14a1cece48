import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/** The key pair with which counters seal passwords, and the secret under which they are kept. */
export interface PinKeys {
  readonly privateKey: KeyObject;
  /** PEM (SPKI) */
  readonly publicKeyPem: string;
  readonly pinSecret: Buffer;
  /** Tells whether these keys belong to a database: over the public key and the secret, telling neither. */
  readonly fingerprint: string;
}

const smallestModulus = 3072;
const secretLength = 32;

/**
 * Reads the private key (PKCS 8, PEM) and, beside it, the secret; makes what is missing, readable for its owner only.
 * @param keyFile path of the private key; the secret lies in the same place with `.secret` behind the name.
 * @throws Error when a file can be read by others, or is not an RSA key of at least 3072 bits.
 */
export async function readOrMakePinKeys(keyFile: string): Promise<PinKeys> {
  await mkdir(dirname(keyFile), { recursive: true, mode: 0o700 });
  const pem = await readOrMake(keyFile, makePrivateKey);
  const secretText = await readOrMake(`${keyFile}.secret`, () =>
    Promise.resolve(`${randomBytes(secretLength).toString('hex')}\n`),
  );
  const privateKey = createPrivateKey(pem);
  const modulus = privateKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (privateKey.asymmetricKeyType !== 'rsa' || modulus < smallestModulus) {
    throw new Error(`the PIN key is not an RSA key of at least ${String(smallestModulus)} bits`);
  }
  const pinSecret = Buffer.from(secretText.trim(), 'hex');
  if (pinSecret.length !== secretLength) throw new Error('the PIN secret is not 32 bytes in hex');
  const publicKeyPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  const fingerprint = createHash('sha256').update(publicKeyPem).update(pinSecret).digest('hex');
  return { privateKey, publicKeyPem, pinSecret, fingerprint };
}

async function makePrivateKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: smallestModulus });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

async function readOrMake(file: string, make: () => Promise<string>): Promise<string> {
  if (!(await exists(file))) await writeOnce(file, await make());
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`others can read ${file}: set its mode to 600`);
  }
  return await readFile(file, 'utf8');
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Whole or not at all: a key cut short by a crash would lock every password out. The first of two writers wins. */
async function writeOnce(file: string, content: string): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.new`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(temporary, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(temporary);
  }
}
