import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { counterCalls } from '../../contract/counter-calls.ts';
import { portRequest } from '../../contract/counter-port.ts';
import { fail, succeed } from '../../contract/envelope.ts';
import { databaseKey, noKeyring } from '../main/database-key.ts';
import { explainFailure } from '../main/failure-sentences.ts';
import { CentralClient } from '../../sync/central-client.ts';
import { startBackend, type Backend } from './backend.ts';
import { startFailure } from './start-failure.ts';

/**
 * The headless counter: the very same backend without a window, one JSON object a line in, one answer a line out.
 * For support staff and tests. `{"id":1,"call":"describe"}` lists every call with its JSON Schema.
 *
 * Events come as lines without an id when `--events` is given.
 */

const usage = 'counter --data DIR [--central URL] [--enrolment-code CODE] [--key-file] [--events]\n';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    central: { type: 'string' },
    'enrolment-code': { type: 'string' },
    'key-file': { type: 'boolean', default: false },
    events: { type: 'boolean', default: false },
  },
});

if (values.data === undefined) {
  process.stderr.write(usage);
  process.exit(2);
}
await main(resolve(values.data), values.central ?? null);

async function main(dataDirectory: string, central: string | null): Promise<void> {
  const demonstration = central !== null && (await isDemonstration(central));
  // A terminal has no keyring of the desktop: the key is a file, which support staff or a demonstration asks for.
  const key = await databaseKey(dataDirectory, noKeyring, { keyFile: demonstration || values['key-file'] });
  if (!key.ok) stopWith(key.failure);
  const backend = open(dataDirectory, key.keyHex, central, demonstration);
  if (values.events) backend.listen((event) => say(event));
  // One after the other: whoever pipes lines in signs in with one and works with the next.
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') await answerLine(backend, line);
  }
  await backend.stop();
}

function open(dataDirectory: string, databaseKeyHex: string, central: string | null, demonstration: boolean) {
  let opened: Backend | null = null;
  try {
    opened = startBackend({
      dataDirectory,
      databaseKey: databaseKeyHex,
      central,
      demonstration,
      enrolmentCode: values['enrolment-code'] ?? null,
      sqliteBinding: process.env['GUITAI_SQLITE_BINDING'] ?? null,
      report: (error, where) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        const text = error instanceof Error ? `${error.name} ${code}`.trim() : 'unknown';
        process.stderr.write(`${JSON.stringify({ where, error: text })}\n`);
        // Whoever starts it again has the file looked at as at every start. The answer goes out first.
        if (opened?.isUsable() === false) setImmediate(() => process.exit(1));
      },
    });
    return opened;
  } catch (error) {
    return stopWith(startFailure(error));
  }
}

async function answerLine(backend: Backend, line: string): Promise<void> {
  const request = portRequest.safeParse(readJson(line));
  if (!request.success) {
    say({ id: null, ...fail('invalid-input') });
    return;
  }
  const { id, call, input } = request.data;
  const outcome =
    call === 'describe' ? succeed(describe()) : await backend.answer('headless', call, input ?? {});
  say({ id, ...outcome });
}

/** Every call with the JSON Schema of what goes in and what comes out, generated from the contract. */
function describe(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(counterCalls).map(([name, { who, input, output }]) => [
      name,
      {
        who,
        input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }),
        output: z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' }),
      },
    ]),
  );
}

async function isDemonstration(url: string): Promise<boolean> {
  const hello = await new CentralClient(url.replace(/\/+$/, ''), null).hello();
  return hello.ok && hello.value.mode === 'demonstration';
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function say(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Says in both languages why the counter did not start, and the code for programs that read it. */
function stopWith(failure: { readonly code: string }): never {
  const { zh, en } = explainFailure(failure.code);
  const sentences = { zh: `${zh.what}${zh.then}`, en: `${en.what} ${en.then}` };
  process.stderr.write(`${JSON.stringify({ where: 'start', ...failure, ...sentences })}\n`);
  process.exit(1);
}
