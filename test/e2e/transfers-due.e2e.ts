import { expect } from '@playwright/test';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { calendarOf } from '../../domain/calendar/published-calendar.ts';
import { workingDaysSince } from '../../domain/calendar/working-days.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test } from './county.ts';
import { lookAt, looks } from './looks.ts';
import { transfersDue } from './transfers-due.ts';

for (const appearance of looks) {
  const { language, theme } = appearance;
  test(`the due list in ${language}, ${theme}: what is late stands first, with its working days, then what is due today; what has ended last`, async ({
    county,
  }) => {
    const today = civilDateInShanghai(Date.now());
    const { due, changes } = await transfersDue(county, today);
    await county.prepare(changes);
    const calendar = calendarOf(await county.witness.records('calendarYear'));
    const daysLate = ({ transfer }: (typeof due)[number]) =>
      workingDaysSince(calendar, transfer.dueOn, today);

    const desk = new ClerkAtDesk(await county.openProgram({ appearance }), language);
    const { page, say } = desk;
    await desk.signIn();
    await page.getByRole('link', { name: say('navigation.transfers') }).focus();
    await desk.press('Enter');
    const rows = page.locator('tbody tr');
    await expect(rows).toHaveText(due.map(({ transfer }) => new RegExp(transfer.id)));
    await expect(rows.first()).toBeFocused();
    for (const [index, late] of due.slice(0, 2).entries()) {
      const count = daysLate(late);
      const said = count === 0 ? say('transfer.late') : say('transfer.lateBy', { count });
      await expect(rows.nth(index)).toContainText(said);
      await expect(rows.nth(index).locator('.tag.bad')).toHaveCount(1);
    }
    await expect(page.getByText(say('transfer.dueToday'))).toHaveCount(2);
    await expect(rows.nth(2)).toContainText(say('transfer.dueToday'));
    await expect(rows.nth(3)).toContainText(say('transfer.dueToday'));
    await expect(rows.nth(5)).toContainText(say('transfer.provisional'));
    await expect(page.getByText(say('transfer.lateCount', { count: 2 }))).toBeVisible();
    await lookAt(desk, 'transfers-due');

    // The page of a late one says the same.
    const count = daysLate(due[0] as (typeof due)[number]);
    await desk.press('Enter');
    await expect(page.getByText(say('transfer.lateBy', { count }))).toBeVisible();
    await lookAt(desk, 'transfer-late');
  });
}
