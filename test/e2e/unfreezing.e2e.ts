import { expect } from '@playwright/test';
import { change, type Change } from '../../domain/records/change.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test, type County } from './county.ts';
import { lookAt } from './looks.ts';
import { aCoveredHolder, sealedAccountOf, type Holder } from './people.ts';

/** Of these the account is sealed although the record gives cover, and the bank's is frozen; the bank knows it by its last digit. */
async function held(county: County, holder: Holder, lastDigit: string): Promise<readonly Change[]> {
  const { person } = holder;
  const bank = (await county.witness.records('financialAccount')).find(({ id }) => id === person.id);
  const accountNumber = `621785000000123456${lastDigit}`;
  return [
    ...(await sealedAccountOf(county, holder)),
    change('financialAccount', {
      id: person.id,
      bankName: '桐溪农商银行',
      ...bank,
      accountNumber,
      status: 'frozen',
    }),
  ];
}

async function openHolds(desk: ClerkAtDesk): Promise<void> {
  await desk.chooseTitled(desk.say('unfreezing.title'));
  await expect(
    desk.page.getByRole('heading', { level: 1, name: desk.say('unfreezing.title') }),
  ).toBeFocused();
}

test('a sealed account is released, a lost card lifted from the page that says why it cannot be used, and the bank is asked while the line is cut; its answer is told', async ({
  county,
}) => {
  const holder = await aCoveredHolder(county);
  await county.prepare(await held(county, holder, '1'));
  const { person, card } = holder;
  const line = await county.layLine();
  const program = await county.openProgram({ central: line.url });
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);
  const standing = async () => {
    const { witness } = county;
    const account = (await witness.records('personalAccount')).find(({ id }) => id === person.id);
    const bank = (await witness.records('financialAccount')).find(({ id }) => id === person.id);
    const now = (await witness.records('card')).find(({ id }) => id === card.id);
    return `${account?.status ?? ''} ${now?.status ?? ''} ${bank?.status ?? ''}`;
  };
  expect(await standing()).toBe('sealed 0 frozen');

  await desk.findPerson(person.documentNumber, person.name);
  await openHolds(desk);
  await expect(page.getByRole('heading', { name: say('unfreezing.what-account-sealed') })).toBeVisible();
  await expect(page.getByRole('heading', { name: say('unfreezing.what-bank-frozen') })).toBeVisible();
  await lookAt(desk, 'what-holds');
  await desk.press('F10');
  await desk.receiveInPerson();
  await lookAt(desk, 'release-account');
  await desk.press('F10');
  await desk.seesDone('released', 'confirmed');
  expect(await standing()).toBe('open 1 frozen');
  await desk.picture('account-released');

  // Lost and found again, from the same page.
  await desk.press('Escape');
  await desk.choose('report-loss');
  await expect(page.getByRole('radio', { name: say('presented.channel-telephone') })).toBeFocused();
  await desk.press('ArrowRight');
  await desk.readDocument();
  await desk.press('F10');
  await desk.seesDone('reported-formal', 'confirmed');
  await desk.press('Escape');
  await openHolds(desk);
  await expect(page.getByRole('heading', { name: say('unfreezing.what-card-lost-formally') })).toBeVisible();
  await desk.press('F10');
  await desk.receiveInPerson();
  await desk.press('F10');
  await desk.seesDone('lifted', 'confirmed');
  expect(await standing()).toBe('open 1 frozen');

  // The bank is asked while nobody can be reached: nothing is said to be done.
  await desk.loseLine(line);
  await desk.press('Escape');
  await desk.choose('request-bank-service');
  const form = page.getByRole('checkbox', { name: say('bank-paper.application-form') });
  await expect(form).toBeFocused();
  await desk.press('F10');
  await expect(page.getByText(say('refusal.bank-paper-statement'))).toBeVisible();
  await lookAt(desk, 'request-bank-service-incomplete');
  await form.focus();
  for (const paper of ['application-form', 'document-copy', 'statement']) {
    await desk.press('Space');
    await expect(page.getByRole('checkbox', { name: say(`bank-paper.${paper}`) })).toBeChecked();
    await desk.press('Tab');
  }
  await desk.readDocument();
  await desk.press('F10');
  await expect(page.getByText(say('bank-request.now-unconfirmed'))).toBeVisible();
  await lookAt(desk, 'bank-request-waiting');
  await desk.press('F4');
  await expect(page.getByText(say('bank-request.tag-waits')).first()).toBeVisible();
  await desk.picture('bank-request-receipt');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).length).toBe(1);
  const paper = (await printed())[0]?.text ?? '';
  expect(paper).toContain(say('bank-request.tag-waits'));
  expect(paper).not.toContain('办结回执');
  await desk.press('Escape');
  expect(await standing()).toBe('open 1 frozen');

  line.mend();
  await expect(page.getByText(say('bank-request.stands-accepted'))).toBeVisible({ timeout: 60_000 });
  await expect(desk.button('bank-request.tell')).toBeVisible();
  expect(await standing()).toBe('open 1 active');
  await lookAt(desk, 'bank-request-answered');
  await desk.press('F10');
  await expect(page.getByText(say('bank-request.now-told'))).toBeVisible();
  await expect(page.getByText(say('confirmation.confirmed')).first()).toBeVisible();
  const [asked] = (await county.witness.records('bankRequest')).filter(
    ({ personId }) => personId === person.id,
  );
  expect(asked).toMatchObject({ kind: 'unfreeze', state: 'accepted', accountStatus: 'active' });
  expect(asked?.toldAt).not.toBeNull();
});

test('what the bank has refused is told with its reason while the line is cut and waits, in English and dark', async ({
  county,
}) => {
  const holder = await aCoveredHolder(county);
  await county.prepare(await held(county, holder, '7'));
  const { person } = holder;
  const line = await county.layLine();
  const program = await county.openProgram({
    central: line.url,
    appearance: { language: 'en', theme: 'dark' },
  });
  const desk = new ClerkAtDesk(program, 'en');
  const { page, say } = desk;
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await openHolds(desk);
  await lookAt(desk, 'what-holds');
  await desk.press('2');
  const form = page.getByRole('checkbox', { name: say('bank-paper.application-form') });
  await expect(form).toBeFocused();
  for (let paper = 0; paper < 3; paper += 1) {
    await desk.press('Space');
    await desk.press('Tab');
  }
  await desk.readDocument();
  await lookAt(desk, 'request-bank-service');
  await desk.press('F10');
  await expect(page.getByText(say('bank-request.stands-refused'))).toBeVisible({ timeout: 30_000 });
  await expect(desk.button('bank-request.tell')).toBeVisible();
  await lookAt(desk, 'bank-request-refused');
  // Whoever opens the person's page sees that there is something to tell.
  await desk.press('Escape');
  await expect(page.getByText(say('bank-request.tag-answered')).first()).toBeVisible();
  await lookAt(desk, 'person-with-bank-answer');
  // Who has gone home in between is on the office's list, and is telephoned.
  await desk.press('F6');
  const answer = page.getByRole('row').filter({ hasText: person.name });
  await expect(answer).toContainText(say('bank-request.answer-refused'));
  await lookAt(desk, 'bank-answers-to-tell');
  await desk.press('Enter');
  await expect(page.getByText(say('bank-request.tag-answered')).first()).toBeVisible();
  await desk.press('F10');
  await page.getByRole('button', { name: say('bank-request.showPhone') }).click();
  await expect(page.getByText(say('service-point.phoneOfHolder'))).toBeVisible();
  await desk.picture('bank-answer-by-telephone');
  await expect(desk.button('bank-request.tell')).toBeVisible();
  await desk.loseLine(line);
  await desk.press('F10');
  await expect(page.getByText(say('bank-request.now-told-unconfirmed'))).toBeVisible();
  await lookAt(desk, 'bank-answer-told-offline');
  const told = async () =>
    (await county.witness.records('bankRequest')).find(({ personId }) => personId === person.id)?.toldAt;
  expect(await told()).toBeNull();
  line.mend();
  await expect(page.getByText(say('bank-request.now-told'))).toBeVisible({ timeout: 45_000 });
  expect(await told()).not.toBeNull();
  await desk.press('F6');
  await expect(page.getByText(say('work-list.show-bank-answers', { count: 0 }))).toBeVisible();
  await page.getByText(say('work-list.show-confirmation'), { exact: true }).click();
  await expect(page.getByText(say('work-list.empty'))).toBeVisible({ timeout: 30_000 });
});

/** Asks the bank from the page that says what holds, with every paper. */
async function askTheBank(desk: ClerkAtDesk): Promise<void> {
  const form = desk.page.getByRole('checkbox', { name: desk.say('bank-paper.application-form') });
  await expect(form).toBeFocused();
  for (const paper of ['application-form', 'document-copy', 'statement']) {
    await desk.press('Space');
    await expect(desk.page.getByRole('checkbox', { name: desk.say(`bank-paper.${paper}`) })).toBeChecked();
    await desk.press('Tab');
  }
  await desk.readDocument();
  await desk.press('F10');
}

async function takeBack(desk: ClerkAtDesk, picture: string): Promise<void> {
  await desk.button('bank-request.withdraw').click();
  await expect(
    desk.page.getByRole('textbox', { name: desk.say('bank-request.withdraw-reason') }),
  ).toBeFocused();
  await desk.page.keyboard.type('本人不再需要');
  await lookAt(desk, picture);
  await desk.press('F10');
  await expect(desk.page.getByRole('dialog')).toBeHidden();
}

test('a request to the bank is taken back: dropped where the bank has not done it, and told where it has', async ({
  county,
}) => {
  const inTime = await aCoveredHolder(county, 0);
  const tooLate = await aCoveredHolder(county, 1);
  await county.prepare([...(await held(county, inTime, '1')), ...(await held(county, tooLate, '6'))]);
  const line = await county.layLine();
  const program = await county.openProgram({ central: line.url });
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const bankAccount = async ({ person }: Holder) =>
    (await county.witness.records('financialAccount')).find(({ id }) => id === person.id)?.status;

  // Asked and taken back while nobody can be reached: the bank never does it, and nothing is said to be withdrawn yet.
  line.cut();
  await expect(page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });
  await desk.findPerson(inTime.person.documentNumber, inTime.person.name);
  await desk.choose('request-bank-service');
  await askTheBank(desk);
  await expect(page.getByText(say('bank-request.now-unconfirmed'))).toBeVisible();
  await takeBack(desk, 'withdraw-bank-request');
  await expect(page.getByText(say('bank-request.stands-recalling'))).toBeVisible();
  await desk.picture('bank-request-recalling-offline');
  line.mend();
  await expect(page.getByText(say('bank-request.stands-withdrawn'))).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(say('bank-request.now-dropped'))).toBeVisible();
  await expect(page.getByText(say('confirmation.confirmed')).first()).toBeVisible();
  await lookAt(desk, 'bank-request-withdrawn');
  expect(await bankAccount(inTime)).toBe('frozen');
  await desk.press('F4');
  await expect(page.getByText(say('bank-request.lead-withdrawn')).first()).toBeVisible();
  await desk.picture('bank-request-withdrawn-receipt');
  await desk.press('Escape');
  await desk.press('Escape');

  // The bank has done it already and says so in its time.
  await desk.findPerson(tooLate.person.documentNumber, tooLate.person.name);
  await desk.choose('request-bank-service');
  await askTheBank(desk);
  await expect(page.getByText(say('bank-request.stands-sent'))).toBeVisible({ timeout: 30_000 });
  await desk.press('Escape');
  await openHolds(desk);
  await takeBack(desk, 'withdraw-from-holds');
  await expect(page.getByText(say('bank-request.stands-recalling'))).toBeVisible();
  await lookAt(desk, 'holds-with-recalled-request');
  await page
    .getByRole('button', {
      name: say('person.resume', { service: say('service-kind.request-bank-service') }),
    })
    .click();
  await expect(page.getByText(say('bank-request.now-recalling'))).toBeVisible();
  await desk.press('F4');
  await expect(page.getByText(say('bank-request.lead-recalling')).first()).toBeVisible();
  await desk.picture('bank-request-recalling-receipt');
  await desk.press('Escape');
  await expect(page.getByText(say('bank-request.stands-accepted'))).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(say('bank-request.too-late'))).toBeVisible();
  await lookAt(desk, 'bank-request-withdrawn-too-late');
  await desk.press('F10');
  await expect(page.getByText(say('bank-request.now-told'))).toBeVisible();
  expect(await bankAccount(tooLate)).toBe('active');
});
