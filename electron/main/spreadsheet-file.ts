import { app, dialog, type BrowserWindow, type MessagePortMain } from 'electron';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { succeed, type Outcome } from '../../contract/envelope.ts';
import type { WindowCallOutput, WindowCallRequest } from '../../contract/window-bridge.ts';
import { askBackend } from './ask-backend.ts';
import { spreadsheetName, spreadsheetPlace } from './spreadsheet-name.ts';

const filters = [
  { name: 'Excel (.xlsx)', extensions: ['xlsx'] },
  { name: 'CSV', extensions: ['csv'] },
];

/**
 * Where a result goes is said in the system's own dialogue, as with an export (outbox-files.ts): the page names no path
 * and gets none of the file. The backend, which knows who is signed in, is asked first, so that nobody chooses in vain.
 */
export async function saveSpreadsheet(
  window: BrowserWindow,
  openPort: () => MessagePortMain | null,
  request: WindowCallRequest<'saveSpreadsheet'>,
): Promise<Outcome<WindowCallOutput<'saveSpreadsheet'>>> {
  const allowed = await askBackend(openPort, 'listBatches', {});
  if (!allowed.ok) return allowed;
  const { today } = await todayOf(openPort);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), spreadsheetName(request, today)),
    filters,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return succeed({ saved: null });
  const place = { ...spreadsheetPlace(filePath, existsSync), language: request.language };
  const saved = await save(openPort, request, place);
  return saved.ok ? succeed({ saved: { fileName: basename(place.path) } }) : saved;
}

function save(
  openPort: () => MessagePortMain | null,
  request: WindowCallRequest<'saveSpreadsheet'>,
  place: ReturnType<typeof spreadsheetPlace> & Pick<WindowCallRequest<'saveSpreadsheet'>, 'language'>,
): Promise<Outcome<Record<string, never>>> {
  switch (request.of) {
    case 'batch':
      return askBackend(openPort, 'saveBatchResult', { batchId: request.batchId, ...place });
    case 'roster':
      return askBackend(openPort, 'saveRosterResult', { rosterId: request.rosterId, ...place });
    case 'statement':
      return askBackend(openPort, 'saveStatement', { serviceNumber: request.serviceNumber, ...place });
    default:
      return request satisfies never;
  }
}

async function todayOf(openPort: () => MessagePortMain | null): Promise<{ readonly today: string }> {
  const status = await askBackend(openPort, 'getCounterStatus', {});
  return { today: status.ok ? status.value.today : '' };
}
