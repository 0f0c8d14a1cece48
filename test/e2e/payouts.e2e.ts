import { expect } from '@playwright/test';
import { formatYuan } from '../../domain/money/fen.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { ClerkAtDesk, demonstrationClerk } from './clerk.ts';
import { test } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { balanceAt } from './ledgers.ts';
import { lookAt } from './looks.ts';
import {
  approveFromQueue,
  approveHere,
  approver,
  beginPayout,
  decideElsewhere,
  fill,
  fillAccount,
  fillPaper,
  fieldOf,
  paidAccounts,
  returnedAccount,
  signHere,
  standsAs,
  takeCardIn,
} from './payout-desk.ts';
import { somebodyFor } from './payout-people.ts';

/** domain rules section 6, ground by ground. */

test('settled abroad: everything that is missing is said at once, the card is taken in, the bank returns the money, the account is corrected, the card destroyed', async ({
  county,
}) => {
  const { person, card } = await somebodyFor(county.witness, 'settled-abroad');
  const second = await county.openHeadlessCounter();
  const desk = new ClerkAtDesk(await county.openProgram());
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(desk.program);
  await desk.findPerson(person.documentNumber, person.name);
  await beginPayout(desk, 'settled-abroad');
  await lookAt(desk, 'payout-empty');
  await desk.press('F10');
  await expect(page.getByText(say('refusal.payout-paper-settlement'))).toBeVisible();
  await expect(page.getByText(say('refusal.payout-bank-missing'))).toBeVisible();
  await expect(page.getByText(say('refusal.payout-card-number-invalid'))).toBeVisible();
  await expect(
    page.getByText(say('refusal.payout-card-not-given-up', { cardTail: card?.id.slice(-4) ?? '' })),
  ).toBeVisible();
  await lookAt(desk, 'payout-errors');

  await fillPaper(desk, 'settlement-proof', '驻外领证字 2026-118 号');
  await fillAccount(desk, person.name, returnedAccount);
  await takeCardIn(desk);
  await desk.readDocument();
  await lookAt(desk, 'payout-filled');
  await desk.press('F10');
  await expect(page.getByRole('dialog').getByLabel(say('signature.ownPassword'))).toBeFocused();
  await typeByHand(page, 'wrong');
  await desk.press('F10');
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  await lookAt(desk, 'payout-signing');
  await typeByHand(page, 'guitai-demo-1');
  await desk.press('F10');
  await standsAs(desk, 'accepted');
  await lookAt(desk, 'payout-accepted');
  const serviceNumber = await desk.read('issue-card.serviceNumber', ['number'], 'number');
  await signHere(desk);
  await standsAs(desk, 'checked');
  await lookAt(desk, 'payout-checked');

  await decideElsewhere(second, serviceNumber, { refuse: '定居证明缺签章' });
  await standsAs(desk, 'accepted');
  await expect(
    page.getByText(say('payout.sentBack', { by: '顾正言', reason: '定居证明缺签章' })),
  ).toBeVisible();
  await page.getByRole('button', { name: say('payout.mend') }).focus();
  await desk.press('Enter');
  await fillPaper(desk, 'settlement-proof', '驻外领证字 2026-119 号');
  await fill(desk, 'payout.accountNumber', returnedAccount);
  await lookAt(desk, 'payout-mending');
  await signHere(desk);
  await standsAs(desk, 'checked');
  await decideElsewhere(second, serviceNumber, 'approve');
  await standsAs(desk, 'returned');
  await lookAt(desk, 'payout-returned');
  const [ended] = (await county.witness.records('card')).filter(({ id }) => id === card?.id);
  expect(ended?.status).toBe('9');

  await fill(desk, 'payout.accountNumber', paidAccounts[0]);
  await signHere(desk);
  await standsAs(desk, 'corrected');
  await lookAt(desk, 'payout-corrected');
  await decideElsewhere(second, serviceNumber, 'approve');
  await standsAs(desk, 'paid');
  await lookAt(desk, 'payout-paid');
  await desk.press('F10');
  await expect(page.getByText(say('refusal.payout-card-not-destroyed'))).toBeVisible();
  await page.getByRole('checkbox').focus();
  await desk.press('Space');
  await desk.press('F10');
  await standsAs(desk, 'closed');
  await lookAt(desk, 'payout-closed');
  const account = (await county.witness.records('personalAccount')).find(({ id }) => id === person.id);
  expect(account).toMatchObject({ status: 'closed', balance: 0 });
  const [payout] = (await county.witness.records('payout')).filter(({ id }) => id === serviceNumber);
  await desk.press('F4');
  await expect(page.getByRole('heading', { name: say('payout-receipt.title-closed') })).toBeVisible();
  await lookAt(desk, 'payout-receipt');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).length).toBe(1);
  const [sheet] = await printed();
  expect(sheet?.pages).toBe(1);
  expect(sheet?.text).toContain(formatYuan(payout?.amount ?? -1));
  expect(await fieldOf(desk, 'payout.bankName').count()).toBe(0);
});

test('settled abroad after retirement: the balance is paid, account and card stay; paid by mistake it is not reversed but claimed back', async ({
  county,
}) => {
  const { person, card } = await somebodyFor(county.witness, 'abroad-account-kept');
  const appearance = { language: 'en', theme: 'dark' } as const;
  const desk = new ClerkAtDesk(await county.openProgram({ appearance }), 'en');
  const { page, say } = desk;
  const second = new ClerkAtDesk(await county.openProgram({ name: 'second' }));
  await desk.signIn();
  await second.signIn(approver);
  await desk.findPerson(person.documentNumber, person.name);
  await beginPayout(desk, 'abroad-account-kept');
  await lookAt(desk, 'payout-empty');
  await expect(page.getByRole('radio', { name: say('payout.card-taken-in') })).toHaveCount(0);
  await desk.press('F10');
  await expect(page.getByText(say('refusal.payout-paper-abroad'))).toBeVisible();
  await lookAt(desk, 'payout-errors');
  await fillPaper(desk, 'treatment-proof', 'Hospital letter 2026-7');
  await fillAccount(desk, person.name, paidAccounts[0]);
  await desk.readDocument();
  await signHere(desk);
  await standsAs(desk, 'accepted');
  await lookAt(desk, 'payout-accepted');
  await signHere(desk);
  await standsAs(desk, 'checked');
  await approveFromQueue(second, person.name);
  await standsAs(desk, 'paid');
  await desk.press('F10');
  await standsAs(desk, 'closed');
  await lookAt(desk, 'payout-closed');
  const accounts = await county.witness.records('personalAccount');
  expect(accounts.find(({ id }) => id === person.id)).toMatchObject({ status: 'open', balance: 0 });
  const cards = (await county.witness.records('card')).filter(({ personId }) => personId === person.id);
  expect(cards.find(({ id }) => id === card?.id)?.status).toBe(card?.status);

  // The money is gone: the page says so, and offers the way that there is.
  const payment = (await county.witness.records('payment')).find(({ personId }) => personId === person.id);
  const amount = payment?.amount ?? -1;
  await desk.findPerson(person.documentNumber, person.name);
  const kind = say('entry-kind.payout');
  const date = payment?.orderedAt.slice(0, 10) ?? '';
  await page.getByRole('link', { name: say('reversal.beginOf', { kind, date }) }).focus();
  await desk.press('Enter');
  await expect(page.getByText(say('refusal.entries-at-the-bank'))).toBeVisible();
  await lookAt(desk, 'reversal-at-the-bank');
  await desk.press('F7');
  await expect(page.getByRole('heading', { level: 1, name: say('reversal.title-claim') })).toBeVisible();
  await expect(page.getByLabel(say('reversal.reason'))).toBeFocused();
  await typeByHand(page, 'Paid to a wrong account');
  await desk.press('Enter');
  await typeByHand(page, demonstrationClerk.password);
  await lookAt(desk, 'recovery-claim');
  await desk.press('F10');
  await expect(page.getByText(say('approval.stands-waiting'), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await approveFromQueue(second, person.name);
  await expect.poll(() => balanceAt(county.witness, person.id)).toBe(amount);
  await lookAt(desk, 'recovery-claimed');

  // It is paid back in two parts; the second closes it, and nothing is credited twice.
  const payBack = async (payer: string, reference: string, yuan: string) => {
    await desk.press('F7');
    await expect(fieldOf(desk, 'repayment.payerName')).toBeFocused();
    await typeByHand(page, payer);
    await fieldOf(desk, 'repayment.bankReference').fill(reference);
    await fieldOf(desk, 'repayment.amountYuan').fill(yuan);
    await desk.press('F10');
  };
  await expect(page.getByText(say('repayment.open'), { exact: true })).toBeVisible();
  await desk.press('F7');
  await desk.press('F10');
  await expect(page.getByText(say('refusal.repayment-payer-missing'))).toBeVisible();
  await expect(page.getByText(say('refusal.repayment-reference-missing'))).toBeVisible();
  await lookAt(desk, 'repayment-errors');
  await desk.press('Escape');
  const part = Math.floor(amount / 2);
  await payBack('Zhang Jianguo', 'BK20261122-0001', formatYuan(part));
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('cell', { name: 'BK20261122-0001', exact: true })).toBeVisible();
  await lookAt(desk, 'repayment-part');
  await payBack('Zhang Jianguo', 'bk20261122-0001', formatYuan(amount - part));
  await expect(
    page.getByText(say('refusal.repayment-recorded-already', { reference: 'BK20261122-0001' })),
  ).toBeVisible();
  await fieldOf(desk, 'repayment.bankReference').fill('BK20261123-0007');
  await lookAt(desk, 'repayment-dialog');
  await desk.press('F10');
  await expect(page.getByRole('button', { name: say('repayment.record') })).toHaveCount(0);
  await expect
    .poll(async () =>
      (await county.witness.records('ledgerEntry'))
        .filter(
          ({ personId, creditAccount }) => personId === person.id && creditAccount === 'recovery-claims',
        )
        .map((entry) => entry.amount),
    )
    .toEqual([part, amount - part]);
  expect(await balanceAt(county.witness, person.id)).toBe(amount);
  await lookAt(desk, 'repayment-closed');
  await desk.press('F4');
  await expect(page.locator('.paper').getByText(/BK20261123-0007/)).toBeVisible();
  await lookAt(desk, 'repayment-receipt');

  // The second was another's money: taken back with the second person it is owed again, and its reference is free.
  await desk.press('Escape');
  const wrong = page.getByRole('link', {
    name: say('repayment.correctOf', { reference: 'BK20261123-0007' }),
  });
  await wrong.focus();
  await desk.press('Enter');
  await expect(page.getByLabel(say('reversal.reason'))).toBeFocused();
  await typeByHand(page, 'Money of another claim');
  await desk.press('Enter');
  await typeByHand(page, demonstrationClerk.password);
  await lookAt(desk, 'repayment-taken-back');
  await desk.press('F10');
  await expect(page.getByText(say('approval.stands-waiting'), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await approveFromQueue(second, person.name);
  await expect
    .poll(async () =>
      (await county.witness.records('serviceRecord'))
        .flatMap(({ details }) =>
          details?.of === 'request-reversal' && details.claim !== null ? details.claim.repayments : [],
        )
        .map(({ bankReference }) => bankReference),
    )
    .toEqual(['BK20261122-0001']);
  expect(await balanceAt(county.witness, person.id)).toBe(amount);
});

test('the receiving office refuses the transfer: withdrawn with a reason, asked for again, the card declared lost, paid and closed', async ({
  county,
}) => {
  const { person, card } = await somebodyFor(county.witness, 'transfer-refused', 1);
  const desk = new ClerkAtDesk(await county.openProgram());
  const { page, say } = desk;
  await desk.signIn();
  const askFor = async () => {
    await desk.findPerson(person.documentNumber, person.name);
    await beginPayout(desk, 'transfer-refused');
    await fillPaper(desk, 'transfer-refusal', '示范市医保函〔2026〕41号');
    await fillAccount(desk, person.name, paidAccounts[1]);
    const lost = page.getByRole('radio', { name: say('payout.card-declared-lost') });
    await lost.focus();
    await desk.press('Space');
    await desk.readDocument();
    await signHere(desk);
    await standsAs(desk, 'accepted');
  };
  await askFor();
  // While it is under way the card services wait, and say so.
  await desk.press('Escape');
  await desk.openRefusedOffers();
  await expect(page.getByText(/正在办理一次性支取/).first()).toBeVisible();
  await desk.press('F10');
  await standsAs(desk, 'accepted');
  await page.getByRole('button', { name: say('payout.withdraw') }).focus();
  await desk.press('Enter');
  await desk.press('F10');
  await expect(page.getByRole('dialog').getByText(say('input.too_small'))).toBeVisible();
  await typeByHand(page, '转入地改为同意接收');
  await lookAt(desk, 'payout-withdrawing');
  await desk.press('F10');
  await standsAs(desk, 'withdrawn');
  await lookAt(desk, 'payout-withdrawn');

  await askFor();
  await signHere(desk);
  await standsAs(desk, 'checked');
  await approveHere(desk);
  await standsAs(desk, 'paid');
  await desk.press('F10');
  await standsAs(desk, 'closed');
  const accounts = await county.witness.records('personalAccount');
  expect(accounts.find(({ id }) => id === person.id)).toMatchObject({ status: 'closed', balance: 0 });
  const cards = await county.witness.records('card');
  expect(cards.find(({ id }) => id === card?.id)?.status).toBe('9');
});

test('who has left and transferred the insurance gets what is left; at a street service point he is sent to the centre', async ({
  county,
}) => {
  const { person, prepared } = await somebodyFor(county.witness, 'left-area', 2);
  await county.prepare(prepared);
  const point = new ClerkAtDesk(await county.openProgram({ name: 'point', officeId: 'O2' }));
  await point.signIn({ loginName: 'point1', password: 'guitai-demo-7' });
  await point.findPerson(person.documentNumber, person.name);
  await point.openRefusedOffers();
  const offices = await county.witness.records('office');
  const office = offices.find(({ id }) => id === 'O2')?.name ?? '';
  const sentence = point.page.getByText(point.say('refusal.payout-not-here', { office }));
  await expect(sentence).toBeVisible();
  await sentence.scrollIntoViewIfNeeded();
  await lookAt(point, 'payout-not-here');
  await point.program.close();

  const desk = new ClerkAtDesk(await county.openProgram());
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await beginPayout(desk, 'left-area');
  await fillAccount(desk, person.name, paidAccounts[2]);
  await takeCardIn(desk);
  await desk.readDocument();
  await signHere(desk);
  await standsAs(desk, 'accepted');
  await signHere(desk);
  await standsAs(desk, 'checked');
  await approveHere(desk);
  await standsAs(desk, 'paid');
  await desk.page.getByRole('checkbox').focus();
  await desk.press('Space');
  await desk.press('F10');
  await standsAs(desk, 'closed');
  const accounts = await county.witness.records('personalAccount');
  expect(accounts.find(({ id }) => id === person.id)).toMatchObject({ status: 'closed', balance: 0 });
});
