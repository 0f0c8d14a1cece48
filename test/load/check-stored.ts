import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from '../helpers/machine.ts';
import type { LoadedOffice } from './loaded-office.ts';

export interface Stored {
  /** Commands that counters were told of as applied. */
  readonly acknowledged: number;
  /** Commands that the central office has as applied. */
  readonly stored: number;
  readonly changes: number;
  readonly audited: number;
}

/**
 * Whether what counters were told is what the central office has: every command that was acknowledged once and as it was
 * told, no other command, feed numbers without gaps; and whether its own audit finds every county sound. For an office
 * that has come to rest and was stopped.
 * @throws Error that tells the first thing that is not so
 */
export async function checkStored(office: LoadedOffice): Promise<Stored> {
  let acknowledged = 0;
  let stored = 0;
  let changes = 0;
  for (const county of office.counties) {
    const told = new Map<string, string>();
    for (const { counter } of office.counters) {
      if (counter.county !== county) continue;
      for (const [id, outcome] of counter.acknowledged) told.set(id, outcome);
    }
    const kept = await office.watch.query<{ id: string; outcome: string }>(
      'select command_id as id, outcome from command_answer where county = $1',
      [county],
    );
    if (kept.length !== told.size) {
      throw new Error(`${county}: ${told.size} commands were acknowledged and ${kept.length} are stored`);
    }
    const other = kept.find(({ id, outcome }) => told.get(id) !== outcome);
    if (other !== undefined) throw new Error(`${county}: ${other.id} was told otherwise than it is stored`);
    const [feed] = await office.watch.query<{ changes: number; head: number; applied: number }>(
      `select (select count(*) from feed where county = $1)::int as changes, head::int, applied::int
       from county_head where county = $1`,
      [county],
    );
    if (feed === undefined || feed.changes !== feed.head) throw new Error(`${county}: its feed has gaps`);
    const applied = kept.filter(({ outcome }) => outcome === 'applied').length;
    if (feed.applied !== applied)
      throw new Error(`${county}: it counts ${feed.applied} of ${applied} as applied`);
    acknowledged += [...told.values()].filter((outcome) => outcome === 'applied').length;
    stored += applied;
    changes += feed.changes;
  }
  return { acknowledged, stored, changes, audited: await audit(office) };
}

/** The central office's own command; ends with 1, which is thrown here, where a county is not sound. */
async function audit({ databaseUrl, folder, counties }: LoadedOffice): Promise<number> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['central/main.ts', 'audit', '--data', folder],
    { cwd: root, env: { ...process.env, DATABASE_URL: databaseUrl }, maxBuffer: 2 ** 26 },
  );
  const lines = stdout.split('\n').filter((line) => line.includes('"sound":true'));
  if (lines.length !== counties.length) throw new Error(`the audit tells of ${lines.length} sound counties`);
  return lines.length;
}
