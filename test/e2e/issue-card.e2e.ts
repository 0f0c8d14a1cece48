import { expect } from '@playwright/test';
import type { CentralWitness } from '../helpers/central-witness.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk } from './clerk.ts';
import { anApplicant, test } from './county.ts';
import { issueHeadless } from './headless-clerk.ts';
import { typeByHand } from './keyboard.ts';

/** What the central office holds of a person. */
async function atCentral(witness: CentralWitness, personId: string) {
  const [cards, services] = await Promise.all([witness.records('card'), witness.records('serviceRecord')]);
  return {
    cards: cards.filter((card) => card.personId === personId),
    services: services.filter((service) => service.personId === personId),
  };
}

test('a card is issued online, by the keyboard alone, and the central office has it exactly once', async ({
  county,
}) => {
  const person = await anApplicant(county, 0);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);

  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await desk.readDocument();
  const serviceNumber = await desk.accept();
  const blankSerial = await desk.nextBlank();
  await desk.produce(blankSerial);
  await desk.setPin();
  await desk.handOver();
  await expect(page.getByText(say('outcome.completed-confirmed'))).toBeVisible();

  await desk.press('F4');
  await expect(page.getByText(say('receipt.title-final')).first()).toBeVisible();
  await desk.press('F10');
  const [sheet] = await until('the receipt is printed', async () => {
    const sheets = await printed();
    return sheets.length === 1 && sheets;
  });
  expect(sheet?.pages).toBe(1);
  expect(sheet?.text).toContain(say('receipt.title-final'));
  expect(sheet?.text).toContain(serviceNumber);
  expect(sheet?.text).toContain(person.name);
  expect(sheet?.text).not.toContain(person.documentNumber);
  expect(sheet?.text).not.toContain('补打');
  await expect(page.getByText(say('receipt.again', { number: 1 }))).toBeVisible();
  await desk.printAgain('1', 1);
  const second = await until('the second sheet', async () => (await printed())[1]);
  expect(second.text).toContain(say('receipt.reprint', { number: 1 }));

  const { cards, services } = await atCentral(county.witness, person.id);
  expect(services.map(({ id, stage }) => ({ id, stage }))).toEqual([
    { id: serviceNumber, stage: 'completed' },
  ]);
  expect(cards).toHaveLength(1);
  expect(cards[0]).toMatchObject({ blankSerial, status: '1', pinSet: true, serviceId: serviceNumber });
  const blanks = await county.witness.records('blankCard');
  expect(blanks.find((blank) => blank.id === blankSerial)).toMatchObject({ status: 'issued' });
});

test('offline it is provisional; with the line back it is confirmed without anybody asking, exactly once', async ({
  county,
}) => {
  const person = await anApplicant(county, 1);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);
  await expect(page.getByText(say('status.online')).first()).toBeVisible();
  await county.stopCentral();
  await expect(page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });

  await desk.findPerson(person.documentNumber, person.name);
  const { serviceNumber } = await desk.issueCard();
  await expect(page.getByText(say('outcome.completed-waiting'))).toBeVisible();
  await expect(page.getByText(say('status.waiting', { count: 1 })).first()).toBeVisible();
  await desk.picture('service-offline');

  await desk.press('F4');
  await expect(page.getByText(say('receipt.title-provisional')).first()).toBeVisible();
  await desk.picture('receipt-provisional');
  await desk.press('F10');
  const [sheet] = await until('the receipt is printed', async () => {
    const sheets = await printed();
    return sheets.length === 1 && sheets;
  });
  expect(sheet?.text).toContain('待确认');
  expect(sheet?.text).not.toContain('办结');
  await desk.press('F6');
  await expect(page.getByText(say('work-list.waitingSentence'))).toBeVisible();
  await desk.picture('work-waiting');
  await desk.press('Enter');
  await expect(page.getByText(say('outcome.completed-waiting'))).toBeVisible();

  await county.startCentral();
  // Nobody presses a key from here on.
  await expect(page.getByText(say('outcome.completed-confirmed'))).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(say('status.waiting', { count: 1 }))).toHaveCount(0);
  const { cards, services } = await atCentral(county.witness, person.id);
  expect(services.map(({ id, stage }) => ({ id, stage }))).toEqual([
    { id: serviceNumber, stage: 'completed' },
  ]);
  expect(cards).toHaveLength(1);
});

test('what another counter did first is refused when the line is back, and waits for the clerk with its reason', async ({
  county,
}) => {
  const person = await anApplicant(county, 2);
  const line = await county.layLine();
  const program = await county.openProgram({ central: line.url });
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const other = await county.openHeadlessCounter();
  line.cut();
  await expect(page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });

  const first = await issueHeadless(other, person.id);
  await desk.findPerson(person.documentNumber, person.name);
  const { serviceNumber } = await desk.issueCard();
  await expect(page.getByText(say('outcome.completed-waiting'))).toBeVisible();

  line.mend();
  await expect(page.getByText(say('outcome.completed-refused'))).toBeVisible({ timeout: 60_000 });
  await desk.press('F6');
  const row = page.getByRole('row').filter({ hasText: serviceNumber });
  await expect(row).toContainText(say('work-list.refused'));
  const detail = page.getByRole('complementary');
  await expect(detail).toContainText(
    say('refusal.card-already-valid', { cardTail: first.slice(-4) }).slice(0, 8),
  );
  await expect(detail).toContainText(first);
  await desk.picture('work-refused');

  // Settled by a person, in writing.
  await desk.press('F10');
  await expect(page.getByRole('textbox', { name: say('work-list.note') })).toBeFocused();
  await typeByHand(page, '已收回卡片');
  await desk.press('F10');
  await expect(page.getByText(say('work-list.empty'))).toBeVisible();

  const { cards } = await atCentral(county.witness, person.id);
  expect(cards.filter((card) => card.status === '1').map((card) => card.id)).toEqual([first]);
});
