import type { StockView } from '../../../contract/stock.ts';
import { countOfRanges, mostSerials, type SerialRange } from '../../../domain/stock/serial-ranges.ts';

/** One line of the list: blanks that follow each other, where they lie and what they are. */
export interface StockRow {
  readonly status: 'in-stock' | StockView['beside'][number]['status'];
  readonly workstationId: string | null;
  /** The number of the window; null for the safe, and for what lies in no stock. */
  readonly number: number | null;
  readonly range: SerialRange;
  readonly count: number;
}

/** The safe, the drawers, and what lies beside: in the order in which a keeper goes through them. */
export function rowsOf(stock: StockView): readonly StockRow[] {
  return [
    ...stock.places.flatMap(({ ranges, workstationId, number }) =>
      ranges.map((range) => rowOf({ status: 'in-stock', workstationId, number }, range)),
    ),
    ...stock.beside.flatMap(({ ranges, status }) =>
      ranges.map((range) => rowOf({ status, workstationId: null, number: null }, range)),
    ),
  ];
}

function rowOf(where: Pick<StockRow, 'status' | 'workstationId' | 'number'>, range: SerialRange): StockRow {
  return { ...where, range, count: countOfRanges([range]) };
}

/** As many of the first serials as one command may name. */
export function firstSerials(ranges: readonly SerialRange[]): readonly SerialRange[] {
  const taken: SerialRange[] = [];
  let left = mostSerials;
  for (const range of ranges) {
    const count = Math.min(left, countOfRanges([range]));
    if (count === 0) break;
    const last = String(Number(range.first) + count - 1).padStart(range.first.length, '0');
    taken.push({ first: range.first, last });
    left -= count;
  }
  return taken;
}
