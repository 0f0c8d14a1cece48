import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import type { DayPage } from '../../../contract/day-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import type { CardsMoved, CardsOfPlace } from '../../../domain/records/day-close.ts';
import { countOfRanges, tellRanges } from '../../../domain/stock/serial-ranges.ts';
import { DrawnText } from '../../components/drawn-text.tsx';
import { minuteOf } from '../../components/formatting.ts';
import type { PaperBlock } from '../../components/sheets/paper-block.tsx';
import { PaperTableHead } from '../../components/sheets/paper-table-head.tsx';
import { clerkInWords, itemsInWords, looksInWords, placeInWords, printsInWords } from './day-words.ts';

const columns = {
  services: ['kind', 'completed', 'open', 'withdrawn', 'total'],
  money: ['kind', 'state', 'count', 'amount'],
  cards: ['place', 'item', 'serials', 'pieces'],
  prints: ['document', 'printed', 'reprinted', 'failed'],
  looks: ['reason', 'times'],
  leftovers: ['item', 'about', 'count'],
  clerks: ['clerk', 'services', 'standing'],
  late: ['acceptedAt', 'kind', 'state'],
} as const;
type Section = keyof typeof columns;

/** Columns of numbers, whose heads stand over them at the right. */
const ofNumbers: ReadonlySet<string> = new Set(
  [
    ...columns.services.slice(1),
    ...columns.prints.slice(1),
    ...['count', 'amount', 'pieces', 'times', 'services'],
  ].map((column) => `day.${column}`),
);

/** The tables of a day, in the order in which they are checked: work, money, cards, paper, data, and what is left. */
export function dayTables(page: DayPage, t: TFunction, english: TFunction): readonly PaperBlock[] {
  const { report, closing } = page;
  const signed =
    closing === null || closing.reason === null ? null : `${closing.reason}（${closing.closedBy}）`;
  return [
    tableOf('services', servicesOf(page, t), t, english),
    tableOf('money', moneyOf(page, t), t, english),
    tableOf('cards', cardsOf(page, t), t, english),
    tableOf(
      'prints',
      printsInWords(report.prints, t).map((cells) => row(cells[0], cells)),
      t,
      english,
    ),
    tableOf(
      'looks',
      looksInWords(report.looks, t).map(([words, count]) => row(words, [words, count])),
      t,
      english,
    ),
    tableOf(
      'leftovers',
      [
        ...report.leftovers.map((left) =>
          row(left.kind, [t(`day.leftover-${left.kind}`), itemsInWords(page, left, t), left.items.length]),
        ),
        ...(signed === null ? [] : [row('signed', [t('day.signedFor'), signed, ''])]),
      ],
      t,
      english,
    ),
    ...(page.scope === 'office'
      ? [
          tableOf(
            'clerks',
            report.clerks.map(({ clerkId, workstationId, services, closeId }) =>
              row(`${clerkId}/${workstationId}`, [
                clerkInWords(page, clerkId, workstationId, t),
                services,
                t(closeId === null ? 'day.hasNotClosed' : 'day.hasClosed'),
              ]),
            ),
            t,
            english,
          ),
        ]
      : []),
    ...(page.late.length === 0
      ? []
      : [
          tableOf(
            'late',
            page.late.map((one) =>
              row(one.serviceNumber, [
                `${minuteOf(one.openedAt)} ${one.serviceNumber}`,
                t(`service-kind.${one.kind}`),
                t(`stage.${one.stage}`),
              ]),
            ),
            t,
            english,
          ),
        ]),
  ];
}

function servicesOf({ report }: DayPage, t: TFunction): readonly ReactElement[] {
  const { services } = report;
  const sum = (field: 'completed' | 'open' | 'withdrawn') =>
    services.reduce((total, one) => total + one[field], 0);
  const line = (key: string, words: string, completed: number, open: number, withdrawn: number) =>
    row(key, [words, completed, open, withdrawn, completed + open + withdrawn]);
  if (services.length === 0) return [];
  return [
    ...services.map((one) =>
      line(one.kind, t(`service-kind.${one.kind}`), one.completed, one.open, one.withdrawn),
    ),
    line('total', t('day.total'), sum('completed'), sum('open'), sum('withdrawn')),
  ];
}

function moneyOf({ report }: DayPage, t: TFunction): readonly ReactElement[] {
  const { fees, money } = report;
  return [
    ...money.map(({ kind, state, count, amount }) =>
      row(`${kind} ${state}`, [
        t(`approval-kind.${kind}`),
        t(`day.state-${state}`),
        count,
        formatYuan(amount),
      ]),
    ),
    ...(fees.count === 0
      ? []
      : [row('fees', [t('day.fees'), t('day.collected'), fees.count, formatYuan(fees.amount)])]),
  ];
}

function cardsOf(page: DayPage, t: TFunction): readonly ReactElement[] {
  const { cards, besideStock } = page.report;
  return [
    ...cards.flatMap((place) => placeRows(page, place, t)),
    ...besideStock.flatMap(({ kind, ranges }, index) =>
      kind === 'spoiled' || kind === 'destroyed' || kind === 'missing' || kind === 'found'
        ? [
            row(`beside ${kind}`, [
              index === 0 ? t('day.besideStock') : '',
              t(`day.beside-${kind}`),
              tellRanges(ranges),
              countOfRanges(ranges),
            ]),
          ]
        : [],
    ),
  ];
}

function placeRows(page: DayPage, place: CardsOfPlace, t: TFunction): readonly ReactElement[] {
  const where = placeInWords(page, place.workstationId, t);
  const key = place.workstationId ?? 'safe';
  const { counted } = place;
  const line = (item: string, words: string, ranges: CardsMoved['ranges'], named = '') =>
    row(`${key} ${item}`, [
      named,
      words,
      ranges.length === 0 ? t('day.none') : tellRanges(ranges),
      countOfRanges(ranges),
    ]);
  return [
    line('opening', t('day.opening'), place.opening, where),
    ...place.came.map(({ kind, ranges }) => line(`came ${kind}`, cameInWords(kind, t), ranges)),
    ...place.left.map(({ kind, ranges }) => line(`left ${kind}`, leftInWords(kind, t), ranges)),
    line('closing', t('day.closing'), place.closing),
    line('difference', t('day.difference'), place.difference),
    row(`${key} counted`, [
      '',
      t('day.counted'),
      counted === null
        ? t('day.counted-none')
        : counted.missing + counted.surplus === 0
          ? t('day.counted-right')
          : t('day.counted-differs', counted),
      '',
    ]),
  ];
}

/** Every kind that can bring a card to a place. */
function cameInWords(kind: CardsMoved['kind'], t: TFunction): string {
  return t(`day.came-${kind === 'received' || kind === 'found' ? kind : 'moved'}`);
}

/** Every kind that can take a card from a place. */
function leftInWords(kind: CardsMoved['kind'], t: TFunction): string {
  switch (kind) {
    case 'moved':
    case 'sent':
    case 'used':
    case 'spoiled':
    case 'returned':
    case 'missing':
      return t(`day.left-${kind}`);
    case 'received':
    case 'found':
    case 'destroyed':
      // Nothing that lies at a place is received, found or destroyed from there.
      return t('day.left-moved');
    default:
      return kind satisfies never;
  }
}

const empty = {
  services: 'noServices',
  money: 'none',
  cards: 'none',
  prints: 'noPrints',
  looks: 'noLooks',
  leftovers: 'noLeftovers',
  clerks: 'none',
  late: 'none',
} as const;

function tableOf(
  section: Section,
  rows: readonly ReactElement[],
  t: TFunction,
  english: TFunction,
): PaperBlock {
  return {
    kind: 'table',
    className: `day-table day-${section}`,
    above: (
      <>
        <h2 className="day-heading">
          {t(`day.${section}`)} <small lang="en">{english(`day.${section}`)}</small>
        </h2>
        {section === 'late' && <p className="day-note">{t('day.lateNote')}</p>}
      </>
    ),
    head: (
      <PaperTableHead
        columns={columns[section].map((column) => `day.${column}`)}
        isNumber={(key) => ofNumbers.has(key)}
      />
    ),
    rows:
      rows.length > 0
        ? rows
        : [
            <tr key="empty">
              <td colSpan={columns[section].length} className="day-empty">
                {t(`day.${empty[section]}`)}
              </td>
            </tr>,
          ],
  };
}

/** Numbers and amounts stand at the right. */
function row(key: string, cells: readonly (string | number)[]): ReactElement {
  return (
    <tr key={key}>
      {cells.map((cell, index) => (
        <td key={index} className={typeof cell === 'number' ? 'right' : undefined}>
          {typeof cell === 'number' ? cell : <DrawnText text={cell} />}
        </td>
      ))}
    </tr>
  );
}
