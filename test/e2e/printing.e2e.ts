import { expect, type Locator } from '@playwright/test';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { change } from '../../domain/records/change.ts';
import { pdfFaces, pdfPages, pdfSize } from '../helpers/pdf-text.ts';
import { startPrintScheduler, type PrintScheduler } from '../helpers/print-scheduler/print-scheduler.ts';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk } from './clerk.ts';
import { aHolder, anApplicant, test, type County } from './county.ts';

/** One of each: extension A, B, E, F, G and H, and one of the first block that is in no list of 1980. */
const rareCharacters = Array.from('㐂𠮷𬭚𬺱𰻝𱁬𱍐喆');
/** In no face that may be carried along. */
const drawnByNobody = '\u{2ebf5}';

let cups: PrintScheduler;
test.beforeAll(async () => {
  cups = await startPrintScheduler();
  await cups.addPrinter('window3');
  await cups.addPrinter('hall');
  await cups.command('lpadmin', '-p', 'hall', '-D', '大厅打印机');
});
test.afterAll(() => cups.stop());

/** A clerk before the answer slip of somebody. */
async function atTheSlip(county: County, environment: Readonly<Record<string, string>> = {}) {
  const { person } = await aHolder(county.witness, '1');
  const program = await county.openProgram({ environment: { CUPS_SERVER: cups.server, ...environment } });
  const desk = new ClerkAtDesk(program);
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name.replace(drawnByNobody, 'U+2EBF5'));
  await expect(desk.page.locator('.strip [aria-current="date"]')).toBeVisible();
  await desk.press('F4');
  await expect(desk.page.getByRole('combobox', { name: desk.say('print.printer') })).toBeVisible();
  return { desk, person };
}

async function choosePrinter(desk: ClerkAtDesk, name: string): Promise<void> {
  await desk.page.getByRole('combobox', { name: desk.say('print.printer') }).click();
  await desk.page.locator('.ant-select-item-option').filter({ hasText: name }).click();
}

const jobs = (desk: ClerkAtDesk): Locator => desk.page.getByRole('status', { name: desk.say('print.jobs') });
const sheetsOf = async (name: string) => (await Promise.all(cups.sheets(name).map(pdfPages))).flat();
const slipTitle = (desk: ClerkAtDesk) => ({ title: desk.say('print.paper-answer-slip') });

test('a paper goes to the chosen printer and is printed when the queue says so; the choice holds at the next start', async ({
  county,
}) => {
  const temporary = await mkdtemp(join(tmpdir(), 'guitai-moment-'));
  const { desk, person } = await atTheSlip(county, { TMPDIR: temporary });
  const { page, say } = desk;
  await choosePrinter(desk, '大厅打印机');
  await page.getByRole('button', { name: `${say('receipt.print')} F10` }).click();
  await expect(page.getByText(say('print.printed', slipTitle(desk)))).toBeVisible();
  const [sheet, ...others] = await sheetsOf('hall');
  expect(others).toEqual([]);
  expect(sheet).toContain(say('answer-slip.title'));
  expect(sheet).toContain(person.name);
  expect(sheet).not.toContain(person.documentNumber);
  await expect(page.getByText(say('receipt.again', { number: 1 }))).toBeVisible();
  // Nothing of it is left, neither with the scheduler nor where programs put what they need for a moment.
  await until('the scheduler has forgotten the document', () => cups.documents().length === 0);
  expect((await readdir(temporary, { recursive: true })).filter((name) => /pdf|print/i.test(name))).toEqual(
    [],
  );

  await desk.program.close();
  const { desk: next } = await atTheSlip(county);
  await expect(next.page.locator('.printer-choice')).toContainText('大厅打印机');
  await rm(temporary, { recursive: true, force: true });
});

test('a jam is told with what to do, on every page, and the paper comes when somebody has seen to it', async ({
  county,
}) => {
  const { desk, person } = await atTheSlip(county);
  const { page, say } = desk;
  await choosePrinter(desk, 'window3');
  cups.setMode('window3', 'jam');
  const before = cups.sheets('window3').length;
  await desk.press('F10');
  await expect(jobs(desk)).toContainText(say('print.waits-paper-jam'));
  await expect(jobs(desk)).toContainText(say('print.state-waiting', slipTitle(desk)));
  await desk.picture('print-jam');
  // Elsewhere meanwhile: the job is not lost with the page.
  await desk.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();
  await expect(jobs(desk)).toContainText(say('print.waits-paper-jam'));
  await expect(page.getByText(say('print.printed', slipTitle(desk)))).toHaveCount(0);
  expect(cups.sheets('window3')).toHaveLength(before);
  cups.setMode('window3', 'ready');
  await expect(page.getByText(say('print.printed', slipTitle(desk)))).toBeVisible();
  await expect(jobs(desk)).toBeEmpty();
  expect(cups.sheets('window3')).toHaveLength(before + 1);
});

test('a print that is taken back is no print, and one that is refused says why', async ({ county }) => {
  const { desk } = await atTheSlip(county);
  const { page, say } = desk;
  await choosePrinter(desk, 'window3');
  const before = cups.sheets('window3').length;
  cups.setMode('window3', 'no-paper');
  await desk.press('F10');
  await expect(jobs(desk)).toContainText(say('print.waits-paper-empty'));
  await page.getByRole('button', { name: say('print.cancel') }).click();
  await expect(page.getByText(say('print.cancelled', slipTitle(desk)))).toBeVisible();
  await expect(page.getByText(say('receipt.first'))).toBeVisible();
  cups.setMode('window3', 'fail');
  await desk.press('F10');
  await expect(jobs(desk)).toContainText(say('print.refused-gave-up'));
  await desk.picture('print-refused');
  await page.getByRole('button', { name: say('print.close') }).click();
  await expect(jobs(desk)).toBeEmpty();
  cups.setMode('window3', 'ready');

  await cups.command('cupsreject', 'window3');
  await desk.press('F10');
  await expect(jobs(desk)).toContainText(say('print.refused-not-accepting'));
  await page.getByRole('button', { name: say('print.close') }).click();
  await cups.command('cupsaccept', 'window3');
  expect(cups.sheets('window3')).toHaveLength(before);
  await expect(page.getByText(say('receipt.first'))).toBeVisible();
  await desk.press('F10');
  await expect(page.getByText(say('print.printed', slipTitle(desk)))).toBeVisible();
  expect((await sheetsOf('window3')).at(-1)).not.toContain(say('receipt.reprint', { number: 1 }));
  await expect(page.getByText(say('receipt.again', { number: 1 }))).toBeVisible();
});

test('a paper that still waits when the program ends does not come out with nobody there', async ({
  county,
}) => {
  const { desk } = await atTheSlip(county);
  await choosePrinter(desk, 'window3');
  const before = cups.sheets('window3').length;
  await cups.command('cupsdisable', 'window3');
  await desk.press('F10');
  await expect(jobs(desk)).toContainText(desk.say('print.waits-stopped'));
  expect(cups.documents()).toHaveLength(1);
  await desk.program.close();
  expect(cups.documents()).toEqual([]);
  await cups.command('cupsenable', 'window3');
  await until(
    'the queue is empty',
    async () => (await cups.command('lpstat', '-o', 'window3')).trim() === '',
  );
  expect(cups.sheets('window3')).toHaveLength(before);
});

test('no name prints a box: rare characters come from the program’s own faces, and what no face has stands as its code', async ({
  county,
}) => {
  const { person } = await aHolder(county.witness, '1');
  const name = `欧阳${rareCharacters.join('')}${drawnByNobody}`;
  await county.prepare([change('insuredPerson', { ...person, name })]);
  // A machine that has no Chinese face at all.
  const folder = await mkdtemp(join(tmpdir(), 'guitai-faces-'));
  const settings = join(folder, 'fonts.conf');
  await writeFile(
    settings,
    `<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><dir>/usr/share/fonts/type1</dir><cachedir>${folder}</cachedir></fontconfig>`,
  );
  const { desk } = await atTheSlip(county, { FONTCONFIG_FILE: settings });
  await choosePrinter(desk, 'window3');
  await desk.picture('print-rare-characters');
  await desk.press('F10');
  await expect(desk.page.getByText(desk.say('print.printed', slipTitle(desk)))).toBeVisible();
  const paper = cups.sheets('window3').at(-1) ?? Buffer.of();
  const [sheet = ''] = await pdfPages(paper);
  for (const character of rareCharacters) expect(sheet).toContain(character);
  expect(sheet).toContain('[U+2EBF5]');
  expect(sheet).not.toContain(drawnByNobody);
  const faces = await pdfFaces(paper);
  expect(faces.filter(({ embedded }) => !embedded)).toEqual([]);
  // The machine has none of these; what the third source draws goes onto paper as outlines without a name.
  for (const face of ['HanaMinB', 'BabelStoneHan', 'NotoSansSC', 'NotoSerifSC']) {
    expect(
      faces.some((one) => one.name.includes(face)),
      face,
    ).toBe(true);
  }
  const fetched = await desk.page.evaluate(
    async (characters) =>
      Promise.all(
        characters.map(async (character) =>
          (await document.fonts.load('14px "Noto Sans SC", "Guitai Rare"', character)).some(
            ({ status }) => status === 'loaded',
          ),
        ),
      ),
    rareCharacters,
  );
  expect(fetched).toEqual(rareCharacters.map(() => true));
  await rm(folder, { recursive: true, force: true });
});

test('a receipt comes on the roll of a receipt printer where that is chosen, as long as it is and on one piece', async ({
  county,
}) => {
  const applicant = await anApplicant(county, 0);
  const name = `阿卜杜热西提·阿布都克里木·买买提依明${rareCharacters.join('')}`;
  await county.prepare([change('insuredPerson', { ...applicant, name })]);
  const program = await county.openProgram({ environment: { CUPS_SERVER: cups.server } });
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  await desk.findPerson(applicant.documentNumber, name);
  const { serviceNumber } = await desk.issueCard();
  await desk.press('F4');
  await expect(page.getByRole('combobox', { name: say('print.printer') })).toBeVisible();
  await choosePrinter(desk, 'window3');
  await page.getByRole('combobox', { name: say('print.receiptPaper') }).click();
  await page
    .locator('.ant-select-item-option')
    .filter({ hasText: say('print.size-receipt') })
    .click();
  await expect(page.locator('.paper.roll')).toBeVisible();
  await desk.picture('receipt-roll');
  await desk.press('F10');
  await expect(
    page.getByText(say('print.printed', { title: say('print.paper-issue-receipt') })),
  ).toBeVisible();
  const paper = cups.sheets('window3').at(-1) ?? Buffer.of();
  const pages = await pdfPages(paper);
  expect(pages).toHaveLength(1);
  const text = pages.join('').replaceAll(/\s/g, '');
  const parts = ['阿卜杜热西提·', '阿布都克里木·', '买买提依明', ...rareCharacters];
  for (const told of [...parts, serviceNumber, '办结回执']) expect(text).toContain(told);
  const { width, height } = await pdfSize(paper);
  expect(width).toBeCloseTo(80, 0);
  expect(height).toBeGreaterThan(100);
  expect(height).toBeLessThan(260);
});
