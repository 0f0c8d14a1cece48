import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { temporaryFolder } from '../bench/temporary-folder.ts';
import { startPostgresql, type PrivatePostgresql } from '../helpers/postgresql.ts';
import { tellCounters, tellErrands } from './province-counters.ts';
import { tellCounty } from './province-county.ts';
import { tellPlacing, tellPostgresql, tellSchema } from './province-schema.ts';

/** The figures of docs/SCALE.md that run.ts and cost-curve.ts do not give. */

const parts = ['schema', 'placing', 'postgresql', 'county', 'counters', 'errands'] as const;

const usage = `node test/load/province.ts [--only ${parts.join('|')}] [--persons 20000] [--counters 3000]
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    persons: { type: 'string', default: '20000' },
    counters: { type: 'string', default: '3000' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else await main();

async function main(): Promise<void> {
  const wanted = parts.filter((part) => values.only === undefined || values.only === part);
  if (wanted.length === 0) throw new Error(usage);
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${String(availableParallelism())} processors, Node ${process.version}`,
  );
  const server = await startPostgresql({ syncs: true });
  try {
    for (const part of wanted) await measure(part, server);
  } finally {
    await server.stop();
  }
}

function tell(what: string, value: string): void {
  console.log(`${what}: ${value}`);
}

async function measure(part: (typeof parts)[number], server: PrivatePostgresql): Promise<void> {
  const databaseUrl = await server.createDatabase();
  const folder = await temporaryFolder('province');
  switch (part) {
    case 'schema':
      await tellSchema(databaseUrl, tell);
      break;
    case 'placing':
      await tellPlacing(databaseUrl, tell);
      break;
    case 'postgresql':
      await tellPostgresql(databaseUrl, tell);
      break;
    case 'county':
      await tellCounty(databaseUrl, { folder, persons: Number(values.persons), tell });
      break;
    case 'counters':
      await tellCounters(databaseUrl, { folder, counters: Number(values.counters), tell });
      break;
    case 'errands':
      await tellErrands(databaseUrl, { folder, tell });
      break;
    default:
      part satisfies never;
  }
}
