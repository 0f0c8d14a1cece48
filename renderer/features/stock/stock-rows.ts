import type { StockView } from '../../../contract/stock.ts';
import { countOfRanges, mostSerials, type SerialRange } from '../../../domain/stock/serial-ranges.ts';

/** One line of the list: blanks that follow each other, no more than one command names, where they lie, what they are. */
export interface StockRow {
  readonly status: 'in-stock' | StockView['beside'][number]['status'];
  readonly workstationId: string | null;
  /** The number of the window; null for the safe, and for what lies in no stock. */
  readonly number: number | null;
  readonly range: SerialRange;
  readonly count: number;
}

/** The safe, the drawers, and what lies beside: in the order in which a keeper goes through them, box by box. */
export function rowsOf(stock: StockView): readonly StockRow[] {
  return [
    ...stock.places.flatMap(({ ranges, workstationId, number }) =>
      boxesOf(ranges).map((range) => rowOf({ status: 'in-stock', workstationId, number }, range)),
    ),
    ...stock.beside.flatMap(({ ranges, status }) =>
      boxesOf(ranges).map((range) => rowOf({ status, workstationId: null, number: null }, range)),
    ),
  ];
}

function rowOf(where: Pick<StockRow, 'status' | 'workstationId' | 'number'>, range: SerialRange): StockRow {
  return { ...where, range, count: countOfRanges([range]) };
}

/** Ranges cut into boxes of as many serials as one command may name. */
function boxesOf(ranges: readonly SerialRange[]): readonly SerialRange[] {
  return ranges.flatMap(({ first, last }) => {
    const boxes: SerialRange[] = [];
    for (let number = Number(first); number <= Number(last); number += mostSerials) {
      const end = Math.min(Number(last), number + mostSerials - 1);
      boxes.push({ first: serialOf(number, first), last: serialOf(end, first) });
    }
    return boxes;
  });
}

/** What is counted at one time: from a serial of the place on, or from its first one. */
export function boxFrom(ranges: readonly SerialRange[], from: string | null): readonly SerialRange[] {
  const begin = Number(from ?? 0);
  const rest = ranges
    .filter(({ last }) => Number(last) >= begin)
    .map(({ first, last }) => ({ first: serialOf(Math.max(Number(first), begin), first), last }));
  return firstSerials(rest);
}

function serialOf(number: number, like: string): string {
  return String(number).padStart(like.length, '0');
}

/** As many of the first serials as one command may name. */
function firstSerials(ranges: readonly SerialRange[]): readonly SerialRange[] {
  const taken: SerialRange[] = [];
  let left = mostSerials;
  for (const range of ranges) {
    const count = Math.min(left, countOfRanges([range]));
    if (count === 0) break;
    taken.push({ first: range.first, last: serialOf(Number(range.first) + count - 1, range.first) });
    left -= count;
  }
  return taken;
}
