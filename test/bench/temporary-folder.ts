import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let root: string | null = null;

/** A folder of this run's own. However the run ends, all of them are removed with it: they may hold gigabytes. */
export async function temporaryFolder(name: string): Promise<string> {
  root ??= makeRoot();
  return mkdtemp(join(root, `${name}-`));
}

function makeRoot(): string {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  return folder;
}
