import { app } from 'electron';
import { access } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The natively built SQLite driver, where the shipped binary does not fit this Electron; null otherwise. A packaged
 * program takes it from its own resources and from nowhere else: an environment variable must not load code into it.
 */
export async function sqliteBinding(): Promise<string | null> {
  if (!app.isPackaged) return process.env['GUITAI_SQLITE_BINDING'] ?? null;
  const packaged = join(process.resourcesPath, 'sqlite-binding.node');
  try {
    await access(packaged);
    return packaged;
  } catch {
    return null;
  }
}
