import { createHash, randomBytes } from 'node:crypto';
import type { CentralStorage } from '../storage/central-storage.ts';

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

/** The workstation to which an `Authorization` header belongs, or undefined. */
export async function checkCredential(
  storage: CentralStorage,
  authorization: string | undefined,
): Promise<Credential | undefined> {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  const county = token === undefined ? undefined : tokenForm.exec(token)?.[1];
  if (token === undefined || county === undefined) return undefined;
  const known = await storage.read(county, (reader) => reader.credential(secretHash(token)));
  return known === undefined ? undefined : { county, ...known };
}
