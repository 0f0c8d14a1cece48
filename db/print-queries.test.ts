import { describe, expect, it, onTestFinished } from 'vitest';
import { change } from '../domain/records/change.ts';
import type { PaperPrint } from '../domain/records/paper-print.ts';
import { refuse } from '../domain/command/refusal.ts';
import { refusedReceipt } from '../counter/ports/prints.ts';
import { freshFiles } from './testing/fresh-files.ts';
import { command, noon } from './testing/sample-commands.ts';
import { service } from './testing/sample-records.ts';

const { freshStorage } = freshFiles(onTestFinished);

const before = '2026-11-22T11:59:00.000+08:00';
const after = '2026-11-22T12:05:00.000+08:00';
const settledAt = '2026-11-22T12:10:00.000+08:00';
const late = '2026-11-22T12:15:00.000+08:00';
const here = 'w1';

function print(id: string, fields: Partial<PaperPrint> = {}) {
  return change('paperPrint', {
    ...{ id, subject: 's1', paper: 'issue-receipt', officeId: 'o1', workstationId: here, clerkId: 'c1' },
    ...{ printedOn: '2026-11-22', printedAt: after, reprint: 0, reason: null, note: null },
    ...{ result: 'printed' as const, endedAt: after },
    ...{ reclaim: null, reclaimedBy: null, reclaimedAt: null, reclaimNote: null },
    ...fields,
  });
}

/** A counter that has done a service whose command ended so, with these prints. */
function counter(
  ended: 'pending' | 'applied' | 'refused' | 'rejected' | 'settled',
  prints: readonly ReturnType<typeof print>[],
  kind: 'withdraw-card-application' | 'attach-document' = 'withdraw-card-application',
) {
  const storage = freshStorage();
  const { outbox, records, unitOfWork } = storage;
  unitOfWork.write(() => {
    const made = command('a', 'p1', 's1');
    const body = { ...made.body, kind } as typeof made.body;
    outbox.append({ ...made, body, effects: [service({ id: 's1' })] });
    if (ended === 'applied') outbox.markApplied('a', 1);
    if (ended === 'refused' || ended === 'settled') outbox.markRefused('a', [refuse('person-unknown')], []);
    if (ended === 'rejected') outbox.markRejected('a', 'command-malformed');
    if (ended === 'settled') outbox.settle('s1', '已告知', settledAt);
    for (const one of prints) records.putConfirmed(one, 1);
  });
  return storage.queries;
}

describe('papers to be taken back', () => {
  it.each([
    ['pending', 0],
    ['applied', 0],
    ['refused', 1],
    ['rejected', 1],
    ['settled', 1],
  ] as const)('of a command that is %s: %i', (ended, count) => {
    const queries = counter(ended, [print('x')]);
    expect(queries.papersToReclaim(here)).toHaveLength(count);
    expect(queries.papersToReclaim(here, 's1')).toHaveLength(count);
    expect(queries.papersOfSettledWork(here)).toHaveLength(ended === 'settled' ? 1 : 0);
  });

  it.each<[what: string, fields: Partial<PaperPrint>, count: number]>([
    ['of which it is not known whether it came', { result: null, endedAt: null }, 1],
    ['that may have come', { result: 'lost' }, 1],
    ['that was handed to the system', { result: 'handed-over' }, 1],
    ['that the queue refused', { result: 'refused' }, 0],
    ['that was cancelled', { result: 'cancelled' }, 0],
    ['that was taken back', { reclaim: 'taken-back' }, 0],
    ['that cannot be had', { reclaim: 'not-obtainable' }, 0],
    ['of another window', { workstationId: 'w2' }, 0],
    ['about another service', { subject: 's2' }, 0],
    ['from before the refused step', { printedAt: before }, 0],
    ['from after it was settled', { printedAt: late }, 0],
    ['that says itself that it was refused', { paper: refusedReceipt }, 0],
  ])('one %s counts %s', (_what, fields, count) => {
    expect(counter('settled', [print('x', fields)]).papersToReclaim(here)).toHaveLength(count);
  });

  it('come the oldest first, each once, with all that is known of them', () => {
    const first = print('b', { printedAt: noon });
    const queries = counter('refused', [print('a'), first]);
    expect(queries.papersToReclaim(here).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(queries.papersToReclaim(here)[0]).toEqual(first.record);
  });

  it('are none because a scan was refused', () => {
    expect(counter('refused', [print('x')], 'attach-document').papersToReclaim(here)).toEqual([]);
  });
});

describe('prints without an end', () => {
  it('are those of the day and of this window of which the queue has said nothing', () => {
    const open = { result: null, endedAt: null };
    const queries = counter('applied', [
      print('open', open),
      print('ended'),
      print('yesterday', { ...open, printedOn: '2026-11-21' }),
      print('elsewhere', { ...open, workstationId: 'w2' }),
    ]);
    expect(queries.printsWithoutEnd(here, '2026-11-22').map(({ id }) => id)).toEqual(['open']);
  });
});
