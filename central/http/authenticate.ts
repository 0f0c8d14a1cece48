import type { FastifyRequest } from 'fastify';
import { checkCredential, type Credential } from '../services/credentials.ts';
import type { CentralStorage } from '../storage/central-storage.ts';
import { RequestFailure } from './failures.ts';

/** Who has proved himself already: the database is asked once for each request. */
const proven = new WeakMap<FastifyRequest, Credential>();

/**
 * The workstation that a request comes from.
 * @throws RequestFailure credential-refused
 */
export async function authenticate(storage: CentralStorage, request: FastifyRequest): Promise<Credential> {
  const known = proven.get(request);
  if (known !== undefined) return known;
  const credential = await checkCredential(storage, request.headers.authorization);
  if (credential === undefined) throw new RequestFailure(401, 'credential-refused');
  proven.set(request, credential);
  return credential;
}
