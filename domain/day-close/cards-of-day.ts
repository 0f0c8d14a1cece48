import { addDays } from '../calendar/civil-date.ts';
import type { CardsMoved, CardsOfPlace, DayClose } from '../records/day-close.ts';
import type { StockCount } from '../records/records.ts';
import type { StockMovement } from '../records/stock-movement.ts';
import { rangesOf, type SerialRange } from '../stock/serial-ranges.ts';
import type { PlaceOfDay } from './close-day-request.ts';
import type { DayOwner } from './day-chain.ts';

/** How far back the book is read for the cards of one day; what moved longer ago is a difference somebody signs for. */
const mostDaysBetween = 366;

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
  return lyingThere(balance);
}

/** The days whose lines of the book the cards of a day hang on: from the day that was closed before it, to itself. */
export function daysOfBook(previousDay: string | null, day: string): readonly string[] {
  const earliest = addDays(day, -mostDaysBetween);
  const from = previousDay === null || previousDay > day ? day : previousDay;
  const days: string[] = [];
  for (let one = from < earliest ? earliest : from; one <= day; one = addDays(one, 1)) days.push(one);
  return days;
}

/**
 * The places whose cards stand on the page of a day: of a clerk his drawer, of an office the safe and every drawer of which
 * the counter tells, that had cards when the office was last closed, or that cards came to or left since.
 */
export function placesOfDay(
  { officeId, workstationId, scope }: DayOwner,
  told: readonly PlaceOfDay[],
  previous: DayClose | undefined,
  lines: readonly StockMovement[],
): readonly Place[] {
  if (scope === 'clerk') return [{ officeId, workstationId }];
  const drawers = [
    ...told.map((one) => one.workstationId),
    ...(previous?.report.cards ?? []).flatMap((one) => (one.closing.length > 0 ? [one.workstationId] : [])),
    ...lines.flatMap((line) => [
      ...(line.toOfficeId === officeId ? [line.toWorkstationId] : []),
      ...(line.fromOfficeId === officeId ? [line.fromWorkstationId] : []),
    ]),
  ].filter((id) => id !== null);
  return [null, ...[...new Set(drawers)].sort()].map((id) => ({ officeId, workstationId: id }));
}

/**
 * With what a day begins, as the records say it: what lay there when the day before it was closed, and what the book has for
 * the time since. That is also what was written to the closed day afterwards, by whoever had no line or went on working; of a
 * day before that one it is not looked for, and is a difference somebody signs for.
 * @param lines the book from the day of `previous` to the day before this one
 */
export function carriedOpening(
  previous: DayClose,
  lines: readonly StockMovement[],
  place: Place,
): readonly string[] {
  const closed = previous.report.cards.find((one) => one.workstationId === place.workstationId);
  const balance = new Map<string, number>();
  count(balance, closed?.closing ?? [], 1);
  // What the closed page has counted is in its closing already.
  for (const { ranges } of closed?.came ?? []) count(balance, ranges, -1);
  for (const { ranges } of closed?.left ?? []) count(balance, ranges, 1);
  move(balance, lines, place);
  return lyingThere(balance);
}

/** What lay at a place at the end of a day: what its counter had, moved on by what it had not heard of. */
export function closingWith(
  told: readonly SerialRange[],
  unheard: readonly StockMovement[],
  place: Place,
): readonly string[] {
  const balance = new Map<string, number>();
  count(balance, told, 1);
  move(balance, unheard, place);
  return lyingThere(balance);
}

/** Whether a line of the book brings cards to the drawer of a clerk, or to a place of an office, or takes them from there. */
export function touches(line: StockMovement, { officeId, workstationId, scope }: DayOwner): boolean {
  if (scope === 'office') return line.toOfficeId === officeId || line.fromOfficeId === officeId;
  return comesTo(line, { officeId, workstationId }) || leaves(line, { officeId, workstationId });
}

/** Moves cards along the book. */
function move(balance: Map<string, number>, lines: readonly StockMovement[], place: Place): void {
  for (const line of lines) {
    if (comesTo(line, place)) count(balance, line.ranges, 1);
    if (leaves(line, place)) count(balance, line.ranges, -1);
  }
}

function lyingThere(balance: ReadonlyMap<string, number>): readonly string[] {
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
