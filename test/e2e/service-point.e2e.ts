import { expect, type Locator } from '@playwright/test';
import type { InsuredPerson } from '../../domain/records/records.ts';
import type { CuttableLine } from '../helpers/cuttable-line.ts';
import { attachPrinter } from '../helpers/test-printer.ts';
import { until } from '../helpers/until.ts';
import { patternOf } from '../helpers/wording.ts';
import { ClerkAtDesk } from './clerk.ts';
import { anApplicant, test, type County } from './county.ts';
import { scan, typeByHand } from './keyboard.ts';

/** domain rules section 3: the street office accepts and hands out, the county centre makes; two programs, one office. */

interface Desk {
  readonly desk: ClerkAtDesk;
  readonly line: CuttableLine;
  readonly printed: Awaited<ReturnType<typeof attachPrinter>>;
}

const clerks = {
  centre: { loginName: 'clerk1', password: 'guitai-demo-1', officeId: 'O1' },
  point: { loginName: 'point1', password: 'guitai-demo-7', officeId: 'O2' },
  otherPoint: { loginName: 'point2', password: 'guitai-demo-8', officeId: 'O3' },
} as const;

async function open(county: County, place: keyof typeof clerks): Promise<Desk> {
  const clerk = clerks[place];
  const line = await county.layLine();
  const program = await county.openProgram({ name: place, central: line.url, officeId: clerk.officeId });
  const desk = new ClerkAtDesk(program);
  await desk.signIn(clerk);
  await expect(program.page.getByText(desk.say('status.online')).first()).toBeVisible();
  return { desk, line, printed: await attachPrinter(program) };
}

async function goTo(desk: ClerkAtDesk, key: string): Promise<void> {
  await desk.page
    .getByRole('navigation')
    .getByRole('link', { name: desk.say(key) })
    .focus();
  await desk.press('Enter');
}

/** Accepts an application at a service point; gives its number. */
async function acceptAtPoint(desk: ClerkAtDesk, person: InsuredPerson): Promise<string> {
  await desk.findPerson(person.documentNumber, person.name);
  await desk.beginApplication();
  await desk.readDocument();
  await desk.press('F10');
  await expect(desk.page.getByText(desk.say('service-point.say-to-make'))).toBeVisible();
  return desk.read('issue-card.serviceNumber', ['number'], 'number');
}

function row(desk: ClerkAtDesk, text: string): Locator {
  return desk.page.getByRole('row').filter({ hasText: text });
}

/** From the queue: the service's line, its card made with a scan and F10; gives the blank's serial. */
async function makeFromQueue(desk: ClerkAtDesk, serviceNumber: string): Promise<string> {
  await goTo(desk, 'navigation.queue');
  await expect(row(desk, serviceNumber)).toBeVisible({ timeout: 60_000 });
  await row(desk, serviceNumber).focus();
  await desk.press('Enter');
  await expect(desk.blankSerial()).toBeFocused();
  return makeHere(desk);
}

/** The card of the service that is open. */
async function makeHere(desk: ClerkAtDesk): Promise<string> {
  const { page, say } = desk;
  const blankSerial = await desk.nextBlank();
  await scan(page, blankSerial);
  await expect(page.getByText(patternOf(say, 'issue-card.blankGood', ['card'])).first()).toBeVisible();
  for (const step of ['chip-written', 'printed', 'verified']) {
    await expect(desk.button(`production.do-${step}`)).toBeVisible();
    await desk.press('F10');
  }
  await expect(page.getByText(say('service-point.say-to-send'))).toBeVisible();
  return blankSerial;
}

/** Packs these blanks' cards for the office of the first line; gives the parcel's number. */
async function send(desk: ClerkAtDesk, serials: readonly string[]): Promise<string> {
  const { page, say } = desk;
  await goTo(desk, 'navigation.sending');
  const waiting = row(desk, say('parcel.kind-to-send'));
  await expect(waiting).toBeVisible();
  await waiting.focus();
  await desk.press('Enter');
  await expect(page.getByText(say('parcel.packAdvice'))).toBeVisible();
  for (const [index, serial] of serials.entries()) {
    await scan(page, serial);
    await expect(page.locator('.parcel-count b')).toHaveText(String(index + 1));
  }
  await desk.press('F10');
  return desk.read('parcel.title', ['number'], 'number');
}

/** Opens the parcel by its number, as soon as this office has heard of it. */
async function openParcel(desk: ClerkAtDesk, parcelId: string): Promise<void> {
  const { page, say } = desk;
  await goTo(desk, 'navigation.receiving');
  await expect(row(desk, parcelId)).toBeVisible({ timeout: 60_000 });
  await scan(page, parcelId);
  await expect(page.getByText(say('parcel.receiveAdvice'))).toBeVisible();
}

async function cardNumberOf(county: County, blankSerial: string): Promise<string> {
  const blank = (await county.witness.records('blankCard')).find(({ id }) => id === blankSerial);
  if (blank === undefined) throw new Error(`There is no blank ${blankSerial}.`);
  return blank.cardNumber;
}

async function serviceAtCentral(county: County, serviceNumber: string) {
  return (await county.witness.records('serviceRecord')).find(({ id }) => id === serviceNumber);
}

test('a card goes from the street office through the centre’s queue and a parcel into the hand of an agent', async ({
  county,
}) => {
  test.setTimeout(300_000);
  const person = await anApplicant(county, 8);
  const [point, centre] = [await open(county, 'point'), await open(county, 'centre')];
  const { page, say } = point.desk;

  const serviceNumber = await acceptAtPoint(point.desk, person);
  await point.desk.picture('point-accepted');
  // The slip with its day is printed at once.
  await point.desk.press('F10');
  await expect(page.getByRole('article')).toContainText('领卡凭证');
  await point.desk.picture('point-slip');
  await point.desk.press('F10');
  const slip = await until('the slip is printed', async () => (await point.printed())[0]);
  expect(slip.text).toContain('领卡凭证');
  expect(slip.text).toContain(serviceNumber);
  const due = (await serviceAtCentral(county, serviceNumber))?.dueOn ?? '';
  expect(slip.text).toContain(due);

  const blankSerial = await makeFromQueue(centre.desk, serviceNumber);
  await centre.desk.picture('centre-made');
  const parcelId = await send(centre.desk, [blankSerial]);
  await centre.desk.picture('centre-parcel');
  await centre.desk.press('F10');
  const list = await until('the list is printed', async () => (await centre.printed())[0]);
  expect(list.text).toContain('交接清单');
  expect(list.text).toContain(parcelId);
  expect(list.text).not.toContain(person.name);
  expect(list.text).not.toContain(person.documentNumber);

  await openParcel(point.desk, parcelId);
  await scan(page, blankSerial);
  await expect(page.getByText(say('parcel.verdict-fits'))).toBeVisible();
  await point.desk.picture('point-receiving');
  await point.desk.press('F10');
  // Told by telephone: the number stands there, and that it was shown is recorded.
  await expect(row(point.desk, serviceNumber)).toBeFocused();
  await point.desk.press('F10');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(person.phone ?? say('service-point.noPhone'))).toBeVisible();
  await point.desk.picture('point-notify');
  await point.desk.press('F10');
  await expect(dialog).toBeHidden();
  await expect(row(point.desk, serviceNumber)).toHaveCount(0);
  await page.getByRole('radio', { name: say('point-list.ready') }).focus();
  await point.desk.press('ArrowRight');
  await expect(row(point.desk, serviceNumber)).toBeVisible();
  await point.desk.picture('point-told');
  await row(point.desk, serviceNumber).focus();
  await point.desk.press('Enter');

  await point.desk.setPin();
  const agent = page.getByRole('radio', { name: say('collector-role.agent') });
  await agent.focus();
  await point.desk.press('Space');
  await point.desk.press('F5');
  const signed = page.getByRole('checkbox', { name: say('hand-over.signedOther') });
  await expect(signed).toBeFocused();
  await point.desk.press('Space');
  // The agent's document alone is not enough.
  await point.desk.press('F10');
  await expect(page.getByText(say('refusal.holder-document-missing')).first()).toBeVisible();
  await page.getByRole('checkbox', { name: say('hand-over.holderDocumentShown') }).focus();
  await point.desk.press('Space');
  await point.desk.press('F10');
  await expect(page.getByText(say('outcome.completed-confirmed'))).toBeVisible({ timeout: 60_000 });
  // How the holder was told stands with the step, in words.
  await expect(page.locator('.history')).toContainText(say('service-point.way-telephone'));
  await point.desk.picture('point-handed-over');
  const service = await serviceAtCentral(county, serviceNumber);
  expect(service).toMatchObject({ stage: 'completed', collector: { role: 'agent' }, officeId: 'O2' });
  expect(service?.steps.map(({ step }) => step)).toEqual([
    'accepted',
    'chip-written',
    'printed',
    'verified',
    'dispatched',
    'arrived',
    'notified',
    'pin-set',
    'handed-over',
  ]);
});

test('with the line cut the point accepts and receives all the same; several cards are made in a row', async ({
  county,
}) => {
  test.setTimeout(300_000);
  const people = [await anApplicant(county, 9), await anApplicant(county, 10)];
  const [point, centre] = [await open(county, 'point'), await open(county, 'centre')];
  const { page, say } = point.desk;
  point.line.cut();
  await expect(page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });
  const numbers: string[] = [];
  for (const person of people) numbers.push(await acceptAtPoint(point.desk, person));
  await point.desk.picture('point-accepted-offline');
  // The slip says that the central office has not confirmed, and never 办结.
  await point.desk.press('F10');
  await expect(page.getByRole('article')).toContainText('领卡凭证');
  await expect(page.getByRole('article')).toContainText(say('collection-slip.waiting'));
  await expect(page.getByRole('article')).not.toContainText('办结');
  await point.desk.picture('point-slip-offline');
  point.line.mend();

  const [first = '', second = ''] = numbers;
  const serials = [await makeFromQueue(centre.desk, first)];
  // F10 goes on with the next of the queue, without a look at the list.
  await expect(centre.desk.button('service-point.next')).toBeVisible();
  await centre.desk.press('F10');
  await expect(centre.desk.page.getByText(second)).toBeVisible();
  await expect(centre.desk.blankSerial()).toBeFocused();
  serials.push(await makeHere(centre.desk));
  const parcelId = await send(centre.desk, serials);

  await openParcel(point.desk, parcelId);
  point.line.cut();
  await expect(page.getByText(say('status.offline')).first()).toBeVisible({ timeout: 45_000 });
  for (const serial of serials) await scan(page, serial);
  await expect(page.locator('.parcel-count b')).toHaveText('2');
  await point.desk.press('F10');
  for (const serviceNumber of numbers) await expect(row(point.desk, serviceNumber)).toBeVisible();
  // The centre does not know it yet, and does not lose it.
  expect((await serviceAtCentral(county, first))?.stage).toBe('dispatched');
  point.line.mend();
  await expect
    .poll(async () => (await serviceAtCentral(county, second))?.stage, { timeout: 60_000 })
    .toBe('arrived');
});

test('a missing card is made again; one that came to the wrong point is sent on from there', async ({
  county,
}) => {
  test.setTimeout(400_000);
  const [lostHolder, strayHolder] = [await anApplicant(county, 11), await anApplicant(county, 12)];
  const [point, centre] = [await open(county, 'point'), await open(county, 'centre')];
  const lost = await acceptAtPoint(point.desk, lostHolder);
  const stray = await acceptAtPoint(point.desk, strayHolder);
  const lostSerial = await makeFromQueue(centre.desk, lost);
  const straySerial = await makeFromQueue(centre.desk, stray);
  const parcelId = await send(centre.desk, [lostSerial, straySerial]);

  // Neither is in the parcel when it is opened.
  await openParcel(point.desk, parcelId);
  const { page, say } = point.desk;
  await point.desk.press('F10');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(say('parcel.sayMissing', { count: 2 }))).toBeVisible();
  await point.desk.picture('point-missing');
  await point.desk.press('F10');
  await expect(dialog).toBeHidden();

  // One turns up at another street office, which scans it, sees whose it is, and sends it on.
  const other = await open(county, 'otherPoint');
  await goTo(other.desk, 'navigation.receiving');
  await expect
    .poll(async () => (await serviceAtCentral(county, stray))?.steps.at(-1)?.step, { timeout: 60_000 })
    .toBe('missing');
  const strayCard = await cardNumberOf(county, straySerial);
  await expect(async () => {
    await scan(other.desk.page, strayCard);
    await expect(other.desk.page.getByRole('dialog')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await other.desk.picture('other-point-strayed');
  await other.desk.press('F10');
  await expect(other.desk.page.getByRole('dialog')).toBeHidden();
  const onward = await sendOn(other.desk, strayCard);

  await openParcel(point.desk, onward);
  await scan(page, strayCard);
  await expect(page.getByText(say('parcel.verdict-fits'))).toBeVisible();
  await point.desk.press('F10');
  await expect(row(point.desk, stray)).toBeVisible();

  // The other never turns up: made again at the centre, and what is found later is known as cancelled.
  await goTo(centre.desk, 'navigation.queue');
  await centre.desk.page.getByRole('radio', { name: centre.desk.say('point-list.missing') }).focus();
  await centre.desk.press('Space');
  await expect(row(centre.desk, lost)).toBeVisible({ timeout: 60_000 });
  await row(centre.desk, lost).focus();
  await centre.desk.picture('centre-missing');
  await centre.desk.press('F10');
  await sayWhy(centre.desk, '途中遗失');
  const secondSerial = await makeFromQueue(centre.desk, lost);
  expect(secondSerial).not.toBe(lostSerial);
  await goTo(centre.desk, 'navigation.sending');
  await expect(row(centre.desk, centre.desk.say('parcel.kind-to-send'))).toBeFocused();
  await scan(centre.desk.page, lostSerial);
  await expect(
    centre.desk.page.getByRole('dialog').getByText(centre.desk.say('parcel.verdict-cancelled')),
  ).toBeVisible();
  await expect
    .poll(async () =>
      (await county.witness.records('card')).filter(({ personId }) => personId === lostHolder.id),
    )
    .toHaveLength(2);

  // The point cannot take its parcel in: the centre takes it back, and its holder collects the card there.
  await centre.desk.press('Escape');
  await expect(centre.desk.page.getByRole('dialog')).toBeHidden();
  await send(centre.desk, [secondSerial]);
  await expect(centre.desk.button('parcel.recall')).toBeVisible();
  await centre.desk.press('F9');
  await sayWhy(centre.desk, '服务点停业');
  await expect(centre.desk.page.getByText('服务点停业')).toBeVisible();
  await centre.desk.picture('centre-recalled');
  await goTo(centre.desk, 'navigation.queue');
  await centre.desk.page.getByRole('radio', { name: centre.desk.say('point-list.to-send') }).focus();
  await centre.desk.press('Space');
  await row(centre.desk, lost).focus();
  await centre.desk.press('Enter');
  await expect(centre.desk.button('service-point.collectHere')).toBeVisible();
  await centre.desk.picture('centre-collect-here');
  await centre.desk.press('F10');
  await sayWhy(centre.desk, '服务点停业');
  await expect
    .poll(async () => (await serviceAtCentral(county, lost))?.officeId, { timeout: 60_000 })
    .toBe(clerks.centre.officeId);
  await centre.desk.picture('centre-collected-here');
});

/** The reason that a dialog asks for, and F10. */
async function sayWhy(desk: ClerkAtDesk, reason: string): Promise<void> {
  const dialog = desk.page.getByRole('dialog');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await typeByHand(desk.page, reason);
  await desk.press('F10');
  await expect(dialog).toBeHidden();
}

/** From the other point to the right one. */
async function sendOn(desk: ClerkAtDesk, cardNumber: string): Promise<string> {
  const { page, say } = desk;
  const waiting = row(desk, say('parcel.kind-to-send'));
  await expect(waiting).toBeVisible();
  await waiting.focus();
  await desk.press('Enter');
  await expect(page.getByText(say('parcel.packAdvice'))).toBeVisible();
  await scan(page, cardNumber);
  await expect(page.locator('.parcel-count b')).toHaveText('1');
  await desk.press('F10');
  return desk.read('parcel.title', ['number'], 'number');
}
