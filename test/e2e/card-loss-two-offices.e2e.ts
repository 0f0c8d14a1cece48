import { expect } from '@playwright/test';
import { ClerkAtDesk } from './clerk.ts';
import { aHolder, test, type County } from './county.ts';

const clerks = {
  point: { loginName: 'point1', password: 'guitai-demo-7', officeId: 'O2' },
  centre: { loginName: 'clerk1', password: 'guitai-demo-1', officeId: 'O1' },
} as const;

async function open(county: County, place: keyof typeof clerks) {
  const { officeId, ...clerk } = clerks[place];
  const line = await county.layLine();
  const program = await county.openProgram({ name: place, central: line.url, officeId });
  const desk = new ClerkAtDesk(program);
  await desk.signIn(clerk);
  await expect(program.page.getByText(desk.say('status.online')).first()).toBeVisible();
  const header = program.page.locator('.person-header');
  return { desk, line, header };
}

/** domain rules section 3: a lost card can be used for nothing, whichever office was told, and whoever was cut off. */
test('a loss told at a service point that is cut off stops the card at the centre once the line is back; found, lost in writing and replaced across both offices', async ({
  county,
}) => {
  const { person, card } = await aHolder(county.witness, '1');
  const [point, centre] = await Promise.all([open(county, 'point'), open(county, 'centre')]);
  const { say } = point.desk;
  const standing = async () => {
    const cards = (await county.witness.records('card')).filter(({ personId }) => personId === person.id);
    return cards.map(({ status, making }) => `${status ?? 'none'} ${making}`).sort();
  };
  await centre.desk.findPerson(person.documentNumber, person.name);
  await expect(centre.header).toContainText(say('card-status.1'));

  // Told on the telephone while nobody else can know of it; in force here at once.
  point.line.cut();
  await expect(point.desk.page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });
  await point.desk.findPerson(person.documentNumber, person.name);
  await point.desk.choose('report-loss');
  await expect(
    point.desk.page.getByRole('radio', { name: say('presented.channel-telephone') }),
  ).toBeFocused();
  for (let question = 0; question < 3; question += 1) {
    await point.desk.press('Tab');
    await point.desk.press('Space');
  }
  await point.desk.press('F10');
  await expect(point.desk.page.getByText(say('service-done.reported-provisional'))).toBeVisible();
  await expect(point.desk.page.getByText(say('service-done.outcome-waiting'))).toBeVisible();
  await point.desk.picture('two-offices-loss-waiting');
  await point.desk.press('Escape');
  await expect(point.header).toContainText(say('card-status.4'));
  expect(await standing()).toEqual(['1 04']);

  point.line.mend();
  await expect(centre.header).toContainText(say('card-status.4'), { timeout: 60_000 });
  expect(await standing()).toEqual(['4 06']);
  await centre.desk.picture('two-offices-loss-news');

  // The holder signs at the centre while its line is cut; the point, which does not know, gives the card back to him.
  centre.line.cut();
  await expect(centre.desk.page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });
  await centre.desk.choose('report-loss');
  await expect(
    centre.desk.page.getByRole('radio', { name: say('presented.channel-telephone') }),
  ).toBeFocused();
  await centre.desk.press('ArrowRight');
  await centre.desk.readDocument();
  await centre.desk.press('F10');
  await expect(centre.desk.page.getByText(say('service-done.reported-formal'))).toBeVisible();
  await expect(centre.desk.page.getByText(say('service-done.outcome-waiting'))).toBeVisible();
  await point.desk.choose('lift-loss-report');
  await expect(
    point.desk.page.getByRole('radio', { name: say('presented.channel-in-person') }),
  ).toBeFocused();
  await point.desk.readDocument();
  await point.desk.press('F10');
  await expect(point.desk.page.getByText(say('service-done.outcome-confirmed'))).toBeVisible({
    timeout: 30_000,
  });
  await point.desk.press('Escape');
  await expect(point.header).toContainText(say('card-status.1'));

  // Both stand, one after the other, as the central office got them: what was signed counts.
  centre.line.mend();
  await expect(point.header).toContainText(say('card-status.2'), { timeout: 60_000 });
  expect(await standing()).toEqual(['2 05']);
  await centre.desk.press('Escape');
  await expect(centre.header).toContainText(say('card-status.2'));

  await expect(centre.desk.page.getByText(say('service-kind.replace-card')).first()).toBeVisible();
  await centre.desk.beginApplication();
  await centre.desk.readDocument();
  await centre.desk.press('F10');
  await expect(
    centre.desk.page.getByRole('checkbox', { name: say('application.feePaid', { amount: '20.00' }) }),
  ).toBeFocused();
  await centre.desk.press('Space');
  await centre.desk.accept();
  await centre.desk.produce(await centre.desk.nextBlank());
  await centre.desk.setPin();
  await centre.desk.handOver();
  await expect.poll(standing, { timeout: 30_000 }).toEqual(['1 04', '9 09']);
  const fresh = (await county.witness.records('card')).find(
    ({ personId, status }) => personId === person.id && status === '1',
  );
  expect(fresh?.id).not.toBe(card.id);
  await expect(point.header).toContainText(say('person.tail', { tail: fresh?.id.slice(-4) ?? '' }), {
    timeout: 30_000,
  });
});
