import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';
import { onPostgresql } from './counties-at-work.ts';
import { walkCounty } from './county-walk.ts';
import { CountyDays } from './county-days.ts';
import { Chance } from '../faults/support/chance.ts';

const seed = 20_261_127;

/** The short version of the long run in counters-run.ts, which does a million. */
describe('random commands of all services at four counters of a county', () => {
  let server: PrivatePostgresql;
  beforeAll(async () => {
    server = await startPostgresql();
  });
  afterAll(() => server.stop());

  it('leave everything true after each group', async () => {
    const groups: number[] = [];
    const figures = await onPostgresql(await server.createDatabase(), (office, time) =>
      walkCounty({ office, time, seed, operations: 400, group: 200, told: (done) => groups.push(done) }),
    );
    expect(groups).toHaveLength(2);
    expect(figures.of('operations')).toBe(groups.reduce((sum, one) => sum + one, 0));
    expect(figures.of('operations')).toBeGreaterThanOrEqual(400);
    // What was done came from everywhere: entries, refusals, the central office's own work, a month that began.
    for (const name of ['entries', 'refused', 'own changes', 'turns']) {
      expect([name, figures.of(name)]).not.toEqual([name, 0]);
    }
    expect(figures.sum('applied ')).toBeGreaterThan(300);
  });

  it('go the same way for the same seed', () => {
    const way = (chance: Chance) => {
      const days = new CountyDays(chance);
      return Array.from({ length: 200 }, () => days.next());
    };
    expect(way(new Chance(seed))).toEqual(way(new Chance(seed)));
    expect(way(new Chance(seed))).not.toEqual(way(new Chance(seed + 1)));
  });
});
