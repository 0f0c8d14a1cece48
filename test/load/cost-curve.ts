import { execFile } from 'node:child_process';
import { rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { countyOf } from '../bench/county-file.ts';
import { makeDesk } from '../bench/desk.ts';
import { handOutBlanks } from '../bench/issuing.ts';
import { temporaryFolder } from '../bench/temporary-folder.ts';
import { root } from '../helpers/machine.ts';
import { startPostgresql } from '../helpers/postgresql.ts';
import { measureCentralCosts } from './central-costs.ts';
import {
  counterCost,
  issuingsMeasured,
  percentileOf,
  spreadCosts,
  tableOfCosts,
  type Cost,
} from './costs.ts';

/** What grows with the county: see README.md. */

const usage = `node test/load/cost-curve.ts [--persons 20000,200000,1000000] [--only counter|central] [--json FILE]
`;

const { values } = parseArgs({
  options: {
    persons: { type: 'string', default: '20000,200000,1000000' },
    only: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else await main();

async function main(): Promise<void> {
  const wanted = values.persons.split(',').map(Number);
  if (wanted.some((one) => !Number.isSafeInteger(one) || one < 1)) throw new Error(usage);
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${String(availableParallelism())} processors, Node ${process.version}`,
  );
  const sizes: { readonly persons: number; readonly costs: readonly Cost[] }[] = [];
  for (const persons of wanted) {
    const costs: Cost[] = [];
    if (values.only !== 'central') costs.push(...(await measureCounter(persons)));
    if (values.only !== 'counter') costs.push(...(await measureCentral(persons)));
    sizes.push({ persons, costs });
    // What is there already is told: the largest may take long.
    console.log(['', ...tableOfCosts(sizes)].join('\n'));
  }
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(sizes, null, 2)}\n`);
}

function told(line: string): void {
  console.error(line);
}

/** The counter with a file that the generator has filled, in a process of its own. */
async function measureCounter(persons: number): Promise<readonly Cost[]> {
  const county = await countyOf(persons);
  if (county.made)
    told(`${persons.toLocaleString('en')} persons: counter's file made in ${county.seconds.toFixed(0)} s`);
  const begun = performance.now();
  const desk = await makeDesk(county, {
    line: false,
    prepare: (storage, workstation) => handOutBlanks(storage, workstation, issuingsMeasured),
  });
  try {
    const { size } = await stat(desk.database.file);
    const program = join(import.meta.dirname, 'counter-cost.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [program, desk.folder, desk.database.key, desk.clerk.loginName],
      { cwd: root, maxBuffer: 2 ** 24 },
    );
    const cost = counterCost.parse(JSON.parse(stdout));
    told(`counter measured in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    return [
      { what: 'counter: opening to first answer, p50', unit: 'ms', value: percentileOf(cost.starts, 0.5) },
      ...spreadCosts('counter: lookup by number', cost.byNumber),
      ...spreadCosts('counter: lookup by initials', cost.byInitials),
      ...spreadCosts('counter: lookup by card number', cost.byCardNumber),
      ...spreadCosts('counter: one command, decided and committed', cost.commits),
      ...spreadCosts('counter: a card issued, six commands', cost.services),
      { what: 'counter: memory', unit: 'MB', value: cost.megabytes },
      { what: 'counter: bytes on disk a person', unit: 'B', value: size / persons },
    ];
  } finally {
    await desk.remove();
  }
}

async function measureCentral(persons: number): Promise<readonly Cost[]> {
  const folder = await temporaryFolder('costs');
  const server = await startPostgresql({ syncs: true });
  try {
    return await measureCentralCosts(server, folder, persons, told);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
