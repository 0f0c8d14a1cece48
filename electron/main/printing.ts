import type { BrowserWindow } from 'electron';
import type { Outcome } from '../../contract/envelope.ts';
import type { WindowCallOutput, WindowCallRequest } from '../../contract/window-bridge.ts';
import { failed } from './window-channel.ts';

/** The page under its print style sheet, as the printer would get it. Only in memory. */
export async function previewPdf(
  window: BrowserWindow,
  request: WindowCallRequest<'previewPdf'>,
): Promise<Outcome<WindowCallOutput<'previewPdf'>>> {
  const pdf = await window.webContents.printToPDF({
    printBackground: true,
    preferCSSPageSize: true,
    pageSize: request.paperSize,
  });
  return { ok: true, value: { pdf: new Uint8Array(pdf) } };
}

/** Puts the page on paper. Ends when the system's queue has taken it, or says why it has not. */
export async function printPaper(
  window: BrowserWindow,
  request: WindowCallRequest<'printPaper'>,
): Promise<Outcome<WindowCallOutput<'printPaper'>>> {
  // Without a printer Chromium's silent printing may never answer.
  const printers = await window.webContents.getPrintersAsync();
  const wanted = request.printer;
  if (
    request.silent &&
    (wanted === null ? printers.length === 0 : !printers.some(({ name }) => name === wanted))
  ) {
    return failed('print-failed');
  }
  return new Promise((resolve) => {
    window.webContents.print(
      {
        silent: request.silent,
        printBackground: true,
        copies: request.copies,
        pageSize: request.paperSize,
        ...(wanted === null ? {} : { deviceName: wanted }),
      },
      (success, reason) => {
        if (success) resolve({ ok: true, value: { printed: true } });
        // The one text that Electron has for a dialogue that was closed; every other reason is a failure.
        else if (/cancel/i.test(reason)) resolve({ ok: true, value: { printed: false } });
        else resolve(failed('print-failed'));
      },
    );
  });
}

export async function listPrinters(
  window: BrowserWindow,
): Promise<Outcome<WindowCallOutput<'listPrinters'>>> {
  const printers = await window.webContents.getPrintersAsync();
  return { ok: true, value: { printers: printers.map(({ name, displayName }) => ({ name, displayName })) } };
}
