import { expect } from '@playwright/test';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { contributionRights } from '../../domain/contribution/contribution-rights.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { Card, InsuredPerson } from '../../domain/records/records.ts';
import { coversToday } from '../../domain/unfreezing/release-account.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test, type County } from './county.ts';
import { lookAt } from './looks.ts';

interface Holder {
  readonly person: InsuredPerson;
  readonly card: Card;
}

/** People of age with one normal card whose record gives cover today. */
async function coveredHolders({ witness }: County, count: number): Promise<readonly Holder[]> {
  const [persons, cards, periods, parameters] = await Promise.all([
    witness.records('insuredPerson'),
    witness.records('card'),
    witness.records('contributionPeriod'),
    witness.records('poolingAreaParameter'),
  ]);
  const areaCode = (await witness.records('employer')).length > 0 ? (periods[0]?.areaCode ?? '') : '';
  const today = civilDateInShanghai(Date.now());
  const found: Holder[] = [];
  for (const person of persons) {
    const [card, ...others] = cards.filter(({ personId }) => personId === person.id);
    const fits = person.deceasedOn === null && person.documentKind === 'resident-id-card';
    if (card?.status !== '1' || others.length > 0 || !fits || person.birthDate > '2005') continue;
    const record = { periods: periods.filter(({ personId }) => personId === person.id), person };
    if (!coversToday(contributionRights(record, { areaCode, parameters }, today).today)) continue;
    found.push({ person, card });
    if (found.length === count) return found;
  }
  throw new Error('The county has too few people with a card and cover.');
}

/** Of these the account is sealed although the record gives cover, and the bank's is frozen; the bank knows it by its last digit. */
async function held(county: County, { person, card }: Holder, lastDigit: string): Promise<readonly Change[]> {
  const find = async <T extends 'personalAccount' | 'financialAccount'>(table: T) =>
    (await county.witness.records(table)).find(({ id }) => id === person.id);
  const account = await find('personalAccount');
  const bank = await find('financialAccount');
  const accountNumber = `621785000000123456${lastDigit}`;
  return [
    change('card', { ...card, status: '0' }),
    change('personalAccount', {
      id: person.id,
      openedOn: '2020-01-01',
      balance: 0,
      hold: null,
      ...account,
      status: 'sealed',
    }),
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
  const [holder] = await coveredHolders(county, 1);
  if (holder === undefined) throw new Error('nobody');
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
  await expect(page.getByRole('radio', { name: say('presented.channel-in-person') })).toBeFocused();
  await desk.readDocument();
  await lookAt(desk, 'release-account');
  await desk.press('F10');
  await expect(page.getByText(say('service-done.released'))).toBeVisible();
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible();
  expect(await standing()).toBe('open 1 frozen');
  await desk.picture('account-released');

  // Lost and found again, from the same page.
  await desk.press('Escape');
  await desk.choose('report-loss');
  await expect(page.getByRole('radio', { name: say('presented.channel-telephone') })).toBeFocused();
  await desk.press('ArrowRight');
  await desk.readDocument();
  await desk.press('F10');
  await expect(page.getByText(say('service-done.reported-formal'))).toBeVisible();
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible();
  await desk.press('Escape');
  await openHolds(desk);
  await expect(page.getByRole('heading', { name: say('unfreezing.what-card-lost-formally') })).toBeVisible();
  await desk.press('F10');
  await expect(page.getByRole('radio', { name: say('presented.channel-in-person') })).toBeFocused();
  await desk.readDocument();
  await desk.press('F10');
  await expect(page.getByText(say('service-done.lifted'))).toBeVisible();
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible();
  expect(await standing()).toBe('open 1 frozen');

  // The bank is asked while nobody can be reached: nothing is said to be done.
  line.cut();
  await expect(page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });
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

test('what the bank has refused is told with its reason, in English and dark', async ({ county }) => {
  const [holder] = await coveredHolders(county, 1);
  if (holder === undefined) throw new Error('nobody');
  await county.prepare(await held(county, holder, '7'));
  const { person } = holder;
  const program = await county.openProgram({ appearance: { language: 'en', theme: 'dark' } });
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
  await desk.press('F10');
  await expect(page.getByText(say('bank-request.now-told'))).toBeVisible();
});
