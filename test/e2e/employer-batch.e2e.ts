import * as XLSX from '@e965/xlsx';
import { expect } from '@playwright/test';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill } from 'node:process';
import type { Appearance } from '../../contract/window-bridge.ts';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { harmlessCell } from '../../domain/roster/harmless-cell.ts';
import { agentDocument, employer } from '../../domain/testing/employer-batch.ts';
import { backendProcess, type CounterProgram } from '../helpers/counter-program.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { until } from '../helpers/until.ts';
import { wording } from '../helpers/wording.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test, type County } from './county.ts';
import { recordsOf, rosterOf, workersOf } from './employers-roster.ts';
import { typeByHand } from './keyboard.ts';
import { lookAt } from './looks.ts';

/** Where a program puts what is chosen in the system's dialogues, which no test can click. */
async function chooseForSaving(program: CounterProgram, path: string): Promise<void> {
  await program.application.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

/** The longest that the page stood still, milliseconds, as the browser itself tells. */
async function watchStalls(desk: ClerkAtDesk): Promise<() => Promise<number>> {
  const stalls = await desk.page.evaluateHandle(() => {
    const seen = { longest: 0 };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ type: 'longtask', buffered: false });
    return seen;
  });
  return () => stalls.evaluate(({ longest }) => longest);
}

/** From the list of services to the first field of a new batch. */
async function beginBatch(desk: ClerkAtDesk): Promise<void> {
  const { page, say } = desk;
  await desk.press('F3');
  await expect(page.getByRole('heading', { level: 1, name: say('services.title') })).toBeVisible();
  await desk.press('F9');
  await expect(page.getByRole('heading', { level: 1, name: say('batch.title') })).toBeVisible();
  await desk.press('F10');
  await expect(page.getByLabel(say('batch.employerCode'))).toBeFocused();
}

/** The letter, field by field with Enter. */
async function typeLetter(desk: ClerkAtDesk, code = employer.id): Promise<void> {
  const { page } = desk;
  const day = civilDateInShanghai(Date.now()).replaceAll('-', '');
  for (const text of [code, '桐机〔2026〕12号', day]) {
    await typeByHand(page, text);
    await desk.press('Enter');
  }
}

/** The agent's document, field by field with Enter; its kind stays the ID card. */
async function typeAgent(desk: ClerkAtDesk): Promise<void> {
  const { page } = desk;
  const { name, documentNumber } = agentDocument;
  await desk.press('Enter');
  for (const text of [documentNumber, name, '0']) {
    await typeByHand(page, text);
    await desk.press('Enter');
  }
  await typeByHand(page, '13900139000');
}

/** The agent's document from the reader; gives his name. */
async function readAgent(desk: ClerkAtDesk): Promise<string> {
  const { page, say } = desk;
  await desk.press('F5');
  await expect(page.getByLabel(say('application.phone'))).toBeFocused();
  await typeByHand(page, '13900139000');
  return page.getByLabel(say('issue-card.documentName')).inputValue();
}

/** F7 opens the system's chooser, which no test can click: it is held back, and the file put into the field. */
async function chooseRoster(desk: ClerkAtDesk, path: string): Promise<void> {
  const { page, say } = desk;
  await expect(page.getByRole('button', { name: say('batch.chooseFile') }).first()).toBeFocused();
  const field = page.getByLabel(say('batch.file'), { exact: true });
  await field.evaluate((input) => {
    input.addEventListener(
      'click',
      (event) => {
        event.preventDefault();
        input.setAttribute('data-opened', 'true');
      },
      { once: true },
    );
  });
  await desk.press('F7');
  await expect(field).toHaveAttribute('data-opened', 'true');
  await field.setInputFiles(path);
}

/** A county with an employer of so many people, its roster, and a window on a line of its own. */
async function prepare(county: County, count: number, appearance?: Appearance) {
  const folder = await mkdtemp(join(tmpdir(), 'guitai-batch-'));
  const workers = workersOf(count);
  const [stranger] = await county.applicants();
  if (stranger === undefined) throw new Error('The county has nobody.');
  const path = join(folder, '名册.xlsx');
  await writeFile(path, await rosterOf(workers, stranger));
  await county.prepare(recordsOf(workers));
  const line = await county.layLine();
  const program = await county.openProgram({
    central: line.url,
    ...(appearance === undefined ? {} : { appearance }),
  });
  const desk = new ClerkAtDesk(program, appearance?.language ?? 'zh-CN');
  await desk.signIn();
  await expect(desk.page.getByText(desk.say('status.online')).first()).toBeVisible();
  return { folder, workers, path, line, program, desk };
}

/** Each of these has one card, no blank was used twice, and nobody else got one. */
async function expectCards(county: County, workers: readonly { readonly id: string }[]): Promise<void> {
  const wanted = new Set(workers.slice(1).map(({ id }) => id));
  const cards = (await county.witness.records('card')).filter(({ personId }) => wanted.has(personId));
  expect(cards).toHaveLength(wanted.size);
  expect(new Set(cards.map(({ personId }) => personId)).size).toBe(wanted.size);
  expect(new Set(cards.map(({ blankSerial }) => blankSerial)).size).toBe(wanted.size);
}

const looks: readonly Appearance[] = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'en', theme: 'dark' },
];

for (const appearance of looks) {
  test(`an employer's batch by the keyboard, from the letter to the signed list, in ${appearance.language}, ${appearance.theme}`, async ({
    county,
  }) => {
    test.setTimeout(300_000);
    const { folder, workers, path, program, desk } = await prepare(county, 60, appearance);
    const { page, say } = desk;
    const printed = await attachPrinter(program);
    await beginBatch(desk);
    // Everything that is wrong stands beside its field, and the cursor in the first.
    await typeLetter(desk, '91350100M000100Y44');
    await typeAgent(desk);
    await desk.press('F10');
    await expect(page.getByLabel(say('batch.employerCode'))).toBeFocused();
    await expect(page.getByRole('main').getByRole('alert').first()).toBeVisible();
    await lookAt(desk, 'batch-letter-wrong');
    await page.keyboard.press('ControlOrMeta+a');
    await typeByHand(page, employer.id);
    await expect(page.getByText(employer.name)).toBeVisible();
    await lookAt(desk, 'batch-letter');
    await desk.press('F10');

    // What is no roster gets its sentence, and the next file is chosen with the same key.
    const wrong = join(folder, 'wrong.csv');
    await writeFile(wrong, '甲,乙\n1,2\n');
    await chooseRoster(desk, wrong);
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
    await lookAt(desk, 'batch-roster-wrong');
    await chooseRoster(desk, path);
    const valid = workers.length - 1;
    const summary = { rows: workers.length + 6, valid, refused: 7 };
    await expect(page.getByText(say('batch.previewSummary', summary))).toBeVisible();
    await lookAt(desk, 'batch-preview');
    const choice = (name: string) => page.getByRole('radio', { name });
    for (const code of [
      'card-already-valid',
      'not-insured-with-employer',
      'registration-overdue',
      'document-number-invalid',
      'roster-person-twice',
      'roster-name-differs',
      'roster-number-damaged',
    ]) {
      await expect(choice(say(`verdict.${code}`)), code).toBeVisible();
    }
    await choice(say('batch.all')).focus();
    await desk.press('ArrowRight');
    await desk.press('ArrowRight');
    await expect(choice(say('batch.refused'))).toBeChecked();
    await expect(page.getByRole('row').filter({ hasText: say('batch.cannotBeMade') })).toHaveCount(7);
    await lookAt(desk, 'batch-preview-refused');

    await desk.press('F10');
    await expect(page.getByText(say('batch.now-made'))).toBeVisible({ timeout: 60_000 });
    await lookAt(desk, 'batch-made');

    // The list, and the result for the employer.
    await desk.press('F4');
    const [list] = await until('the list is printed', async () => {
      const sheets = await printed();
      return sheets.length > 0 && sheets;
    });
    const pages = list?.pages ?? 0;
    expect(pages).toBeGreaterThan(2);
    expect(list?.text).toContain('单位批量领卡清单');
    expect(list?.text).toContain(employer.name);
    // Paper is Chinese, whatever the clerk reads.
    expect(list?.text).toContain(wording('zh-CN')('print.pages', { page: pages, pages }));
    for (const { name, documentNumber } of workers.slice(1)) {
      expect(list?.text).toContain(name);
      expect(list?.text).not.toContain(documentNumber);
    }
    const result = join(folder, 'result');
    await chooseForSaving(program, result);
    await desk.press('F7');
    await expect(page.getByText(say('batch.saved', { file: 'result.xlsx' }))).toBeVisible();
    const book = XLSX.read(await readFile(`${result}.xlsx`));
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
    const table: readonly (readonly string[])[] = XLSX.utils.sheet_to_json(sheet, { header: 1 });
    expect(table).toHaveLength(1 + workers.length + 6);
    const cells = table.flat().map(String);
    expect(cells).toContain(harmlessCell('=名字不符'));
    expect(cells.filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
    expect(cells.filter((cell) => cell === say('roster-result.made'))).toHaveLength(valid);
    expect(cells.filter((cell) => cell === say('roster-result.refused'))).toHaveLength(7);

    // The employer's agent signs and takes the cards along: another has come, and his document is read.
    await desk.press('F10');
    const dialog = page.getByRole('dialog');
    const signed = dialog.getByRole('checkbox', { name: say('batch.listSigned') });
    await expect(signed).toBeFocused();
    await desk.press('F10');
    await expect(dialog.getByText(say('refusal.batch-list-not-signed'))).toBeVisible();
    await lookAt(desk, 'batch-hand-over');
    await dialog.getByRole('radio', { name: say('batch.otherAgent') }).focus();
    await desk.press('Space');
    await desk.press('F5');
    await expect(signed).toBeFocused();
    await expect(dialog.getByLabel(say('issue-card.documentName'))).not.toHaveValue('');
    await desk.press('Space');
    await lookAt(desk, 'batch-hand-over-other');
    await desk.press('F10');
    await expect(page.getByText(say('batch.now-handed-over'))).toBeVisible({ timeout: 60_000 });
    await lookAt(desk, 'batch-handed-over');
    await desk.press('Escape');
    await expect(page.getByRole('row').filter({ hasText: employer.name })).toBeFocused();
    await lookAt(desk, 'batch-list');
    await until('the central office knows of every card', async () => {
      const services = await county.witness.records('serviceRecord');
      return (
        services.filter(({ channel, stage }) => channel === 'employer' && stage === 'completed').length ===
        valid
      );
    });
    await expectCards(county, workers);

    // What is left for each of them to do himself stands with the service, and first of all on his own page.
    const holder = workers[1];
    await desk.press('Enter');
    const row = page
      .getByRole('row')
      .filter({ hasText: say('batch.row-handed-over') })
      .first();
    await expect(row).toContainText(holder?.name ?? '');
    await row.focus();
    await desk.press('Enter');
    await expect(page.getByText(say('pin.holderComes'))).toBeVisible();
    await desk.readDocument();
    await lookAt(desk, 'batch-holder-pin');
    await desk.press('Escape');
    await expect(page.locator('.offer.first')).toContainText(say('service-kind.set-card-pin'));
    await lookAt(desk, 'batch-holder-page');
    await rm(folder, { recursive: true, force: true });
  });
}

test('the line is cut and the program killed in the middle of a run: it goes on where it was, each gets one card, and a holder activates his at a street office', async ({
  county,
}) => {
  test.setTimeout(300_000);
  const { folder, workers, path, line, program, desk } = await prepare(county, 280);
  await beginBatch(desk);
  await typeLetter(desk);
  const agentName = await readAgent(desk);
  await lookAt(desk, 'batch-letter-read');
  await desk.press('F10');
  await chooseRoster(desk, path);
  await expect(desk.page.getByText(desk.say('batch.step-preview'))).toBeVisible();
  await expect(desk.page.getByText(desk.say('batch.canBeMade')).first()).toBeVisible();
  const longest = await watchStalls(desk);
  await desk.press('F10');

  // Some cards are made, and the line goes.
  const madeOf = async (at: ClerkAtDesk): Promise<number> => {
    const text = await at.page.locator('.batch-numbers dd').first().innerText({ timeout: 5_000 });
    return Number(text);
  };
  await until('some cards are made', async () => (await madeOf(desk)) > 0);
  line.cut();
  await desk.press('F8');
  await expect(desk.button('batch.continue')).toBeVisible({ timeout: 30_000 });
  await expect(desk.page.getByText(desk.say('status.offline')).first()).toBeVisible({ timeout: 45_000 });
  expect(await longest()).toBeLessThan(1_000);
  await lookAt(desk, 'batch-paused');
  const made = await madeOf(desk);
  expect(made).toBeGreaterThan(0);

  // On without the line, and everything is killed at once.
  if (made < workers.length - 1) await desk.press('F10');
  const backend = await backendProcess(program);
  const closed = program.application.waitForEvent('close');
  kill(backend, 'SIGKILL');
  program.application.process().kill('SIGKILL');
  await closed;

  line.mend();
  const again = new ClerkAtDesk(await county.openProgram({ central: line.url }));
  const { page, say } = again;
  await again.signIn();
  await again.press('F3');
  await expect(page.getByRole('heading', { level: 1, name: say('services.title') })).toBeVisible();
  await again.press('F9');
  const row = page.getByRole('row').filter({ hasText: employer.name });
  await expect(row).toBeFocused();
  await lookAt(again, 'batch-to-continue');
  await again.press('Enter');
  await expect(page.getByText(say('batch.letterAndRoster'))).toBeVisible();
  if (await again.button('batch.continue').isVisible()) await again.press('F10');
  await expect(page.getByText(say('batch.now-made'))).toBeVisible({ timeout: 60_000 });
  expect(await madeOf(again)).toBe(workers.length - 1);
  await until('the central office has all of them', async () => {
    const services = await county.witness.records('serviceRecord');
    return (
      services.filter(({ channel, stage }) => channel === 'employer' && stage === 'produced').length ===
      workers.length - 1
    );
  });
  await expectCards(county, workers);

  // The other counter: the page of one of them, open at a street office before his employer has the cards.
  const holder = workers[1];
  if (holder === undefined) throw new Error('There are workers.');
  const point = new ClerkAtDesk(await county.openProgram({ name: 'point', officeId: 'O2' }));
  await point.signIn({ loginName: 'point1', password: 'guitai-demo-7' });
  await point.findPerson(holder.documentNumber, holder.name);
  const pinOffer = point.page.locator('.offer').filter({ hasText: say('service-kind.set-card-pin') });
  await expect(pinOffer).toHaveCount(0);

  await again.press('F10');
  await expect(page.getByRole('dialog').getByText(agentName)).toBeVisible();
  await expect(page.getByRole('checkbox', { name: say('batch.listSigned') })).toBeFocused();
  await again.press('Space');
  await again.press('F10');
  await expect(page.getByText(say('batch.now-handed-over'))).toBeVisible({ timeout: 60_000 });
  await again.findPerson(holder.documentNumber, holder.name);
  await openCards(again);
  await expect(page.getByRole('tabpanel')).toContainText(say('making.03'));

  // He comes there with the card and his own document, and sets his own password.
  await expect(pinOffer).toBeVisible({ timeout: 60_000 });
  await point.press('F10');
  await expect(point.page.getByText(say('pin.holderComes'))).toBeVisible();
  await point.readDocument();
  await point.press('F10');
  await expect(point.button('pin.open')).toBeVisible();
  await point.setPin();
  await point.press('Escape');
  await expect(point.page.locator('.offer').first()).toBeVisible();
  await expect(pinOffer).toHaveCount(0);
  // The centre hears of it on the page that is open there.
  await expect(page.getByRole('tabpanel')).toContainText(say('making.04'), { timeout: 60_000 });
  await lookAt(again, 'batch-activated-elsewhere');
  const card = (await county.witness.records('card')).find(({ personId }) => personId === holder.id);
  expect(card).toMatchObject({ making: '04', status: '1', pinSet: true });
  await rm(folder, { recursive: true, force: true });
});

/** On the person's page, by the keyboard: the second of the tabs. */
async function openCards({ page, say }: ClerkAtDesk): Promise<void> {
  await page.getByRole('tab', { name: say('person.tab-entries') }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: say('person.tab-cards') })).toBeFocused();
}

test('what waits of a batch is drawn as far as it is seen, and End shows its last row', async ({
  county,
}) => {
  test.setTimeout(300_000);
  const { folder, workers, path, line, desk } = await prepare(county, 280);
  const { page, say } = desk;
  await beginBatch(desk);
  await typeLetter(desk);
  await typeAgent(desk);
  await desk.press('F10');
  await chooseRoster(desk, path);
  await expect(page.getByText(say('batch.canBeMade')).first()).toBeVisible();
  line.cut();
  await desk.press('F10');
  await expect(page.getByText(say('batch.now-made'))).toBeVisible({ timeout: 60_000 });

  await desk.press('F6');
  const rows = page.locator('tr[data-index]');
  await expect(rows.first()).toBeFocused();
  // Each card, and what opened the batch; the headings are a row as well.
  const waiting = workers.length;
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', String(waiting + 1));
  expect(await rows.count()).toBeLessThan(waiting / 2);
  await desk.press('End');
  const last = page.locator(`tr[data-index="${waiting - 1}"]`);
  await expect(last).toBeFocused();
  await expect(last).toContainText(say('work-list.waiting'));
  await expect(last).toBeInViewport({ ratio: 1 });
  expect(await rows.count()).toBeLessThan(waiting / 2);
  await lookAt(desk, 'batch-waiting');
  // The row that the keys are on stays known, also while the mouse looks at the other end; Home goes there.
  const detail = page.getByRole('complementary');
  const number = (await last.locator('td').nth(2).innerText()).trim();
  await expect(detail).toContainText(number);
  await page.mouse.move(400, 400);
  await page.mouse.wheel(0, -100_000);
  const first = page.locator('tr[data-index="0"]');
  await expect(first).toBeInViewport();
  await expect(first).toContainText(say('work-list.waiting'));
  await expect(detail).toContainText(number);
  await desk.press('Home');
  await expect(first).toBeFocused();
  await expect(detail).not.toContainText(number);

  line.mend();
  await rm(folder, { recursive: true, force: true });
});
