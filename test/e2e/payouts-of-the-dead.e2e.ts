import { formatYuan } from '../../domain/money/fen.ts';
import { expect } from '@playwright/test';
import { attachPrinter } from '../helpers/test-printer.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { lookAt } from './looks.ts';
import {
  beginPayout,
  decideElsewhere,
  fill,
  fillAccount,
  fillPaper,
  paidAccounts,
  pick,
  returnedAccount,
  signHere,
  standsAs,
  takeCardIn,
} from './payout-desk.ts';
import { somebodyFor } from './payout-people.ts';

const heirs = [
  { name: '王秀兰', number: '11010119900307803X' },
  { name: '阿卜杜热合曼·买买提依明', number: '34052419800101001X' },
] as const;

/** The heir who stands at the counter. */
async function showApplicant(desk: ClerkAtDesk): Promise<void> {
  const { page, say } = desk;
  const last = (key: string) => page.getByLabel(say(key), { exact: true }).last();
  await last('issue-card.documentNumber').focus();
  for (const text of [heirs[0].number, heirs[0].name, '0']) {
    await typeByHand(page, text);
    await desk.press('Enter');
  }
  await last('payout.applicantRelation').focus();
  await desk.press('ArrowDown');
  await desk.press('Enter');
  await last('application.phone').focus();
  await typeByHand(page, '13900139000');
  await page.getByRole('checkbox', { name: say('payout.heirCompared') }).focus();
  await desk.press('Space');
}

/** One heir with his document, his part and his account. */
async function fillHeir(desk: ClerkAtDesk, place: 0 | 1, share: string, account: string): Promise<void> {
  const { name, number } = heirs[place];
  await fill(desk, 'payout.heirName', name, place);
  await fill(desk, 'issue-card.documentNumber', number, place);
  await pick(desk, 'payout.heirRelation', place + 1, place);
  await fill(desk, 'payout.share', share, place);
  await fillAccount(desk, name, account, place);
}

test('the account of the dead is tried first; the bank returns it, and two heirs are paid whose shares add up', async ({
  county,
}) => {
  test.setTimeout(240_000);
  const { person, account, card } = await somebodyFor(county.witness, 'death');
  const second = await county.openHeadlessCounter();
  const desk = new ClerkAtDesk(await county.openProgram());
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(desk.program);
  await desk.findPerson(person.documentNumber, person.name);
  await beginPayout(desk, 'death');
  await desk.press('F10');
  await expect(page.getByText(say('refusal.payout-paper-death-certificate'))).toBeVisible();
  await expect(page.getByText(say('refusal.payout-paper-kinship'))).toBeVisible();
  await lookAt(desk, 'payout-death-errors');
  await fillPaper(desk, 'death-certificate', '33012220260018');
  await fillPaper(desk, 'kinship-proof', '户口簿 3301-88');
  await fillAccount(desk, person.name, returnedAccount);
  if (card !== null) await takeCardIn(desk);
  await showApplicant(desk);
  await lookAt(desk, 'payout-death');
  await signHere(desk);
  await standsAs(desk, 'accepted');
  const serviceNumber = await desk.read('issue-card.serviceNumber', ['number'], 'number');
  await signHere(desk);
  await standsAs(desk, 'checked');
  await decideElsewhere(second, serviceNumber, 'approve');
  await standsAs(desk, 'returned');

  // 死者账户已销户: the heirs stand in its place, with what shows it and how they share.
  await page.getByRole('radio', { name: say('payout.payTo-own') }).focus();
  await desk.press('ArrowRight');
  await expect(page.getByRole('radio', { name: say('payout.payTo-heirs') })).toBeChecked();
  await fillHeir(desk, 0, '1/3', paidAccounts[0]);
  await desk.press('F7');
  await fillHeir(desk, 1, '1/3', paidAccounts[1]);
  await desk.press('F10');
  await expect(page.getByText(say('refusal.payout-shares-not-whole'))).toBeVisible();
  await expect(page.getByText(say('refusal.payout-paper-own-account-closed'))).toBeVisible();
  await expect(page.getByText(say('refusal.payout-paper-share-agreement'))).toBeVisible();
  await lookAt(desk, 'payout-heirs-errors');
  await fillPaper(desk, 'own-account-closed', '示范银行销户证明 2026-12');
  await fillPaper(desk, 'share-agreement', '（2026）示证字第 77 号');
  await fill(desk, 'payout.share', '2/3', 1);
  await signHere(desk);
  await standsAs(desk, 'corrected');
  await lookAt(desk, 'payout-heirs-corrected');

  // The sheet on paper says to whom the money goes, each with his masked account and his amount.
  await expect(desk.button('approval.thisDesk')).toBeVisible();
  await desk.press('F10');
  await expect(page.getByLabel(say('signature.loginName'))).toBeFocused();
  await desk.press('F4');
  const sheet = page.getByRole('article');
  for (const [index, { name }] of heirs.entries()) {
    const payee = sheet.getByRole('row').filter({ hasText: name });
    const number = paidAccounts[index] ?? '';
    await expect(payee).toContainText(`${number.slice(0, 4)}***********${number.slice(-4)}`);
    await expect(sheet).not.toContainText(number);
  }
  await lookAt(desk, 'payout-approval-paper');
  await desk.press('Escape');
  await expect(page.getByLabel(say('signature.loginName'))).toBeVisible();
  await desk.press('Escape');
  await standsAs(desk, 'corrected');
  await decideElsewhere(second, serviceNumber, 'approve');
  await standsAs(desk, 'paid');
  if (card !== null) {
    await page.getByRole('checkbox').focus();
    await desk.press('Space');
  }
  await desk.press('F10');
  await standsAs(desk, 'closed');
  await lookAt(desk, 'payout-heirs-closed');
  const payments = (await county.witness.records('payment')).filter((one) => one.serviceId === serviceNumber);
  const paid = payments.filter(({ state }) => state === 'paid').map(({ amount }) => amount);
  const [payout] = (await county.witness.records('payout')).filter(({ id }) => id === serviceNumber);
  expect(payments.map(({ state }) => state).sort()).toEqual(['paid', 'paid', 'returned']);
  expect(paid.reduce((sum, one) => sum + one, 0)).toBe(payout?.amount);
  expect(payout?.amount).toBeGreaterThanOrEqual(account.balance);
  await desk.press('F4');
  await expect(page.getByRole('heading', { name: say('payout-receipt.title-closed') })).toBeVisible();
  await lookAt(desk, 'payout-heirs-receipt');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).length).toBe(1);
  expect((await printed())[0]?.pages).toBe(1);

  // One of them was not the right one: his share alone is claimed from him, what the other got stays.
  const [wrong] = payments.filter(({ state }) => state === 'paid');
  if (wrong === undefined) throw new Error('Nobody was paid.');
  const claim = page.getByRole('link', { name: say('payout.claimOf', { name: wrong.payeeName }) });
  await desk.press('Escape');
  await claim.focus();
  await desk.press('Enter');
  await expect(page.getByText(say('refusal.entries-at-the-bank')).first()).toBeVisible();
  await desk.press('F7');
  await expect(page.getByRole('heading', { level: 1, name: say('reversal.title-claim') })).toBeVisible();
  await expect(
    page.getByText(say('person.yuan', { amount: formatYuan(wrong.amount) }), { exact: true }).first(),
  ).toBeVisible();
  await lookAt(desk, 'recovery-of-one-heir');
});
