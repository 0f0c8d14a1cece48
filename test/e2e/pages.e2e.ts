import { expect } from '@playwright/test';
import { attachPrinter } from '../helpers/test-printer.ts';
import { ClerkAtDesk, demonstrationClerk } from './clerk.ts';
import { anApplicant, test } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { aCreditOfALongName, aSpentCredit, type PersonsEntry } from './ledgers.ts';
import { lookAt, looks } from './looks.ts';
import { beginPayout, fillAccount, fillPaper, paidAccounts, standsAs, takeCardIn } from './payout-desk.ts';
import { somebodyFor } from './payout-people.ts';
import { aComer } from './transfer-people.ts';

for (const appearance of looks) {
  const { language, theme } = appearance;
  test(`every page in ${language}, ${theme}: nothing serious for axe, no text missing`, async ({
    county,
  }) => {
    test.setTimeout(300_000);
    const unknown = await county.openProgram({ name: 'not-enrolled', central: null, appearance });
    const nobody = new ClerkAtDesk(unknown, language);
    await expect(unknown.page.getByLabel(nobody.say('enrolment.centralUrl'))).toBeVisible({
      timeout: 30_000,
    });
    await lookAt(nobody, 'enrolment');
    await unknown.close();

    const program = await county.openProgram({ appearance });
    const { page } = program;
    const desk = new ClerkAtDesk(program, language);
    const { say } = desk;
    await expect(page.getByLabel(say('sign-in.loginName'))).toBeFocused({ timeout: 45_000 });
    await lookAt(desk, 'sign-in');
    await typeByHand(page, 'nobody');
    await desk.press('Enter');
    await typeByHand(page, 'wrong');
    await desk.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await lookAt(desk, 'sign-in-failed');
    await page.getByLabel(say('sign-in.loginName')).fill('');
    await page.getByLabel(say('sign-in.loginName')).focus();
    await desk.signIn();
    await attachPrinter(program);
    await lookAt(desk, 'desk');
    await desk.press('F1');
    await expect(page.getByRole('dialog')).toBeVisible();
    await lookAt(desk, 'help');
    await desk.press('Escape');

    const person = await anApplicant(county, 3);
    await desk.press('F2');
    await typeByHand(page, person.name.slice(0, 1));
    await expect(page.getByRole('listbox', { name: say('search.hits') })).toBeVisible();
    await lookAt(desk, 'search');
    await desk.press('Escape');
    await desk.press('Escape');
    await desk.findPerson(person.documentNumber, person.name);
    await lookAt(desk, 'person');
    // The months say why when the keys are on them, and today's answer comes back when they leave.
    const strip = page.getByRole('grid', { name: say('person.contributions') });
    await strip.locator('button[tabindex="0"]').focus();
    await desk.press('ArrowLeft');
    await expect(strip.getByRole('button', { pressed: true })).toBeFocused();
    await expect(page.getByText(say('failure.basis')).first()).toBeVisible();
    await lookAt(desk, 'person-month');
    await page.getByRole('heading', { level: 1, name: person.name }).focus();
    await expect(strip.getByRole('button', { pressed: true })).toHaveCount(0);
    await desk.beginApplication();
    await lookAt(desk, 'service-document-empty');
    await desk.readDocument();
    await lookAt(desk, 'service-document');
    await desk.accept();
    const blankSerial = await desk.nextBlank();
    await lookAt(desk, 'service-card');
    await desk.produce(blankSerial);
    await lookAt(desk, 'service-pin');
    const pad = await desk.openPinPad();
    await lookAt(desk, 'pin-pad', pad);
    const gone = pad.waitForEvent('close');
    // The window may be gone before the key is let go; that it goes is asserted below.
    await pad.keyboard.press('Escape').catch(() => undefined);
    await gone;
    await desk.setPin();
    await lookAt(desk, 'service-hand-over');
    await desk.handOver();
    await expect(page.getByText(say('outcome.completed-confirmed'))).toBeVisible();
    await lookAt(desk, 'service-done');
    await desk.press('F4');
    await expect(page.getByRole('heading', { name: say('receipt.preview'), exact: true })).toBeVisible();
    await lookAt(desk, 'receipt-final');
    await desk.press('F3');
    await expect(page.getByRole('heading', { level: 1, name: say('services.title') })).toBeVisible();
    await lookAt(desk, 'services');
    await desk.press('F6');
    await expect(page.getByText(say('work-list.empty'))).toBeVisible();
    await lookAt(desk, 'work-empty');
    await page.getByRole('link', { name: say('navigation.today') }).focus();
    await desk.press('Enter');
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await lookAt(desk, 'today');

    await desk.press('F3');
    await expect(page.getByRole('heading', { level: 1, name: say('services.title') })).toBeVisible();
    await desk.press('F7');
    await expect(page.getByText(say('transfer.empty'))).toBeVisible();
    await lookAt(desk, 'transfers-empty');
    const comer = await aComer(county.witness, 2);
    await desk.findPerson(comer.documentNumber, comer.name);
    await desk.choose('transfer-in');
    await expect(page.getByLabel(say('transfer.areaCode'))).toBeFocused();
    await lookAt(desk, 'transfer-in-empty');

    const holders = (await county.witness.records('card')).filter((card) => card.status === '1');
    const people = await county.witness.records('insuredPerson');
    const holder = people.find(
      ({ id, deceasedOn }) => deceasedOn === null && holders.some(({ personId }) => personId === id),
    );
    if (holder === undefined) throw new Error('Nobody has a card.');
    await desk.findPerson(holder.documentNumber, holder.name);
    await lookAt(desk, 'person-with-card');
    await desk.choose('report-loss');
    await expect(page.getByRole('radio', { name: say('presented.channel-telephone') })).toBeFocused();
    await lookAt(desk, 'report-loss');
    await desk.press('ArrowRight');
    await desk.press('ArrowRight');
    await lookAt(desk, 'report-loss-agent');
    const payable = await somebodyFor(county.witness, 'settled-abroad', 4);
    await desk.findPerson(payable.person.documentNumber, payable.person.name);
    await beginPayout(desk, 'settled-abroad');
    await lookAt(desk, 'payout');
    await desk.press('F10');
    await expect(page.getByText(say('refusal.payout-paper-settlement'))).toBeVisible();
    await lookAt(desk, 'payout-missing');
    await fillPaper(desk, 'settlement-proof', '2026-118');
    await fillAccount(desk, payable.person.name, paidAccounts[0]);
    await takeCardIn(desk);
    await desk.readDocument();
    await desk.press('F10');
    await expect(page.getByRole('dialog').getByLabel(say('signature.ownPassword'))).toBeFocused();
    await lookAt(desk, 'payout-signature');
    await typeByHand(page, demonstrationClerk.password);
    await desk.press('F10');
    await standsAs(desk, 'accepted');
    await lookAt(desk, 'payout-to-check');
    await desk.press('F4');
    await expect(page.getByRole('article')).toBeVisible();
    await lookAt(desk, 'payout-acceptance');
    await page.getByRole('link', { name: say('navigation.stock') }).focus();
    await desk.press('Enter');
    await expect(page.getByRole('heading', { name: say('stock.title') })).toBeVisible();
    await lookAt(desk, 'stock');
    await desk.press('3');
    await expect(page.getByRole('dialog')).toBeVisible();
    await lookAt(desk, 'stock-count');
    await desk.press('Escape');

    await lookAtApprovals(desk, await aSpentCredit(county.witness), await aCreditOfALongName(county.witness));

    await desk.press('Control+l');
    await expect(page.getByRole('dialog', { name: say('lock.title') })).toBeVisible();
    await lookAt(desk, 'lock');
    await typeByHand(page, demonstrationClerk.password);
    await desk.press('Enter');
    await expect(page.getByRole('dialog', { name: say('lock.title') })).toHaveCount(0);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
  });
}

/** What a second person sees: nothing, what cannot be reversed, and what waits for him, on the screen and as paper. */
async function lookAtApprovals(desk: ClerkAtDesk, spent: PersonsEntry, credit: PersonsEntry): Promise<void> {
  const { page, say } = desk;
  const openQueue = async () => {
    await page.getByRole('link', { name: say('navigation.approvals') }).focus();
    await desk.press('Enter');
  };
  const begin = async ({ person, entry }: PersonsEntry) => {
    await desk.findPerson(person.documentNumber, person.name);
    const kind = say(`entry-kind.${entry.kind}`);
    const name = say('reversal.beginOf', { date: entry.postedOn, kind });
    await page.getByRole('link', { name }).first().focus();
    await desk.press('Enter');
    await expect(page.getByText(say('reversal.step-reason'))).toBeVisible();
  };
  await openQueue();
  await expect(page.getByText(say('approval.empty'))).toBeVisible();
  await lookAt(desk, 'approvals-empty');
  await begin(spent);
  await expect(page.getByText(say('reversal.impossible'))).toBeVisible();
  await lookAt(desk, 'reversal-impossible');
  await begin(credit);
  await expect(page.getByLabel(say('reversal.reason'))).toBeFocused();
  await lookAt(desk, 'reversal');
  await typeByHand(page, '登记错误');
  await desk.press('Enter');
  await typeByHand(page, demonstrationClerk.password);
  await desk.press('F10');
  await expect(page.getByText(say('approval.stands-waiting'), { exact: true })).toBeVisible();
  await lookAt(desk, 'reversal-waits');
  await desk.press('F10');
  await expect(page.getByLabel(say('signature.loginName'))).toBeFocused();
  await lookAt(desk, 'approval-sheet-long-name');
  await desk.press('F10');
  await expect(page.getByText(say('sign-in.loginNameMissing'))).toBeVisible();
  await lookAt(desk, 'approval-missing');
  await desk.press('F4');
  await expect(page.getByRole('article')).toContainText('待复核');
  await lookAt(desk, 'approval-paper');
  await openQueue();
  await expect(page.getByRole('row').filter({ hasText: credit.person.name })).toBeVisible();
  await lookAt(desk, 'approvals');
}

test('language and colours change at once, on the page that is open', async ({ county }) => {
  const program = await county.openProgram();
  const { page } = program;
  const chinese = new ClerkAtDesk(program);
  const english = new ClerkAtDesk(program, 'en');
  await expect(page.getByLabel(chinese.say('sign-in.loginName'))).toBeFocused({ timeout: 45_000 });
  await typeByHand(page, 'clerk1');
  await page.getByRole('button', { name: 'English' }).focus();
  await chinese.press('Enter');
  await expect(page.getByLabel(english.say('sign-in.loginName'))).toHaveValue('clerk1');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});
