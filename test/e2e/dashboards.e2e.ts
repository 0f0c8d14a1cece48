import { expect } from '@playwright/test';
import { civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { acceptedAtNine, acceptedToday, busyDays } from './busy-days.ts';
import { ClerkAtDesk } from './clerk.ts';
import { anApplicant, test } from './county.ts';
import { lookAt, looks } from './looks.ts';

const supervisor = { loginName: 'supervisor', password: 'guitai-demo-0' } as const;

/** What falls due by the busy days: all of it, and what of it is late. */
const due = { count: 26, late: 3 } as const;

/** From wherever the clerk is, by the keyboard. */
async function openToday(desk: ClerkAtDesk): Promise<void> {
  const { page, say } = desk;
  await page.getByRole('link', { name: say('navigation.today') }).focus();
  await desk.press('Enter');
  await expect(page.getByRole('heading', { name: say('today.chart') })).toBeVisible();
}

for (const appearance of looks) {
  const { language, theme } = appearance;
  test(`the pictures of the day in ${language}, ${theme}: empty, followed, full, by the keys, nothing serious for axe`, async ({
    county,
  }) => {
    test.setTimeout(400_000);
    const first = new ClerkAtDesk(await county.openProgram({ appearance }), language);
    const { page, say } = first;
    const today = civilDateInShanghai(Date.now());
    await first.signIn(supervisor);
    await openToday(first);
    await expect(page.getByText(say('today.nothing-office'))).toBeVisible();
    await expect(page.getByText(say('today.waitingCalm'))).toBeVisible();
    await expect(page.getByText(say('service-point.chartCalm'))).toBeVisible();
    await lookAt(first, 'dashboards-empty');

    // Other counters tell of their work: the pictures follow without being asked.
    await county.prepare(await busyDays(county, today));
    const day = page.getByRole('group', { name: say('today.chartLabel', { count: acceptedToday }) });
    await expect(day).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('group', { name: say('service-point.chartLabel', due) })).toBeVisible();

    // A table for who would rather read.
    await page.getByText(say('today.asTable')).focus();
    await first.press('Enter');
    await expect(page.getByRole('rowheader', { name: say('service-kind.release-account') })).toBeVisible();
    await lookAt(first, 'dashboards-table');

    // One stop of the Tab key, arrows within it, Enter to the list behind a column.
    const nine = day.getByRole('button', { name: /9:00/ });
    await day.getByRole('button').first().focus();
    await first.press('ArrowRight');
    await expect(nine).toBeFocused();
    await expect(nine).toContainText(String(acceptedAtNine));
    await first.press('Enter');
    await expect(page.getByText(say('services.count', { count: acceptedAtNine }))).toBeVisible();
    await lookAt(first, 'dashboards-services');
    await page.getByRole('button', { name: say('services.showAll') }).focus();
    await first.press('Enter');
    await expect(page.getByText(say('services.count', { count: acceptedToday }))).toBeVisible();

    // What is due on a day to come.
    await openToday(first);
    const dues = page.getByRole('group', { name: say('service-point.chartLabel', due) }).getByRole('button');
    await dues.first().focus();
    await first.press('ArrowRight');
    await first.press('ArrowRight');
    const soon = Number.parseInt(await dues.nth(2).innerText(), 10);
    await first.press('Enter');
    await expect(page.locator('tbody tr')).toHaveCount(soon);
    await lookAt(first, 'dashboards-due');

    // The line is gone and a service waits: it is named, and its bar leads to it.
    const person = await anApplicant(county, 3);
    await county.stopCentral();
    await expect(page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });
    await first.findPerson(person.documentNumber, person.name);
    await first.beginApplication();
    await first.readDocument();
    const serviceNumber = await first.accept();
    await openToday(first);
    const waiting = page.getByRole('list', { name: say('today.waitingLabel', { count: 1 }) });
    await expect(page.getByText(person.name)).toBeVisible();
    await lookAt(first, 'dashboards-waiting');
    await waiting.getByRole('button').focus();
    await first.press('Enter');
    await expect(page.locator('tr:focus')).toContainText(serviceNumber);
    await county.startCentral();
    await first.program.close();

    // The next morning's look, for which the month that was used is counted anew.
    const second = new ClerkAtDesk(await county.openProgram({ appearance }), language);
    await second.signIn(supervisor);
    await openToday(second);
    const windows = second.page.getByRole('region', { name: say('today.stockChart') }).getByRole('button');
    // Eighty in twenty days, and the four that the demonstration's services have used.
    await expect(windows.filter({ hasText: say('status.window', { number: 1 }) })).toContainText(
      say('today.meanUse', { mean: '4.2', count: 20 }),
    );
    await lookAt(second, 'dashboards');
    await windows.first().focus();
    await second.press('Enter');
    await expect(second.page.getByRole('heading', { name: say('stock.title') })).toBeVisible();
  });
}
