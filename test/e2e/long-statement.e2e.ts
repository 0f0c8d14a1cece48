import { expect } from '@playwright/test';
import { addDays, civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { balanceOf } from '../../domain/ledger/balance.ts';
import { change } from '../../domain/records/change.ts';
import type { LedgerEntry } from '../../domain/records/records.ts';
import { pdfFaces, pdfPages } from '../helpers/pdf-text.ts';
import { startPrintScheduler, type PrintScheduler } from '../helpers/print-scheduler/print-scheduler.ts';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk } from './clerk.ts';
import { aHolder, test, type County } from './county.ts';
import { typeByHand } from './keyboard.ts';

let cups: PrintScheduler;
test.beforeAll(async () => {
  cups = await startPrintScheduler();
  await cups.addPrinter('window3');
});
test.afterAll(() => cups.stop());

/** More than a hundred sheets. */
const visits = 3_000;

/** Somebody whose account has moved on every day for years. */
async function aLongAccount({ witness, prepare }: County) {
  const { person } = await aHolder(witness, '1');
  const today = civilDateInShanghai(Date.now());
  const own = (await witness.records('ledgerEntry')).filter(({ personId }) => personId === person.id);
  const account = (await witness.records('personalAccount')).find(({ id }) => id === person.id);
  const [pattern] = own;
  if (account === undefined || pattern === undefined) throw new Error('The holder of a card has no account.');
  const posted = Array.from({ length: visits }, (_, index): LedgerEntry => ({
    ...pattern,
    ...{ id: `visit-${String(index)}`, groupId: `visit-${String(index)}`, serial: 0, serviceId: null },
    ...{ kind: 'allocation', debitAccount: 'contributions-received', creditAccount: 'personal-account' },
    ...{
      postedOn: addDays(today, -Math.floor((visits - 1 - index) / 10)),
      amount: 100 + index,
      reversesId: null,
    },
    institution: '示范县人民医院',
  }));
  await prepare([
    ...posted.map((entry) => change('ledgerEntry', entry)),
    change('personalAccount', { ...account, balance: balanceOf([...own, ...posted]) }),
  ]);
  const last = (await witness.records('ledgerEntry')).find(({ id }) => id === `visit-${String(visits - 1)}`);
  if (last === undefined) throw new Error('The last visit is not in the ledger.');
  return { person, lastSerial: String(last.serial), entries: own.length + visits };
}

test('a statement of three thousand lines is looked at to its end and printed whole, and the clerk goes on meanwhile', async ({
  county,
}) => {
  test.setTimeout(240_000);
  const { person, lastSerial, entries } = await aLongAccount(county);
  const program = await county.openProgram({ environment: { CUPS_SERVER: cups.server } });
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.choose('issue-statement');
  await page.getByRole('radio', { name: say('statement.period-all') }).focus();
  await desk.press('Space');
  const preview = page.getByRole('region', { name: say('statement.preview') });
  await expect(preview.getByText(say('statement.lines', { count: entries }))).toBeVisible();
  await desk.readDocument();
  await desk.press('F10');
  await desk.seesDone('statement-issued', 'confirmed');
  await desk.press('F4');

  // Only what is in sight is drawn, and the end is as near as the beginning.
  const sheets = page.getByRole('region', { name: say('statement.result') });
  await expect(sheets.getByRole('heading', { name: say('statement.paper'), exact: true })).toBeVisible();
  await sheets.focus();
  await desk.press('End');
  await expect(sheets.locator('.statement-sums')).toBeVisible();
  await expect(sheets.getByText(lastSerial, { exact: true })).toBeVisible();
  expect(await sheets.locator('.statement-sheet').count()).toBeLessThan(8);

  await page.getByRole('combobox', { name: say('print.printer') }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: 'window3' }).click();
  await desk.press('F10');
  await program.windowWith('paper');
  // It is drawn elsewhere: what he types meanwhile is there.
  await desk.press('F2');
  await typeByHand(page, 'wang');
  await expect(desk.searchBox()).toHaveValue('wang');

  const paper = await until('the statement is printed', () => cups.sheets('window3')[0], 120);
  const pages = await pdfPages(paper);
  expect(pages.length).toBeGreaterThan(80);
  pages.forEach((text, index) =>
    expect(text).toContain(say('print.pages', { page: index + 1, pages: pages.length })),
  );
  expect(pages.at(-1)).toContain(lastSerial);
  expect(pages.at(-1)).toContain(say('statement.closing'));
  expect(pages.join('').match(/^\s*\d{4}-\d{2}-\d{2}.*示范县人民医院/gm)?.length).toBeGreaterThanOrEqual(
    visits,
  );
  expect((await pdfFaces(paper)).every(({ name, embedded }) => embedded && name.includes('Noto'))).toBe(true);
  // Its window goes with it.
  await until('the window of the paper is closed', () => program.application.windows().length === 1);
});
