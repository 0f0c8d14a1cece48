import { expect } from '@playwright/test';
import { attachPrinter } from '../helpers/test-printer.ts';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test } from './county.ts';
import { lookAt } from './looks.ts';
import {
  beginPayout,
  decideElsewhere,
  fillAccount,
  fillPaper,
  paidAccounts,
  signHere,
  standsAs,
  takeCardIn,
} from './payout-desk.ts';
import { somebodyFor } from './payout-people.ts';

const clerks = [
  { loginName: 'clerk1', password: 'guitai-demo-1' },
  { loginName: 'clerk2', password: 'guitai-demo-2' },
] as const;

test('two counters take the same balance while both are cut off: one payout, one clear refusal, no paper that says otherwise', async ({
  county,
}) => {
  test.setTimeout(300_000);
  const { person } = await somebodyFor(county.witness, 'settled-abroad', 3);
  const second = await county.openHeadlessCounter();
  const done = [];
  // One window after the other has the keyboard; both are cut off before the first begins.
  const windows = [];
  for (const [index, clerk] of clerks.entries()) {
    const line = await county.layLine();
    const program = await county.openProgram({ name: `window-${String(index + 1)}`, central: line.url });
    const desk = new ClerkAtDesk(program);
    await desk.signIn(clerk);
    await expect(program.page.getByText(desk.say('status.online')).first()).toBeVisible();
    windows.push({ clerk, line, desk, printed: await attachPrinter(program) });
  }
  for (const { line, desk } of windows) await desk.loseLine(line);
  for (const window of windows) {
    const { clerk, desk, printed } = window;
    const { page, say } = desk;
    await desk.findPerson(person.documentNumber, person.name);
    await beginPayout(desk, 'settled-abroad');
    await fillPaper(desk, 'settlement-proof', '驻外领证字 2026-118 号');
    await fillAccount(desk, person.name, paidAccounts[0]);
    await takeCardIn(desk);
    await desk.readDocument();
    await signHere(desk, clerk.password);
    await standsAs(desk, 'accepted');
    await expect(page.getByText(say('payout.unconfirmed'))).toBeVisible();
    const serviceNumber = await desk.read('issue-card.serviceNumber', ['number'], 'number');
    // The check, too, is only taken down.
    await signHere(desk, clerk.password);
    await standsAs(desk, 'checked');
    await expect(page.getByText(say('payout.unconfirmed'))).toBeVisible();
    await lookAt(desk, 'payout-offline');
    await desk.press('F4');
    await expect(page.getByRole('heading', { name: say('payout-receipt.title-provisional') })).toBeVisible();
    await lookAt(desk, 'payout-offline-receipt');
    await desk.press('F10');
    const sheet = await until('the receipt is printed', async () => (await printed())[0]);
    expect(sheet.text).toContain('待确认');
    expect(sheet.text).not.toContain('办结');
    expect(sheet.text).not.toContain('已付款');
    await desk.press('Escape');
    await standsAs(desk, 'checked');
    done.push({ ...window, serviceNumber });
  }

  for (const { line } of windows) line.mend();
  const verdicts = await Promise.all(
    done.map(async (window) => {
      const { page, say } = window.desk;
      const confirmed = page.getByText(say('confirmation.confirmed'));
      const refused = page.getByText(say('confirmation.refused'));
      await expect(confirmed.or(refused).first()).toBeVisible({ timeout: 60_000 });
      return { ...window, won: await confirmed.first().isVisible() };
    }),
  );
  const winner = verdicts.find(({ won }) => won);
  const loser = verdicts.find(({ won }) => !won);
  if (winner === undefined || loser === undefined) throw new Error('One of them is refused, and one is not.');

  const { page, say } = loser.desk;
  // Whether the other one was checked already when this one came is nobody's to say.
  const because = (code: string) => page.getByText(say(`refusal.${code}`, { service: winner.serviceNumber }));
  const reason = because('payout-under-way').or(because('payout-under-approval'));
  await expect(reason.first()).toBeVisible();
  await lookAt(loser.desk, 'payout-two-counters-refused');
  await loser.desk.press('F4');
  const paper = page.getByRole('article');
  await expect(paper).toContainText(say('payout-receipt.lead-refused'));
  await expect(paper).not.toContainText('办结');
  await expect(paper).not.toContainText('已付款');
  await lookAt(loser.desk, 'payout-two-counters-refused-receipt');
  await loser.desk.press('F10');
  const sheet = await until('the second sheet', async () => (await loser.printed())[1]);
  expect(sheet.text).toContain(say('payout-receipt.lead-refused'));

  await decideElsewhere(second, winner.serviceNumber, 'approve');
  await standsAs(winner.desk, 'paid');
  const payouts = (await county.witness.records('payout')).filter(({ personId }) => personId === person.id);
  expect(payouts.map(({ id }) => id)).toEqual([winner.serviceNumber]);
  const payments = (await county.witness.records('payment')).filter(({ personId }) => personId === person.id);
  expect(payments.map(({ state, serviceId }) => [state, serviceId])).toEqual([
    ['paid', winner.serviceNumber],
  ]);
});
