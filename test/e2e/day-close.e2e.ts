import { expect } from '@playwright/test';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { isUnbroken } from '../../domain/day-close/day-chain.ts';
import type { LeftoverKind } from '../../domain/records/day-close.ts';
import { change } from '../../domain/records/change.ts';
import type { Clerk, ServiceRecord, Workstation } from '../../domain/records/records.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test, type County } from './county.ts';
import { lookAt } from './looks.ts';

const supervisor = { loginName: 'supervisor', password: 'guitai-demo-0' } as const;

/** The clerk who signs in, a colleague, and the workstation that the first counter of a demonstration is. */
async function whoIsThere({ witness }: County) {
  const clerks = await witness.records('clerk');
  const byName = (name: string) => clerks.find(({ loginName }) => loginName === name);
  const [clerk, colleague] = [byName('clerk1'), byName('clerk2')];
  const workstations = (await witness.records('workstation'))
    .filter(({ officeId }) => officeId === clerk?.officeId)
    .toSorted((a, b) => a.number - b.number);
  // The first one is the witness of the test, who looks at the central office from there.
  const [, here, beside] = workstations;
  const pattern = (await witness.records('serviceRecord'))[0];
  if (!clerk || !colleague || !here || !beside || !pattern) throw new Error('The county is empty.');
  const today = civilDateInShanghai(Date.now());
  const service = (number: number, by: Clerk, at: Workstation, fields: Partial<ServiceRecord> = {}) =>
    change('serviceRecord', {
      ...pattern,
      id: `${pattern.id.slice(0, 6)}-${today.replaceAll('-', '')}-9${String(at.number).padStart(2, '0')}-${String(number).padStart(4, '0')}`,
      ...{ officeId: by.officeId, workstationId: at.id, clerkId: by.id, openedOn: today },
      ...{ openedAt: `${today}T00:0${String(number)}:00.000+08:00`, stage: 'completed', ...fields },
    });
  return { clerk, colleague, here, beside, today, service, pattern };
}

test('a day is not closed over what is left unless a supervisor signs with his reason; then it stands for good, is printed, and what comes later is told as late', async ({
  county,
}) => {
  const { clerk, colleague, here, beside, today, service, pattern } = await whoIsThere(county);
  const at = `${today}T00:01:00.000+08:00`;
  await county.prepare([
    service(1, clerk, here),
    service(2, clerk, here, { kind: 'report-loss' }),
    service(3, colleague, beside),
    change('approval', {
      ...{ id: 'day/1', serviceId: pattern.id, personId: pattern.personId, kind: 'payout' },
      ...{
        officeId: clerk.officeId,
        enteredBy: [clerk.id],
        enteredAt: at,
        enteredOn: today,
        amount: 128_450,
      },
      ...{ state: 'waiting', decidedBy: null, decidedAt: null, reason: null },
    }),
    change('paperPrint', {
      ...{ id: '01938f5e-0000-7000-8000-0000000000aa', subject: pattern.id, paper: 'issue-receipt' },
      ...{
        officeId: clerk.officeId,
        workstationId: here.id,
        clerkId: clerk.id,
        printedOn: today,
        printedAt: at,
      },
      ...{ reprint: 0, reason: null, note: null, result: null, endedAt: null },
      ...{ reclaim: null, reclaimedBy: null, reclaimedAt: null, reclaimNote: null },
    }),
  ]);
  const line = await county.layLine();
  const program = await county.openProgram({ central: line.url });
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const printed = await attachPrinter(program);
  const spoil = async () => {
    await page.getByRole('link', { name: say('navigation.stock') }).click();
    await page
      .getByRole('row')
      .filter({ hasText: say('status.window', { number: here.number }) })
      .first()
      .click();
    await desk.press('4');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    const serial = (await dialog.getByLabel(say('stock.serials')).inputValue()).replaceAll(/\D/g, '');
    await dialog.getByLabel(say('stock.reason')).fill('芯片破损');
    await desk.press('F10');
    await expect(dialog).toBeHidden();
    return serial;
  };

  // A blank that is spoiled here without the line, and that is gone by then at the central office: refused.
  await desk.loseLine(line);
  const gone = await spoil();
  const blank = (await county.witness.records('blankCard')).find(({ id }) => id === gone);
  if (blank === undefined) throw new Error('no blank was spoiled');
  await county.prepare([change('blankCard', { ...blank, status: 'missing' })]);
  line.mend();
  await expect(page.getByText(say('status.online')).first()).toBeVisible({ timeout: 45_000 });
  await page.getByRole('link', { name: say('navigation.work') }).click();
  await expect(page.getByText(say('work-list.refused')).first()).toBeVisible({ timeout: 45_000 });
  // And one of which nobody has heard yet.
  await desk.loseLine(line);
  await spoil();

  await page.getByRole('link', { name: say('navigation.day') }).click();
  const leftovers = page.getByRole('list', { name: say('day.leftovers') });
  const kinds: readonly LeftoverKind[] = [
    ...(['unsent', 'refused', 'approval-waiting', 'print-unknown', 'drawer-not-counted'] as const),
  ];
  for (const kind of kinds) await expect(leftovers).toContainText(say(`day.leftover-${kind}`));
  const paper = page.getByRole('article').first();
  await expect(paper).toContainText(say('day.draft'));
  await expect(paper).toContainText(say('service-kind.report-loss'));
  await lookAt(desk, 'day-open');

  // Not without a reason, a name and a password; not by the clerk himself.
  await desk.press('F10');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await desk.press('F10');
  await expect(dialog.getByText(say('refusal.day-reason-missing'))).toBeVisible();
  await lookAt(desk, 'day-signing');
  const sign = async (who: { readonly loginName: string; readonly password: string }) => {
    await dialog.getByLabel(say('day.sign-reason')).fill('线路中断，明早补传并处理');
    await dialog.getByLabel(say('signature.loginName')).fill(who.loginName);
    await dialog.getByLabel(say('signature.password'), { exact: true }).fill(who.password);
    await desk.press('F10');
  };
  await sign({ loginName: 'clerk2', password: 'guitai-demo-2' });
  await expect(dialog.getByText(say('refusal.day-leftovers-unsigned'))).toBeVisible();
  await sign(supervisor);
  await expect(dialog).toBeHidden();
  await expect(paper).toContainText(say('day.provisional'));

  // The line is there again: the central office reckons it, and it is closed for good.
  line.mend();
  await expect(paper).toContainText(say('day.closed'), { timeout: 60_000 });
  await expect(page.getByRole('article').filter({ hasText: '线路中断，明早补传并处理' })).toBeVisible();
  await lookAt(desk, 'day-closed');
  const closed = await county.witness.records('dayClose');
  expect(closed.map(({ day, clerkId }) => [day, clerkId])).toEqual([[today, clerk.id]]);
  expect(isUnbroken(closed)).toBe(true);
  expect(closed[0]?.report.leftovers.map(({ kind }) => kind)).toEqual(kinds);

  await desk.press('F10');
  const sheet = await until('the page of the day is printed', async () => (await printed())[0]);
  expect(sheet.text).toContain('柜员日终单');
  expect(sheet.text).toContain(closed[0]?.hash);

  // What comes to the day now is told beside it, and the page that was closed stays as it was.
  await county.prepare([service(4, clerk, here)]);
  await expect(page.getByText(say('day.lateNote'))).toBeVisible({ timeout: 60_000 });
  await lookAt(desk, 'day-late');
  expect(await county.witness.records('dayClose')).toEqual(closed);

  // The office's day: whoever has not closed is told by his name, and is signed for as well.
  await page.getByText(say('day.scope-office'), { exact: true }).click();
  await expect(leftovers).toContainText(say('day.leftover-clerk-not-closed'));
  await expect(leftovers).toContainText(colleague.name);
  await lookAt(desk, 'day-office');
  await page.getByRole('link', { name: say('day.closedDays') }).click();
  await expect(page.getByText(say('day.unbroken'))).toBeVisible();
  await lookAt(desk, 'closed-days');
  await desk.press('Enter');
  await expect(page.getByRole('article').filter({ hasText: '线路中断，明早补传并处理' })).toBeVisible();
});

test('a day of which nothing is left is closed with one key, in English and in the dark', async ({
  county,
}) => {
  const { here } = await whoIsThere(county);
  // The drawer is empty: nothing is to be counted.
  const blanks = (await county.witness.records('blankCard')).filter(
    ({ workstationId, status }) => workstationId === here.id && status === 'in-stock',
  );
  await county.prepare(blanks.map((blank) => change('blankCard', { ...blank, workstationId: null })));
  const program = await county.openProgram({ appearance: { language: 'en', theme: 'dark' } });
  const desk = new ClerkAtDesk(program, 'en');
  const { page, say } = desk;
  await desk.signIn();
  await page.getByRole('link', { name: say('navigation.day') }).click();
  await expect(page.getByText(say('day.noLeftovers')).first()).toBeVisible();
  await lookAt(desk, 'day-open-en');
  await desk.press('F10');
  await expect(page.getByText(say('day.explain-closed'))).toBeVisible();
  await expect
    .poll(async () => (await county.witness.records('dayClose')).map(({ reason }) => reason))
    .toEqual([null]);
  await lookAt(desk, 'day-closed-en');
});
