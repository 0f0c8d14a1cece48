import { expect } from '@playwright/test';
import { addMonths } from '../../domain/calendar/month.ts';
import { change } from '../../domain/records/change.ts';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { formatYuan } from '../../domain/money/fen.ts';
import type { CentralWitness } from '../helpers/central-witness.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { lookAt } from './looks.ts';
import { anEmployee } from './people.ts';

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
  await desk.seesDone('suspended', 'confirmed');
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
  await desk.seesDone('resumed', 'confirmed');

  await desk.loseLine(line);
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
  await desk.seesDone('back-payment-registered', 'waiting');
  expect(await account()).toBe('sealed');
  line.mend();
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible({ timeout: 45_000 });
  expect(await account()).toBe('open');
  await desk.press('F4');
  await expect(page.getByText(amount).first()).toBeVisible();
  await desk.picture('back-payment-receipt');

  // 人员增减表: one who leaves, one who joins, one whom nobody knows.
  const { leaver, joiner, employerId } = await aListFor(county.witness, person.id);
  await desk.press('F3');
  await expect(page.getByRole('heading', { level: 1, name: say('services.title') })).toBeVisible();
  await desk.press('F9');
  await expect(page.getByRole('heading', { level: 1, name: say('batch.title') })).toBeVisible();
  await desk.press('F7');
  await expect(page.getByLabel(say('batch.employerCode'))).toBeFocused();
  for (const text of [employerId, '2026-12', civilDateInShanghai(Date.now()).replaceAll('-', '')]) {
    await typeByHand(page, text);
    await desk.press('Enter');
  }
  await desk.press('F5');
  await expect(page.getByLabel(say('application.phone'))).toBeFocused();
  await typeByHand(page, '13900139000');
  await desk.press('F10');
  await expect(page.getByRole('button', { name: say('batch.chooseFile') }).first()).toBeFocused();
  const lines = [
    '姓名,证件号码,离职/入职,日期,缴费基数',
    `${leaver.name},${leaver.documentNumber},离职,${present}-01,`,
    `${joiner.name},${joiner.documentNumber},入职,${present}-01,6000.00`,
    '查无此人,110105194912310046,离职,2026年13月1日,',
  ];
  await page.getByLabel(say('batch.file'), { exact: true }).setInputFiles({
    name: '增减表.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  });
  await expect(page.getByText(say('movement.state-valid'), { exact: true })).toHaveCount(2);
  await lookAt(desk, 'movements-judged');
  const run = page.getByRole('button', { name: say('movement.run', { count: 2 }) }).first();
  await expect(run).toBeVisible();
  await desk.press('F10');
  await expect(page.getByText(say('movement.state-registered'), { exact: true })).toHaveCount(2);
  await expect(page.getByText(say('movement.state-refused'), { exact: true })).toHaveCount(1);
  await lookAt(desk, 'movements-registered');
  await expect
    .poll(async () => {
      const people = await county.witness.records('insuredPerson');
      return [leaver, joiner].map(({ id }) => people.find((one) => one.id === id)?.employerId ?? 'nobody');
    })
    .toEqual(['nobody', employerId]);
});

test('of two who pay at the same time the one is chosen whose payment ends; the other goes on', async ({
  county,
}) => {
  const { person, period } = await anEmployee(county.witness, 1);
  const besides = { ...period, id: `${period.id}-besides`, employerId: null };
  await county.prepare([change('contributionPeriod', { ...besides, fromMonth: addMonths(present, -5) })]);
  const desk = new ClerkAtDesk(await county.openProgram());
  const { page, say } = desk;
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.choose('suspend-insurance');
  await expect(page.getByRole('radio', { name: say('service-details.ground-left-employer') })).toBeFocused();
  await expect(page.getByText(say('contribution.paidByMany', { count: 2 }))).toBeVisible();
  await desk.readDocument();
  await desk.press('F10');
  await expect(page.getByText(say('contribution.choosePayer'))).toBeVisible();
  await lookAt(desk, 'suspend-insurance-payer-missing');
  const payer = page.getByLabel(say('contribution.whosePayment'));
  await payer.focus();
  await desk.press('ArrowDown');
  await expect(page.locator('.ant-select-item-option-active')).toBeVisible();
  await desk.press('ArrowDown');
  await desk.press('Enter');
  const panel = page.getByRole('region', { name: say('contribution.effect') });
  await expect(
    panel.getByText(say('contribution.paidMonths', { before: '', after: '' }).slice(0, 4)),
  ).toBeVisible();
  await lookAt(desk, 'suspend-insurance-payer');
  await desk.press('F10');
  await desk.seesDone('suspended', 'confirmed');
  const periods = (await county.witness.records('contributionPeriod')).filter(
    ({ personId }) => personId === person.id,
  );
  expect(periods.find(({ id }) => id === besides.id)?.toMonth).toBe(present);
  expect(periods.find(({ id }) => id === period.id)?.toMonth).toBeNull();
  const people = await county.witness.records('insuredPerson');
  expect(people.find(({ id }) => id === person.id)).toMatchObject({
    insuranceStatus: '1',
    employerId: period.employerId,
  });
});

test('a death is recorded by its certificate and whoever reports it, and ends everything', async ({
  county,
}) => {
  const { person } = await anEmployee(county.witness);
  const desk = new ClerkAtDesk(
    await county.openProgram({ appearance: { language: 'en', theme: 'dark' } }),
    'en',
  );
  const { page, say } = desk;
  await desk.signIn();
  await desk.findPerson(person.documentNumber, person.name);
  await desk.choose('suspend-insurance');
  await expect(page.getByRole('radio', { name: say('service-details.ground-left-employer') })).toBeFocused();
  await desk.press('ArrowRight');
  await desk.press('ArrowRight');
  await expect(page.getByRole('radio', { name: say('service-details.ground-deceased') })).toBeFocused();
  // Nothing was said yet: every field of it says so at once.
  await desk.press('F10');
  await expect(page.getByText(say('input.too_small'))).toHaveCount(7);
  await page.getByLabel(say('contribution.deceasedOn')).focus();
  for (const text of [`${present}-01`, '33012220260018']) {
    await typeByHand(page, text);
    await desk.press('Tab');
  }
  const panel = page.getByRole('region', { name: say('contribution.effect') });
  await expect(panel.getByText(say('contribution.account-sealed-by-death'))).toBeVisible();
  await page.getByLabel(say('issue-card.documentNumber')).focus();
  for (const text of ['11010119900307803X', '王秀兰', '0']) {
    await typeByHand(page, text);
    await desk.press('Enter');
  }
  await page.getByLabel(say('contribution.relation')).focus();
  await desk.press('ArrowDown');
  await desk.press('Enter');
  await page.getByLabel(say('application.phone')).focus();
  await typeByHand(page, '13900139000');
  await lookAt(desk, 'suspend-insurance-death');
  await desk.press('F10');
  await desk.seesDone('suspended', 'confirmed');
  const people = await county.witness.records('insuredPerson');
  expect(people.find(({ id }) => id === person.id)).toMatchObject({
    insuranceStatus: '3',
    deceasedOn: `${present}-01`,
  });
});

/** An employer with somebody who can leave, and somebody who is paid for by nobody and can join. */
async function aListFor(witness: CentralWitness, besides: string) {
  const periods = await witness.records('contributionPeriod');
  const people = (await witness.records('insuredPerson')).filter(
    ({ id, deceasedOn, retiredFrom, documentKind }) =>
      id !== besides && deceasedOn === null && retiredFrom === null && documentKind === 'resident-id-card',
  );
  const active = new Set((await witness.records('employer')).filter((one) => one.active).map(({ id }) => id));
  const open = (id: string) => periods.find((one) => one.personId === id && one.toMonth === null);
  const leaver = people.find(({ id, employerId }) => {
    const period = open(id);
    return employerId !== null && period?.employerId === employerId && active.has(employerId);
  });
  const joiner = people.find(
    ({ id, birthDate }) =>
      birthDate < '2000' && open(id) === undefined && periods.some(({ personId }) => personId === id),
  );
  const employerId = leaver?.employerId ?? null;
  if (leaver === undefined || joiner === undefined || employerId === null) {
    throw new Error('The county has no such people.');
  }
  return { leaver, joiner, employerId };
}
