import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { until } from '../helpers/until.ts';
import { createJournal } from '../../central/journal.ts';
import { startErrands, type ErrandStep } from '../../central/services/errands.ts';

/** Errands of three counties; which of them were looked at, one after the other. */
function begin(step: (county: string) => ErrandStep, fails: (county: string) => boolean = () => false) {
  const looked: string[] = [];
  const errands = startErrands(
    {
      storage: {
        counties: () =>
          Promise.resolve(['A', 'B', 'C'].map((county) => ({ county, name: county, demonstration: false }))),
      },
      journal: createJournal({ write: () => undefined }),
      async *underWay(county) {
        looked.push(county);
        // As the database answers: not at once.
        await nextTurn();
        if (fails(county)) throw new Error('the database is away');
        yield { id: `errand of ${county}` };
      },
      serve: (county) => Promise.resolve(step(county)),
      events: {
        answered: 'bank answered',
        notReached: 'bank not reached',
        notWanted: 'bank answer not wanted',
      },
    },
    { gather: 5, undecided: 20, first: 20, longest: 600_000 },
  );
  onTestFinished(() => errands.close());
  const of = (county: string) => looked.filter((one) => one === county).length;
  return { errands, looked, of };
}

it('all counties are looked at after the start, then the one that has changed and no other', async () => {
  const { errands, looked } = begin(() => 'answered');
  await until('all were looked at', () => looked.length === 3);
  expect(looked).toEqual(['A', 'B', 'C']);
  errands.wake('B');
  await until('it was looked at again', () => looked.length === 4);
  await pause(50);
  expect(looked).toEqual(['A', 'B', 'C', 'B']);
  errands.wake('*');
  await until('all were looked at again', () => looked.length === 7);
});

it('what waits for an answer is asked again for its county alone', async () => {
  const { looked, of } = begin((county) => (county === 'C' ? 'undecided' : 'answered'));
  await until('it was asked again and again', () => of('C') >= 4);
  expect([of('A'), of('B')]).toEqual([1, 1]);
  expect(looked.slice(0, 3)).toEqual(['A', 'B', 'C']);
});

it('where the database was away, the counties that were not looked at are, and those before them are not again', async () => {
  let away = true;
  const { of } = begin(
    () => 'answered',
    (county) => county === 'B' && away,
  );
  await until('it was tried', () => of('B') >= 2);
  expect(of('C')).toBe(0);
  away = false;
  await until('the last one was looked at', () => of('C') === 1);
  expect(of('A')).toBe(1);
});

it('what has come meanwhile makes a round of its own, however long it was to wait', async () => {
  const { errands, of } = begin(() => 'listening');
  await until('all were looked at', () => of('C') === 1);
  errands.hasten('A', 'errand of A');
  await until('it was served', () => of('A') === 2);
  expect(of('B')).toBe(1);
});
