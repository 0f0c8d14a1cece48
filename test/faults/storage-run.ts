import { mkdtempSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { memoryFolder } from './support/counter.ts';
import { flipBits, tellBitFlips } from './storage/bit-flips.ts';
import { makeIoErrors } from './storage/io-errors.ts';
import { killMigrations } from './storage/migration-kills.ts';
import { cutPower, tellPowerCuts } from './storage/power-cuts.ts';
import { preparedDesks, type PreparedDesk } from './storage/prepared-desks.ts';

/**
 * The proofs of what the counter's encrypted file promises, one command each, the same for the same seed. Ends with 0
 * where the promise held, with 1 where it was broken and says how to see that again, with 2 where the test itself broke.
 */

const usage = `node test/faults/storage-run.ts power-cuts [--count 1000] [--synchronous normal] [--only PROCESS]
       node test/faults/storage-run.ts io-errors [--kind KIND,SERVICE] [--every 1]
       node test/faults/storage-run.ts bit-flips [--count 1000] [--only FLIP]
       node test/faults/storage-run.ts migrations [--cuts 50] [--every 1] [--only VERSION]
       all: --seed N; the first three: --desks FOLDER keeps what they begin with, --kinds N fewer kinds of command
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    synchronous: { type: 'string', default: 'full' },
    only: { type: 'string' },
    desks: { type: 'string' },
    kinds: { type: 'string' },
    kind: { type: 'string' },
    cuts: { type: 'string', default: '50' },
    every: { type: 'string', default: '1' },
  },
});

// Others work on the same machine.
setPriority(10);
const started = performance.now();
try {
  process.exitCode = await main();
} catch (error) {
  console.log(`broken: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : numberOf(values.seed);
  console.log(`seed ${seed}, node ${process.version}`);
  const count = numberOf(values.count);
  const only = values.only === undefined ? null : numberOf(values.only);
  const [what = ''] = positionals;
  switch (what) {
    case 'power-cuts':
      return await withDesks(async (_folder, desks) => {
        const { synchronous } = values;
        if (synchronous !== 'full' && synchronous !== 'normal') throw new Error(usage);
        const figures = await cutPower(desks, { count, seed, synchronous, only, tell });
        tell(tellPowerCuts(figures));
        const missing = desks.filter(({ kind }) => !figures.kinds.has(kind)).map(({ kind }) => kind);
        if (only === null && figures.processes >= 2 * desks.length && missing.length > 0) {
          throw new Error(`no clerk was told of these before a cut: ${missing.join(', ')}`);
        }
        if (synchronous === 'full') return verdict(figures.broken);
        const loses = figures.lost > 0;
        tell(
          loses ? 'the control has lost, as it must' : 'the control has lost nothing: the cuts prove nothing',
        );
        return loses ? verdict(figures.broken) : 1;
      });
    case 'bit-flips':
      return await withDesks(async (_folder, desks) => {
        const figures = await flipBits(desks, { count, seed, only, tell });
        tell(tellBitFlips(figures));
        return verdict(figures.broken);
      });
    case 'migrations': {
      const cuts = numberOf(values.cuts);
      const figures = killMigrations({ seed, every: numberOf(values.every), cuts, only, tell });
      return verdict(figures.broken);
    }
    case 'io-errors':
      return await withDesks((folder) =>
        makeIoErrors({
          seed,
          desks: folder,
          kinds: kindsWanted(),
          only: values.kind?.split(',') ?? null,
          every: numberOf(values.every),
        }),
      );
    default:
      console.log(usage);
      return 2;
  }
}

async function withDesks(
  run: (folder: string, desks: readonly PreparedDesk[]) => Promise<number>,
): Promise<number> {
  const folder = values.desks ?? mkdtempSync(join(memoryFolder, 'guitai-kept-desks-'));
  try {
    const desks = await preparedDesks(folder, kindsWanted(), tell);
    tell(`desks for ${desks.length} kinds of command`);
    return await run(folder, desks);
  } finally {
    if (values.desks === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Null: all there are. */
function kindsWanted(): number | null {
  return values.kinds === undefined ? null : numberOf(values.kinds);
}

function verdict(broken: readonly string[]): number {
  for (const line of broken.slice(0, 20)) console.log(line);
  console.log(broken.length === 0 ? 'ended well' : `${broken.length} not as they must be`);
  return broken.length === 0 ? 0 : 1;
}

function tell(line: string): void {
  console.log(`${((performance.now() - started) / 60_000).toFixed(1)} min | ${line}`);
}

function numberOf(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  console.log(usage);
  process.exit(2);
}
