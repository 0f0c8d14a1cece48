import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const runtimeShape = z.object({
  electron: z.object({ executable: z.string(), version: z.string() }),
  sqliteBinding: z.string().nullable(),
});

/** Which Electron and which SQLite driver the set-up chose for this machine (build/runtime.mjs). */
export function machineRuntime(): z.infer<typeof runtimeShape> {
  const file = join(root, 'node_modules', '.cache', 'guitai', 'runtime.json');
  return runtimeShape.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Chromium's sandbox refuses to run as root; everybody else keeps it. */
export function sandboxArguments(): readonly string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
