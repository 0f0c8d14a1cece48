import type { CounterProgram } from './counter-program.ts';

/** A sheet that came out of the printer. */
export interface PrintedSheet {
  /** What is written on it. */
  readonly text: string;
  readonly pages: number;
}

/**
 * Puts a printer at the program's side, in the place of the one that a test machine lacks: Chromium's own print to PDF,
 * behind the two Electron functions that speak to printers. Everything up to them is the program's.
 */
export async function attachPrinter(
  program: CounterProgram,
): Promise<() => Promise<readonly PrintedSheet[]>> {
  await program.application.evaluate(({ BrowserWindow }) => {
    const sheets: { text: string; pages: number }[] = [];
    Object.assign(globalThis, { testPrinterSheets: sheets });
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const printer = { name: 'test', displayName: 'Test', description: '', options: {} };
      webContents.getPrintersAsync = () => Promise.resolve([printer]);
      webContents.print = (_options, done) => {
        void (async () => {
          const script = "document.getElementById('print-root').innerText";
          const text = String(await webContents.executeJavaScript(script));
          const pdf = await webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
          sheets.push({ text, pages: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0 });
          done?.(true, '');
        })();
      };
    }
  });
  return () =>
    program.application.evaluate(
      () =>
        (globalThis as unknown as { testPrinterSheets: { text: string; pages: number }[] }).testPrinterSheets,
    );
}
