import { expect } from '@playwright/test';
import { ageOn, civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import type { CentralWitness } from '../helpers/central-witness.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk } from './clerk.ts';
import { aChild, aHolder, aSealedApplicant, test } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { lookAt } from './looks.ts';

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

test('a card is issued through an agent, by the keyboard alone: both documents, who took it, and that it is sealed as his account is', async ({
  county,
}) => {
  const person = await aSealedApplicant(county);
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
  const relation = agent.getByLabel(say('application.relation'));
  await relation.focus();
  await desk.press('ArrowDown');
  await expect(page.locator('.ant-select-item-option-active')).toBeVisible();
  await desk.press('Enter');
  await expect(relation).toHaveAttribute('aria-expanded', 'false');
  await desk.press('Enter');
  await expect(agent.getByLabel(say('application.authorisation'))).toBeFocused();
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
  await expect(page.getByText(say('outcome.completed-sealed'), { exact: true })).toBeVisible();
  const { service, cards } = await completedAtCentral(county.witness, person.id);
  expect(service).toMatchObject({
    channel: 'agent',
    representative: { name, relation: 'spouse', authorisation: 'written-authorisation' },
    collector: { role: 'agent', name },
  });
  expect(cards).toMatchObject([{ status: '0', making: '04' }]);
  await expect(page.getByText(say('outcome.completed-confirmed'))).toBeVisible();
  await expect(page.getByText(say('outcome.cardSealed'))).toBeVisible();
  await desk.picture('service-agent-sealed');
  await desk.press('F4');
  await expect(page.getByText(say('receipt.changePin'))).toBeVisible();
  await expect(page.getByText(say('receipt.cardSealed'))).toBeVisible();
  await desk.picture('receipt-agent');
});

test('a child alone is told everything at once; with his guardian the card is made while the line is cut, and the receipt names who took it', async ({
  county,
}) => {
  const child = await aChild(county.witness);
  const line = await county.layLine();
  const program = await county.openProgram({ central: line.url });
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  await expect(page.getByText(say('status.online')).first()).toBeVisible();
  const printed = await attachPrinter(program);
  await desk.findPerson(child.documentNumber, child.name);
  await expect(page.locator('.offer.first')).toContainText(say('person.withGuardian'));
  await desk.press('F10');
  const guardian = page.getByRole('group', { name: say('application.guardianDocument') });
  await expect(guardian).toBeVisible();

  // He has come alone, and with a document that is over: both are told, and both are on the notice.
  await desk.press('F7');
  await expect(guardian).toHaveCount(0);
  await desk.readDocument();
  await page.getByLabel(say('issue-card.documentValidUntil')).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await typeByHand(page, '20200101');
  await desk.press('F10');
  await expect(page.getByText(say('issue-card.missing', { count: 2 }))).toBeVisible();
  const age = ageOn(child.birthDate, civilDateInShanghai(Date.now()));
  const alone = say('refusal.guardian-required', { age, limit: 16 });
  const over = say('refusal.document-expired', { date: '2020-01-01' });
  const missing = page.getByRole('main').getByRole('alert').filter({ hasText: alone });
  await expect(missing).toContainText(over);
  await lookAt(desk, 'service-child-alone');
  await desk.press('F4');
  const notice = await until('the notice is printed', async () => (await printed())[0]);
  expect(notice.text).toContain('一次性告知');
  expect(notice.text).toContain('须由监护人陪同办理');
  expect(notice.text).toContain('2020-01-01');
  expect(notice.text).not.toContain(child.documentNumber);

  // With his guardian: both documents are read, how they are related is chosen, and the telephone is not forgotten.
  await desk.press('F7');
  await desk.press('F7');
  await expect(guardian).toBeVisible();
  await expect(page.getByText(over)).toHaveCount(0);
  await desk.press('F5');
  await expect(guardian.getByLabel(say('issue-card.documentNumber'))).toBeFocused();
  await desk.press('F5');
  await expect(guardian.getByLabel(say('application.relation'))).toBeFocused();
  const name = await guardian.getByLabel(say('issue-card.documentName')).inputValue();
  await desk.press('F10');
  await expect(guardian.getByText(say('input.too_small'))).toBeVisible();
  await expect(guardian.getByLabel(say('application.phone'))).toBeFocused();
  await typeByHand(page, '13900139000');
  await desk.press('Enter');
  await expect(page.getByRole('checkbox', { name: say('application.photoCompared-guardian') })).toBeFocused();
  await desk.press('Space');
  await lookAt(desk, 'service-guardian');

  line.cut();
  const serviceNumber = await desk.accept();
  await desk.produce(await desk.nextBlank());
  await desk.setPin();
  await expect(page.getByRole('checkbox', { name: say('hand-over.signedOther') })).toBeFocused();
  await desk.press('Space');
  await desk.press('Shift+Tab');
  await desk.press('Space');
  await expect(page.getByRole('checkbox', { name: say('hand-over.holderDocumentShown') })).toBeChecked();
  await lookAt(desk, 'service-guardian-hand-over');
  await desk.press('F10');
  await expect(page.getByText(say('outcome.completed-waiting'))).toBeVisible();
  await desk.press('F4');
  const paper = page.getByRole('article');
  await expect(paper).toContainText('受理回执');
  await expect(paper).not.toContainText('办结');
  const namesHim = new RegExp(`监护人 ?Guardian\\s*${name}`);
  await expect(paper).toContainText(namesHim);
  await lookAt(desk, 'receipt-guardian-waiting');

  line.mend();
  const { service, cards } = await completedAtCentral(county.witness, child.id);
  expect(service).toMatchObject({
    id: serviceNumber,
    channel: 'guardian',
    representative: { name, relation: 'parent', authorisation: 'household-booklet' },
    collector: { role: 'guardian', name },
  });
  expect(cards).toMatchObject([{ status: '1', making: '04', pinSet: true }]);
  await expect(paper).toContainText('办结回执', { timeout: 60_000 });
  await desk.press('F10');
  const receipt = await until('the receipt is printed', async () => (await printed())[1]);
  expect(receipt.text).toContain('监护人');
  expect(receipt.text).toContain(name);
  expect(receipt.text).not.toContain('待确认');
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
