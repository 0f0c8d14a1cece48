import { expect } from '@playwright/test';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { formatYuan } from '../../domain/money/fen.ts';
import { change } from '../../domain/records/change.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { ClerkAtDesk } from './clerk.ts';
import { aHolder, test, type County } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { lookAt } from './looks.ts';
import { PublicPage } from './public-page.ts';
import { beginTransfer, seesState, showDocument, signOwn } from './transfer-desk.ts';
import { aLeaver } from './transfer-people.ts';

const codePattern = /[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}/;

/** The public page of the central office, as a phone opens it. */
async function checkedAt({ url }: County, number: string, code: string): Promise<string> {
  const answer = await fetch(`${url}/verify?${new URLSearchParams({ number, code }).toString()}`);
  return await answer.text();
}

test('a statement printed without a line is provisional, and gets a code that the public page confirms once it is sent', async ({
  county,
}) => {
  const { person } = await aHolder(county.witness, '1');
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);
  await county.stopCentral();
  await expect(page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });
  await desk.findPerson(person.documentNumber, person.name);
  await desk.choose('issue-statement');
  await expect(page.getByLabel(say('statement.from'))).toBeVisible();
  await desk.readDocument();
  await desk.press('F10');
  await desk.seesDone('statement-issued', 'waiting');
  await desk.press('F4');
  const verification = page.locator('.paper-verification');
  await expect(verification).toContainText(say('verification.pending'));
  await expect(verification.locator('img')).toHaveCount(0);
  await expect(page.getByText(say('verification.awaited'))).toBeVisible();
  await verification.scrollIntoViewIfNeeded();
  await lookAt(desk, 'verification-provisional');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).length).toBe(1);
  const provisional = (await printed())[0]?.text ?? '';
  expect(provisional).toContain(say('verification.pending'));
  expect(provisional).not.toMatch(codePattern);

  // The line is back: the same page has the code without being asked, and offers the paper that has it.
  await county.startCentral();
  await expect(verification).toContainText(codePattern, { timeout: 60_000 });
  await expect(verification.locator('img')).toBeVisible();
  const [paper] = await county.witness.records('registeredPaper');
  const id = paper?.id ?? '';
  const code = paper?.code ?? '';
  await expect(page.getByText(say('verification.confirmedSince', { code }))).toBeVisible();
  await verification.scrollIntoViewIfNeeded();
  await lookAt(desk, 'verification-with-code');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).length).toBe(2);
  const confirmed = (await printed())[1]?.text ?? '';
  expect(codePattern.exec(confirmed)?.[0]).toBe(code);
  expect(confirmed).toContain(`${county.url}/verify`);
  expect(confirmed).not.toContain(say('verification.pending'));

  const genuine = await checkedAt(county, id, code);
  expect(genuine).toContain('真实，现行有效');
  expect(genuine).toContain('个人账户交易明细');
  for (const personal of [person.name, person.documentNumber]) expect(genuine).not.toContain(personal);
  expect(await checkedAt(county, id, '2222-2222-2222')).toContain('未查到相符的纸件');
});

test('the certificate of a transfer has its code on all copies, and is void for whoever checks it when the transfer is withdrawn', async ({
  county,
}) => {
  const { person } = await aLeaver(county.witness);
  const program = await county.openProgram({ appearance: { language: 'en', theme: 'dark' } });
  const desk = new ClerkAtDesk(program, 'en');
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);
  await beginTransfer(desk, 'transfer-out', person, '330101');
  await showDocument(desk);
  await signOwn(desk);
  await desk.press('F10');
  await seesState(desk, 'out-waiting-approval');
  await expect(page.getByText(say('confirmation.confirmed')).first()).toBeVisible({ timeout: 30_000 });
  await desk.press('F9');
  const certificate = page.getByRole('article').first();
  await expect(certificate).toContainText(codePattern, { timeout: 30_000 });
  await lookAt(desk, 'verification-certificate');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).length).toBe(1);
  expect((await printed())[0]?.pages).toBe(3);
  const text = (await printed())[0]?.text ?? '';
  const [paper] = await county.witness.records('registeredPaper');
  const id = paper?.id ?? '';
  const code = paper?.code ?? '';
  expect(text.split(code)).toHaveLength(4);
  expect(await checkedAt(county, id, code)).toContain('真实，现行有效');
  // The number of the certificate is as good: it is the service's without its dashes.
  expect(await checkedAt(county, id.replaceAll('-', ''), code)).toContain('参保凭证');

  await desk.press('Escape');
  await page.getByRole('button', { name: say('transfer.withdraw') }).focus();
  await desk.press('Enter');
  await expect(page.getByLabel(say('transfer.reason'))).toBeFocused();
  await typeByHand(page, '参保人改变主意');
  await desk.press('F10');
  await seesState(desk, 'out-withdrawn');
  await expect.poll(() => checkedAt(county, id, code), { timeout: 30_000 }).toContain('真实，但已作废');
  await desk.press('F9');
  await expect(page.getByRole('article').first()).toContainText('已作废');
  await expect(page.locator('.paper-verification img')).toHaveCount(0);
  await lookAt(desk, 'verification-void');
});

test('a statement is replaced by the next one about the same days where something was posted since, and everybody is told', async ({
  county,
}) => {
  test.setTimeout(240_000);
  const { witness, prepare } = county;
  const { person } = await aHolder(witness, '1');
  const [pattern] = (await witness.records('ledgerEntry')).filter(({ personId }) => personId === person.id);
  const account = (await witness.records('personalAccount')).find(({ id }) => id === person.id);
  if (pattern === undefined || account === undefined) throw new Error('The holder of a card has no account.');
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  async function issue(balance: number): Promise<void> {
    await desk.findPerson(person.documentNumber, person.name);
    await desk.choose('issue-statement');
    // What was posted elsewhere comes with the feed.
    await expect(page.getByRole('region', { name: say('statement.preview') })).toContainText(
      formatYuan(balance),
      { timeout: 30_000 },
    );
    await desk.readDocument();
    await desk.press('F10');
    await desk.seesDone('statement-issued', 'confirmed');
  }
  await issue(account.balance);
  await desk.press('F4');
  const verification = page.locator('.paper-verification');
  await expect(verification).toContainText(codePattern);
  // Nothing was printed without the code, and nothing is to be exchanged.
  const [older] = await witness.records('registeredPaper');
  const { id: number = '', code } = older ?? {};
  await expect(page.getByRole('status').filter({ hasText: code ?? '' })).toHaveCount(0);
  const everybody = new PublicPage(desk, program, county);
  expect(await everybody.looksAt('form', {})).not.toContain('真实');
  expect(await everybody.looksAt('genuine', { number, code: code ?? '' })).toContain('真实，现行有效');
  expect(await everybody.looksAt('wrong-code', { number, code: '2222-2222-2222' })).toContain(
    '未查到相符的纸件',
  );
  expect(await everybody.looksAt('mistyped', { number: '12345', code: '0000' })).toContain('编号应为');

  await prepare([
    change('ledgerEntry', {
      ...pattern,
      ...{ id: 'posted-since', groupId: 'posted-since', serial: 0, serviceId: null, reversesId: null },
      ...{ kind: 'allocation', debitAccount: 'contributions-received', creditAccount: 'personal-account' },
      ...{ postedOn: civilDateInShanghai(Date.now()), amount: 700 },
    }),
    change('personalAccount', { ...account, balance: account.balance + 700 }),
  ]);
  await issue(account.balance + 700);
  const newer = (await witness.records('registeredPaper')).find(({ id }) => id !== number);
  const numberOfNewer = newer?.id ?? '';
  const words = await everybody.looksAt('replaced', { number, code: code ?? '' });
  expect(words).toContain('真实，但已被新件替代');
  expect(words).toContain(numberOfNewer);

  // At the counter too, on the page and on its paper.
  await desk.press('F3');
  await page.getByRole('row').filter({ hasText: number }).focus();
  await desk.press('Enter');
  await expect(
    page.getByRole('heading', { level: 1, name: say('service-kind.issue-statement') }),
  ).toBeVisible();
  await desk.press('F4');
  await expect(page.getByText(say('verification.replacedNews', { number: numberOfNewer }))).toBeVisible();
  await expect(verification).toContainText(say('verification.replaced'));
  await expect(verification.locator('img')).toHaveCount(0);
  await lookAt(desk, 'verification-replaced');
  await verification.scrollIntoViewIfNeeded();
  await desk.picture('verification-replaced-end');
});
