import { expect, type Locator } from '@playwright/test';
import type { PayoutGround, PayoutPaper } from '../../domain/records/payout.ts';
import type { HeadlessCounter } from '../helpers/headless-counter.ts';
import { until } from '../helpers/until.ts';
import { demonstrationClerk, type ClerkAtDesk } from './clerk.ts';
import { typeByHand } from './keyboard.ts';
import { lookAt } from './looks.ts';

/** What a simulated bank pays, and what it returns (central/bank/simulated-payments.ts): by the last digit. */
export const paidAccounts = ['6217850000001000061', '6217850000001000012', '6217850000001000053'] as const;
export const returnedAccount = '6217850000001000087';

/** The second person: another one than whoever sits at the screen. */
export const approver = { loginName: 'supervisor', password: 'guitai-demo-0' } as const;

/** From the person's page to the form, with this ground chosen. */
export async function beginPayout(desk: ClerkAtDesk, ground: PayoutGround): Promise<void> {
  const { page, say } = desk;
  await desk.choose('payout');
  const choice = page.getByRole('radio', { name: say(`payout.ground-${ground}`) });
  await expect(choice).toBeVisible();
  await choice.focus();
  if (!(await choice.isChecked())) await desk.press('Space');
  await expect(choice).toBeChecked();
}

/** One field by its label, the n-th of its kind. */
export function fieldOf({ page, say }: ClerkAtDesk, key: string, place = 0): Locator {
  return page.getByLabel(say(key), { exact: true }).nth(place);
}

export async function fill(desk: ClerkAtDesk, key: string, text: string, place = 0): Promise<void> {
  await fieldOf(desk, key, place).focus();
  await desk.press('Control+A');
  await typeByHand(desk.page, text);
}

export async function fillPaper(desk: ClerkAtDesk, kind: PayoutPaper, reference: string): Promise<void> {
  await fill(desk, `payout.paper-${kind}`, reference);
}

/** The account of the n-th payee. */
export async function fillAccount(
  desk: ClerkAtDesk,
  holder: string,
  number: string,
  place = 0,
): Promise<void> {
  await fill(desk, 'payout.bankName', '示范银行县支行', place);
  await fill(desk, 'payout.accountName', holder, place);
  await fill(desk, 'payout.accountNumber', number, place);
}

/** One of a list that opens, counted from its top. */
export async function pick(desk: ClerkAtDesk, key: string, down: number, place = 0): Promise<void> {
  await fieldOf(desk, key, place).focus();
  for (let count = 0; count < down; count += 1) await desk.press('ArrowDown');
  await desk.press('Enter');
}

/** The card that ends with the account lies on the desk. */
export async function takeCardIn(desk: ClerkAtDesk): Promise<void> {
  const taken = desk.page.getByRole('radio', { name: desk.say('payout.card-taken-in') });
  await taken.focus();
  await desk.press('Space');
  await expect(taken).toBeChecked();
}

/** F10, everything once more, and the clerk's own password. */
export async function signHere(
  desk: ClerkAtDesk,
  password: string = demonstrationClerk.password,
): Promise<void> {
  const { page, say } = desk;
  await desk.press('F10');
  const field = page.getByRole('dialog').getByLabel(say('signature.ownPassword'));
  await expect(field).toBeFocused();
  await typeByHand(page, password);
  await desk.press('F10');
}

/** What the page of a payout says of how far it is. */
export async function standsAs(desk: ClerkAtDesk, state: string): Promise<void> {
  const status = desk.page.getByRole('status');
  await expect(status.getByText(desk.say(`payout.stands-${state}`), { exact: true })).toBeVisible({
    timeout: 45_000,
  });
}

/** 同台复核: the second person types his own name and password at this desk; then the page of the payout is there again. */
export async function approveHere(desk: ClerkAtDesk): Promise<void> {
  const { page, say } = desk;
  await desk.press('F10');
  await expect(page.getByLabel(say('signature.loginName'))).toBeFocused();
  await typeByHand(page, approver.loginName);
  await desk.press('Enter');
  await typeByHand(page, approver.password);
  await desk.press('F10');
  await expect(page.getByText(say('approval.stands-approved'), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await desk.press('Escape');
}

/** From his own queue at his own window. */
export async function approveFromQueue(second: ClerkAtDesk, person: string): Promise<void> {
  const { page, say } = second;
  await page.getByRole('link', { name: say('navigation.approvals') }).focus();
  await second.press('Enter');
  await expect(page.getByRole('row').filter({ hasText: person })).toBeFocused({ timeout: 30_000 });
  await second.press('Enter');
  await expect(page.getByLabel(say('signature.ownPassword'))).toBeFocused();
  await lookAt(second, 'payout-sheet');
  await typeByHand(page, approver.password);
  await second.press('F10');
  await expect(page.getByText(say('approval.stands-approved'), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
}

/** The second person at a counter of his own decides about what waits of this service. */
export async function decideElsewhere(
  counter: HeadlessCounter,
  serviceNumber: string,
  decision: { readonly refuse: string } | 'approve',
): Promise<void> {
  await counter.call('signIn', approver);
  const waiting = async () => {
    const { approvals } = await counter.call('listApprovals', {});
    return approvals.find((one) => one.serviceNumber === serviceNumber && !one.unconfirmed);
  };
  await until('the sheet is in the queue of the second person', async () => (await waiting()) !== undefined);
  const sheet = await waiting();
  if (sheet === undefined) throw new Error('The sheet has gone.');
  const { approvalId } = sheet;
  const about = { approvalId, loginName: null, password: approver.password };
  if (decision !== 'approve') {
    await counter.call('refuseApproval', { ...about, reason: decision.refuse });
    return;
  }
  const { effect, obstacles } = await counter.call('getApproval', { approvalId });
  expect(obstacles).toEqual([]);
  await counter.call('approveService', { ...about, amount: effect?.amount ?? -1 });
}
