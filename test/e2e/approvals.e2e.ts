import { expect } from '@playwright/test';
import { formatYuan } from '../../domain/money/fen.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { ClerkAtDesk, demonstrationClerk } from './clerk.ts';
import { test } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { aBackPayment, aBackPaymentOfToday, balanceAt, type PersonsEntry } from './ledgers.ts';
import { lookAt } from './looks.ts';

const supervisor = { loginName: 'supervisor', password: 'guitai-demo-0' } as const;
const colleague = { loginName: 'clerk2', password: 'guitai-demo-2' } as const;

/** From the entry on the person's page to the page of its reversal. */
async function beginReversal(desk: ClerkAtDesk, { person, entry }: PersonsEntry): Promise<void> {
  const { page, say } = desk;
  await desk.findPerson(person.documentNumber, person.name);
  await page.getByRole('row').filter({ hasText: entry.institution }).getByRole('link').first().focus();
  await desk.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: say('reversal.title') })).toBeVisible();
  await expect(page.getByLabel(say('reversal.reason'))).toBeFocused();
}

/** Why, and the clerk's own password; the service's page is open then. */
async function askForReversal(desk: ClerkAtDesk, reason: string): Promise<void> {
  const { page, say } = desk;
  await typeByHand(page, reason);
  await desk.press('Enter');
  await expect(page.getByLabel(say('signature.ownPassword'))).toBeFocused();
  await typeByHand(page, demonstrationClerk.password);
  await desk.press('F10');
  await expect(
    page.getByRole('heading', { level: 1, name: say('service-kind.request-reversal') }),
  ).toBeVisible();
}

/** A second clerk signs at this desk, with his own name. */
async function signHere(
  desk: ClerkAtDesk,
  { loginName, password }: { readonly loginName: string; readonly password: string },
): Promise<void> {
  const { page, say } = desk;
  const name = page.getByLabel(say('signature.loginName'));
  await expect(name).toBeFocused();
  await desk.press('Control+A');
  await typeByHand(page, loginName);
  await desk.press('Enter');
  await expect(page.getByLabel(say('signature.password'))).toBeFocused();
  await typeByHand(page, password);
  await desk.press('F10');
}

test('a back payment is reversed with the approval of a second person at the same desk, never of who entered it and not above a limit', async ({
  county,
}) => {
  const { witness } = county;
  const wrong = await aBackPayment(witness);
  const { person, entry } = wrong;
  const before = await balanceAt(witness, person.id);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);
  const amount = formatYuan(entry.amount);

  await beginReversal(desk, wrong);
  // Everything that is missing is said at one time, each at its field.
  await desk.press('F10');
  await expect(page.getByText(say('refusal.reversal-reason-missing'))).toBeVisible();
  await expect(page.getByText(say('sign-in.passwordMissing'))).toBeVisible();
  await lookAt(desk, 'reversal-missing');
  await page.getByLabel(say('signature.ownPassword')).focus();
  await typeByHand(page, 'wrong');
  await page.getByLabel(say('reversal.reason')).focus();
  await typeByHand(page, '补缴月份登记错误');
  await desk.press('F10');
  await expect(page.getByText(say('signature.wrong', { left: 4 }))).toBeVisible();
  await expect(page.getByLabel(say('signature.ownPassword'))).toBeFocused();
  await expect(page.getByLabel(say('signature.ownPassword'))).toHaveValue('');
  await typeByHand(page, demonstrationClerk.password);
  await lookAt(desk, 'reversal');
  await desk.press('F10');

  // Asked for, and nothing has moved.
  await expect(page.getByText(say('approval.stands-waiting'), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText('补缴月份登记错误').first()).toBeVisible();
  expect(await balanceAt(witness, person.id)).toBe(before);
  await lookAt(desk, 'reversal-waits');
  await desk.press('F4');
  await expect(page.getByRole('article')).toContainText('待复核');
  await expect(page.getByRole('article')).not.toContainText('办结');
  await lookAt(desk, 'reversal-receipt');
  await desk.press('Escape');

  // The enterer sees why he may not, and is refused at the field where he tries all the same.
  await expect(page.getByText(say('approval.stands-waiting'), { exact: true })).toBeVisible();
  await desk.press('F10');
  const own = say('refusal.approval-by-enterer', { clerk: '林晓禾' });
  await expect(page.getByText(own)).toBeVisible();
  await expect(page.getByRole('region', { name: say('ledger.effect') })).toContainText(amount);
  await lookAt(desk, 'approval-same-desk');
  await signHere(desk, demonstrationClerk);
  await expect(page.getByRole('alert').filter({ hasText: own })).toBeVisible();
  await signHere(desk, colleague);
  await expect(
    page
      .getByRole('alert')
      .filter({ hasText: say('refusal.approval-above-limit', { amount, limit: '0.00' }) }),
  ).toBeVisible();
  await lookAt(desk, 'approval-above-limit');
  expect(await balanceAt(witness, person.id)).toBe(before);

  await signHere(desk, supervisor);
  await expect(page.getByText(say('approval.stands-approved'), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  // The first clerk is still the one that is signed in.
  await expect(page.getByRole('button', { name: /林晓禾/ })).toBeVisible();
  expect(await balanceAt(witness, person.id)).toBe(before - entry.amount);
  const mirrored = (await witness.records('ledgerEntry')).filter(({ reversesId }) => reversesId === entry.id);
  expect(mirrored).toMatchObject([
    {
      kind: 'reversal',
      amount: entry.amount,
      debitAccount: entry.creditAccount,
      creditAccount: entry.debitAccount,
    },
  ]);
  await lookAt(desk, 'approval-approved');

  await desk.press('F10');
  const paper = page.getByRole('article');
  await expect(paper).toContainText('社会保险业务复核单');
  await expect(paper).toContainText('顾正言');
  await expect(paper).toContainText(amount);
  await lookAt(desk, 'approval-paper');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).map(({ pages }) => pages)).toEqual([1]);
  await expect(page.getByText(say('receipt.again', { number: 1 }))).toBeVisible();

  await desk.findPerson(person.documentNumber, person.name);
  const row = page.getByRole('row').filter({ hasText: entry.institution });
  await expect(row.filter({ hasText: say('reversal.done') })).toBeVisible();
  await expect(row.getByRole('link')).toHaveCount(0);
  await lookAt(desk, 'person-reversed');
});

test('from the queue of a second clerk at another counter it goes back with a reason first, and is approved when it is asked for anew; there too the enterer decides nothing', async ({
  county,
}) => {
  const { witness } = county;
  const wrong = await aBackPayment(witness, 1);
  const { person, entry } = wrong;
  const before = await balanceAt(witness, person.id);
  const desk = new ClerkAtDesk(await county.openProgram({ name: 'window-1' }));
  const second = new ClerkAtDesk(
    await county.openProgram({ name: 'window-2', appearance: { language: 'en', theme: 'dark' } }),
    'en',
  );
  await desk.signIn();
  await second.signIn(supervisor);

  const openQueue = async (clerk: ClerkAtDesk) => {
    await clerk.page.getByRole('link', { name: clerk.say('navigation.approvals') }).focus();
    await clerk.press('Enter');
    await expect(
      clerk.page.getByRole('heading', { level: 1, name: clerk.say('approval.title') }),
    ).toBeVisible();
  };
  await openQueue(second);
  await expect(second.page.getByText(second.say('approval.empty'))).toBeVisible();
  await lookAt(second, 'approvals-empty');

  await beginReversal(desk, wrong);
  await askForReversal(desk, '补缴月份登记错误');
  const number = await desk.read('issue-card.serviceNumber', ['number'], 'number');

  // It appears by itself in the queue of the second clerk, and the keys are on it.
  const { page, say } = second;
  const row = page.getByRole('row').filter({ hasText: person.name });
  await expect(row).toContainText(formatYuan(entry.amount), { timeout: 30_000 });
  await expect(row).toBeFocused();
  await expect(page.getByRole('link', { name: say('navigation.approvals') })).toContainText('1');
  await lookAt(second, 'approvals');
  // Whoever entered it has the reason in his own queue.
  await openQueue(desk);
  await expect(desk.page.getByRole('row').filter({ hasText: person.name })).toContainText(
    desk.say('refusal.approval-by-enterer', { clerk: '林晓禾' }),
  );
  await lookAt(desk, 'approvals-own');
  await desk.press('Enter');
  await expect(desk.page.getByText(number)).toBeVisible();

  await second.press('Enter');
  const password = page.getByLabel(say('signature.ownPassword'));
  await expect(password).toBeFocused();
  await lookAt(second, 'approval-sheet');
  // The enterer, who came along to this window, is refused there too.
  await page.getByRole('radio', { name: say('approval.own') }).focus();
  await second.press('ArrowRight');
  await page.getByLabel(say('signature.loginName')).focus();
  await signHere(second, demonstrationClerk);
  await expect(
    page.getByRole('alert').filter({ hasText: say('refusal.approval-by-enterer', { clerk: '林晓禾' }) }),
  ).toBeVisible();
  await page.getByRole('radio', { name: say('approval.thisDesk') }).focus();
  await second.press('ArrowLeft');

  await second.press('F7');
  const reason = page.getByLabel(say('approval.refuse-reason'));
  await expect(reason).toBeFocused();
  await second.press('F10');
  await expect(page.getByText(say('refusal.approval-reason-missing'))).toBeVisible();
  await lookAt(second, 'approval-refuse');
  await typeByHand(page, '依据不足，请附缴费凭证');
  await second.press('Enter');
  await typeByHand(page, supervisor.password);
  await second.press('F10');
  await expect(page.getByText(say('approval.stands-refused'), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await lookAt(second, 'approval-refused');
  expect(await balanceAt(witness, person.id)).toBe(before);
  await second.press('Escape');
  await expect(page.getByText(say('approval.empty'))).toBeVisible();
  // The enterer's open page follows by itself, with the reason.
  await expect(desk.page.getByText(desk.say('approval.stands-refused'), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await expect(
    desk.page.getByText(desk.say('approval.reason', { reason: '依据不足，请附缴费凭证' })),
  ).toBeVisible();

  await beginReversal(desk, wrong);
  await askForReversal(desk, '补缴月份登记错误，附缴费凭证');
  await expect(row).toBeFocused({ timeout: 30_000 });
  await second.press('Enter');
  await expect(password).toBeFocused();
  await typeByHand(page, supervisor.password);
  await second.press('F10');
  await expect(page.getByText(say('approval.stands-approved'), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  expect(await balanceAt(witness, person.id)).toBe(before - entry.amount);
  await expect(desk.page.getByText(desk.say('approval.stands-approved'), { exact: true })).toBeVisible({
    timeout: 30_000,
  });
});

test('a back payment of today is voided from its own service: what is entered and approved while the line is cut waits for confirmation, on page, queue and paper, and moves nothing until the central office has done it', async ({
  county,
}) => {
  const { witness } = county;
  const { person, entry, serviceNumber, changes } = await aBackPaymentOfToday(witness);
  await county.prepare(changes);
  const before = await balanceAt(witness, person.id);
  const line = await county.layLine();
  const desk = new ClerkAtDesk(await county.openProgram({ central: line.url }));
  const { page, say } = desk;
  await desk.signIn();
  await expect(page.getByText(say('status.online')).first()).toBeVisible();
  await desk.loseLine(line);

  await desk.press('F3');
  await page.getByRole('row').filter({ hasText: serviceNumber }).focus();
  await desk.press('Enter');
  await page.getByRole('link', { name: say('reversal.ofThisService') }).focus();
  await lookAt(desk, 'service-to-reverse');
  await desk.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: say('reversal.title-same-day') })).toBeVisible();
  await expect(page.getByLabel(say('reversal.reason'))).toBeFocused();
  await askForReversal(desk, '重复入账');
  await expect(page.getByText(say('service-details.voided'))).toBeVisible();
  await expect(page.getByText(say('approval.stands-waiting-unconfirmed'), { exact: true })).toBeVisible();
  await desk.press('F4');
  const paper = page.getByRole('article');
  await expect(paper).toContainText('待确认');
  await expect(paper).not.toContainText('办结');
  await desk.press('Escape');
  await page.getByRole('link', { name: say('navigation.approvals') }).focus();
  await desk.press('Enter');
  const row = page.getByRole('row').filter({ hasText: person.name });
  await expect(row).toContainText(say('confirmation.waiting'));
  await lookAt(desk, 'approvals-unconfirmed');
  await desk.press('Enter');
  await expect(page.getByLabel(say('signature.loginName'))).toBeFocused();
  await signHere(desk, supervisor);
  await expect(page.getByText(say('approval.stands-approved-unconfirmed'), { exact: true })).toBeVisible();
  await lookAt(desk, 'approval-unconfirmed');
  await desk.press('F10');
  await expect(paper).toContainText(say('approval-paper.lead-approved-unconfirmed'));
  await expect(paper).not.toContainText(say('approval-paper.lead-approved'));
  await lookAt(desk, 'approval-paper-unconfirmed');
  await desk.press('Escape');
  expect(await balanceAt(witness, person.id)).toBe(before);

  line.mend();
  await expect(page.getByText(say('approval.stands-approved'), { exact: true })).toBeVisible({
    timeout: 60_000,
  });
  expect(await balanceAt(witness, person.id)).toBe(before - entry.amount);
  await desk.press('F10');
  await expect(paper).toContainText(say('approval-paper.lead-approved'));
});
