import { readInShell, type CounterProgram } from './counter-program.ts';

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
  await program.application.evaluate(({ app, webContents }) => {
    const sheets: { text: string; pages: number }[] = [];
    Object.assign(globalThis, { testPrinterSheets: sheets });
    const attach = (contents: Electron.WebContents) => {
      const printer = { name: 'test', displayName: 'Test', description: '', options: {} };
      contents.getPrintersAsync = () => Promise.resolve([printer]);
      contents.print = (_options, done) => {
        void (async () => {
          const script = "document.getElementById('print-root').textContent";
          const text = String(await contents.executeJavaScript(script));
          const pdf = await contents.printToPDF({ preferCSSPageSize: true, printBackground: true });
          sheets.push({ text, pages: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0 });
          done?.(true, '');
        })();
      };
    };
    for (const contents of webContents.getAllWebContents()) attach(contents);
    // A paper is printed from a window of its own.
    app.on('web-contents-created', (_created, contents) => attach(contents));
  });
  return () =>
    readInShell(
      program,
      () =>
        (globalThis as unknown as { testPrinterSheets: { text: string; pages: number }[] }).testPrinterSheets,
    );
}
