import { expect } from '@playwright/test';
import { formatYuan } from '../../domain/money/fen.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { balanceAt } from './ledgers.ts';
import { lookAt } from './looks.ts';
import {
  approveHere,
  beginTransfer,
  comesInEnglish,
  seesState,
  sendMoneyBack,
  showDocument,
  signOwn,
  typeArea,
} from './transfer-desk.ts';
import { aComer, aLeaver } from './transfer-people.ts';

test('a relationship leaves: certificate at once, approval at the same desk, sheet and money, and when the other area has it card and account end', async ({
  county,
}) => {
  const { witness } = county;
  const { person, card, balance } = await aLeaver(witness);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);

  await desk.findPerson(person.documentNumber, person.name);
  await lookAt(desk, 'person-may-leave');
  await desk.choose('transfer-out');
  await expect(page.getByLabel(say('transfer.areaCode'))).toBeFocused();
  // Everything that is missing is said at one time, each at its field.
  await desk.press('F10');
  for (const key of [
    'transfer.areaCodeWrong',
    'refusal.transfer-area-missing',
    'refusal.transfer-office-missing',
    'refusal.transfer-account-number-invalid',
    'sign-in.passwordMissing',
  ]) {
    await expect(page.getByText(say(key)).first()).toBeVisible();
  }
  await lookAt(desk, 'transfer-out-missing');
  await page.getByLabel(say('transfer.areaCode')).focus();
  await typeArea(desk, '330100');
  await showDocument(desk);
  await signOwn(desk);
  await lookAt(desk, 'transfer-out');
  await desk.press('F10');
  await seesState(desk, 'out-waiting-approval');
  await expect(page.getByText(say('confirmation.confirmed')).first()).toBeVisible({ timeout: 30_000 });
  await lookAt(desk, 'transfer-out-waits');
  expect(await balanceAt(witness, person.id)).toBe(balance);

  // The certificate on the spot, three copies, and the receipt that says what it is not yet.
  await desk.press('F9');
  const certificate = page.getByRole('article').first();
  await expect(certificate).toContainText(person.documentNumber);
  await expect(certificate).toContainText('第一联');
  await expect(certificate).toContainText('余额大写');
  await lookAt(desk, 'insurance-certificate');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).map(({ pages }) => pages)).toEqual([3]);
  expect((await printed())[0]?.text).toContain('第三联');
  await expect(page.getByText(say('receipt.again', { number: 1 }))).toBeVisible();
  await desk.press('Escape');
  await seesState(desk, 'out-waiting-approval');
  await desk.press('F4');
  await expect(page.getByRole('article')).toContainText(say('transfer-receipt.lead-out-waiting-approval'));
  await expect(page.getByRole('article')).not.toContainText('办结回执');
  await lookAt(desk, 'transfer-out-receipt');
  await desk.press('Escape');

  await approveHere(desk);
  await seesState(desk, 'out-completed');
  await lookAt(desk, 'transfer-out-completed');
  expect(await balanceAt(witness, person.id)).toBe(0);
  const account = (await witness.records('personalAccount')).find(({ id }) => id === person.id);
  const ended = (await witness.records('card')).find(({ id }) => id === card.id);
  const left = (await witness.records('insuredPerson')).find(({ id }) => id === person.id);
  expect([account?.status, ended?.status, left?.insuranceStatus]).toEqual(['closed', '9', '3']);

  await page.getByRole('button', { name: say('transfer.paper-information-sheet') }).focus();
  await desk.press('Enter');
  const sheet = page.getByRole('article').first();
  await expect(sheet).toContainText('信息表');
  await expect(sheet).toContainText(person.documentNumber);
  await lookAt(desk, 'information-sheet');
  await desk.press('Escape');
  await seesState(desk, 'out-completed');
  await desk.press('F4');
  await expect(page.getByRole('article')).toContainText('关系转出办结回执');
  await lookAt(desk, 'transfer-out-final-receipt');
});

test('what the other area refuses is on the account again with its reason, in English and dark; what is only accepted can be withdrawn', async ({
  county,
}) => {
  const { witness } = county;
  const { person, balance } = await aLeaver(witness, 1);
  const desk = new ClerkAtDesk(
    await county.openProgram({ appearance: { language: 'en', theme: 'dark' } }),
    'en',
  );
  const { page, say } = desk;
  await desk.signIn();
  await beginTransfer(desk, 'transfer-out', person, '330101');
  await showDocument(desk);
  await signOwn(desk);
  await lookAt(desk, 'transfer-out');
  await desk.press('F10');
  await seesState(desk, 'out-waiting-approval');

  // Taken back before anybody has approved it, with a reason.
  await page.getByRole('button', { name: say('transfer.withdraw') }).focus();
  await desk.press('Enter');
  await expect(page.getByLabel(say('transfer.reason'))).toBeFocused();
  await desk.press('F10');
  await expect(page.getByText(say('refusal.transfer-reason-missing'))).toBeVisible();
  await lookAt(desk, 'transfer-withdraw');
  await typeByHand(page, '参保人改变主意');
  await desk.press('F10');
  await seesState(desk, 'out-withdrawn');
  await lookAt(desk, 'transfer-withdrawn');

  await beginTransfer(desk, 'transfer-out', person, '330101');
  await showDocument(desk);
  await signOwn(desk);
  await desk.press('F10');
  await approveHere(desk);
  await seesState(desk, 'out-refused');
  await expect(page.getByText('该人员未在我统筹区参保登记').first()).toBeVisible();
  await lookAt(desk, 'transfer-refused');
  expect(await balanceAt(witness, person.id)).toBeGreaterThanOrEqual(balance);
  await desk.press('F4');
  await expect(page.getByRole('article')).toContainText('结果告知单');
  await lookAt(desk, 'transfer-refused-receipt');
});

test('a relationship comes: too little is matched with a reason, the rest asked for, and credited with the months once it is whole', async ({
  county,
}) => {
  const { witness } = county;
  const person = await aComer(witness);
  const before = await balanceAt(witness, person.id);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);
  await page.getByRole('link', { name: say('navigation.transfers') }).focus();
  await desk.press('Enter');
  await expect(page.getByText(say('transfer.empty'))).toBeVisible();
  await lookAt(desk, 'transfers-empty');

  await beginTransfer(desk, 'transfer-in', person, '330104');
  await showDocument(desk);
  await lookAt(desk, 'transfer-in');
  await desk.press('F10');
  await seesState(desk, 'in-requested');
  await lookAt(desk, 'transfer-in-requested');
  await desk.press('F9');
  await expect(page.getByRole('article')).toContainText('联系函');
  await expect(page.getByRole('article')).toContainText('示范县医疗保障基金收入户');
  await expect(page.getByRole('article')).toContainText('33019900000000000018');
  await lookAt(desk, 'contact-letter');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).map(({ pages }) => pages)).toEqual([1]);
  await desk.press('Escape');

  await seesState(desk, 'in-sheet-received');
  await expect(page.getByText(say('transfer.difference-too-little'))).toBeVisible({ timeout: 30_000 });
  await lookAt(desk, 'transfer-in-too-little');
  await page.getByRole('button', { name: say('transfer.match') }).focus();
  await desk.press('Enter');
  const reason = page.getByLabel(say('transfer.reason'));
  await expect(reason).toBeFocused();
  await lookAt(desk, 'remittance-match');
  await typeByHand(page, '对方分两笔汇款');
  await desk.press('F10');
  await expect(page.getByText(say('transfer.money-matched'), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText(say('transfer.notToCredit'))).toBeVisible();

  await desk.press('F7');
  await expect(page.getByLabel(say('transfer.way-ask-text'))).toBeFocused();
  await lookAt(desk, 'transfer-follow-up');
  await typeByHand(page, '少汇，请补足差额');
  await desk.press('F10');
  const second = page.getByRole('button', { name: say('transfer.match') });
  await expect(second).toBeVisible({ timeout: 60_000 });
  await second.focus();
  await desk.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await desk.press('F10');
  await expect(desk.button('transfer.credit')).toBeVisible({ timeout: 30_000 });

  // It stands on the list until it is credited.
  await page.getByRole('link', { name: say('navigation.transfers') }).focus();
  await desk.press('Enter');
  const row = page.getByRole('row').filter({ hasText: person.name });
  await expect(row).toBeFocused();
  await lookAt(desk, 'transfers');
  await desk.press('Enter');
  await expect(desk.button('transfer.credit')).toBeVisible();
  await desk.press('F10');
  await expect(page.getByLabel(say('signature.ownPassword'))).toBeVisible();
  await signOwn(desk);
  await lookAt(desk, 'transfer-credit');
  await desk.press('F10');
  await seesState(desk, 'in-completed');
  await lookAt(desk, 'transfer-in-completed');

  const [transfer] = (await witness.records('relationshipTransfer')).filter(
    ({ personId }) => personId === person.id,
  );
  expect(transfer?.state).toBe('completed');
  expect(await balanceAt(witness, person.id)).toBe(before + (transfer?.amount ?? 0));
  const joined = (await witness.records('contributionPeriod')).filter(({ id }) =>
    id.startsWith(`${transfer?.id ?? ''}/`),
  );
  expect(joined.map(({ areaCode }) => areaCode)).toContain('330104');
  await desk.press('F4');
  await expect(page.getByRole('article')).toContainText('关系转入办结回执');
  await expect(page.getByRole('article')).toContainText(formatYuan(transfer?.amount ?? 0));
});

test('money for somebody else is never matched: it goes back with a reason and a second person, in English and dark', async ({
  county,
}) => {
  const { witness } = county;
  const person = await aComer(witness, 1);
  const before = await balanceAt(witness, person.id);
  const desk = await comesInEnglish(county, person, '330106');
  const { page, say } = desk;
  await expect(page.getByText(say('transfer.difference-other-person'))).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: say('transfer.match') })).toHaveCount(0);
  await lookAt(desk, 'transfer-other-person');

  const [money] = (await witness.records('incomingRemittance')).filter(
    ({ payeeName }) => payeeName !== person.name,
  );
  const amount = formatYuan(money?.amount ?? 0);
  const back = page.getByRole('button', { name: say('transfer.return-whole', { amount }) });
  await sendMoneyBack(desk, back, { amount, reason: '收款人不是本件参保人', picture: 'remittance' });
  expect(await balanceAt(witness, person.id)).toBe(before);
});
