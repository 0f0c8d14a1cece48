import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';

/** What can be read on the pages of a PDF, page by page. */
export async function pdfPages(document: Uint8Array): Promise<readonly string[]> {
  // Each page ends with a form feed.
  return (await poppler(['pdftotext', '-layout', '-', '-'], document)).split('\f').slice(0, -1);
}

/**
 * The same in the order in which it was drawn: where it stands on the page does not matter, so that it stays the same when a
 * line moves by a hair.
 */
export async function pdfWords(document: Uint8Array): Promise<readonly string[]> {
  return (await poppler(['pdftotext', '-raw', '-', '-'], document)).split('\f').slice(0, -1);
}

/** The faces of a PDF as pdffonts lists them, one a line, and whether each lies in it. */
export async function pdfFaces(
  document: Uint8Array,
): Promise<readonly { readonly name: string; readonly embedded: boolean }[]> {
  const lines = (await poppler(['pdffonts', '-'], document)).split('\n').slice(2);
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...columns] = line.split(/\s+/);
      // Name, kind (several words), encoding, embedded, subset, unicode, object, generation.
      return { name, embedded: columns.at(-5) === 'yes' };
    });
}

/** How large the first page is, in millimetres. */
export async function pdfSize(
  document: Uint8Array,
): Promise<{ readonly width: number; readonly height: number }> {
  const [, width, height] =
    /Page size:\s+([\d.]+) x ([\d.]+) pts/.exec(await poppler(['pdfinfo', '-'], document)) ?? [];
  const millimetres = (points: string | undefined) => (Number(points) / 72) * 25.4;
  return { width: millimetres(width), height: millimetres(height) };
}

/** A page as it looks, grey: a PNG with so many dots in an inch. */
export function pdfPicture(document: Uint8Array, page: number, resolution: number): Promise<Buffer> {
  const only = ['-f', String(page), '-l', String(page)];
  return popplerBytes(['pdftoppm', '-png', '-gray', '-r', String(resolution), ...only, '-'], document);
}

/** Poppler reads from its standard input: no sheet lies in a file. */
async function popplerBytes(
  [program = '', ...args]: readonly string[],
  document: Uint8Array,
): Promise<Buffer> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  child.stdin.end(document);
  const said = await buffer(child.stdout);
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}`);
  return said;
}

async function poppler(command: readonly string[], document: Uint8Array): Promise<string> {
  return (await popplerBytes(command, document)).toString('utf8');
}
