import { setTimeout as pause } from 'node:timers/promises';
import { createWorkstationKey } from '../../../counter/engine/workstation-key.ts';
import { outboxFiles } from '../../../electron/backend/outbox-files.ts';
import { CentralClient } from '../../../sync/central-client.ts';
import { Synchroniser } from '../../../sync/synchroniser.ts';
import type { Chance } from './chance.ts';
import type { Counter } from './counter.ts';
import type { Office } from './office.ts';
import { Violation } from './violation.ts';

/** The program's own synchroniser of a counter; it is woken by what the counter writes. */
export function synchroniserOf(
  counter: Counter,
  url: string,
  chance: Chance,
  report: (error: unknown) => void,
): Synchroniser {
  return new Synchroniser({
    replica: counter.replica,
    contents: counter.contents,
    client: new CentralClient(url, counter.settings.token),
    workstationKey: createWorkstationKey(counter.storage, outboxFiles),
    monotonic: () => performance.now(),
    chance: () => chance.next(),
    lineChanged: () => undefined,
    report,
  });
}

/**
 * Waits until every counter has sent everything and heard everything; nobody writes meanwhile.
 * @param within milliseconds
 * @param look is called again and again, and may throw what it has seen
 * @throws Violation 'not drained' when it does not come to that
 */
export async function comeToRest(
  office: Office,
  county: string,
  counters: readonly Counter[],
  within: number,
  look: () => void,
): Promise<void> {
  const end = performance.now() + within;
  for (;;) {
    look();
    const head = await headOf(office, county);
    // The head is looked at again: it may be from before the last content of a scan came in, which is a change as well.
    if (counters.every((counter) => isAtRest(counter, head)) && head === (await headOf(office, county)))
      return;
    if (performance.now() > end) {
      const waiting = counters.map((counter) => counter.file.outbox.summary().pendingCommands);
      throw new Violation('not drained', `after ${within / 1_000} s ${waiting.join(', ')} commands wait`);
    }
    await pause(50);
  }
}

async function headOf(office: Office, county: string): Promise<number> {
  return (await office.feed(county, Number.MAX_SAFE_INTEGER, 1)).head;
}

function isAtRest(counter: Counter, head: number): boolean {
  const { cursor, snapshot, epoch } = counter.replica.state();
  return (
    epoch !== null &&
    snapshot === null &&
    cursor >= head &&
    counter.file.outbox.summary().waitingServices === 0 &&
    counter.contents.due(1).length === 0
  );
}
