import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

/** A spreadsheet that a real office program has written. */
export type OfficeFormat = 'xlsx' | 'xls' | 'csv-gb18030' | 'csv-utf8';

/** LibreOffice's filters; a text's options are field and text delimiter, character set (85 is GB 18030, 76 UTF-8), first line. */
const filters: Readonly<Record<OfficeFormat, string>> = {
  xlsx: 'xlsx:Calc MS Excel 2007 XML',
  xls: 'xls:MS Excel 97',
  'csv-gb18030': 'csv:Text - txt - csv (StarCalc):44,34,85,1,,0,false,true,false',
  'csv-utf8': 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false',
};

const program = '/usr/bin/soffice';

/**
 * Lets LibreOffice open a document and save it in each of the formats.
 * @throws Error that says what to install where it is missing: a suite that skips proves nothing
 */
export async function saveWithOffice(
  document: { readonly name: string; readonly content: string | Uint8Array },
  formats: readonly OfficeFormat[],
): Promise<Readonly<Record<OfficeFormat, Buffer>>> {
  if (!existsSync(program)) {
    throw new Error(
      'LibreOffice is not installed, and this suite proves nothing without it: apt-get install libreoffice-calc-nogui',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'guitai-office-'));
  try {
    const source = join(folder, document.name);
    await writeFile(source, document.content);
    const saved: Partial<Record<OfficeFormat, Buffer>> = {};
    for (const format of formats) {
      const target = join(folder, format);
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
      await promisify(execFile)(
        program,
        [profile, '--headless', '--convert-to', filters[format], '--outdir', target, source],
        { timeout: 100_000, env: { ...process.env, HOME: folder } },
      );
      const extension = format.replace(/-.*/, '');
      saved[format] = await readFile(
        join(target, basename(document.name).replace(/\.\w+$/, `.${extension}`)),
      );
    }
    // Every format that was asked for is there: reading a missing file throws.
    return saved as Readonly<Record<OfficeFormat, Buffer>>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
