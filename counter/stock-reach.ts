import { succeed, type Outcome } from '../contract/envelope.ts';
import type { PlaceOfStock, StockReachView } from '../contract/stock.ts';
import { addDays, type CivilDate } from '../domain/calendar/civil-date.ts';
import { calendarOf } from '../domain/calendar/published-calendar.ts';
import { countOn, parameterLookups } from '../domain/parameters/pooling-area-parameter.ts';
import type { WorkingDayCalendar } from '../domain/calendar/working-days.ts';
import type { Office } from '../domain/records/records.ts';
import {
  daysLookedBackOn,
  isStockShort,
  stockHistory,
  stockReach,
  type StockHistory,
} from '../domain/stock/stock-reach.ts';
import type { CounterRoom } from './counter-ports.ts';
import { loadFacts } from './engine/local-effects.ts';
import { officeInView } from './point-services.ts';
import type { UseByDay } from './blank-use.ts';
import type { BlanksOfPlace } from './ports/stock.ts';
import { here } from './workstation.ts';

const leastDaysName = 'blank-stock-least-days';

/** 库存可用天数: for how long the blanks of each office, its safe and its windows are enough at the pace of late. */
export async function getStockReach(room: CounterRoom): Promise<Outcome<StockReachView>> {
  const { queries } = room.storage;
  const today = room.clock.today();
  const history = stockHistory(calendarBefore(room, today), today);
  const days: CivilDate[] = [];
  for (let day = history.workingDays[0] ?? today; day < today; day = addDays(day, 1)) days.push(day);
  const known: KnownBlanks = {
    used: await room.session.blankUse.of(room, days),
    stock: queries.blanksInStock(),
    history,
    leastDays: leastDaysOn(room, today),
  };
  const officeId = officeInView(room);
  const offices = queries.offices().filter(({ id }) => officeId === null || id === officeId);
  return succeed({
    places: offices.flatMap((office) => placesOf(room, office, known)),
    lookedBackOn: daysLookedBackOn,
    provisional: history.provisional,
    leastDays: known.leastDays,
  });
}

interface KnownBlanks {
  readonly used: UseByDay;
  readonly stock: readonly BlanksOfPlace[];
  readonly history: StockHistory;
  readonly leastDays: number | null;
}

/** An office whole, its safe and its windows; without those that have neither blanks nor use. */
function placesOf(room: CounterRoom, { id, name }: Office, known: KnownBlanks): readonly PlaceOfStock[] {
  const office = { officeId: id, officeName: name, here: id === here(room).officeId };
  const isOfOffice = (place: BlanksOfPlace) => place.officeId === id;
  const isInSafe = (place: BlanksOfPlace) => isOfOffice(place) && place.workstationId === null;
  const windows = room.storage.queries.placesOfOffice(id).map((window) => {
    const isOfWindow = (place: BlanksOfPlace) => isOfOffice(place) && place.workstationId === window.id;
    return { kind: 'window', number: window.number, holds: isOfWindow, uses: isOfWindow } as const;
  });
  return [
    { kind: 'office', number: null, holds: isOfOffice, uses: isOfOffice } as const,
    // The safe supplies every window: it lasts as long as all of them together let it.
    { kind: 'safe', number: null, holds: isInSafe, uses: isOfOffice } as const,
    ...windows,
  ].flatMap(({ kind, number, holds, uses }) => {
    const inStock = sumOf(known.stock.filter(holds));
    const used = known.used.map(({ day, places }) => ({ day, count: sumOf(places.filter(uses)) }));
    if (inStock === 0 && used.every(({ count }) => count === 0)) return [];
    const reach = stockReach(inStock, used, known.history);
    return [{ ...office, kind, number, inStock, reach, short: isStockShort(reach, known.leastDays) }];
  });
}

function sumOf(places: readonly BlanksOfPlace[]): number {
  return places.reduce((sum, { count }) => sum + count, 0);
}

/** Twenty working days may reach back into the year before. */
function calendarBefore({ storage }: CounterRoom, today: CivilDate): WorkingDayCalendar {
  const year = Number(today.slice(0, 4));
  return calendarOf(
    [year - 1, year].flatMap((one) => storage.records.get('calendarYear', String(one))?.record ?? []),
  );
}

function leastDaysOn({ storage }: CounterRoom, today: CivilDate): number | null {
  return countOn(loadFacts(storage, parameterLookups(leastDaysName)), leastDaysName, today)?.count ?? null;
}
