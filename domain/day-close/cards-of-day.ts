import type { CardsMoved, CardsOfPlace } from '../records/day-close.ts';
import type { StockCount } from '../records/records.ts';
import type { StockMovement } from '../records/stock-movement.ts';
import { rangesOf, type SerialRange } from '../stock/serial-ranges.ts';
import type { PlaceOfDay } from './close-day-request.ts';

/** A place of the stock: a drawer, or with null the safe of an office. */
interface Place {
  readonly officeId: string;
  readonly workstationId: string | null;
}

/**
 * The blank cards of one place over a day: what came and what left by the book, against what lay there at both ends.
 * @param place as the counter has it
 * @param lines the book of the day, of all places
 * @param counts the counts of the day, of all places
 */
export function cardsOfPlace(
  place: PlaceOfDay & Place,
  lines: readonly StockMovement[],
  counts: readonly StockCount[],
): CardsOfPlace {
  const came = lines.filter((line) => comesTo(line, place));
  const left = lines.filter((line) => leaves(line, place));
  const counted = counts
    .filter((one) => one.officeId === place.officeId && one.workstationId === place.workstationId)
    .toSorted((a, b) => (a.countedAt < b.countedAt ? -1 : 1))
    .at(-1);
  return {
    workstationId: place.workstationId,
    opening: place.opening,
    came: byKind(came),
    left: byKind(left),
    closing: place.closing,
    difference: rangesOf(differing(place, came, left)),
    counted:
      counted === undefined ? null : { missing: counted.missing.length, surplus: counted.surplus.length },
  };
}

/** Lines that touch the stock of no place: what was spoiled in the making, what was destroyed. */
export function besideStock(lines: readonly StockMovement[]): readonly CardsMoved[] {
  return byKind(lines.filter((line) => line.fromOfficeId === null && line.toOfficeId === null));
}

/**
 * What lay at a place before these lines of the book.
 * @param serials what lies there now, every serial of it
 * @param lines in any order
 */
export function bookBefore(
  serials: readonly string[],
  lines: readonly StockMovement[],
  place: Place,
): readonly string[] {
  const balance = new Map(serials.map((serial) => [serial, 1]));
  for (const line of lines) {
    if (comesTo(line, place)) count(balance, line.ranges, -1);
    if (leaves(line, place)) count(balance, line.ranges, 1);
  }
  return [...balance].flatMap(([serial, times]) => (times > 0 ? [serial] : [])).sort();
}

/** Every serial by which the day does not come out: opening + came - left against closing. */
function differing(
  { opening, closing }: PlaceOfDay,
  came: readonly StockMovement[],
  left: readonly StockMovement[],
): readonly string[] {
  const balance = new Map<string, number>();
  count(balance, opening, 1);
  for (const line of came) count(balance, line.ranges, 1);
  for (const line of left) count(balance, line.ranges, -1);
  count(balance, closing, -1);
  return [...balance].flatMap(([serial, times]) => (times === 0 ? [] : [serial]));
}

/** Counts each serial up or down. */
function count(balance: Map<string, number>, ranges: readonly SerialRange[], by: number): void {
  for (const serial of serialsIn(ranges)) balance.set(serial, (balance.get(serial) ?? 0) + by);
}

function comesTo(line: StockMovement, { officeId, workstationId }: Place): boolean {
  return line.toOfficeId === officeId && line.toWorkstationId === workstationId;
}

function leaves(line: StockMovement, { officeId, workstationId }: Place): boolean {
  return line.fromOfficeId === officeId && line.fromWorkstationId === workstationId;
}

/** Serial by serial, however many: a place may hold more than one command may name. */
function* serialsIn(ranges: readonly SerialRange[]): Generator<string> {
  for (const { first, last } of ranges) {
    for (let serial = Number(first); serial <= Number(last); serial += 1) {
      yield String(serial).padStart(first.length, '0');
    }
  }
}

function byKind(lines: readonly StockMovement[]): readonly CardsMoved[] {
  const kinds = [...new Set(lines.map(({ kind }) => kind))].sort();
  return kinds.map((kind) => {
    const serials = lines.filter((one) => one.kind === kind).flatMap(({ ranges }) => [...serialsIn(ranges)]);
    return { kind, ranges: rangesOf(serials) };
  });
}
