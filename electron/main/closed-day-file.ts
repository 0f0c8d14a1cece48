import { app, dialog, type BrowserWindow, type MessagePortMain } from 'electron';
import { basename, join } from 'node:path';
import { succeed, type Outcome } from '../../contract/envelope.ts';
import type { WindowCallOutput, WindowCallRequest } from '../../contract/window-bridge.ts';
import { askBackend } from './ask-backend.ts';
import { previewPdf } from './printing.ts';

const filters = [
  { name: 'PDF', extensions: ['pdf'] },
  { name: 'JSON', extensions: ['json'] },
];

/**
 * 归档: a closed day as a file for the office's archive: its paper for people (PDF), or the record with its hashes (JSON).
 * Where it goes is said in the system's own dialogue, as with every file (outbox-files.ts). The backend is asked first, so
 * that nobody chooses in vain, and writes the file: it knows who is signed in, and notes it.
 */
export async function saveClosedDay(
  window: BrowserWindow,
  openPort: () => MessagePortMain | null,
  { closeId, scope, day, content }: WindowCallRequest<'saveClosedDay'>,
): Promise<Outcome<WindowCallOutput<'saveClosedDay'>>> {
  const allowed = await askBackend(openPort, 'getClosedDay', { closeId });
  if (!allowed.ok) return allowed;
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    // What it is and of which day, and nobody's name.
    defaultPath: join(app.getPath('documents'), `day-close-${scope}-${day}.pdf`),
    filters,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return succeed({ saved: null });
  let pdf: string | null = null;
  if (!/\.json$/i.test(filePath)) {
    const drawn = await previewPdf({ form: 'day-close', content, paperSize: 'A4' }, window);
    if (!drawn.ok) return drawn;
    pdf = Buffer.from(drawn.value.pdf).toString('base64');
  }
  const saved = await askBackend(openPort, 'saveClosedDay', { closeId, path: filePath, pdf });
  return saved.ok ? succeed({ saved: { fileName: basename(filePath) } }) : saved;
}
