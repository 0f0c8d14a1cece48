import { expect, type Locator } from '@playwright/test';
import { formatYuan } from '../../domain/money/fen.ts';
import type { CentralWitness } from '../helpers/central-witness.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test } from './county.ts';
import { balanceAt } from './ledgers.ts';
import { lookAt } from './looks.ts';
import {
  beginTransfer,
  comesInEnglish,
  credit,
  matchMoney,
  seesState,
  sendMoneyBack,
  showDocument,
} from './transfer-desk.ts';
import { aComer } from './transfer-people.ts';

/** The transfer of a person, the money that has come for it, and what the bank was ordered to pay for it. */
async function heldBy(witness: CentralWitness, personId: string) {
  const transfers = await witness.records('relationshipTransfer');
  const transfer = transfers.find((one) => one.personId === personId);
  if (transfer === undefined) throw new Error('Nobody has asked for a transfer of this person.');
  const money = await witness.records('incomingRemittance');
  const payments = await witness.records('payment');
  return {
    transfer,
    money: money.filter(({ transferId }) => transferId === transfer.id),
    payments: payments.filter(({ serviceId }) => serviceId === transfer.id),
  };
}

/** The sum on the page that is what this text says. */
function sumWith(desk: ClerkAtDesk, text: string): Locator {
  return desk.page.locator('.remittances > li').filter({ hasText: text });
}

test('money that the other area sends twice is seen as the second, credited once, and goes back with a reason and a second person', async ({
  county,
}) => {
  const { witness } = county;
  const person = await aComer(witness, 4);
  const before = await balanceAt(witness, person.id);
  const desk = new ClerkAtDesk(await county.openProgram());
  const { page, say } = desk;
  await desk.signIn();
  await beginTransfer(desk, 'transfer-in', person, '330107');
  await showDocument(desk);
  await desk.press('F10');
  await seesState(desk, 'in-sheet-received');
  await expect(page.getByRole('button', { name: say('transfer.match') })).toHaveCount(2, { timeout: 60_000 });
  await lookAt(desk, 'transfer-twice-unmatched');
  await matchMoney(desk, null);

  // What is left is the second: nothing offers to take it as well, and the page says why.
  const second = sumWith(desk, say('transfer.difference-twice'));
  await expect(second).toHaveCount(1);
  const amount = formatYuan((await heldBy(witness, person.id)).transfer.amount);
  await expect(second.getByText(say('refusal.remittance-twice', { amount }))).toBeVisible();
  await expect(page.getByRole('button', { name: say('transfer.match') })).toHaveCount(0);
  await lookAt(desk, 'transfer-twice');
  await credit(desk);
  await seesState(desk, 'in-completed');
  const { transfer } = await heldBy(witness, person.id);
  expect(await balanceAt(witness, person.id)).toBe(before + transfer.amount);

  // The transfer has ended, and the second sum is still nobody’s.
  const back = second.getByRole('button', { name: say('transfer.return-whole', { amount }) });
  await back.focus();
  await desk.press('Enter');
  await expect(page.getByLabel(say('transfer.reason'))).toBeFocused();
  await desk.press('F10');
  await expect(page.getByText(say('refusal.transfer-reason-missing'))).toBeVisible();
  await lookAt(desk, 'transfer-twice-return-errors');
  await desk.press('Escape');
  await sendMoneyBack(desk, back, { amount, reason: '对方重复汇款', picture: 'transfer-twice' });
  const ended = await heldBy(witness, person.id);
  expect(ended.money.map(({ state }) => state).sort()).toEqual(['credited', 'returned']);
  expect(ended.payments).toMatchObject([{ amount: transfer.amount, state: 'paid' }]);
  expect(await balanceAt(witness, person.id)).toBe(before + transfer.amount);
});

test('money from an area that was not asked is never matched: it goes back to that area, in English and dark', async ({
  county,
}) => {
  const { witness } = county;
  const person = await aComer(witness, 5);
  const before = await balanceAt(witness, person.id);
  const desk = await comesInEnglish(county, person, '330117');
  const { page, say } = desk;
  const unasked = sumWith(desk, say('transfer.difference-other-area'));
  await expect(unasked).toHaveCount(1, { timeout: 60_000 });
  await expect(page.getByRole('button', { name: say('transfer.match') })).toHaveCount(0);
  await expect(unasked.getByText('640181', { exact: false }).first()).toBeVisible();
  await lookAt(desk, 'transfer-other-area');

  const [money] = (await heldBy(witness, person.id)).money;
  const amount = formatYuan(money?.amount ?? 0);
  const back = unasked.getByRole('button', { name: say('transfer.return-whole', { amount }) });
  await sendMoneyBack(desk, back, { amount, reason: '来款地区不是转出地', picture: 'transfer-other-area' });
  const ended = await heldBy(witness, person.id);
  // To the account from which it came, and not to the area that was asked.
  expect(ended.payments).toMatchObject([
    { state: 'paid', accountNumber: money?.payerAccountNumber, amount: money?.amount },
  ]);
  expect(money?.payerAccountNumber).not.toBe(ended.transfer.otherArea.accountNumber);
  expect(await balanceAt(witness, person.id)).toBe(before);
});
