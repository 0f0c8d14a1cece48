import { expect } from '@playwright/test';
import type { Card } from '../../domain/records/records.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { ClerkAtDesk } from './clerk.ts';
import { aHolder, test } from './county.ts';

test('a card is reported lost by telephone, then in writing, and found again, by the keyboard alone', async ({
  county,
}) => {
  const { person, card } = await aHolder(county.witness, '1');
  const sealed = await aHolder(county.witness, '0');
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);
  const standing = async ({ id }: Card = card) => {
    const now = (await county.witness.records('card')).find((one) => one.id === id);
    return `${now?.status ?? 'none'} ${now?.making ?? 'none'}`;
  };

  await desk.findPerson(person.documentNumber, person.name);
  await desk.choose('report-loss');
  await expect(page.getByRole('radio', { name: say('presented.channel-telephone') })).toBeFocused();
  // Nothing was asked yet: the reason, and nothing is done.
  await desk.press('F10');
  await expect(
    page.getByText(say('refusal.identity-answers-too-few', { needed: 3, given: 0 })).first(),
  ).toBeVisible();
  for (let question = 0; question < 3; question += 1) {
    await desk.press('Tab');
    await desk.press('Space');
  }
  // What was said of the question is no news once it is answered.
  await expect(page.getByText(say('refusal.identity-answers-too-few', { needed: 3, given: 0 }))).toHaveCount(
    0,
  );
  await desk.picture('report-loss-by-telephone');
  await desk.press('F10');
  await desk.seesDone('reported-provisional', 'confirmed');
  expect(await standing()).toBe('4 06');
  await desk.picture('loss-reported');
  await desk.press('F4');
  await expect(page.getByText(say('loss-receipt.title-provisional-final')).first()).toBeVisible();
  await desk.picture('loss-receipt');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).length).toBe(1);
  expect((await printed())[0]?.text).toContain(say('loss-receipt.lead-provisional-final').slice(0, 12));

  await desk.press('Escape');
  await expect(page.getByText(say('service-done.reported-provisional'))).toBeVisible();
  await desk.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();
  await desk.picture('person-with-lost-card');

  await desk.choose('report-loss');
  await expect(page.getByRole('radio', { name: say('presented.channel-telephone') })).toBeFocused();
  await desk.press('ArrowRight');
  await desk.readDocument();
  await desk.picture('report-loss-in-writing');
  await desk.press('F10');
  await desk.seesDone('reported-formal', 'confirmed');
  expect(await standing()).toBe('2 05');

  await desk.press('Escape');
  await desk.openRefusedOffers();
  await expect(
    page.getByText(say('refusal.loss-already-reported', { cardTail: card.id.slice(-4) })),
  ).toBeVisible();
  await desk.choose('lift-loss-report');
  await desk.receiveInPerson();
  await desk.press('F10');
  await desk.seesDone('lifted', 'confirmed');
  expect(await standing()).toBe('1 04');

  const services = (await county.witness.records('serviceRecord')).filter(
    (service) => service.personId === person.id && service.formerCardNumber === card.id,
  );
  expect(services.map(({ kind, channel }) => `${kind} ${channel}`).sort()).toEqual([
    'lift-loss-report in-person',
    'report-loss in-person',
    'report-loss telephone',
  ]);
  // Which kinds of questions were answered, and no answer.
  expect(JSON.stringify(services)).not.toContain(person.address);

  // A sealed card is lost like any other, and is sealed again when it is found.
  await desk.press('Escape');
  await desk.findPerson(sealed.person.documentNumber, sealed.person.name);
  await desk.choose('report-loss');
  await expect(page.getByRole('radio', { name: say('presented.channel-telephone') })).toBeFocused();
  await desk.press('ArrowRight');
  await desk.readDocument();
  await desk.press('F10');
  await desk.seesDone('reported-formal', 'confirmed');
  expect(await standing(sealed.card)).toBe('2 05');
  await desk.press('Escape');
  await expect(page.getByText(say('card-status.before-0')).first()).toBeVisible();
  await desk.picture('person-with-sealed-lost-card');
  await desk.choose('replace-card');
  await expect(
    page.getByText(say('application.former-sealed', { tail: sealed.card.id.slice(-4) })),
  ).toBeVisible();
  await desk.picture('replace-sealed-card');
  await desk.press('Escape');
  await desk.choose('lift-loss-report');
  await expect(page.getByText(say('card-loss.effect-lift-0'))).toBeVisible();
  await desk.receiveInPerson();
  await desk.picture('lift-loss-of-sealed-card');
  await desk.press('F10');
  await desk.seesDone('lifted', 'confirmed');
  expect(await standing(sealed.card)).toBe('0 04');
});
