import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { root } from './machine.ts';

/** A central office that really runs, in a process of its own. */
export interface CentralOffice {
  readonly url: string;
  readonly pid: number;
  /** Lets it finish and close its database. Called twice, it waits the second time. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a central office on a folder and waits until it answers.
 *
 * @param options.persons how many insured persons its demonstration has where the folder is still empty; null is no
 *   demonstration: it serves the counties that its database has
 * @param options.port 0 for a free one; the earlier one where the same office comes back
 * @param options.databaseUrl PostgreSQL, as its serving role; without it PGlite is embedded in the folder
 */
export async function startCentralOffice(options: {
  readonly folder: string;
  readonly persons: number | null;
  readonly port?: number;
  readonly databaseUrl?: string;
  /** Over the one of the tests. */
  readonly environment?: Readonly<Record<string, string>>;
  /** For Node, before the program. */
  readonly nodeArguments?: readonly string[];
}): Promise<CentralOffice> {
  const child = spawn(
    process.execPath,
    [
      ...(options.nodeArguments ?? []),
      'central/main.ts',
      // However the tests end, it ends with them.
      '--exit-with-parent',
      ...['--data', options.folder],
      ...(options.persons === null ? [] : ['--demonstration', '--persons', String(options.persons)]),
      ...['--port', String(options.port ?? 0)],
    ],
    {
      cwd: root,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...options.environment,
        ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
      },
    },
  );
  const ended = once(child, 'exit');
  const complaints: string[] = [];
  child.stderr.on('data', (part: Buffer) => complaints.push(part.toString()));
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const url = addressIn(line);
    if (url === null) continue;
    child.stdout.resume();
    if (child.pid === undefined) throw new Error('a process that speaks has a number');
    return { url, pid: child.pid, stop };
  }
  throw new Error(`The central office did not start:\n${complaints.join('')}`);
}

/** It says one line when it is ready: {"listening":"http://127.0.0.1:PORT"}. */
function addressIn(line: string): string | null {
  try {
    const said: unknown = JSON.parse(line);
    if (typeof said !== 'object' || said === null || !('listening' in said)) return null;
    return typeof said.listening === 'string' ? said.listening : null;
  } catch {
    return null;
  }
}
