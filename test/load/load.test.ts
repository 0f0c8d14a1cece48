import { expect, it } from 'vitest';
import { checkStored } from './check-stored.ts';
import { openLoadedOffice } from './loaded-office.ts';
import { drain, runPhase } from './phase.ts';

it('what a few counters commit at a real central office is applied, heard, stored once and audited; a lost one is found', async () => {
  const office = await openLoadedOffice({
    counters: 6,
    counties: 2,
    persons: 2_000,
    commandsEach: 14,
    seed: 8,
    syncs: false,
    profileFolder: null,
    say: () => undefined,
  });
  try {
    const phase = await runPhase(office, { rate: 200, warmUp: 0, seconds: 1.5 });
    expect(await drain(office, 60)).toBe(true);
    const { answers, failures, faults, commit, heard } = phase.measured;
    expect([...failures, ...faults]).toEqual([]);
    expect([...answers.keys()]).toEqual(['applied']);
    expect(commit.count).toBeGreaterThan(10);
    // Each is heard by both of the other counters of its county, the last ones after the phase.
    expect(heard.count).toBeGreaterThan(commit.count);
    expect(phase.central.processor).toBeGreaterThan(0);
    expect(phase.postgresql.processor).toBeGreaterThan(0);
    await office.stopOffice();
    const { acknowledged, stored, audited } = await checkStored(office);
    expect(acknowledged).toBeGreaterThanOrEqual(commit.count);
    expect(stored).toBe(acknowledged);
    expect(audited).toBe(2);
    await office.watch.query(
      'delete from command_answer where ctid = (select min(ctid) from command_answer)',
    );
    await expect(checkStored(office)).rejects.toThrow('are stored');
  } finally {
    await office.stop();
  }
});
