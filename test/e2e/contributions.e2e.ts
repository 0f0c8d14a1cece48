import { expect } from '@playwright/test';
import { addMonths } from '../../domain/calendar/month.ts';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { formatYuan } from '../../domain/money/fen.ts';
import type { ContributionPeriod, InsuredPerson } from '../../domain/records/records.ts';
import type { CentralWitness } from '../helpers/central-witness.ts';
import { ClerkAtDesk, typeByHand } from './clerk.ts';
import { test } from './county.ts';
import { lookAt } from './looks.ts';

const present = civilDateInShanghai(Date.now()).slice(0, 7);

test('insurance is stopped, resumed and made good, each with its effect shown before; the payment while the line is cut', async ({
  county,
}) => {
  const { person, period } = await anEmployee(county.witness);
  const line = await county.layLine();
  const desk = new ClerkAtDesk(await county.openProgram({ central: line.url }));
  const { page, say } = desk;
  await desk.signIn();
  const account = async () =>
    (await county.witness.records('personalAccount')).find((one) => one.id === person.id)?.status;
  const panel = page.getByRole('region', { name: say('contribution.effect') });

  await desk.findPerson(person.documentNumber, person.name);
  await desk.choose('suspend-insurance');
  await expect(page.getByRole('radio', { name: say('service-details.ground-left-employer') })).toBeFocused();
  const lastMonth = page.getByLabel(say('contribution.lastMonth'));
  await desk.press('Tab');
  await expect(lastMonth).toBeFocused();
  // Not yet: said at its field, and nothing is done.
  await page.keyboard.press('Control+A');
  await typeByHand(page, addMonths(present, 1));
  await expect(
    panel.getByText(say('refusal.last-month-in-future', { month: addMonths(present, 1), present })),
  ).toBeVisible();
  await page.keyboard.press('Control+A');
  await typeByHand(page, addMonths(present, -2).replace('-', ''));
  await expect(panel.getByText(say('contribution.account-sealed'))).toBeVisible();
  await desk.readDocument();
  await lookAt(desk, 'suspend-insurance');
  await desk.press('F10');
  await expect(page.getByText(say('service-done.suspended'))).toBeVisible();
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible();
  expect(await account()).toBe('sealed');
  await desk.picture('insurance-suspended');

  await desk.press('Escape');
  await desk.choose('resume-insurance');
  await expect(page.getByRole('radio', { name: say('contribution.manner-employer') })).toBeFocused();
  await desk.press('ArrowRight');
  await expect(
    panel.getByText(say('contribution.paidMonths', { before: '', after: '' }).slice(0, 4)),
  ).toBeVisible();
  await desk.readDocument();
  await desk.picture('resume-insurance');
  await desk.press('F10');
  await expect(page.getByText(say('service-done.resumed'), { exact: true })).toBeVisible();
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible();

  line.cut();
  await expect(page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });
  await desk.press('Escape');
  await desk.choose('register-back-payment');
  await expect(page.getByLabel(say('contribution.payFrom'))).toBeFocused();
  await expect(page.getByLabel(say('contribution.payFrom'))).toHaveValue(addMonths(present, -1));
  await expect(panel.getByText(say('contribution.account-released'))).toBeVisible();
  // A tenth of the base: employer's and individual's share together.
  const amount = formatYuan(Math.round(period.base / 10));
  await expect(panel.getByText(say('person.yuan', { amount }), { exact: true })).toBeVisible();
  await desk.readDocument();
  await lookAt(desk, 'back-payment');
  await expect(
    page.getByRole('button', { name: say('contribution.submit-pay-amount', { amount }) }).first(),
  ).toBeVisible();
  await desk.press('F10');
  await expect(page.getByText(say('service-done.back-payment-registered'))).toBeVisible();
  await expect(page.getByText(say('service-done.outcome-waiting'))).toBeVisible();
  expect(await account()).toBe('sealed');
  line.mend();
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible({ timeout: 45_000 });
  expect(await account()).toBe('open');
  await desk.press('F4');
  await expect(page.getByText(amount).first()).toBeVisible();
  await desk.picture('back-payment-receipt');
});

/** Of age, alive, paid for by an employer for a year and more, his account open. */
async function anEmployee(
  witness: CentralWitness,
): Promise<{ readonly person: InsuredPerson; readonly period: ContributionPeriod }> {
  const periods = await witness.records('contributionPeriod');
  const accounts = await witness.records('personalAccount');
  for (const person of await witness.records('insuredPerson')) {
    const his = periods.filter(({ personId }) => personId === person.id);
    const period = his.find(({ toMonth }) => toMonth === null);
    const account = accounts.find(({ id }) => id === person.id);
    if (period === undefined || period.employerId === null || person.retiredFrom !== null) continue;
    if (period.fromMonth > addMonths(present, -12) || account?.status !== 'open') continue;
    if (person.documentKind !== 'resident-id-card' || person.birthDate > '2000' || period.base < 481_200)
      continue;
    return { person, period };
  }
  throw new Error('The county has nobody whose employer pays.');
}
