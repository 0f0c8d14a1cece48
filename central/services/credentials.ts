import { createHash, randomBytes } from 'node:crypto';
import type { CentralStorage, StoredCredential } from '../storage/central-storage.ts';
import { askTogether } from './asked-together.ts';

/** Which workstation is speaking, as its token proves. */
export interface Credential {
  readonly county: string;
  readonly officeId: string;
  readonly workstationId: string;
}

const tokenForm = /^(\d{6})\.[A-Za-z0-9_-]{43}$/;

/** A new token of 256 bits. It begins with the county, so that only that county's rows are read to check it. */
export function newToken(county: string): string {
  return `${county}.${randomBytes(32).toString('base64url')}`;
}

/** What is kept of a token or an enrolment code: whoever reads the database cannot use it. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

type Check = (county: string, tokenHash: string) => Promise<StoredCredential | undefined>;

/** Of each storage its own. Nothing is kept: a credential that has ended is refused from its next request on. */
const checks = new WeakMap<CentralStorage, Check>();

function checkOf(storage: CentralStorage): Check {
  const check =
    checks.get(storage) ??
    askTogether(storage, {
      keyOf: (tokenHash: string) => tokenHash,
      answer: async (reader, tokenHashes) => {
        const known = await reader.credentials(tokenHashes);
        return tokenHashes.map((tokenHash) => known.get(tokenHash));
      },
    });
  checks.set(storage, check);
  return check;
}

/** The workstation to which an `Authorization` header belongs, or undefined. */
export async function checkCredential(
  storage: CentralStorage,
  authorization: string | undefined,
): Promise<Credential | undefined> {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  const county = token === undefined ? undefined : tokenForm.exec(token)?.[1];
  if (token === undefined || county === undefined) return undefined;
  const known = await checkOf(storage)(county, secretHash(token));
  return known === undefined ? undefined : { county, ...known };
}
