import { expect } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isUnbroken } from '../../domain/day-close/day-chain.ts';
import { leftoverKinds, type LeftoverKind } from '../../domain/records/day-close.ts';
import { change } from '../../domain/records/change.ts';
import { connectToCounter } from '../helpers/counter-records.ts';
import type { CounterProgram } from '../helpers/counter-program.ts';
import { pdfPages } from '../helpers/pdf-text.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test } from './county.ts';
import { closedYesterday, deskOfDay, unreviewedWork } from './days.ts';
import { lookAt } from './looks.ts';
import { aCoveredHolder, type Holder } from './people.ts';

const supervisor = { loginName: 'supervisor', password: 'guitai-demo-0' } as const;
const reason = '线路中断，明早补传并处理';

/** A card is reported lost by telephone while nobody can be reached; gives the service's number. */
async function reportLoss(
  desk: ClerkAtDesk,
  { person }: Holder,
  paper: (() => Promise<unknown>) | null,
): Promise<string> {
  const { page, say } = desk;
  await desk.findPerson(person.documentNumber, person.name);
  await desk.choose('report-loss');
  await expect(page.getByRole('radio', { name: say('presented.channel-telephone') })).toBeFocused();
  for (let question = 0; question < 3; question += 1) {
    await desk.press('Tab');
    await desk.press('Space');
  }
  await desk.press('F10');
  await desk.seesDone('reported-provisional', 'waiting');
  const serviceNumber = await desk.read('issue-card.serviceNumber', ['number'], 'number');
  if (paper !== null) {
    await desk.press('F4');
    await expect(page.getByRole('article')).toContainText('待确认');
    await desk.press('F10');
    await paper();
    await desk.press('Escape');
    await desk.seesDone('reported-provisional', 'waiting');
  }
  await desk.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();
  return serviceNumber;
}

/** The next blank of this window's drawer is spoiled. */
async function spoilBlank(desk: ClerkAtDesk, window: number): Promise<void> {
  const { page, say } = desk;
  await page.getByRole('link', { name: say('navigation.stock') }).click();
  await page
    .getByRole('row')
    .filter({ hasText: say('status.window', { number: window }) })
    .first()
    .click();
  await desk.press('4');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await dialog.getByLabel(say('stock.reason')).fill('芯片破损');
  await desk.press('F10');
  await expect(dialog).toBeHidden();
}

/** Under which id the counter sends what it has done for a service. */
async function commandOf(program: CounterProgram, serviceNumber: string): Promise<string> {
  const database = await connectToCounter(program.data);
  try {
    const [row] = database
      .prepare<[string], { id: string }>(`SELECT id FROM outbox WHERE service = ?`)
      .all(serviceNumber);
    if (row === undefined) throw new Error(`Nothing waits of ${serviceNumber}.`);
    return row.id;
  } finally {
    database.close();
  }
}

/** A supervisor signs, at this desk, why the day is closed over what is left. */
async function sign(
  desk: ClerkAtDesk,
  who: { readonly loginName: string; readonly password: string },
): Promise<void> {
  const { page, say } = desk;
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(say('day.sign-reason')).fill(reason);
  await dialog.getByLabel(say('signature.loginName')).fill(who.loginName);
  await dialog.getByLabel(say('signature.password'), { exact: true }).fill(who.password);
  await desk.press('F10');
}

test('a day is not closed over any kind of what is left unless a supervisor signs with his reason; then it stands for good, is printed and saved, and what comes later is told as late', async ({
  county,
}) => {
  // The central office is started anew three times, and six pages are looked at.
  test.setTimeout(300_000);
  const day = await deskOfDay(county);
  const { clerk, colleague, here, beside, drawer, today, service } = day;
  const [doneElsewhere, set] = [await aCoveredHolder(county, 0), await aCoveredHolder(county, 1)];
  const gone = drawer.at(-1);
  if (gone === undefined) throw new Error('The drawer is empty.');
  await county.prepare([
    service(1, clerk, here),
    service(2, clerk, here, { kind: 'report-loss' }),
    service(3, colleague, beside),
    ...unreviewedWork(day),
    // With this blank the drawer was closed yesterday; it is gone, and the book knows of nothing that took it away.
    closedYesterday(
      day,
      drawer.map(({ id }) => id),
    ),
    change('blankCard', { ...gone, status: 'missing' }),
  ]);
  const line = await county.layLine();
  const program = await county.openProgram({ central: line.url });
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);

  // Two losses are taken without the line, the first with its paper: the one card was reported lost elsewhere by then, the
  // number of the other command stands for something else. So the one is refused and the other never decided.
  await desk.loseLine(line);
  const refused = await reportLoss(desk, doneElsewhere, () =>
    until('the receipt is printed', async () => (await printed()).length === 1),
  );
  const stopped = await reportLoss(desk, set, null);
  await county.prepare(
    [change('card', { ...doneElsewhere.card, status: '2', making: '05', statusBeforeLoss: '1' })],
    [await commandOf(program, stopped)],
  );
  line.mend();
  await page.getByRole('link', { name: say('navigation.work') }).click();
  await expect(page.getByText(say('work-list.refused')).first()).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText(say('work-list.rejected')).first()).toBeVisible();
  // And something of which nobody has heard yet.
  await desk.loseLine(line);
  await spoilBlank(desk, here.number);

  await page.getByRole('link', { name: say('navigation.day') }).click();
  const leftovers = page.getByRole('list', { name: say('day.leftovers') });
  const named: readonly (readonly [kind: LeftoverKind, item: string])[] = [
    ['unsent', say('command-kind.spoil-blank-card')],
    ['refused', refused],
    ['stopped', stopped],
    ['approval-waiting', day.pattern.id],
    ['print-unknown', `${say('print.paper-issue-receipt')} ${day.pattern.id}`],
    ['paper-to-reclaim', `${say('print.paper-issue-receipt')} ${refused}`],
    ['drawer-not-counted', say('status.window', { number: here.number })],
    ['cards-differ', gone.id],
  ];
  for (const [kind, item] of named) {
    const told = leftovers.getByRole('listitem').filter({ hasText: say(`day.leftover-${kind}`) });
    await expect(told).toContainText(item);
  }
  await expect(leftovers.getByRole('listitem')).toHaveCount(named.length);
  const paper = page.getByRole('article').first();
  await expect(paper).toContainText(say('day.draft'));
  await expect(paper).toContainText(say('service-kind.report-loss'));
  await lookAt(desk, 'day-open');

  // Not without a reason, a name and a password; not by the clerk himself.
  await desk.press('F10');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await desk.press('F10');
  await expect(dialog.getByText(say('refusal.day-reason-missing'))).toBeVisible();
  await lookAt(desk, 'day-signing');
  await sign(desk, { loginName: 'clerk2', password: 'guitai-demo-2' });
  await expect(dialog.getByText(say('refusal.day-leftovers-unsigned'))).toBeVisible();
  await sign(desk, supervisor);
  await expect(dialog).toBeHidden();
  await expect(paper).toContainText(say('day.provisional'));

  // The line is there again: the central office reckons it, and it is closed for good.
  line.mend();
  await expect(paper).toContainText(say('day.closed'), { timeout: 60_000 });
  const withReason = page.getByRole('article').filter({ hasText: reason });
  await expect(withReason).toBeVisible();
  await lookAt(desk, 'day-closed');
  const closedDays = async () =>
    (await county.witness.records('dayClose'))
      .filter(({ scope }) => scope === 'clerk')
      .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const closed = await closedDays();
  expect(closed.map((one) => one.clerkId)).toEqual([clerk.id, clerk.id]);
  expect(isUnbroken(closed)).toBe(true);
  const stands = closed.at(-1);
  expect(stands?.day).toBe(today);
  expect(stands?.report.leftovers.map(({ kind }) => kind)).toEqual(named.map(([kind]) => kind));
  expect(stands?.report.cards[0]?.difference).toEqual([{ first: gone.id, last: gone.id }]);

  await desk.press('F10');
  const sheet = await until('the page of the day is printed', async () => (await printed())[1]);
  expect(sheet.text).toContain('柜员日终单');
  expect(sheet.text).toContain(stands?.hash);

  // For the archive: the paper as a PDF, and the record with its hashes.
  const folder = await mkdtemp(join(tmpdir(), 'guitai-day-'));
  // No name that reads like the key of a text: the news of the file is still there when the page is looked at.
  for (const name of ['closed-day.pdf', 'closed-day.json']) {
    const file = join(folder, name);
    await program.application.evaluate(({ dialog: system }, filePath) => {
      system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await desk.press('F7');
    await expect(page.getByText(say('day.saved', { file: basename(file) }))).toBeVisible({ timeout: 30_000 });
  }
  const sheets = await pdfPages(await readFile(join(folder, 'closed-day.pdf')));
  expect(sheets.join('\n')).toContain(reason);
  const record = JSON.parse(await readFile(join(folder, 'closed-day.json'), 'utf8')) as {
    readonly close: unknown;
  };
  expect(record.close).toEqual(stands);
  await rm(folder, { recursive: true });

  // What comes to the day now is told beside it, and the page that was closed stays as it was.
  await county.prepare([service(4, clerk, here)]);
  await expect(page.getByText(say('day.lateNote'))).toBeVisible({ timeout: 60_000 });
  await lookAt(desk, 'day-late');
  expect(await closedDays()).toEqual(closed);

  // The office's day: whoever has not closed is told by his name, and is signed for as well.
  await page.getByText(say('day.scope-office'), { exact: true }).click();
  const notClosed = leftovers
    .getByRole('listitem')
    .filter({ hasText: say('day.leftover-clerk-not-closed') })
    .filter({ hasText: colleague.name });
  await expect(notClosed).toBeVisible();
  await lookAt(desk, 'day-office');
  const kinds = [...named.map(([kind]) => kind), 'clerk-not-closed'];
  expect(kinds.toSorted()).toEqual(leftoverKinds.toSorted());
  await desk.press('F10');
  await sign(desk, supervisor);
  await expect(dialog).toBeHidden();
  await expect(paper).toContainText(say('day.closed'), { timeout: 60_000 });

  await page.getByRole('link', { name: say('day.closedDays') }).click();
  await expect(page.getByText(say('day.unbroken'))).toBeVisible();
  const late = page.getByRole('row').filter({ hasText: today }).filter({ hasText: clerk.name });
  await expect(late.getByRole('cell', { name: '1', exact: true })).toBeVisible();
  await lookAt(desk, 'closed-days');
  await desk.press('Enter');
  await expect(withReason).toBeVisible();
});

test('a day of which nothing is left is closed with one key, in English and in the dark', async ({
  county,
}) => {
  // The drawer is empty: nothing is to be counted.
  const { drawer } = await deskOfDay(county);
  await county.prepare(drawer.map((blank) => change('blankCard', { ...blank, workstationId: null })));
  const program = await county.openProgram({ appearance: { language: 'en', theme: 'dark' } });
  const desk = new ClerkAtDesk(program, 'en');
  const { page, say } = desk;
  await desk.signIn();
  await page.getByRole('link', { name: say('navigation.day') }).click();
  await expect(page.getByText(say('day.noLeftovers')).first()).toBeVisible();
  await lookAt(desk, 'day-open-en');
  await desk.press('F10');
  await expect(page.getByText(say('day.explain-closed'))).toBeVisible();
  await expect
    .poll(async () => (await county.witness.records('dayClose')).map((one) => one.reason))
    .toEqual([null]);
  await lookAt(desk, 'day-closed-en');
});
