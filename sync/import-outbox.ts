import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { OutboxImportAnswer } from '../contract/outbox-file.ts';
import type { CentralClient } from './central-client.ts';

/**
 * Brings another window's file to the central office.
 * @param client null: this counter belongs to no central office yet
 */
export async function importOutbox(
  client: CentralClient | null,
  file: Uint8Array<ArrayBuffer>,
): Promise<Outcome<OutboxImportAnswer>> {
  if (client === null) return fail('not-enrolled');
  const answer = await client.importOutbox(file);
  if (answer.ok) return succeed(answer.value);
  // Found under no address: the central office is older than such files.
  return fail(answer.code === 'not-found' ? 'central-protocol-older' : answer.code);
}
