import { hashedCommand } from '../../contract/hashed-command.ts';
import type { CommandEnvelope } from '../../contract/sync-protocol.ts';
import { countyCode } from '../../central/demonstration/places.ts';
import { identifiers, sealing } from '../../electron/backend/platform.ts';

/**
 * The same commands as a window of another county with the same people would have made them: with the county in the
 * service numbers, ids of their own, and the hashes of what is said then.
 */
export function atHomeIn(county: string, commands: readonly CommandEnvelope[]): readonly CommandEnvelope[] {
  const ids = new Map(commands.map(({ id }) => [id, identifiers.newCommandId()]));
  const numbers = new RegExp(`"${countyCode}-(?=\\d{8}-\\d{3}-\\d{4,}")`, 'g');
  return commands.map(({ id, kind, request, origin }) => {
    const text = JSON.stringify(request).replaceAll(numbers, `"${county}-`);
    const moved: unknown = JSON.parse(text);
    const hash = sealing.sha256(hashedCommand({ kind, request: moved, origin }));
    return { id: ids.get(id) ?? id, kind, request: moved, origin, hash };
  });
}
