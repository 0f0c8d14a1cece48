import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { checkStored } from './check-stored.ts';
import { openLoadedOffice, type LoadedOffice } from './loaded-office.ts';
import { drain, runPhase, type Phase } from './phase.ts';
import { linesOf, plain } from './report.ts';

/** Many counters on one central office: see README.md. Ends with 1 where something is lost, doubled or unsound. */

const usage = `node test/load/run.ts [--counters 300] [--counties 10] [--persons 20000] [--rate 10] [--minutes 2] [--seed N]
  [--warm-up SECONDS] [--until-breaking [--step-seconds 30]] [--profile FOLDER] [--json FILE]
`;

/** From step to step. */
const factor = 1.5;
/** Nobody waits longer for a central office that answers. */
const breakingAt = 1_000;
/** The goal, milliseconds. */
const goal = 100;
/** Beyond 17 times the rate nobody has work prepared. */
const mostSteps = 7;
/** Pauses of a line that broke are 15 s at most. */
const restWithin = 120;

const { values } = parseArgs({
  options: {
    counters: { type: 'string', default: '300' },
    counties: { type: 'string', default: '10' },
    persons: { type: 'string', default: '20000' },
    rate: { type: 'string', default: '10' },
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string' },
    'warm-up': { type: 'string', default: '20' },
    'until-breaking': { type: 'boolean', default: false },
    'step-seconds': { type: 'string', default: '30' },
    profile: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else process.exitCode = await main();

async function main(): Promise<number> {
  const number = (
    name: 'counters' | 'counties' | 'persons' | 'rate' | 'minutes' | 'warm-up' | 'step-seconds',
  ) => {
    const value = Number(values[name]);
    if (Number.isFinite(value) && value >= 0) return value;
    throw new Error(`--${name} is a number\n${usage}`);
  };
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(values.seed);
  const [counters, counties, rate] = [number('counters'), number('counties'), number('rate')];
  const [seconds, warmUp, stepSeconds] = [number('minutes') * 60, number('warm-up'), number('step-seconds')];
  if (counters % counties !== 0) throw new Error(`every county has as many counters\n${usage}`);
  const isUntilBreaking = values['until-breaking'];
  console.log(
    `seed ${String(seed)}: ${String(counters)} counters in ${String(counties)} counties, ${String(rate)} commands a minute each; ` +
      `${cpus()[0]?.model ?? 'unknown processor'}, ${String(availableParallelism())} processors, ` +
      `load ${loadavg()[0]?.toFixed(1) ?? ''}, Node ${process.version}`,
  );
  const office = await openLoadedOffice({
    counters,
    counties,
    persons: number('persons'),
    commandsEach: commandsEach({ rate, seconds, warmUp, stepSeconds, isUntilBreaking }),
    seed,
    syncs: true,
    profileFolder: values.profile ?? null,
    say: console.log,
  });
  const phases: Phase[] = [];
  try {
    const note = (title: string, phase: Phase) => {
      phases.push(phase);
      console.log(linesOf(title, phase).join('\n'));
    };
    note('measured', await runPhase(office, { rate, warmUp, seconds }));
    if (isUntilBreaking) await raise(office, { rate, stepSeconds }, note);
    const stored = await rest(office);
    console.log(
      `acknowledged ${String(stored.acknowledged)} = stored ${String(stored.stored)}, each once; ` +
        `${String(stored.changes)} changes in the feeds without a gap; audit: ${String(stored.audited)} counties sound`,
    );
    const faults = phases.flatMap(({ measured }) => measured.faults);
    for (const fault of faults) console.error(fault);
    if (values.json !== undefined) {
      const content = { seed, ...values, phases: phases.map(plain), stored };
      await writeFile(values.json, `${JSON.stringify(content, null, 2)}\n`);
    }
    return faults.length === 0 ? 0 : 1;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    await office.stop();
  }
}

/** Raises the rate until commands wait for longer than a second or calls fail. */
async function raise(
  office: LoadedOffice,
  { rate, stepSeconds }: { readonly rate: number; readonly stepSeconds: number },
  note: (title: string, phase: Phase) => void,
): Promise<void> {
  let told = false;
  for (let step = 1; step <= mostSteps; step += 1) {
    const settings = { rate: rate * factor ** step, warmUp: stepSeconds / 4, seconds: stepSeconds };
    const phase = await runPhase(office, settings);
    note(`step ${String(step)}, ${settings.rate.toFixed(1)} a minute each`, phase);
    const { commit, failures } = phase.measured;
    if (!told && commit.p99 > goal) {
      console.log(`** p99 is beyond ${String(goal)} ms from ${phase.asked.toFixed(0)} commands/s on`);
      told = true;
    }
    if (commit.p99 > breakingAt || failures.size > 0) {
      console.log(
        `** broken at ${phase.asked.toFixed(0)} commands/s: ${phase.reached.toFixed(0)} were reached`,
      );
      return;
    }
  }
}

async function rest(office: LoadedOffice) {
  const begun = performance.now();
  if (!(await drain(office, restWithin))) throw new Error('the counters did not come to rest');
  console.log(`at rest ${((performance.now() - begun) / 1000).toFixed(1)} s behind the last commit`);
  const { faults } = office.measuring.take();
  if (faults.length > 0) throw faults[0];
  await office.stopOffice();
  return await checkStored(office);
}

/** With what chance adds: the square root of what is expected, five times. */
function commandsEach(plan: {
  readonly rate: number;
  readonly seconds: number;
  readonly warmUp: number;
  readonly stepSeconds: number;
  readonly isUntilBreaking: boolean;
}): number {
  const { rate, seconds, warmUp, stepSeconds, isUntilBreaking } = plan;
  const steps = isUntilBreaking ? mostSteps : 0;
  const stepped = Array.from({ length: steps }, (_unused, step) => factor ** (step + 1) * stepSeconds * 1.25);
  const lasting = warmUp + seconds + stepped.reduce((sum, one) => sum + one, 0);
  const expected = (rate * lasting) / 60;
  return Math.ceil(expected + 5 * Math.sqrt(expected));
}
