import { expect } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pdfFaces, pdfPages, pdfPicture, pdfWords } from '../../helpers/pdf-text.ts';
import { paperPath } from '../../helpers/counter-program.ts';

/** Dots in an inch: enough to see that something has moved, and little enough to be kept. */
const resolution = 60;
/** What one drawing of the same outlines may differ from another by, of all points and in one point. */
const tolerance = { maxDiffPixelRatio: 0.002, threshold: 0.25 };

/** The faces that the program brings, by what a PDF calls them; what is drawn as outlines has no name. */
const ownFaces = /NotoSansSC|NotoSerifSC|HanaMinB|BabelStoneHan|^\[none\]$/;

/**
 * Holds a paper against what somebody has looked at (golden/README.md): its words on all pages and its picture; of many pages
 * the first two and the last two. Every face in it is the program's own.
 */
export async function expectGolden(name: string, paper: Buffer): Promise<readonly string[]> {
  // For people to look at.
  const path = paperPath(name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, paper);

  const pages = (await pdfPages(paper)).map(asRead);
  const words = (await pdfWords(paper)).map(asRead);
  const shown = new Set(
    [1, 2, pages.length - 1, pages.length].filter((page) => page >= 1 && page <= pages.length),
  );
  const text = [...shown].map((page) => `== ${String(page)}\n${words[page - 1] ?? ''}`).join('\n');
  expect.soft(`${String(pages.length)}\n${text}\n`).toMatchSnapshot(`${name}.txt`);
  for (const page of shown) {
    expect
      .soft(await pdfPicture(paper, page, resolution))
      .toMatchSnapshot(`${name}-${String(page)}.png`, tolerance);
  }
  const faces = await pdfFaces(paper);
  const strange = faces.filter(({ name: face, embedded }) => !embedded || !ownFaces.test(face));
  expect.soft(strange, `${name} is drawn with the program's own faces`).toEqual([]);
  expect.soft(pages.join('\n'), `${name} has every text`).not.toMatch(/\{\{|undefined|NaN|\[object/);
  return pages;
}

/** Lines as they are read: how wide a gap is, is the picture's. */
function asRead(page: string): string {
  return page
    .split('\n')
    .map((line) => line.trim().replaceAll(/\s+/g, ' '))
    .filter((line) => line !== '')
    .join('\n');
}
