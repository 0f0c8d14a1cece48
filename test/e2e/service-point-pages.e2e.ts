import { expect } from '@playwright/test';
import { attachPrinter } from '../helpers/test-printer.ts';
import { until } from '../helpers/until.ts';
import { arrivingParcel, cardsForPoints } from './cards-for-points.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test } from './county.ts';
import { scan } from './keyboard.ts';
import { lookAt, looks } from './looks.ts';

const centreClerk = { loginName: 'clerk1', password: 'guitai-demo-1' } as const;
const pointClerk = { loginName: 'point1', password: 'guitai-demo-7' } as const;

/** The day in Shanghai, as the counter has it. */
function shanghaiToday(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** One of the lists, by the keyboard. */
async function show({ page, say }: ClerkAtDesk, list: string): Promise<void> {
  await page.getByRole('radio', { name: say(`point-list.${list}`) }).focus();
  await page.keyboard.press('Space');
}

for (const appearance of looks) {
  const { language, theme } = appearance;
  test(`the pages of cards for service points in ${language}, ${theme}: full, nothing serious for axe, no text missing`, async ({
    county,
  }) => {
    test.setTimeout(300_000);
    await county.prepare(await cardsForPoints(county, shanghaiToday()));

    const centre = new ClerkAtDesk(await county.openProgram({ name: 'centre', appearance }), language);
    const { page, say } = centre;
    await centre.signIn(centreClerk);
    const printed = await attachPrinter(centre.program);
    // Late ones are a band on every page, and a number beside the page where they are dealt with.
    const alarm = page.getByRole('alert').filter({ hasText: say('service-point.alarmCentre', { count: 3 }) });
    await expect(alarm).toBeVisible();
    await lookAt(centre, 'alarm');
    await alarm.getByRole('link').focus();
    await centre.press('Enter');
    await expect(page.getByRole('radio', { name: say('point-list.late') })).toBeChecked();
    await expect(page.locator('tbody tr')).toHaveCount(3);
    await lookAt(centre, 'queue-late');
    await show(centre, 'to-make');
    await expect(page.locator('tbody tr')).toHaveCount(9);
    await lookAt(centre, 'queue');
    await page.locator('tbody tr').first().focus();
    await centre.press('Enter');
    await expect(centre.blankSerial()).toBeFocused();
    await lookAt(centre, 'queue-service');
    await centre.press('Escape');
    await show(centre, 'missing');
    await expect(page.locator('tbody tr')).toHaveCount(1);
    await page.locator('tbody tr').first().focus();
    await centre.press('Enter');
    await expect(page.getByText(say('service-point.missing'))).toBeVisible();
    await lookAt(centre, 'missing-service');
    await centre.press('F10');
    await expect(page.getByRole('dialog')).toBeVisible();
    await lookAt(centre, 'remake');
    await centre.press('Escape');
    await page.getByRole('link', { name: say('navigation.sending') }).focus();
    await centre.press('Enter');
    await expect(page.getByRole('heading', { name: say('parcel.sending') })).toBeVisible();
    await lookAt(centre, 'parcels-centre');
    await page
      .getByRole('row')
      .filter({ hasText: say('parcel.kind-to-send') })
      .first()
      .focus();
    await centre.press('Enter');
    await expect(page.getByText(say('parcel.packAdvice'))).toBeVisible();
    await lookAt(centre, 'packing');
    await scan(page, '99999999');
    await expect(page.getByText(say('parcel.verdict-unknown'))).toBeVisible();
    await lookAt(centre, 'packing-unknown');
    await page.getByRole('link', { name: say('navigation.sending') }).focus();
    await centre.press('Enter');
    await expect(page.getByRole('heading', { name: say('parcel.sending') })).toBeVisible();
    await scan(page, arrivingParcel);
    await expect(
      page.getByRole('heading', { name: say('parcel.title', { number: arrivingParcel }) }),
    ).toBeVisible();
    await lookAt(centre, 'parcel');
    await centre.press('F10');
    await until('the list is printed', async () => (await printed())[0]);
    await centre.program.close();

    const point = new ClerkAtDesk(
      await county.openProgram({ name: 'point', officeId: 'O2', appearance }),
      language,
    );
    await point.signIn(pointClerk);
    await attachPrinter(point.program);
    const desk = point.page;
    await desk
      .getByRole('navigation')
      .getByRole('link', { name: say('navigation.collection') })
      .focus();
    await point.press('Enter');
    await show(point, 'ready');
    await expect(desk.locator('tbody tr')).toHaveCount(3);
    await lookAt(point, 'collection-ready');
    await show(point, 'uncollected');
    await expect(desk.locator('tbody tr')).toHaveCount(2);
    await lookAt(point, 'collection-uncollected');
    await point.press('F10');
    await expect(desk.getByRole('dialog')).toBeVisible();
    await lookAt(point, 'notify');
    await point.press('Escape');
    await show(point, 'under-way');
    await expect(desk.locator('tbody tr')).toHaveCount(5);
    await desk.locator('tbody tr').first().focus();
    await point.press('Enter');
    await expect(desk.getByText(say('service-point.say-under-way'))).toBeVisible();
    await lookAt(point, 'service-under-way');
    await point.press('F10');
    await expect(desk.getByRole('article')).toBeVisible();
    await lookAt(point, 'slip');
    await desk
      .getByRole('navigation')
      .getByRole('link', { name: say('navigation.receiving') })
      .focus();
    await point.press('Enter');
    await expect(desk.getByRole('heading', { name: say('parcel.receiving') })).toBeVisible();
    await lookAt(point, 'parcels-point');
    await scan(desk, arrivingParcel);
    await expect(desk.getByText(say('parcel.receiveAdvice'))).toBeVisible();
    await lookAt(point, 'receiving');
    await point.press('F10');
    await expect(desk.getByRole('dialog')).toBeVisible();
    await lookAt(point, 'receiving-differences');
  });
}

test('a counter of an office for which nothing is done is calm', async ({ county }) => {
  const point = new ClerkAtDesk(await county.openProgram({ officeId: 'O5' }));
  await point.signIn({ loginName: 'point4', password: 'guitai-demo-10' });
  const { page, say } = point;
  await expect(page.getByText(say('service-point.alarmOpen'))).toHaveCount(0);
  for (const [name, key] of [
    ['collection-empty', 'navigation.collection'],
    ['parcels-empty', 'navigation.receiving'],
  ] as const) {
    await page
      .getByRole('navigation')
      .getByRole('link', { name: say(key) })
      .focus();
    await point.press('Enter');
    await expect(page.locator('.empty').first()).toBeVisible();
    await lookAt(point, name);
  }
});
