import { expect } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CounterProgram } from '../helpers/counter-program.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk } from './clerk.ts';
import { anApplicant, test } from './county.ts';
import { issueHeadless } from './headless-clerk.ts';
import { lookAt } from './looks.ts';

const supervisor = { loginName: 'supervisor', password: 'guitai-demo-0' };

/** What the clerk chooses in the system's dialogues, which no test can click; null closes them. */
async function choose(program: CounterProgram, path: string | null): Promise<void> {
  await program.application.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
  }, path);
}

test('a counter without a line hands its work over as a file: the card is there once, and its own line finds it done', async ({
  county,
}) => {
  test.setTimeout(240_000);
  const folder = await mkdtemp(join(tmpdir(), 'guitai-handover-'));
  const [person, other] = [await anApplicant(county, 0), await anApplicant(county, 1)];
  const line = await county.layLine();
  const program = await county.openProgram({ central: line.url });
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn(supervisor);
  const printed = await attachPrinter(program);
  await expect(page.getByText(say('status.online')).first()).toBeVisible();
  line.cut();
  await desk.findPerson(person.documentNumber, person.name);
  const { serviceNumber } = await desk.issueCard();

  await desk.press('F6');
  await expect(page.getByRole('cell', { name: serviceNumber })).toBeVisible();
  // Why it waits, and when the line is tried again.
  await expect(page.getByText(say('error.central-unreachable'))).toBeVisible();
  await lookAt(desk, 'work-waiting');

  const dialog = page.getByRole('dialog');
  await desk.press('F7');
  await expect(dialog.getByText(say('outbox-file.content', { count: 1 }))).toBeVisible();
  await lookAt(desk, 'work-export');
  await choose(program, null);
  await desk.press('F10');
  await expect(dialog.getByRole('button', { name: say('outbox-file.chooseFolder') })).toHaveAttribute(
    'aria-disabled',
    'false',
  );
  const path = join(folder, 'chosen by the clerk');
  await choose(program, path);
  await desk.press('F10');
  await expect(dialog.getByText(say('outbox-file.exported', { count: 1 }))).toBeVisible();
  await expect(dialog.getByText('chosen by the clerk.gth')).toBeVisible();
  await lookAt(desk, 'work-exported');
  await desk.press('Escape');
  const file = `${path}.gth`;
  for (const personal of [person.name, person.documentNumber, serviceNumber]) {
    expect((await readFile(file)).includes(Buffer.from(personal))).toBe(false);
  }

  // Another window of the county, and the same card once, however often it is brought.
  const headless = await county.openHeadlessCounter();
  await headless.call('signIn', supervisor);
  const taken = await headless.call('importOutbox', { path: file });
  expect(taken).toMatchObject({ applied: taken.commands, refused: 0, rejected: 0, duplicate: 0 });
  expect(await headless.call('importOutbox', { path: file })).toMatchObject({ duplicate: taken.commands });
  const cardsThere = async () =>
    (await county.witness.records('card')).filter((card) => card.personId === person.id);
  expect(await cardsThere()).toMatchObject([{ status: '1' }]);
  await until('the other window shows it', async () => {
    const { cards } = await headless.call('getPersonPage', { personId: person.id });
    return cards.length === 1;
  });

  // It goes on without a line, with somebody who gets his card at the other window meanwhile.
  await desk.findPerson(other.documentNumber, other.name);
  const collided = await desk.issueCard();
  await issueHeadless(headless, other.id);
  await desk.press('F6');
  await desk.press('F7');
  await choose(program, join(folder, 'second.gth'));
  await desk.press('F10');
  await expect(dialog.getByText(say('outbox-file.exported', { count: 2 }))).toBeVisible();
  await desk.press('Escape');

  line.mend();
  await expect(page.getByText(say('status.online')).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(say('work-list.refused')).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('cell', { name: serviceNumber })).toHaveCount(0);
  await expect(page.getByRole('cell', { name: collided.serviceNumber })).toBeVisible();
  await lookAt(desk, 'work-refused-beside');
  expect(await cardsThere()).toHaveLength(1);

  // At a window: everything was decided before, and what needs a person is told with its reason.
  await desk.press('F9');
  await lookAt(desk, 'work-import');
  await desk.press('F10');
  await expect(dialog.getByText(say('outbox-file.problems', { count: 1 }))).toBeVisible({ timeout: 30_000 });
  await expect(dialog.getByText(collided.serviceNumber)).toBeVisible();
  await lookAt(desk, 'work-imported');
  await desk.press('F4');
  const [sheet] = await until('the list is printed', async () => {
    const sheets = await printed();
    return sheets.length === 1 && sheets;
  });
  expect(sheet?.text).toContain(say('outbox-file.paperTitle'));
  expect(sheet?.text).toContain(collided.serviceNumber);
  expect(sheet?.text).toContain(other.name);
  await rm(folder, { recursive: true, force: true });
});

test('a clerk who is no supervisor is told so, and no file is chosen', async ({ county }) => {
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  await desk.press('F6');
  await desk.press('F9');
  await expect(page.getByText(say('outbox-file.supervisorImports'))).toBeVisible();
  await expect(page.getByRole('button', { name: say('outbox-file.chooseFile') })).toHaveCount(0);
  // Whatever a page asks for, the backend looks at who sits there before anybody chooses.
  const codes = await page.evaluate(async () => {
    const answers = [await window.guitaiWindow.exportOutbox({}), await window.guitaiWindow.importOutbox({})];
    return answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
  });
  expect(codes).toEqual(['supervisor-needed', 'supervisor-needed']);
});
