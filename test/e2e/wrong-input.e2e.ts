import { expect, type Page } from '@playwright/test';
import type { CentralWitness } from '../helpers/central-witness.ts';
import { ClerkAtDesk } from './clerk.ts';
import { anApplicant, test } from './county.ts';
import { typeByHand } from './keyboard.ts';

/** What the central office has of somebody's services: nothing is written by what was refused. */
async function servicesOf(witness: CentralWitness, personId: string) {
  const services = await witness.records('serviceRecord');
  return services.filter((service) => service.personId === personId);
}

/** The sentence that stands beside a field, as a screen reader connects it. */
async function sentenceBeside(page: Page, label: string): Promise<string> {
  const field = page.getByLabel(label);
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  const id = await field.getAttribute('aria-describedby');
  return page.locator(`[id="${id ?? ''}"]`).innerText();
}

test('who has a card gets no second one: the page says the sentence, and what can be begun is its exchange', async ({
  county,
}) => {
  const cards = (await county.witness.records('card')).filter(({ status }) => status === '1');
  const people = await county.witness.records('insuredPerson');
  const holder = people.find(
    ({ id, deceasedOn, birthDate }) =>
      deceasedOn === null && birthDate < '2005' && cards.some(({ personId }) => personId === id),
  );
  const card = cards.find(({ personId }) => personId === holder?.id);
  if (holder === undefined || card === undefined) throw new Error('Nobody has a card.');
  const before = await servicesOf(county.witness, holder.id);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  await desk.signIn();
  await desk.findPerson(holder.documentNumber, holder.name);
  const offers = program.page.getByRole('complementary', { name: desk.say('person.offers') });
  await expect(offers).toContainText('一人一卡');
  await expect(offers).toContainText(card.id.slice(-4));
  await desk.press('1');
  await expect(program.page.getByRole('heading', { level: 1 })).toHaveText(
    desk.say('service-kind.exchange-card'),
  );
  expect(await servicesOf(county.witness, holder.id)).toEqual(before);
});

test('a document that does not fit is told at one time, each sentence beside its field, and nothing is written', async ({
  county,
}) => {
  const person = await anApplicant(county, 4);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();

  // Nothing filled in: every field says so.
  await desk.press('F10');
  expect(await sentenceBeside(page, say('issue-card.documentNumber'))).not.toBe('');
  expect(await sentenceBeside(page, say('issue-card.documentName'))).not.toBe('');

  // The wrong number, somebody else's name, an expired document, no photo compared.
  await desk.documentNumber().focus();
  await typeByHand(page, '11010519491231002X');
  await desk.press('Enter');
  await typeByHand(page, '别人');
  await desk.press('Enter');
  await typeByHand(page, '20200101');
  await desk.press('F10');
  await expect(page.getByText(say('refusal.document-expired', { date: '2020-01-01' })).first()).toBeVisible();
  expect(await sentenceBeside(page, say('issue-card.documentValidUntil'))).toBe(
    say('refusal.document-expired', { date: '2020-01-01' }),
  );
  expect(await sentenceBeside(page, say('issue-card.documentNumber'))).toBe(
    say('refusal.document-number-differs'),
  );
  expect(await sentenceBeside(page, say('issue-card.documentName'))).toBe(
    say('refusal.document-name-differs', { recorded: person.name }),
  );
  await expect(page.getByText(say('refusal.photo-not-compared')).first()).toBeVisible();
  await expect(page.getByText(say('issue-card.missing', { count: 3 }))).toBeVisible();
  await expect(desk.documentNumber()).toBeFocused();
  await desk.picture('service-document-refused');

  // A number whose check digit is wrong is told as soon as the field is left.
  await desk.press('Control+a');
  await typeByHand(page, '440308199901101513');
  await desk.press('Enter');
  await expect(desk.documentNumber()).toHaveAttribute('aria-invalid', 'true');

  await desk.press('F3');
  await expect(page.getByText(say('services.empty'))).toBeVisible();
  expect(await servicesOf(county.witness, person.id)).toEqual([]);
});

test('a blank that is not of this window is refused beside the field, a weak password on the pad', async ({
  county,
}) => {
  const person = await anApplicant(county, 5);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await desk.readDocument();
  const serviceNumber = await desk.accept();
  const good = await desk.nextBlank();

  const blanks = await county.witness.records('blankCard');
  const mine = blanks.find(({ id }) => id === good)?.workstationId;
  const foreign = blanks.find(({ status, workstationId }) => status === 'in-stock' && workstationId !== mine);
  const used = blanks.find(({ status, workstationId }) => status === 'issued' && workstationId === mine);
  const cases: [string, string][] = [
    ['00000001', say('refusal.blank-unknown', { serial: '00000001' })],
    [foreign?.id ?? '', say('refusal.blank-other-workstation', { serial: foreign?.id ?? '' })],
  ];
  if (used !== undefined)
    cases.push([used.id, say('refusal.blank-used', { serial: used.id, date: used.changedOn })]);
  for (const [serial, sentence] of cases) {
    await desk.blankSerial().focus();
    await desk.press('Control+a');
    await typeByHand(page, serial);
    await expect(page.getByText(sentence)).toBeVisible();
    await desk.press('F10');
    await expect(desk.blankSerial()).toBeFocused();
    await expect(desk.blankSerial()).toHaveAttribute('aria-invalid', 'true');
  }
  await desk.picture('service-card-refused');
  await desk.press('Control+a');
  await desk.press('Delete');

  await desk.produce(good);
  const pad = await desk.openPinPad();
  const birth = person.birthDate.replaceAll('-', '').slice(2);
  for (const [first, second, code] of [
    ['123456', '123456', 'input.run'],
    ['888888', '888888', 'input.repeated-digit'],
    [birth, birth, 'input.birth-date'],
    ['840273', '840274', 'error.pin-entries-differ'],
  ] as const) {
    await desk.enterPinTwice(pad, first, second);
    await expect(pad.getByRole('alert')).toContainText(say(code));
  }
  expect(await pad.locator('body').innerText()).not.toContain('84027');
  await desk.picture('pin-pad-refused', pad);
  await pad.keyboard.press('Escape').catch(() => undefined);
  await expect(desk.button('pin.open')).toBeVisible();

  await expect(async () => {
    const [service] = await servicesOf(county.witness, person.id);
    expect(service).toMatchObject({ id: serviceNumber, stage: 'produced' });
  }).toPass();
  const card = (await county.witness.records('card')).find(({ personId }) => personId === person.id);
  expect(card?.pinSet ?? false).toBe(false);
});

test('a wrong password is told without a word about which half was wrong, and the form keeps the name', async ({
  county,
}) => {
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await expect(page.getByLabel(say('sign-in.loginName'))).toBeFocused({ timeout: 45_000 });
  const alerts: string[] = [];
  for (const loginName of ['clerk1', 'nobody']) {
    await page.getByLabel(say('sign-in.loginName')).fill('');
    await page.getByLabel(say('sign-in.loginName')).focus();
    await typeByHand(page, loginName);
    await desk.press('Enter');
    await typeByHand(page, 'not the password');
    await desk.press('Enter');
    await expect(page.getByLabel(say('sign-in.password'), { exact: true })).toBeFocused();
    await expect(page.getByLabel(say('sign-in.password'), { exact: true })).toHaveValue('');
    await expect(page.getByLabel(say('sign-in.loginName'))).toHaveValue(loginName);
    alerts.push(await page.getByRole('alert').innerText());
  }
  expect(alerts[0]).toBe(alerts[1]);
});
