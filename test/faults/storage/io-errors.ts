import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryFolder } from '../support/counter.ts';
import type { IoErrorWork } from './io-error-run.ts';
import { ShimControl, shimEnvironment } from './shim.ts';

const worker = fileURLToPath(new URL('io-error-worker.ts', import.meta.url));

/**
 * Every kind of command with ENOSPC and EIO at every place at which it touches the disk: told clearly, acknowledged is
 * stored, nothing else is, and the same command is done when there is room. Runs in one process whose files are watched.
 * @returns what the command ends with
 */
export async function makeIoErrors(settings: Omit<IoErrorWork, 'folder' | 'control'>): Promise<number> {
  const place = mkdtempSync(join(memoryFolder, 'guitai-io-errors-'));
  try {
    const folder = join(place, 'data');
    const control = join(place, 'control');
    new ShimControl(control).close();
    const work: IoErrorWork = { ...settings, folder, control };
    const child = spawn(process.execPath, [worker, JSON.stringify(work)], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...shimEnvironment({ folder, control, journal: null, marks: null }) },
    });
    const [code] = (await once(child, 'close')) as [number | null];
    // Ended by a signal: the storage has torn the program down with it.
    return code ?? 1;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
