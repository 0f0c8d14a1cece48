/** What is to stand on sheets, by its height in any one unit. */
export type MeasuredBlock =
  /** Stands on one sheet; with `closes` never alone behind a table that it closes. */
  | { readonly kind: 'whole'; readonly height: number; readonly closes: boolean }
  /** Of rows, with what comes with each of its parts: a table, or a list. */
  | { readonly kind: 'table'; readonly head: number; readonly rows: readonly number[] };

/** A block of a sheet, or of a table the rows from `from` up to, and without, `to`. */
export interface SheetPart {
  readonly block: number;
  readonly from: number;
  readonly to: number;
}

/** So many rows of a table that goes on stay together on both sides of the break, where there are so many. */
const together = 2;

/**
 * Which block stands on which sheet. A table is broken between rows, and its head stands on each of its sheets; no row is
 * left alone, neither before nor behind a break, where it may have company. What is higher than a sheet has one for itself.
 * @param available the height that the first sheet has for blocks
 * @param onNext the same of every other one
 * @returns one list of parts a sheet, at least one
 */
export function planSheets(
  blocks: readonly MeasuredBlock[],
  available: number,
  onNext = available,
): readonly (readonly SheetPart[])[] {
  const sheets: SheetPart[][] = [[]];
  let left = available;
  const current = () => sheets.at(-1) ?? [];
  const turn = () => {
    if (current().length === 0) return;
    sheets.push([]);
    left = onNext;
  };

  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'whole') {
      if (block.height > left) {
        const taken = block.closes ? takeBack(block.height) : null;
        turn();
        if (taken !== null) place(taken);
      }
      current().push({ block: index, from: 0, to: 0 });
      left -= block.height;
    } else {
      placeTable(index, block);
    }
  }
  return sheets;

  function placeTable(index: number, { head, rows }: MeasuredBlock & { readonly kind: 'table' }): void {
    let from = 0;
    while (from < rows.length) {
      const fitting = countFitting(rows, from, left - head);
      const rest = rows.length - from;
      let count = Math.min(fitting, rest);
      // The rest would be one row: it gets another one from here, or all go on together.
      if (rest - count > 0 && rest - count < together) count = count > together ? rest - together : 0;
      const isTooFew = count < Math.min(together, rest);
      if (isTooFew && current().length > 0) {
        turn();
        continue;
      }
      place({ block: index, from, to: from + Math.max(1, count) });
      from += Math.max(1, count);
    }
  }

  function place(part: SheetPart): void {
    if (left < heightOf(part)) turn();
    current().push(part);
    left -= heightOf(part);
  }

  /** The last rows of the table before, to go on with what closes it; null where it has none to spare. */
  function takeBack(closing: number): SheetPart | null {
    const last = current().at(-1);
    if (last === undefined || blocks[last.block]?.kind !== 'table') return null;
    const from = last.to - together;
    const moved = { ...last, from };
    if (from - last.from < together || heightOf(moved) + closing > onNext) return null;
    current().splice(-1, 1, { ...last, to: from });
    return moved;
  }

  function heightOf({ block, from, to }: SheetPart): number {
    const measured = blocks[block];
    if (measured === undefined) return 0;
    if (measured.kind === 'whole') return measured.height;
    return measured.head + measured.rows.slice(from, to).reduce((sum, row) => sum + row, 0);
  }
}

function countFitting(rows: readonly number[], from: number, space: number): number {
  let used = 0;
  let count = 0;
  for (const row of rows.slice(from)) {
    used += row;
    if (used > space) break;
    count += 1;
  }
  return count;
}
