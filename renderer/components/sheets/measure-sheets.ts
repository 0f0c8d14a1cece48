import { planSheets, type MeasuredBlock, type SheetPart } from './plan-sheets.ts';

/** On what stands with the end of a table or a list. */
export const closing = 'sheet-closes';

/** Which block, and which of its rows or items, stand on which sheet. */
export type SheetPlan = readonly (readonly SheetPart[])[];

/**
 * Measures what was laid out for it: the head of every sheet, what stands below it on each but the first, the blocks, and the
 * foot, each a `.sheet-block`.
 */
export function planMeasured(place: HTMLElement): SheetPlan {
  const parts = [...place.querySelectorAll(':scope > .sheet-block')];
  const [head, continued, ...rest] = parts;
  const foot = rest.pop();
  const blocks = rest.map(measure);
  // Rounding of many rows is below one pixel a sheet.
  const room = heightOfSheet(place) - heightOf(head) - heightOf(foot) - 1;
  const plan = planSheets(
    blocks.map(({ measured }) => measured),
    room,
    room - heightOf(continued),
  );
  return plan.map((sheet) =>
    sheet.map(({ block, from, to }) => {
      const ends = blocks[block]?.ends ?? [];
      return { block, from: from === 0 ? 0 : (ends[from - 1] ?? 0), to: to === 0 ? 0 : (ends[to - 1] ?? 0) };
    }),
  );
}

const heightOf = (element: Element | undefined) => element?.getBoundingClientRect().height ?? 0;

/** What the style sheet gives a sheet between its margins: it is laid out as high as it needs, at least as high as one. */
function heightOfSheet(place: HTMLElement): number {
  const { minHeight, paddingTop, paddingBottom } = getComputedStyle(place);
  return Number.parseFloat(minHeight) - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
}

interface Measured {
  readonly measured: MeasuredBlock;
  /** Of each row the place behind its last item: in a list with two columns a row has two. */
  readonly ends: readonly number[];
}

function measure(block: Element): Measured {
  const list = block.querySelector(':scope > .sheet-part .sheet-rows');
  const height = heightOf(block);
  if (list === null) {
    return { measured: { kind: 'whole', height, closes: block.classList.contains(closing) }, ends: [] };
  }
  const boxes = [...list.children].map((item) => item.getBoundingClientRect());
  const starts = boxes.flatMap(({ top }, index) =>
    index > 0 && boxes[index - 1]?.top === top ? [] : [index],
  );
  const bottom = Math.max(0, ...boxes.map((box) => box.bottom));
  const topOf = (row: number) => boxes[starts[row] ?? -1]?.top ?? bottom;
  // With the distance to the next row, where there is one.
  const rows = starts.map((_start, row) => topOf(row + 1) - topOf(row));
  const used = rows.reduce((sum, row) => sum + row, 0);
  return {
    // Head, margins and rules: everything that comes with each part of it.
    measured: { kind: 'table', head: height - used, rows },
    ends: starts.map((_start, row) => starts[row + 1] ?? boxes.length),
  };
}
