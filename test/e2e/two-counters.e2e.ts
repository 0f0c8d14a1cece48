import { expect } from '@playwright/test';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/records/canonical-json.ts';
import { tableNames } from '../../domain/records/record-tables.ts';
import type { CentralWitness } from '../helpers/central-witness.ts';
import { connectToCounter, sharedRecordsOf } from '../helpers/counter-records.ts';
import type { CounterProgram } from '../helpers/counter-program.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk } from './clerk.ts';
import { anApplicant, test, type County } from './county.ts';
import { typeByHand } from './keyboard.ts';

/** Whoever sits at a window of the centre: two clerks, two programs, two data directories, two lines. */
const clerks = [
  { loginName: 'clerk1', password: 'guitai-demo-1' },
  { loginName: 'clerk2', password: 'guitai-demo-2' },
] as const;

/** Two windows of the centre beside each other, both online and signed in. */
async function openTwoWindows(county: County) {
  return Promise.all(
    clerks.map(async (clerk, index) => {
      const line = await county.layLine();
      const program = await county.openProgram({ name: `window-${index + 1}`, central: line.url });
      const desk = new ClerkAtDesk(program);
      await desk.signIn(clerk);
      await expect(program.page.getByText(desk.say('status.online')).first()).toBeVisible();
      return { line, program, desk, printed: await attachPrinter(program) };
    }),
  );
}

function hashOf(records: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(records).map(([table, rows]) => [
      table,
      `${rows.length} rows ${createHash('sha256').update(rows.join('\n')).digest('hex')}`,
    ]),
  );
}

/** Every table at the central office: how many rows, and the hash of all of them. */
async function centralHashes(witness: CentralWitness): Promise<Readonly<Record<string, string>>> {
  const tables: [string, readonly string[]][] = [];
  for (const table of tableNames) {
    tables.push([table, (await witness.records(table)).map(canonicalJson).sort()]);
  }
  return hashOf(Object.fromEntries(tables));
}

async function replicaHashes(program: CounterProgram): Promise<Readonly<Record<string, string>>> {
  const database = await connectToCounter(program.data);
  try {
    return hashOf(sharedRecordsOf(database));
  } finally {
    database.close();
  }
}

test('two counters give a card to the same person while both are cut off: one card, one refusal with its reason, no paper that says otherwise', async ({
  county,
}) => {
  const person = await anApplicant(county, 0);
  const windows = await openTwoWindows(county);
  const blanksBefore = await county.witness.records('blankCard');
  for (const { line, desk } of windows) {
    // Seen empty before: what comes later must have the keyboard's focus all the same.
    await desk.press('F6');
    await expect(desk.page.getByText(desk.say('work-list.empty'))).toBeVisible();
    line.cut();
  }

  // Both do the whole service, each at its own keyboard, and hand the paper out.
  const done = await Promise.all(
    windows.map(async (window) => {
      const { desk, printed } = window;
      const { page, say } = desk;
      await expect(page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });
      await desk.findPerson(person.documentNumber, person.name);
      const { serviceNumber, blankSerial } = await desk.issueCard();
      await expect(page.getByText(say('outcome.completed-waiting'))).toBeVisible();
      await desk.press('F4');
      await expect(page.getByText(say('receipt.title-provisional')).first()).toBeVisible();
      await desk.press('F10');
      const [sheet] = await until('the receipt is printed', async () => {
        const sheets = await printed();
        return sheets.length === 1 && sheets;
      });
      expect(sheet?.text).toContain('受理回执');
      expect(sheet?.text).toContain('待确认');
      expect(sheet?.text).not.toContain('办结');
      await desk.press('Escape');
      await expect(page.getByText(say('outcome.completed-waiting'))).toBeVisible();
      return { ...window, serviceNumber, blankSerial };
    }),
  );
  const serials = done.map(({ blankSerial }) => blankSerial);
  expect(new Set(serials).size).toBe(2);

  // Both lines are back at once; nobody presses a key. Which of the two comes first is nobody's to say.
  for (const { line } of windows) line.mend();
  const verdicts = await Promise.all(
    done.map(async (window) => {
      const { page, say } = window.desk;
      const confirmed = page.getByText(say('outcome.completed-confirmed'));
      const refused = page.getByText(say('outcome.completed-refused'));
      await expect(confirmed.or(refused)).toBeVisible({ timeout: 60_000 });
      return { ...window, won: await confirmed.isVisible() };
    }),
  );
  const winner = verdicts.find(({ won }) => won);
  const loser = verdicts.find(({ won }) => !won);
  if (winner === undefined || loser === undefined) throw new Error('One of them is refused, and one is not.');

  const cards = (await county.witness.records('card')).filter((card) => card.personId === person.id);
  expect(cards).toHaveLength(1);
  expect(cards[0]).toMatchObject({ status: '1', pinSet: true, serviceId: winner.serviceNumber });
  const cardNumber = cards[0]?.id ?? '';

  // The one that stands: its paper says so now, and its list is empty.
  {
    const { desk, printed } = winner;
    await desk.press('F4');
    await expect(desk.page.getByText(desk.say('receipt.title-final')).first()).toBeVisible();
    await desk.press('F10');
    const second = await until('the second sheet', async () => (await printed())[1]);
    expect(second.text).toContain('办结回执');
    // The first one said 待确认: nobody has had this one before.
    expect(second.text).not.toContain('补打');
    await desk.press('F6');
    await expect(desk.page.getByText(desk.say('work-list.empty'))).toBeVisible();
  }

  const { desk, printed } = loser;
  const { page, say } = desk;
  await desk.picture('two-counters-refused');
  await desk.press('F4');
  const paper = page.getByRole('article');
  await expect(paper).toContainText(say('receipt.lead-refused'));
  await expect(paper).not.toContainText('办结');
  await desk.picture('two-counters-refused-receipt');
  await desk.press('F10');
  const second = await until('the second sheet', async () => (await printed())[1]);
  expect(second.text).toContain(say('receipt.lead-refused'));
  expect(second.text).not.toContain('办结');
  // Given in the place of the other one, it is no reprint of it.
  expect(second.text).not.toContain('补打');

  await desk.press('F6');
  const row = page.getByRole('row').filter({ hasText: loser.serviceNumber });
  await expect(row).toContainText(say('work-list.refused'));
  const detail = page.getByRole('complementary');
  const { issuedOn } = cards[0] ?? {};
  await expect(detail).toContainText(
    say('refusal.card-already-valid', { cardTail: cardNumber.slice(-4), date: issuedOn ?? '' }),
  );
  await expect(detail).toContainText(cardNumber);
  await expect(row).toBeFocused();
  // The paper that says 受理 of what was refused is in somebody's hands.
  await expect(row).toContainText(say('reclaim.printed', { count: 1 }));
  await expect(detail).toContainText(say('print.paper-issue-receipt'));
  await desk.picture('two-counters-work-list');

  // Settled by a person, in writing, by the keyboard; the blank that was written for it is taken out of the stock.
  await desk.press('F10');
  await expect(page.getByRole('textbox', { name: say('work-list.note') })).toBeFocused();
  await typeByHand(page, '已收回卡片');
  await desk.press('F10');
  await expect(page.getByText(say('reclaim.missing-outcome'))).toBeVisible();
  await page.getByRole('radio', { name: say('reclaim.outcome-not-obtainable') }).check();
  await desk.press('F10');
  await expect(page.getByText(say('reclaim.missing-note'))).toBeVisible();
  await desk.picture('two-counters-settle');
  expect((await county.witness.records('paperPrint')).filter(({ reclaim }) => reclaim !== null)).toEqual([]);
  await page.getByRole('radio', { name: say('reclaim.outcome-taken-back') }).check();
  await desk.press('F10');
  await expect(page.getByText(say('work-list.empty'))).toBeVisible({ timeout: 30_000 });
  await until('the central office knows of the spoiled blank', async () => {
    const blanks = await county.witness.records('blankCard');
    return blanks.some(({ id, status }) => id === loser.blankSerial && status === 'spoiled');
  });
  await until('the central office knows of the paper', async () => {
    const prints = await county.witness.records('paperPrint');
    return prints.some(
      ({ subject, reprint, result, reclaim }) =>
        subject === loser.serviceNumber && reprint === 0 && result !== null && reclaim === 'taken-back',
    );
  });
  const blanks = await county.witness.records('blankCard');
  const changed = blanks.filter(
    ({ id, status }) => blanksBefore.find((one) => one.id === id)?.status !== status,
  );
  expect(
    changed.map(({ id, status }) => ({ id, status })).sort((a, b) => (a.status < b.status ? -1 : 1)),
  ).toEqual([
    { id: winner.blankSerial, status: 'issued' },
    { id: loser.blankSerial, status: 'spoiled' },
  ]);

  // Settled or not, no paper of it may ever say that it was completed.
  await desk.press('F3');
  await expect(row).toBeVisible();
  // Both windows are of one office: the other one's service may stand above.
  const rows = page.getByRole('row');
  await expect(rows.nth(1)).toBeFocused();
  const above = (await rows.allInnerTexts()).findIndex((text) => text.includes(loser.serviceNumber)) - 1;
  for (let step = 0; step < above; step += 1) await desk.press('ArrowDown');
  await expect(row).toBeFocused();
  await desk.press('Enter');
  await expect(page.getByText(say('outcome.completed-settled'))).toBeVisible();
  await desk.press('F4');
  await expect(paper).toContainText(say('receipt.lead-refused'));
  await expect(paper).not.toContainText('办结');

  const there = await centralHashes(county.witness);
  for (const { program } of windows) {
    await expect.poll(() => replicaHashes(program), { timeout: 30_000 }).toEqual(there);
  }
});

test('a card handed out at one counter shows on the page that is open at another, without anybody touching it', async ({
  county,
}) => {
  const person = await anApplicant(county, 1);
  const [here, there] = await openTwoWindows(county);
  if (here === undefined || there === undefined) throw new Error('There are two windows.');
  const { page, say } = there.desk;
  await there.desk.findPerson(person.documentNumber, person.name);
  const header = page.locator('.person-header');
  await expect(header).toContainText(say('card-status.none'));

  await here.desk.findPerson(person.documentNumber, person.name);
  await here.desk.issueCard();
  await expect(header).toContainText(say('card-status.1'), { timeout: 30_000 });
  const card = (await county.witness.records('card')).find(({ personId }) => personId === person.id);
  await expect(header).toContainText(say('person.tail', { tail: card?.id.slice(-4) ?? '' }));
  await there.desk.picture('two-counters-news');
});
