import { expect, type Page } from '@playwright/test';
import { addMonths } from '../../domain/calendar/month.ts';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { change } from '../../domain/records/change.ts';
import type { Card } from '../../domain/records/records.ts';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk, typeOnPad } from './clerk.ts';
import { test, type County } from './county.ts';
import { presentHeadless } from './headless-clerk.ts';
import { typeByHand } from './keyboard.ts';
import { lookAt } from './looks.ts';
import { aCoveredHolder, anEmployee, sealedAccountOf, type Holder } from './people.ts';

/**
 * Law 5: what was done without the line is provisional. Page and paper say that it waits for confirmation and never
 * 办结; gives the service's number. The person's page is open afterwards.
 */
async function waitsForConfirmation(desk: ClerkAtDesk, step: string): Promise<string> {
  const { page, say } = desk;
  await desk.seesDone(step, 'waiting');
  await expect(page.locator('.service-header')).toContainText(say('issue-card.provisional'));
  const serviceNumber = await desk.read('issue-card.serviceNumber', ['number'], 'number');
  await desk.press('F4');
  const paper = page.getByRole('article');
  await expect(paper).toContainText('受理回执');
  await expect(paper).toContainText('待确认');
  await expect(paper).not.toContainText('办结');
  await desk.press('Escape');
  await desk.seesDone(step, 'waiting');
  await desk.press('Escape');
  await expect(page.getByRole('complementary', { name: say('person.offers') })).toBeVisible();
  return serviceNumber;
}

/** The line is there again and everything of this window has been decided; nobody presses a key for it. */
async function seesDecided(page: Page, numbers: readonly string[], word: string): Promise<void> {
  for (const number of numbers) {
    await expect(page.getByRole('row').filter({ hasText: number })).toContainText(word, { timeout: 60_000 });
  }
}

/** From the list of today's services, which is open, to one of them. */
async function openService(desk: ClerkAtDesk, number: string): Promise<void> {
  await desk.page.getByRole('row').filter({ hasText: number }).focus();
  await desk.press('Enter');
  await expect(desk.page.getByText(number).first()).toBeVisible();
}

async function openToday(desk: ClerkAtDesk): Promise<void> {
  await desk.press('F3');
  await expect(desk.page.getByRole('heading', { level: 1, name: desk.say('services.title') })).toBeVisible();
}

async function cardOf({ witness }: County, { card }: Holder): Promise<Card | undefined> {
  return (await witness.records('card')).find(({ id }) => id === card.id);
}

test('a seal, a lock, a loss and a forgotten password are released while the line is cut: all wait, the central office confirms, and what another counter has made impossible meanwhile is told with its reason', async ({
  county,
}) => {
  const sealed = await aCoveredHolder(county, 0);
  const releasedElsewhere = await aCoveredHolder(county, 1);
  const lost = await aCoveredHolder(county, 2);
  const locked = await aCoveredHolder(county, 3);
  const lostElsewhere = await aCoveredHolder(county, 4);
  await county.prepare([
    ...(await sealedAccountOf(county, sealed)),
    ...(await sealedAccountOf(county, releasedElsewhere)),
    change('card', { ...lost.card, status: '2', making: '05', statusBeforeLoss: '1' }),
    change('card', { ...locked.card, status: '3', pinSet: true, pinFailures: 6 }),
    change('card', { ...lostElsewhere.card, pinSet: true }),
  ]);
  const line = await county.layLine();
  const [program, other] = await Promise.all([
    county.openProgram({ central: line.url }),
    county.openHeadlessCounter(),
  ]);
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  await expect(page.getByText(say('status.online')).first()).toBeVisible();
  await desk.loseLine(line);
  const find = ({ person }: Holder) => desk.findPerson(person.documentNumber, person.name);

  // What the page says that holds is released from there, without the line too.
  const release = async (holder: Holder) => {
    await find(holder);
    await desk.chooseTitled(say('unfreezing.title'));
    await expect(page.getByRole('heading', { name: say('unfreezing.what-account-sealed') })).toBeVisible();
    await desk.press('F10');
    await desk.receiveInPerson();
    await desk.press('F10');
    return waitsForConfirmation(desk, 'released');
  };
  const confirmed = [await release(sealed)];
  const released = await release(releasedElsewhere);

  await find(lost);
  await desk.choose('lift-loss-report');
  await desk.receiveInPerson();
  await desk.press('F10');
  confirmed.push(await waitsForConfirmation(desk, 'lifted'));

  await find(locked);
  await desk.choose('unlock-card');
  await desk.receiveInPerson();
  await desk.press('F10');
  await desk.seesDone('unlocked', 'waiting');
  await lookAt(desk, 'unlock-card-offline');
  confirmed.push(await waitsForConfirmation(desk, 'unlocked'));

  const renew = async () => {
    const pad = await desk.turnPad('reset-card-pin', 'new');
    const gone = pad.waitForEvent('close');
    await typeOnPad(pad, '285713', '285713');
    await gone;
    return waitsForConfirmation(desk, 'pin-reported-lost');
  };
  // Of the card that was unlocked here the password is forgotten as well: one waits behind the other.
  confirmed.push(await renew());
  await find(lostElsewhere);
  const renewed = await renew();
  await expect(page.getByText(say('confirmation.waiting')).first()).toBeVisible();
  expect((await cardOf(county, locked))?.status).toBe('3');

  // Meanwhile another counter, which has its line, releases the seal and hears of a loss on the telephone.
  const presented = await presentHeadless(other, releasedElsewhere.person.id);
  await other.call('releaseAccount', { personId: releasedElsewhere.person.id, ...presented });
  await other.call('reportLoss', {
    personId: lostElsewhere.person.id,
    cardNumber: lostElsewhere.card.id,
    channel: 'telephone',
    answered: ['document-number', 'address', 'bank'],
  });
  await until('the central office has heard of the loss', async () => {
    return (await cardOf(county, lostElsewhere))?.status === '4';
  });

  await openToday(desk);
  line.mend();
  await seesDecided(page, confirmed, say('confirmation.confirmed'));
  await seesDecided(page, [released, renewed], say('confirmation.refused'));
  // Nothing of what was refused is called done.
  await seesDecided(page, [released, renewed], say('stage.void'));
  await lookAt(desk, 'services-after-the-line');
  expect(await cardOf(county, sealed)).toMatchObject({ status: '1' });
  expect(await cardOf(county, lost)).toMatchObject({ status: '1', making: '04' });
  expect(await cardOf(county, locked)).toMatchObject({ status: '1', pinFailures: 0 });
  expect(await cardOf(county, releasedElsewhere)).toMatchObject({ status: '1' });
  expect(await cardOf(county, lostElsewhere)).toMatchObject({ status: '4' });

  // Confirmed: the paper is the final one. Refused: page and paper say why, and nothing was done.
  await openService(desk, confirmed[0] ?? '');
  await desk.seesDone('released', 'confirmed');
  await desk.press('F4');
  await expect(page.getByRole('article')).toContainText('办结回执');
  await openToday(desk);
  await openService(desk, renewed);
  await desk.seesDone('void', 'refused');
  await expect(page.locator('.step').last()).toContainText(say('stage.void'));
  const why = say('refusal.pin-card-lost', { cardTail: lostElsewhere.card.id.slice(-4) });
  await expect(page.getByRole('alert').filter({ hasText: why })).toBeVisible();
  await lookAt(desk, 'reset-card-pin-refused');
  await desk.press('F4');
  const paper = page.getByRole('article');
  await expect(paper).toContainText(say('desk-receipt.lead-refused'));
  await expect(paper).not.toContainText('办结');

  // Both wait for a person, who writes what became of them.
  await desk.press('F6');
  const detail = page.getByRole('complementary');
  for (const [number, reason] of [
    [released, say('refusal.account-not-sealed')],
    [renewed, why],
  ] as const) {
    const row = page.getByRole('row').filter({ hasText: number });
    await expect(row).toContainText(say('work-list.refused'));
    await row.focus();
    await expect(detail).toContainText(reason);
    await lookAt(desk, `work-${number === renewed ? 'reset-card-pin' : 'release-account'}-refused`);
    await desk.press('F10');
    await expect(page.getByRole('textbox', { name: say('work-list.note') })).toBeFocused();
    await typeByHand(page, '已电话告知');
    await desk.press('F10');
    await expect(row).toHaveCount(0);
  }
  await expect(page.getByText(say('work-list.empty'))).toBeVisible();
});

test('insurance is stopped and resumed while the line is cut, both confirmed in their order; a gap is paid with the line; what another counter has stopped or paid meanwhile is refused with its reason', async ({
  county,
}) => {
  const present = civilDateInShanghai(Date.now()).slice(0, 7);
  const { person } = await anEmployee(county.witness, 0);
  const { person: stoppedElsewhere } = await anEmployee(county.witness, 1);
  const line = await county.layLine();
  const [program, other] = await Promise.all([
    county.openProgram({ central: line.url }),
    county.openHeadlessCounter(),
  ]);
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  await expect(page.getByText(say('status.online')).first()).toBeVisible();
  await desk.loseLine(line);
  const account = async () =>
    (await county.witness.records('personalAccount')).find(({ id }) => id === person.id)?.status;
  const panel = page.getByRole('region', { name: say('contribution.effect') });

  const stop = async (lastMonth: string) => {
    await desk.choose('suspend-insurance');
    await expect(
      page.getByRole('radio', { name: say('service-details.ground-left-employer') }),
    ).toBeFocused();
    await desk.press('Tab');
    await expect(page.getByLabel(say('contribution.lastMonth'))).toBeFocused();
    await desk.press('Control+A');
    await typeByHand(page, lastMonth);
    await expect(panel.getByText(say('contribution.account-sealed'))).toBeVisible();
    await desk.readDocument();
    await desk.press('F10');
    return waitsForConfirmation(desk, 'suspended');
  };
  await desk.findPerson(person.documentNumber, person.name);
  const confirmed = [await stop(addMonths(present, -3))];
  await desk.choose('resume-insurance');
  await expect(page.getByRole('radio', { name: say('contribution.manner-employer') })).toBeFocused();
  await desk.press('ArrowRight');
  await expect(panel.locator('.effect-sentences')).toBeVisible();
  await desk.readDocument();
  await desk.press('F10');
  confirmed.push(await waitsForConfirmation(desk, 'resumed'));
  await desk.findPerson(stoppedElsewhere.documentNumber, stoppedElsewhere.name);
  const refused = [await stop(addMonths(present, -2))];
  expect(await account()).toBe('open');

  const presented = await presentHeadless(other, stoppedElsewhere.id);
  await other.call('suspendInsurance', {
    personId: stoppedElsewhere.id,
    lastMonth: addMonths(present, -1),
    ground: 'moved-away',
    asker: presented,
  });
  await until('the central office has heard that insurance was stopped', async () => {
    const people = await county.witness.records('insuredPerson');
    return people.find(({ id }) => id === stoppedElsewhere.id)?.insuranceStatus === '2';
  });
  await openToday(desk);
  line.mend();
  await seesDecided(page, confirmed, say('confirmation.confirmed'));
  await seesDecided(page, refused, say('confirmation.refused'));
  expect(await account()).toBe('sealed');
  await openService(desk, refused[0] ?? '');
  await desk.seesDone('void', 'refused');
  await expect(
    page.getByRole('alert').filter({ hasText: say('refusal.insurance-not-paying') }),
  ).toBeVisible();
  await lookAt(desk, 'suspend-insurance-refused');

  // One month of the gap with the line; the other one without, while it is paid at another counter.
  const pay = async (month: string) => {
    await desk.choose('register-back-payment');
    await expect(page.getByLabel(say('contribution.payFrom'))).toBeFocused();
    for (const field of ['contribution.payFrom', 'contribution.payTo']) {
      await page.getByLabel(say(field)).focus();
      await desk.press('Control+A');
      await typeByHand(page, month);
    }
    await expect(panel.locator('.due-amount')).toBeVisible();
    await desk.readDocument();
    await desk.press('F10');
  };
  await desk.findPerson(person.documentNumber, person.name);
  await pay(addMonths(present, -2));
  await desk.seesDone('back-payment-registered', 'confirmed');
  await desk.press('F4');
  await expect(page.getByRole('article')).toContainText('办结回执');
  await desk.press('Escape');
  await desk.seesDone('back-payment-registered', 'confirmed');
  await desk.press('Escape');
  await expect(page.getByRole('complementary', { name: say('person.offers') })).toBeVisible();

  await desk.loseLine(line);
  await pay(addMonths(present, -1));
  const paid = await waitsForConfirmation(desk, 'back-payment-registered');
  const months = { fromMonth: addMonths(present, -1), toMonth: addMonths(present, -1) };
  const asker = await presentHeadless(other, person.id);
  const { floor } = await other.call('getContributionDesk', { personId: person.id });
  const asked = { personId: person.id, ...months, base: floor ?? 0, employerId: null };
  const { due, effect } = await other.call('getContributionEffect', {
    kind: 'register-back-payment',
    ...asked,
  });
  if (due === null || effect === null) throw new Error('The other counter does not show what it costs.');
  await other.call('registerBackPayment', { ...asked, seen: { amount: due.amount, effect }, asker });
  await until('the central office has heard of the payment', async () => (await account()) === 'open');
  line.mend();
  await openToday(desk);
  await seesDecided(page, [paid], say('confirmation.refused'));
  await openService(desk, paid);
  await desk.seesDone('void', 'refused');
  const paidAlready = say('refusal.months-paid-already', { months: addMonths(present, -1), count: 1 });
  await expect(page.getByRole('alert').filter({ hasText: paidAlready })).toBeVisible();
  await lookAt(desk, 'back-payment-refused');
});
