import type { BrowserWindow } from 'electron';
import type { Outcome } from '../../contract/envelope.ts';
import type { PaperToDraw } from '../../contract/printing.ts';
import { shellLog } from './shell-log.ts';
import { failed } from './window-channel.ts';
import { windowsOf, type OpenWindow } from './window-registry.ts';
import { openPaperWindow } from './windows.ts';

/** Ten thousand lines take seconds on a slow machine; a page that has said nothing for so long never will. */
const patienceMilliseconds = 180_000;

interface Drawing {
  paper: PaperToDraw | null;
  readonly drawn: (complete: boolean) => void;
}

const drawings = new WeakMap<OpenWindow, Drawing>();

/**
 * Draws a paper in a window of its own that nobody sees, has something done with it, and closes the window. Its page runs
 * in a process of its own, so that who asks for a paper is not held up by it. It reads what it draws and nothing else, and
 * goes with who asked for it.
 *
 * @returns null where the paper could not be drawn, or its window went before the work had ended
 */
export async function withPaper<Result>(
  paper: PaperToDraw,
  opener: BrowserWindow,
  work: (window: BrowserWindow) => Promise<Result>,
): Promise<Result | null> {
  const entry = openPaperWindow();
  const { window } = entry;
  const close = () => window.destroy();
  const gone = new Promise<null>((resolve) => {
    window.once('closed', () => resolve(null));
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    shellLog({ event: 'page-ended', code: reason });
    close();
  });
  const { webContents } = opener;
  opener.once('closed', close);
  webContents.once('render-process-gone', close);
  webContents.once('did-navigate', close);
  const patience = setTimeout(close, patienceMilliseconds);
  try {
    const drawn = new Promise<boolean>((resolve) => drawings.set(entry, { paper, drawn: resolve }));
    const isDrawn = await Promise.race([drawn, gone]);
    if (isDrawn !== true) return null;
    return await Promise.race([work(window), gone]);
  } finally {
    clearTimeout(patience);
    if (!window.isDestroyed()) close();
    opener.off('closed', close);
    if (!opener.isDestroyed()) {
      webContents.off('render-process-gone', close);
      webContents.off('did-navigate', close);
    }
  }
}

/** What a paper's window is to draw, once. */
export function takePaper(entry: OpenWindow): Outcome<PaperToDraw> {
  const drawing = drawings.get(entry);
  if (!drawing?.paper) return failed('not-found');
  const { paper } = drawing;
  drawing.paper = null;
  return { ok: true, value: paper };
}

export function paperDrawn(entry: OpenWindow, complete: boolean): void {
  drawings.get(entry)?.drawn(complete);
}

/** Closes every paper that is just being drawn. */
export function closePapers(): void {
  for (const { window } of windowsOf('paper')) window.destroy();
}
