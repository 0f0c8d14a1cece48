import { expect } from '@playwright/test';
import type { CentralWitness } from '../helpers/central-witness.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk, typeByHand } from './clerk.ts';
import { aHolder, anApplicant, test } from './county.ts';

/** What the central office holds of a person, as soon as his service is completed there. */
async function completedAtCentral(witness: CentralWitness, personId: string) {
  return until('the service is completed at the central office', async () => {
    const services = await witness.records('serviceRecord');
    // Those of the days before the demonstration say nothing of who took the card.
    const service = services.find((one) => one.personId === personId && one.collector !== null);
    if (service === undefined) return undefined;
    const cards = (await witness.records('card')).filter((card) => card.personId === personId);
    return { service, cards };
  });
}

test('a card is issued through an agent, by the keyboard alone: both documents, and who took it', async ({
  county,
}) => {
  const person = await anApplicant(county, 6);
  const desk = new ClerkAtDesk(await county.openProgram());
  const { page, say } = desk;
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();

  await desk.press('F7');
  const agent = page.getByRole('group', { name: say('application.agentDocument') });
  await expect(agent).toBeVisible();
  // The holder's document is read into its place, and the next one is the agent's.
  await desk.press('F5');
  await expect(agent.getByLabel(say('issue-card.documentNumber'))).toBeFocused();
  await desk.press('F5');
  await expect(agent.getByLabel(say('application.relation'))).toBeFocused();
  const name = await agent.getByLabel(say('issue-card.documentName')).inputValue();
  expect(name).not.toBe(person.name);

  // What is missing is told at one time: the relation, the telephone.
  await desk.press('F10');
  await expect(agent.getByText(say('input.too_small')).first()).toBeVisible();
  await agent.getByLabel(say('application.relation')).focus();
  await desk.press('ArrowDown');
  await desk.press('Enter');
  await desk.press('Enter');
  await desk.press('Enter');
  await expect(agent.getByLabel(say('application.phone'))).toBeFocused();
  await typeByHand(page, '13900139000');
  await desk.press('Enter');
  const compared = page.getByRole('checkbox', { name: say('application.photoCompared-agent') });
  await expect(compared).toBeFocused();
  await desk.press('Space');
  await desk.picture('service-agent');
  await desk.accept();
  await desk.produce(await desk.nextBlank());
  await desk.setPin();

  const signed = page.getByRole('checkbox', { name: say('hand-over.signedOther') });
  await expect(signed).toBeFocused();
  await desk.press('Space');
  // Without the holder's document the agent gets no card.
  await desk.press('F10');
  await expect(page.getByText(say('refusal.holder-document-missing')).first()).toBeVisible();
  await desk.press('Shift+Tab');
  await desk.press('Space');
  await expect(page.getByRole('checkbox', { name: say('hand-over.holderDocumentShown') })).toBeChecked();
  await desk.picture('service-agent-hand-over');
  await desk.press('F10');
  await expect(page.getByText(say('outcome.completed'), { exact: true })).toBeVisible();
  const { service, cards } = await completedAtCentral(county.witness, person.id);
  expect(service).toMatchObject({
    channel: 'agent',
    representative: { name, relation: 'spouse', authorisation: 'written-authorisation' },
    collector: { role: 'agent', name },
  });
  expect(cards).toMatchObject([{ status: '1', making: '04' }]);
  await expect(page.getByText(say('outcome.completed-confirmed'))).toBeVisible();
  await desk.press('F4');
  await expect(page.getByText(say('receipt.changePin'))).toBeVisible();
  await desk.picture('receipt-agent');
});

test('a formally lost card is replaced for its fee, by the keyboard alone: one card is valid afterwards', async ({
  county,
}) => {
  const { person, card: lost } = await aHolder(county.witness, '2');
  const desk = new ClerkAtDesk(await county.openProgram());
  const { page, say } = desk;
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  const offers = page.getByRole('complementary', { name: say('person.offers') });
  await expect(offers).toContainText(say('service-kind.exchange-card'));
  await desk.picture('person-with-lost-card');
  await desk.beginApplication();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('service-kind.replace-card'));
  await desk.readDocument();
  // Not before it is paid for.
  await desk.press('F10');
  await expect(page.getByText(say('refusal.fee-not-paid', { amount: '20.00' })).first()).toBeVisible();
  const paid = page.getByRole('checkbox', { name: say('application.feePaid', { amount: '20.00' }) });
  await expect(paid).toBeFocused();
  await desk.press('Space');
  await desk.picture('service-replace');
  await desk.accept();
  await desk.produce(await desk.nextBlank());
  await desk.setPin();
  await desk.handOver();
  const { service, cards } = await completedAtCentral(county.witness, person.id);
  expect(service).toMatchObject({
    applicationType: '05',
    formerCardNumber: lost.id,
    fee: 2000,
    parameters: { 'replacement-fee': '2000' },
    collector: { role: 'holder', name: person.name },
  });
  expect(cards.map(({ status, making }) => `${status ?? ''} ${making}`).sort()).toEqual(['1 04', '9 09']);
});

test('a card in hand is exchanged: taken in first, and the one-time notice of what is missing is recorded', async ({
  county,
}) => {
  const { person } = await aHolder(county.witness, '1');
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await desk.press('F7');
  await desk.press('F7');
  const guardian = page.getByRole('group', { name: say('application.guardianDocument') });
  await expect(guardian).toBeVisible();
  await desk.press('F7');
  await expect(guardian).toHaveCount(0);
  await desk.readDocument();
  await desk.press('F10');
  await expect(page.getByText(say('issue-card.missing', { count: 1 }))).toBeVisible();
  await desk.press('F4');
  const [notice] = await until('the notice is printed', async () => {
    const sheets = await printed();
    return sheets.length === 1 && sheets;
  });
  expect(notice?.text).toContain('工本费');
  expect(notice?.text).not.toContain(person.documentNumber);
  await expect(page.getByText(say('print.done'))).toBeVisible();

  const paid = page.getByRole('checkbox', { name: say('application.feePaid', { amount: '20.00' }) });
  await paid.focus();
  await desk.press('Space');
  await desk.picture('service-exchange');
  await desk.accept();
  await desk.produce(await desk.nextBlank());
  await desk.setPin();
  const signed = page.getByRole('checkbox', { name: say('hand-over.signed') });
  await expect(signed).toBeFocused();
  await desk.press('Space');
  await desk.press('F10');
  await expect(page.getByText(/former-card|旧卡/).first()).toBeVisible();
  await signed.focus();
  await desk.press('Shift+Tab');
  await desk.press('Space');
  await desk.picture('service-exchange-hand-over');
  await desk.press('F10');
  await expect(page.getByText(say('outcome.completed'), { exact: true })).toBeVisible();
  const { service, cards } = await completedAtCentral(county.witness, person.id);
  expect(service.steps.map(({ step }) => step)).toContain('former-card-destroyed');
  expect(cards.filter(({ status }) => status === '1')).toHaveLength(1);
});
