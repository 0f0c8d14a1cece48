import { stat } from 'node:fs/promises';
import { countyOf } from './county-file.ts';
import { makeDesk, runDesk, type Desk, type RunningDesk } from './desk.ts';
import { medianOf, spreadOf, type Figure } from './figures.ts';
import {
  findApplicants,
  handOutBlanks,
  issueCard,
  issuingSteps,
  type Applicant,
  type IssuingStep,
} from './issuing.ts';
import { rawCommits } from './raw-commits.ts';

const issuingsInRun = 60;

/**
 * Commits of whole issuings, asked for at the backend's border as a window does, against bare transactions of three
 * statements (state, audit, outbox) that write what the same commands wrote, into a file of the same content, cipher
 * and settings. The two take turns, issuing by issuing; telling the windows after each answer counts as the program's own.
 */
export async function measureCommits(persons: number, runs: number): Promise<readonly Figure[]> {
  const county = await countyOf(persons);
  const wanted = (runs + 1) * issuingsInRun;
  const limit = await makeDesk(county, { line: false });
  const ours = await makeDesk(county, {
    line: false,
    prepare: (storage, workstation) => {
      handOutBlanks(storage, workstation, wanted);
    },
  });
  try {
    const running = await runDesk(ours);
    try {
      return await compare({ running, ours, limit, applicants: findApplicants(ours, wanted), runs });
    } finally {
      await running.stop();
    }
  } finally {
    await ours.remove();
    await limit.remove();
  }
}

interface Comparison {
  readonly running: RunningDesk;
  readonly ours: Desk;
  readonly limit: Desk;
  readonly applicants: readonly Applicant[];
  readonly runs: number;
}

async function compare({ running, ours, limit, applicants, runs }: Comparison): Promise<readonly Figure[]> {
  const answers = new Map<IssuingStep, number[]>(issuingSteps.map((step) => [step, []]));
  const note = (step: IssuingStep, milliseconds: number) => answers.get(step)?.push(milliseconds);
  const logged: number[] = [];
  for (const applicant of applicants.slice(0, issuingsInRun)) {
    logged.push(await logPagesOf(ours, () => issueCard(running, applicant, () => undefined)));
  }
  const raw = rawCommits(ours.database, limit.database);
  const rawLogged: number[] = [];
  const ourRuns: Run[] = [];
  const rawRuns: Run[] = [];
  try {
    for (let issuing = 0; issuing < issuingsInRun; issuing += 1) {
      rawLogged.push(await logPagesOf(limit, () => raw.issue()));
    }
    for (let run = 1; run <= runs; run += 1) {
      const ourRun: Run = { times: [], processor: 0 };
      const rawRun: Run = { times: [], processor: 0 };
      for (const applicant of applicants.slice(run * issuingsInRun, (run + 1) * issuingsInRun)) {
        await add(ourRun, () => issueCard(running, applicant, note));
        await add(rawRun, () => raw.issue());
      }
      ourRuns.push(ourRun);
      rawRuns.push(rawRun);
    }
  } finally {
    raw.close();
  }
  const steps = [...answers].map(([step, times]) => `${step} ${medianOf(times).toFixed(2)}`);
  return [
    {
      part: 'commit',
      what: 'commits of issuings',
      unit: '/s',
      ours: spreadOf(ourRuns.map(commitsPerSecond)),
      limit: spreadOf(rawRuns.map(commitsPerSecond)),
      goal: { kind: 'at-least-part', bound: 0.5 },
      notes: [
        `ours: ${sayCommit(ourRuns, logged)}; median answers in ms: ${steps.join(', ')}`,
        `bare: ${sayCommit(rawRuns, rawLogged)}`,
      ],
    },
  ];
}

/** The issuings of one run: milliseconds of each, and of the processor (this process's) all together. */
interface Run {
  readonly times: number[];
  processor: number;
}

async function add(run: Run, work: () => Promise<void> | void): Promise<void> {
  const before = process.cpuUsage();
  const begun = performance.now();
  await work();
  run.times.push(performance.now() - begun);
  const { user, system } = process.cpuUsage(before);
  run.processor += (user + system) / 1000;
}

/** Of the median issuing, so that a disk that was held up by something else once does not decide. */
function commitsPerSecond({ times }: Run): number {
  return (issuingSteps.length * 1000) / medianOf(times);
}

/** A page with its header in the write-ahead log, bytes. */
const logFrame = 4096 + 24;

/** How many pages work wrote into the write-ahead log; 0 where it did not grow because it began anew. */
async function logPagesOf({ database }: Desk, work: () => Promise<void> | void): Promise<number> {
  const sizeOfLog = async () => (await stat(`${database.file}-wal`)).size;
  const before = await sizeOfLog();
  await work();
  return ((await sizeOfLog()) - before) / logFrame;
}

function sayCommit(runs: readonly Run[], loggedPages: readonly number[]): string {
  const commits = runs.reduce((sum, { times }) => sum + times.length, 0) * issuingSteps.length;
  const processor = runs.reduce((sum, run) => sum + run.processor, 0) / commits;
  const pages = medianOf(loggedPages.filter((grown) => grown > 0)) / issuingSteps.length;
  const milliseconds = 1000 / medianOf(runs.map(commitsPerSecond));
  return `${milliseconds.toFixed(2)} ms a commit, of it ${processor.toFixed(2)} ms processor, ${pages.toFixed(0)} pages logged`;
}
