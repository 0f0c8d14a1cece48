import { app, dialog, type BrowserWindow, type MessagePortMain } from 'electron';
import { basename, join } from 'node:path';
import { succeed, type Outcome } from '../../contract/envelope.ts';
import type { WindowCallOutput, WindowCallRequest } from '../../contract/window-bridge.ts';
import { askBackend } from './ask-backend.ts';

/**
 * 归档: a closed day as a file for the office's archive. Where it goes is said in the system's own dialogue, as with every
 * file (outbox-files.ts). The backend is asked first, so that nobody chooses in vain.
 */
export async function saveClosedDay(
  window: BrowserWindow,
  openPort: () => MessagePortMain | null,
  { closeId, scope, day }: WindowCallRequest<'saveClosedDay'>,
): Promise<Outcome<WindowCallOutput<'saveClosedDay'>>> {
  const allowed = await askBackend(openPort, 'getClosedDay', { closeId });
  if (!allowed.ok) return allowed;
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    // What it is and of which day, and nobody's name.
    defaultPath: join(app.getPath('documents'), `day-close-${scope}-${day}.json`),
    filters: [{ name: 'JSON', extensions: ['json'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return succeed({ saved: null });
  const saved = await askBackend(openPort, 'saveClosedDay', { closeId, path: filePath });
  return saved.ok ? succeed({ saved: { fileName: basename(filePath) } }) : saved;
}
