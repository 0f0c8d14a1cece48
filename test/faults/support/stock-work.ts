import type { StockView } from '../../../contract/stock.ts';
import type { CommandKind } from '../../../domain/command/command-rules.ts';
import { servicePoint } from '../../../domain/testing/county.ts';
import { rangesOf, serialsOf } from '../../../domain/stock/serial-ranges.ts';
import type { Counter } from './counter.ts';

export type StockKind = Extract<
  CommandKind,
  | 'receive-blank-cards'
  | 'move-blank-cards'
  | 'return-blank-cards'
  | 'destroy-blank-cards'
  | 'count-blank-cards'
>;

/** What lies where, as the page of the stock shows it, and a number that chooses among what may be done with it. */
interface StockSituation {
  readonly counter: Counter;
  readonly stock: StockView;
  readonly choice: number;
}

type Answer = Awaited<ReturnType<Counter['ask']>>;

/** How somebody comes to each command of the stock; null where there is nothing to do it with. */
const stockWork: { readonly [K in StockKind]: (situation: StockSituation) => Promise<Answer> | null } = {
  'receive-blank-cards'({ counter, stock }) {
    const arriving = besides(stock, ['announced', 'in-transit']);
    return arriving.length === 0
      ? null
      : counter.ask('receiveBlankCards', { ranges: rangesOf(arriving.slice(0, 2)) });
  },
  'move-blank-cards'({ counter, stock, choice }) {
    const { workstationId } = counter.settings.place;
    const [drawer, safe] = [inStock(stock, workstationId), inStock(stock, null)];
    const officeId = counter.settings.place.officeId;
    const [serials, toOfficeId, toWorkstationId] =
      choice % 4 === 0
        ? [drawer.slice(-1), servicePoint.id, null]
        : choice % 4 === 1
          ? [drawer.slice(-1), officeId, null]
          : [safe.slice(0, 2), officeId, workstationId];
    return serials.length === 0
      ? null
      : counter.ask('moveBlankCards', { ranges: rangesOf(serials), toOfficeId, toWorkstationId });
  },
  'return-blank-cards'({ counter, stock }) {
    const serials = inStock(stock, counter.settings.place.workstationId).slice(-1);
    return serials.length === 0
      ? null
      : counter.ask('returnBlankCards', { ranges: rangesOf(serials), reason: '旧版停用' });
  },
  'destroy-blank-cards'({ counter, stock }) {
    const serials = besides(stock, ['spoiled', 'returned']).slice(0, 2);
    return serials.length === 0
      ? null
      : counter.ask('destroyBlankCards', { ranges: rangesOf(serials), reason: '集中销毁' });
  },
  'count-blank-cards'({ counter, stock, choice }) {
    const { workstationId } = counter.settings.place;
    const book = inStock(stock, workstationId);
    const { queries } = counter.storage;
    // What another office has missed in its drawers or its safe turns up here.
    const theirs = queries
      .offices()
      .flatMap(({ id }) => [
        { officeId: id, workstationId: null },
        ...queries.placesOfOffice(id).map((place) => ({ officeId: id, workstationId: place.id })),
      ])
      .flatMap((place) => queries.blankSerials(place, 'missing'));
    const turnedUp = choice % 3 === 2 ? theirs : besides(stock, ['missing']);
    const found = [...(choice % 2 === 0 ? book : book.slice(0, -1)), ...turnedUp];
    return counter.ask('countBlankCards', {
      workstationId,
      expected: rangesOf(book),
      counted: rangesOf(found),
      explanation: '清点两次',
    });
  },
};

const order: readonly StockKind[] = [
  'receive-blank-cards',
  'move-blank-cards',
  'return-blank-cards',
  'destroy-blank-cards',
  'count-blank-cards',
];

/** Something with the stock; tells what came of it. */
export async function workWithStock(
  counter: Counter,
  choice: number,
  tell: (what: string, answer: Answer) => void,
): Promise<void> {
  const stock = await counter.look('getStock', {});
  const kind = order[choice % order.length];
  if (stock === null || kind === undefined) return;
  const answer = await stockWork[kind]({ counter, stock, choice: Math.floor(choice / order.length) });
  if (answer !== null) tell(kind, answer);
}

function inStock(stock: StockView, workstationId: string | null): readonly string[] {
  const place = stock.places.find((one) => one.workstationId === workstationId);
  return serialsOf(place?.ranges ?? []);
}

function besides(stock: StockView, statuses: readonly string[]): readonly string[] {
  return stock.beside.flatMap(({ status, ranges }) => (statuses.includes(status) ? serialsOf(ranges) : []));
}
