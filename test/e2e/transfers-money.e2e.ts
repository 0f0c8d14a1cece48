import { expect } from '@playwright/test';
import { formatYuan } from '../../domain/money/fen.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test } from './county.ts';
import { balanceAt } from './ledgers.ts';
import { lookAt } from './looks.ts';
import {
  approveHere,
  beginTransfer,
  credit,
  giveMoneyBack,
  matchMoney,
  seesState,
  showDocument,
  signOwn,
} from './transfer-desk.ts';
import { aComer, aLeaver } from './transfer-people.ts';

test('what is too much stays nobody’s when the rest is credited, and goes back although the transfer has ended', async ({
  county,
}) => {
  const { witness } = county;
  const person = await aComer(witness, 3);
  const before = await balanceAt(witness, person.id);
  const desk = new ClerkAtDesk(await county.openProgram());
  const { page, say } = desk;
  await desk.signIn();
  await beginTransfer(desk, 'transfer-in', person, '330105');
  await showDocument(desk);
  await desk.press('F10');
  await expect(page.getByText(say('transfer.difference-too-much'))).toBeVisible({ timeout: 60_000 });
  await matchMoney(desk, '对方多汇，差额退回');
  await credit(desk);
  await seesState(desk, 'in-completed');
  const transferOf = async () =>
    (await witness.records('relationshipTransfer')).find(({ personId }) => personId === person.id);
  const amount = (await transferOf())?.amount ?? 0;
  expect(await balanceAt(witness, person.id)).toBe(before + amount);

  const excess = formatYuan(10_000);
  const giveBack = page.getByRole('button', { name: say('transfer.return-whole', { amount: excess }) });
  await expect(giveBack).toBeVisible();
  await lookAt(desk, 'transfer-excess');
  await giveMoneyBack(desk, giveBack, '多汇退回');
  await approveHere(desk);
  await expect(page.getByText(say('transfer.returnedSum', { amount: excess }))).toBeVisible({
    timeout: 60_000,
  });
  expect(await balanceAt(witness, person.id)).toBe(before + amount);
});

test('who is taken without his money has it on his account again when it is back', async ({ county }) => {
  const { witness } = county;
  const { person, balance } = await aLeaver(witness, 2);
  const desk = new ClerkAtDesk(await county.openProgram());
  const { page } = desk;
  await desk.signIn();
  await beginTransfer(desk, 'transfer-out', person, '330108');
  await showDocument(desk);
  await signOwn(desk);
  await desk.press('F10');
  await approveHere(desk);
  await seesState(desk, 'out-money-refused');
  await expect(page.getByText('不接收个人账户资金转入').first()).toBeVisible();
  await matchMoney(desk, null);
  await lookAt(desk, 'transfer-money-back');
  await credit(desk);
  await seesState(desk, 'out-returned');
  await lookAt(desk, 'transfer-returned');
  expect(await balanceAt(witness, person.id)).toBeGreaterThanOrEqual(balance);
});

test('what is accepted while the line is cut says so on page, certificate and receipt, and moves nothing until the central office has it', async ({
  county,
}) => {
  const { witness } = county;
  const { person, balance } = await aLeaver(witness, 3);
  const line = await county.layLine();
  const desk = new ClerkAtDesk(await county.openProgram({ central: line.url }));
  const { page, say } = desk;
  await desk.signIn();
  await expect(page.getByText(say('status.online')).first()).toBeVisible();
  await desk.loseLine(line);
  await beginTransfer(desk, 'transfer-out', person, '330100');
  await showDocument(desk);
  await signOwn(desk);
  await desk.press('F10');
  await expect(page.getByText(say('transfer.next-unconfirmed'))).toBeVisible();
  await lookAt(desk, 'transfer-out-unconfirmed');
  await desk.press('F9');
  await expect(page.getByRole('article').first()).toContainText(say('transfer-paper.standing-waiting'));
  await lookAt(desk, 'insurance-certificate-unconfirmed');
  await desk.press('Escape');
  await expect(page.getByText(say('transfer.next-unconfirmed'))).toBeVisible();
  await desk.press('F4');
  await expect(page.getByRole('article')).toContainText('待确认');
  await expect(page.getByRole('article')).not.toContainText('办结');
  await desk.press('Escape');
  expect(await balanceAt(witness, person.id)).toBe(balance);

  line.mend();
  await seesState(desk, 'out-waiting-approval');
  await desk.press('F9');
  await expect(page.getByRole('article').first()).toContainText('第一联');
  await expect(page.getByRole('article').first()).not.toContainText('待确认');
});
