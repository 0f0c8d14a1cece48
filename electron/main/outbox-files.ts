import { app, dialog, type BrowserWindow, type MessagePortMain } from 'electron';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { succeed, type Outcome } from '../../contract/envelope.ts';
import { outboxFileExtension } from '../../contract/outbox-file.ts';
import type { WindowCallOutput } from '../../contract/window-bridge.ts';
import { askBackend } from './ask-backend.ts';
import { outboxFileName } from './outbox-file-name.ts';

type OpenPort = () => MessagePortMain | null;

const filters = [{ name: '柜台导出文件 Guitai export', extensions: [outboxFileExtension] }];

/**
 * Where a file goes, and which one is read, is said in the system's own dialogue and nowhere else: the page that asked
 * never names a path. The backend, which knows who is signed in, is asked first, so that nobody chooses in vain.
 */
export async function exportOutbox(
  window: BrowserWindow,
  openPort: OpenPort,
): Promise<Outcome<WindowCallOutput<'exportOutbox'>>> {
  const content = await askBackend(openPort, 'describeOutbox', {});
  if (!content.ok) return content;
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), content.value.fileName),
    filters,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return succeed({ exported: null });
  const path = outboxFileName(filePath, existsSync);
  const exported = await askBackend(openPort, 'exportOutbox', { path });
  // The clerk may have given it another name.
  return exported.ok ? succeed({ exported: { ...exported.value, fileName: basename(path) } }) : exported;
}

export async function importOutbox(
  window: BrowserWindow,
  openPort: OpenPort,
): Promise<Outcome<WindowCallOutput<'importOutbox'>>> {
  const allowed = await askBackend(openPort, 'describeOutbox', {});
  if (!allowed.ok) return allowed;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    defaultPath: app.getPath('documents'),
    filters,
    properties: ['openFile'],
  });
  const [path] = filePaths;
  if (canceled || path === undefined) return succeed({ imported: null });
  const imported = await askBackend(openPort, 'importOutbox', { path });
  return imported.ok ? succeed({ imported: imported.value }) : imported;
}
