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
  await desk.press('F10');
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
});
