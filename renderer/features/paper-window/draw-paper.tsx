import type { ComponentType, ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { PaperSize } from '../../../contract/printing.ts';
import { PaperSizeContext } from '../../components/paper-size.ts';
import { isLayingOutPaper } from '../../components/sheets/paper-sheets.tsx';
import { shell } from '../../window-bridge.ts';
import { paperForms } from './paper-forms.ts';

/**
 * Draws the paper for which this window was opened, so that it can be printed: every sheet stands on the page, and its faces
 * are there. On the screen it is laid out nowhere (base.css): with ten thousand lines that would cost as much as the print.
 *
 * @returns whether it is complete; otherwise nothing is to be printed
 */
export async function drawPaper(place: HTMLElement): Promise<boolean> {
  const taken = await shell.takePaper({});
  if (!taken.ok) return false;
  const { form, content, paperSize } = taken.value;
  // The page that asked for the paper made the content for this very form (paper-forms.ts).
  const Form = (await paperForms[form]()) as ComponentType<object>;
  const props = JSON.parse(content) as object;
  let failed = false;
  const root = createRoot(place, {
    onUncaughtError: () => {
      failed = true;
    },
  });
  const draw = (length: number | null) => {
    flushSync(() =>
      root.render(
        <Page size={paperSize} length={length}>
          <Form {...props} />
        </Page>,
      ),
    );
  };
  draw(null);
  const isLaidOut = await laidOut();
  await loadFaces(place);
  if (paperSize === 'receipt') draw(heightOf(place));
  return isLaidOut && !failed;
}

function Page(props: {
  readonly size: PaperSize;
  readonly length: number | null;
  readonly children: ReactElement;
}): ReactElement {
  return (
    <PaperSizeContext value={props.size}>
      <style>{pageRule(props.size, props.length)}</style>
      {props.children}
    </PaperSizeContext>
  );
}

/** Pixels of a style sheet in a millimetre. */
const pixels = 96 / 25.4;

/**
 * Receipts and notices take the upper half of a sheet of A4, which every counter has in its tray.
 * @param length of a roll, as it was measured, in pixels
 */
function pageRule(size: PaperSize, length: number | null): string {
  switch (size) {
    case 'A4':
      return '@page { size: A4; margin: 0 }';
    case 'receipt':
      // A millimetre more, or what is rounded up would begin a second page.
      return `@page { size: 80mm ${String(Math.ceil((length ?? 0) / pixels) + 1)}mm; margin: 0 }`;
    default:
      return size satisfies never;
  }
}

/** Milliseconds between two looks, and how many of them a paper that is measured may take; more is a fault. */
const look = 5;
const mostLooks = 6_000;

/** Waits until papers that are laid out by what they measure have their sheets. */
async function laidOut(): Promise<boolean> {
  for (let looks = 0; isLayingOutPaper(); looks += 1) {
    if (looks === mostLooks) return false;
    await new Promise((resolve) => setTimeout(resolve, look));
  }
  return true;
}

/** The faces that papers are drawn in; titles alone have serifs (paper.css). */
const faces = [
  { font: '400 12px "Noto Sans SC", "Guitai Rare"', titles: false },
  { font: '600 12px "Noto Sans SC", "Guitai Rare"', titles: false },
  { font: '600 12px "Noto Serif SC", "Noto Sans SC", "Guitai Rare"', titles: true },
] as const;

/** Fetches the faces for every character of the paper: nothing else asks for them before it is printed. */
async function loadFaces(place: HTMLElement): Promise<void> {
  const all = charactersOf(place);
  const inTitles = [...place.querySelectorAll('h1')].map(charactersOf).join('');
  await Promise.all(faces.map(({ font, titles }) => document.fonts.load(font, titles ? inTitles : all)));
  await document.fonts.ready;
}

/** Each once. With those of the style sheets: what no face has is put in brackets. */
function charactersOf(element: Element): string {
  return [...new Set(`${element.textContent}[]`)].join('');
}

/** How high it stands, on a page that does not show it otherwise. */
function heightOf(place: HTMLElement): number {
  place.classList.add('measuring-roll');
  const { height } = place.getBoundingClientRect();
  place.classList.remove('measuring-roll');
  return height;
}
