import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { addDays, civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { formatYuan } from '../../domain/money/fen.ts';
import { balanceOf } from '../../domain/ledger/balance.ts';
import { change } from '../../domain/records/change.ts';
import type { LedgerEntry } from '../../domain/records/records.ts';
import { ledgerEntryKind } from '../../contract/ledger-records.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { ClerkAtDesk } from './clerk.ts';
import { aHolder, test, type County } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { lookAt } from './looks.ts';

const longName = '示范县城关镇社区卫生服务中心附属第一综合门诊部（医保定点零售药店）';

/** Somebody whose account has moved often: the last ninety days each a visit, one of them taken back. */
async function aFullAccount({ witness, prepare }: County) {
  const { person } = await aHolder(witness, '1');
  const today = civilDateInShanghai(Date.now());
  const all = await witness.records('ledgerEntry');
  const own = all.filter(({ personId }) => personId === person.id);
  const account = (await witness.records('personalAccount')).find(({ id }) => id === person.id);
  const [pattern] = own;
  if (account === undefined || pattern === undefined) throw new Error('The holder of a card has no account.');
  const visit = (index: number): LedgerEntry => ({
    ...pattern,
    ...{ id: `visit-${String(index)}`, groupId: `visit-${String(index)}`, serial: 0, serviceId: null },
    ...{ postedOn: addDays(today, index - 89), amount: 100 + index, reversesId: null },
    ...(index % 3 === 0
      ? {
          kind: 'allocation',
          debitAccount: 'contributions-received',
          creditAccount: 'personal-account',
          amount: 40_000,
        }
      : { kind: 'spending', debitAccount: 'personal-account', creditAccount: 'designated-institutions' }),
    institution: index % 10 === 4 ? longName : '示范县人民医院',
  });
  const visits = Array.from({ length: 90 }, (_, index) => visit(index));
  const wrong = visit(88);
  const back: LedgerEntry = {
    ...wrong,
    ...{ id: 'back', groupId: 'back', kind: 'reversal', reversesId: wrong.id, postedOn: today },
    ...{ debitAccount: wrong.creditAccount, creditAccount: wrong.debitAccount },
  };
  const posted = [...visits, back];
  const balance = balanceOf([...own, ...posted]);
  await prepare([
    ...posted.map((entry) => change('ledgerEntry', entry)),
    change('personalAccount', { ...account, balance }),
  ]);
  const numbered = (await witness.records('ledgerEntry')).filter(({ personId }) => personId === person.id);
  return { person, today, balance, entries: numbered };
}

test('a statement of all days goes over several sheets that carry on, and says the same when it is printed again', async ({
  county,
}) => {
  const { person, today, balance, entries } = await aFullAccount(county);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);
  await desk.findPerson(person.documentNumber, person.name);
  await desk.choose('issue-statement');
  const from = page.getByLabel(say('statement.from'));
  const to = page.getByLabel(say('statement.to'));
  const preview = page.getByRole('region', { name: say('statement.preview') });
  await expect(preview.getByText(say('statement.closing'))).toBeVisible();
  await expect(preview.getByText(formatYuan(balance))).toBeVisible();

  // What is no day, and days that are the wrong way round, is told beside the field; nothing is lost by it.
  await from.focus();
  await from.selectText();
  await typeByHand(page, '2026-02-30');
  await desk.press('F10');
  await expect(page.getByText(say('input.not-a-date'))).toBeVisible();
  await expect(page.getByText(say('input.too_small')).first()).toBeVisible();
  await desk.picture('statement-no-day');
  await from.selectText();
  await typeByHand(page, addDays(today, 2).replaceAll('-', ''));
  await to.selectText();
  await typeByHand(page, addDays(today, 1));
  await desk.readDocument();
  await desk.press('F10');
  await expect(from).toHaveAccessibleDescription(say('refusal.statement-period-reversed'));
  await expect(to).toHaveAccessibleDescription(say('refusal.statement-period-in-future'));
  await desk.picture('statement-refused');

  await page.getByRole('radio', { name: say('statement.period-all') }).focus();
  await desk.press('Space');
  await expect(to).toHaveValue(today);
  await expect(preview.getByText(say('statement.lines', { count: entries.length }))).toBeVisible();
  await lookAt(desk, 'statement');
  await desk.press('F10');
  await desk.seesDone('statement-issued', 'confirmed');
  await lookAt(desk, 'statement-done');
  await desk.press('F4');
  await expect(page.getByRole('heading', { name: say('statement.paper'), exact: true })).toBeVisible();
  await lookAt(desk, 'statement-paper');
  // What was reckoned is what is drawn: no sheet has more on it than it has room for.
  const beyond = async () =>
    Math.max(
      ...(await page
        .locator('.statement-sheet')
        .evaluateAll((sheets) => sheets.map((sheet) => sheet.scrollHeight - sheet.clientHeight))),
    );
  expect(await beyond()).toBe(0);
  await page.getByRole('region', { name: say('statement.result') }).focus();
  await desk.press('End');
  await expect(page.locator('.statement-sums')).toBeVisible();
  expect(await beyond()).toBe(0);
  // The same to take home, as a spreadsheet: where to is the system's dialogue to ask.
  const file = join(await mkdtemp(join(tmpdir(), 'guitai-statement-')), 'statement.csv');
  await program.application.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await desk.press('F7');
  await expect(page.getByText(say('batch.saved', { file: basename(file) }))).toBeVisible();
  const rows = new TextDecoder('gb18030').decode(await readFile(file)).split('\r\n');
  expect(rows.filter((row) => /^\d{4}-\d{2}-\d{2},/.test(row))).toHaveLength(entries.length);
  expect(rows.join('\n')).not.toContain(person.documentNumber);
  await rm(dirname(file), { recursive: true });

  await desk.press('F10');
  await expect.poll(async () => (await printed()).length).toBe(1);
  const [first] = await printed();
  const text = first?.text ?? '';
  const pages = first?.pages ?? 0;
  expect(pages).toBeGreaterThan(2);
  expect(text).toContain(say('print.pages', { page: 1, pages }));
  expect(text).toContain(say('print.pages', { page: pages, pages }));
  expect(text.split(say('statement.broughtForward'))).toHaveLength(pages);
  expect(text).not.toContain(person.documentNumber);
  expect(text).toContain(formatYuan(balance));
  const wrong = entries.find(({ id }) => id === 'visit-88')?.serial ?? 0;
  const back = entries.find(({ id }) => id === 'back')?.serial ?? 0;
  expect(text).toContain(say('statement.reverses', { serial: wrong }));
  expect(text).toContain(say('statement.reversedBy', { kind: say('entry-kind.spending'), serial: back }));
  await desk.printAgain('4', 1);
  await expect.poll(async () => (await printed()).length).toBe(2);
  const again = (await printed())[1]?.text ?? '';
  expect(again).toContain(say('receipt.reprint', { number: 1 }));
  const kinds = ledgerEntryKind.options.map((kind) => say(`entry-kind.${kind}`));
  const line = new RegExp(String.raw`\d{4}-\d{2}-\d{2}(?:${kinds.join('|')}).*?(?:\d+\.\d{2}){2}`, 'gs');
  const lines = (sheet: string) => sheet.replaceAll(',', '').match(line);
  expect(lines(text)).toHaveLength(entries.length);
  expect(lines(again)).toEqual(lines(text));
});

test('while the line is down a statement says that it waits, of spending alone and of days without any; the central office agrees afterwards', async ({
  county,
}) => {
  const { person, today, balance } = await aFullAccount(county);
  const program = await county.openProgram({ appearance: { language: 'en', theme: 'dark' } });
  const desk = new ClerkAtDesk(program, 'en');
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);
  await county.stopCentral();
  await expect(page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });

  await desk.findPerson(person.documentNumber, person.name);
  await desk.choose('issue-statement');
  await page.getByRole('radio', { name: say('statement.scope-spending') }).focus();
  await desk.press('Space');
  await lookAt(desk, 'statement-spending');
  await desk.readDocument();
  await desk.press('F10');
  await desk.seesDone('statement-issued', 'waiting');
  await desk.press('F4');
  await expect(page.getByText('承前页').first()).toBeVisible();
  await lookAt(desk, 'statement-paper-offline');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).length).toBe(1);
  const spending = (await printed())[0]?.text ?? '';
  // Paper is Chinese, whatever the screen speaks.
  expect(spending).toContain('待确认');
  expect(spending).toContain('未逐笔列示');
  expect(spending).toContain(formatYuan(balance));

  await desk.press('Escape');
  await expect(page.getByText(say('service-done.statement-issued'))).toBeVisible();
  await desk.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();
  await desk.choose('issue-statement');
  const from = page.getByLabel(say('statement.from'));
  await from.selectText();
  await typeByHand(page, '1999-01-01');
  await page.getByLabel(say('statement.to')).selectText();
  await typeByHand(page, '1999-12-31');
  await expect(page.getByText(say('statement.lines', { count: 0 }))).toBeVisible();
  await desk.readDocument();
  await desk.press('F10');
  await desk.seesDone('statement-issued', 'waiting');
  await desk.press('F4');
  await expect(page.getByText('期间内没有交易。')).toBeVisible();
  await desk.picture('statement-paper-nothing');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).length).toBe(2);
  expect((await printed())[1]).toMatchObject({ pages: 1 });

  await county.startCentral();
  await desk.press('Escape');
  await desk.seesDone('statement-issued', 'confirmed');
  const kept = (await county.witness.records('serviceRecord')).filter(
    ({ kind, personId }) => kind === 'issue-statement' && personId === person.id,
  );
  expect(kept.map(({ details }) => details)).toMatchObject([
    { scope: 'spending', figures: { closing: balance } },
    { from: '1999-01-01', figures: { opening: 0, closing: 0 } },
  ]);
  expect(kept.every(({ openedOn }) => openedOn === today)).toBe(true);
});
