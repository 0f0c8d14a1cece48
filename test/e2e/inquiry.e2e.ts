import { expect } from '@playwright/test';
import { addMonths } from '../../domain/calendar/month.ts';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { change } from '../../domain/records/change.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { patternOf } from '../helpers/wording.ts';
import { ClerkAtDesk } from './clerk.ts';
import { aHolder, test } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { lookAt } from './looks.ts';

test('who asks how things stand is answered on paper, in person and through another, with the line and without', async ({
  county,
}) => {
  const { person } = await aHolder(county.witness, '1');
  const present = civilDateInShanghai(Date.now()).slice(0, 7);
  // Paid up to three months ago: something can still be made good.
  const periods = (await county.witness.records('contributionPeriod')).filter(
    ({ personId }) => personId === person.id,
  );
  const [aPeriod] = periods;
  if (aPeriod === undefined) throw new Error('Nothing was ever paid for the holder of a card.');
  await county.prepare([
    change('contributionPeriod', {
      ...aPeriod,
      ...{
        id: 'long-ago',
        fromMonth: addMonths(present, -125),
        toMonth: addMonths(present, -115),
        paidOn: null,
      },
    }),
    ...periods.map((one) =>
      change('contributionPeriod', {
        ...one,
        toMonth:
          one.toMonth === null || one.toMonth > addMonths(present, -3) ? addMonths(present, -3) : one.toMonth,
      }),
    ),
  ]);
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);

  // The sentence for the citizen, on paper: today, and a month that is asked about.
  await desk.findPerson(person.documentNumber, person.name);
  await expect(page.locator('.strip [aria-current="date"]')).toHaveAttribute('data-month', present);
  // Ten years ago is asked about as well: the whole record opens, and each of its months says why.
  const longAgo = page.locator(`[data-month="${addMonths(present, -120)}"]`);
  await expect(longAgo).toHaveCount(0);
  const wholeYears = page.locator('.strip-more');
  await expect(wholeYears).toHaveAttribute('aria-expanded', 'false');
  await wholeYears.focus();
  await desk.press('Enter');
  await expect(wholeYears).toHaveAttribute('aria-expanded', 'true');
  await longAgo.focus();
  await expect(page.locator('.rights').getByText(say('month.paid'), { exact: true })).toBeVisible();
  await lookAt(desk, 'person-whole-record');
  await wholeYears.focus();
  await desk.press('Enter');
  await expect(longAgo).toHaveCount(0);
  await desk.press('F4');
  await expect(page.getByRole('heading', { name: say('answer-slip.title'), exact: true })).toBeVisible();
  await lookAt(desk, 'answer-slip-today');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).length).toBe(1);
  const slip = (await printed())[0]?.text ?? '';
  for (const key of [
    'answer-slip.title',
    'rights.pooled',
    'rights.personal',
    'answer-slip.help',
    'answer-slip.basis',
  ])
    expect(slip).toContain(say(key));
  expect(slip).toContain(addMonths(present, -2));
  // What would help has its legal basis as well.
  expect(slip.replaceAll(/\s/g, '')).toContain('医保办发〔2021〕43号');
  expect(slip).not.toContain(person.documentNumber);
  await desk.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();
  await page.locator(`[data-month="${addMonths(present, -1)}"]`).focus();
  await expect(page.locator('.rights').getByText(say('month.gap'), { exact: true })).toBeVisible();
  await desk.press('F4');
  await expect(
    page.getByText(say('answer-slip.month', { month: addMonths(present, -1) })).first(),
  ).toBeVisible();
  await desk.picture('answer-slip-month');
  await desk.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();

  // In person: nothing chosen is told beside its field, with everything else that is missing.
  await desk.choose('answer-inquiry');
  const subject = (of: string) => page.getByRole('checkbox', { name: say(`inquiry.subject-${of}`) });
  await expect(subject('balance')).toBeFocused();
  await desk.press('F10');
  await expect(page.getByText(say('input.too_small')).first()).toBeVisible();
  await expect(page.getByText(say('refusal.nothing-asked')).first()).toBeVisible();
  await desk.picture('inquiry-nothing-asked');
  await desk.readDocument();
  await subject('balance').focus();
  for (let index = 0; index < 5; index += 1) {
    await desk.press('Space');
    if (index < 4) await desk.press('Tab');
  }
  await expect(subject('services')).toBeChecked();
  await lookAt(desk, 'inquiry');
  await desk.press('F10');
  await expect(page.getByText(say('service-done.answered'))).toBeVisible();
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible();
  await desk.picture('inquiry-done');
  await desk.press('F4');
  await expect(page.getByRole('heading', { name: say('inquiry.paper'), exact: true })).toBeVisible();
  await lookAt(desk, 'inquiry-result');
  // Every month is as wide as the next, whatever stands in it.
  const months = page.locator('.paper-table.months thead th');
  const widths = await months.evaluateAll((cells) => cells.slice(1).map((cell) => cell.clientWidth));
  expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(1);
  await desk.press('F10');
  await expect.poll(async () => (await printed()).length).toBe(2);
  const all = (await printed())[1]?.text ?? '';
  for (const of of ['balance', 'months', 'rights', 'card', 'services'])
    expect(all).toContain(say(`inquiry.subject-${of}`));
  expect(all).not.toContain(person.documentNumber);

  // Through an agent while the line is down: only what was asked for, and as of when.
  await county.stopCentral();
  await expect(page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });
  await desk.press('Escape');
  await expect(page.getByText(say('service-done.answered'))).toBeVisible();
  await desk.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();
  await desk.choose('answer-inquiry');
  await expect(subject('balance')).toBeFocused();
  await desk.press('Space');
  await page.getByRole('radio', { name: say('presented.channel-agent') }).focus();
  await desk.press('Space');
  await desk.press('F5');
  // The first document on the reader is his own, the next one the agent's.
  const agent = page.getByRole('group', { name: say('application.agentDocument') });
  await expect(agent.getByLabel(say('issue-card.documentNumber'))).toBeFocused();
  await desk.press('F5');
  const relation = agent.getByLabel(say('application.relation'));
  await expect(relation).toBeFocused();
  const agentsName = await agent.getByLabel(say('issue-card.documentName')).inputValue();
  expect(agentsName).not.toBe(person.name);
  await desk.press('ArrowDown');
  await expect(page.locator('.ant-select-item-option-active')).toBeVisible();
  await desk.press('Enter');
  await expect(relation).toHaveAttribute('aria-expanded', 'false');
  await agent.getByLabel(say('application.phone')).focus();
  await typeByHand(page, '13900139000');
  await page.getByRole('checkbox', { name: say('application.photoCompared-agent') }).focus();
  await desk.press('Space');
  await desk.picture('inquiry-by-agent-offline');
  // Every label stands on one line.
  const labels = await page
    .locator('.form-group > label')
    .evaluateAll((all) => all.map((one) => one.clientHeight));
  expect(Math.max(...labels)).toBe(Math.min(...labels));
  await desk.press('F10');
  await expect(page.getByText(say('service-done.answered'))).toBeVisible();
  await expect(page.getByText(say('service-done.outcome-waiting'))).toBeVisible();
  await desk.press('F4');
  await expect(page.getByRole('heading', { name: say('inquiry.paper'), exact: true })).toBeVisible();
  await desk.picture('inquiry-result-offline');
  await desk.press('F10');
  await expect.poll(async () => (await printed()).length).toBe(3);
  const balance = (await printed())[2]?.text ?? '';
  expect(balance).toContain(agentsName);
  expect(balance).toContain(say('inquiry.subject-balance'));
  expect(balance).not.toContain(say('inquiry.subject-card'));
  await county.startCentral();
  await desk.press('Escape');
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible({ timeout: 45_000 });
});

test('an employer is found by a part of its name, its initials and its code, and its people are listed', async ({
  county,
}) => {
  const employed = new Map<string, number>();
  for (const { employerId } of await county.witness.records('insuredPerson'))
    if (employerId !== null) employed.set(employerId, (employed.get(employerId) ?? 0) + 1);
  const [largest, size] = [...employed].sort(([, one], [, other]) => other - one)[0] ?? ['', 0];
  const employer = (await county.witness.records('employer')).find(({ id }) => id === largest);
  const program = await county.openProgram({ appearance: { language: 'en', theme: 'dark' } });
  const desk = new ClerkAtDesk(program, 'en');
  const { page, say } = desk;
  await desk.signIn();
  // Whoever lays his document on the reader has his page opened.
  await desk.press('F5');
  await expect(page.getByRole('heading', { level: 2, name: say('person.offers') })).toBeVisible();
  await desk.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: say('person.deskTitle') })).toBeVisible();
  await desk.press('F9');
  const field = page.getByRole('textbox', { name: say('employer.search') });
  await expect(field).toBeFocused();
  await typeByHand(page, (employer?.name ?? '').slice(2, 6));
  await expect(page.getByRole('cell', { name: employer?.name ?? '', exact: true })).toBeVisible();
  await field.fill('');
  await typeByHand(page, largest);
  await expect(page.getByRole('cell', { name: largest, exact: true })).toBeVisible();
  await lookAt(desk, 'employers');
  await desk.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: employer?.name ?? '' })).toBeVisible();
  await expect(page.getByText(say('employer.show-insured', { count: size }))).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toBeFocused();
  await lookAt(desk, 'employer-insured');
  await page.getByRole('radio').first().focus();
  // The filter keeps the keys, whatever is listed.
  for (const show of ['late', 'arrears', 'batches']) {
    await desk.press('ArrowRight');
    await expect(
      page.getByRole('radio', { name: patternOf(say, `employer.show-${show}`, ['count']) }),
    ).toBeFocused();
    await desk.picture(`employer-${show}`);
  }
  await desk.press('ArrowRight');
  await expect(page.getByText(say('employer.show-insured', { count: size }))).toBeVisible();
  await page.getByRole('row').nth(1).focus();
  await desk.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: say('person.offers') })).toBeVisible();
});
