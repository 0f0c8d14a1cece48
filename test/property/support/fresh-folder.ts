import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** In memory where the system has such a folder: nothing here is about power cuts, and syncing a disk is slow. */
const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A new folder for a test; whoever asked takes it away. */
export function freshFolder(): string {
  return mkdtempSync(join(parent, 'guitai-'));
}
