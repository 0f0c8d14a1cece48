import { expect } from '@playwright/test';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { change, type Change } from '../../domain/records/change.ts';
import { pdfPages } from '../helpers/pdf-text.ts';
import { startPrintScheduler, type PrintScheduler } from '../helpers/print-scheduler/print-scheduler.ts';
import { until } from '../helpers/until.ts';
import { arrivingParcel, cardsForPoints } from './cards-for-points.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test } from './county.ts';
import { scan } from './keyboard.ts';

let cups: PrintScheduler;
test.beforeAll(async () => {
  cups = await startPrintScheduler();
  await cups.addPrinter('window3');
});
test.afterAll(() => cups.stop());

/** Around the number of rows that fill one sheet, and two: somewhere among them one would be left alone. */
const lengths = [2, 24, 25, 26, 27, 28, 29, 30, 31, 55, 61];
const parcelOf = (length: number) => `330199-20261120-001-80${String(length).padStart(2, '0')}`;
const cardOf = (length: number, row: number) =>
  `K${String(length).padStart(2, '0')}${String(row).padStart(6, '0')}`;

/** The arriving parcel again with so many cards, of the same services. */
function parcels(changes: readonly Change[]): readonly Change[] {
  const found = changes.find(({ table, record }) => table === 'parcel' && record.id === arrivingParcel);
  if (found?.table !== 'parcel') throw new Error('There is no such parcel.');
  const parcel = found.record;
  return lengths.map((length) =>
    change('parcel', {
      ...parcel,
      id: parcelOf(length),
      cards: Array.from({ length }, (_none, row) => ({
        serviceNumber: parcel.cards[row % parcel.cards.length]?.serviceNumber ?? '',
        cardNumber: cardOf(length, row + 1),
      })),
    }),
  );
}

test('a list goes over as many sheets as it takes: head and page on each, no row alone, signed beside its last rows', async ({
  county,
}) => {
  test.setTimeout(300_000);
  const changes = await cardsForPoints(county, civilDateInShanghai(Date.now()));
  await county.prepare([...changes, ...parcels(changes)]);
  const desk = new ClerkAtDesk(await county.openProgram({ environment: { CUPS_SERVER: cups.server } }));
  const { page, say } = desk;
  await desk.signIn();
  for (const [index, length] of lengths.entries()) {
    await page.getByRole('link', { name: say('navigation.sending') }).click();
    await expect(page.getByRole('heading', { name: say('parcel.sending') })).toBeVisible();
    await scan(page, parcelOf(length));
    await expect(
      page.getByRole('heading', { name: say('parcel.title', { number: parcelOf(length) }) }),
    ).toBeVisible();
    await desk.press('F10');
    const sheet = await until('the list is printed', () => cups.sheets('window3')[index]);
    const pages = await pdfPages(sheet);
    const rows = pages.map((text) => text.match(/K\d{8}/g) ?? []);
    expect(rows.flat()).toEqual(Array.from({ length }, (_none, row) => cardOf(length, row + 1)));
    expect(Math.min(...rows.map(({ length: count }) => count))).toBeGreaterThan(1);
    for (const [place, text] of pages.entries()) {
      expect(text).toContain(say('transport-list.title'));
      expect(text).toContain(say('transport-list.cardNumber'));
      expect(text).toContain(parcelOf(length));
      expect(text).toContain(say('print.pages', { page: place + 1, pages: pages.length }));
      expect(text.includes(say('transport-list.giver'))).toBe(place === pages.length - 1);
    }
  }
  const counts = await Promise.all(
    cups.sheets('window3').map(async (sheet) => (await pdfPages(sheet)).length),
  );
  expect(counts.at(0)).toBe(1);
  expect(counts).toContain(2);
  expect(counts.at(-1)).toBe(3);
});
