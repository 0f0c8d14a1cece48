import { expect } from '@playwright/test';
import { attachPrinter } from '../helpers/test-printer.ts';
import { ClerkAtDesk } from './clerk.ts';
import { aHolder, test, type County } from './county.ts';
import { typeByHand } from './keyboard.ts';
import { lookAt } from './looks.ts';

type Person = Awaited<ReturnType<typeof aHolder>>['person'];

/** A clerk before the answer slip of somebody, each at a window of his own. */
async function atTheSlip(county: County, person: Person, name: string, language: 'zh-CN' | 'en') {
  const theme = language === 'en' ? 'dark' : 'light';
  const program = await county.openProgram({ name, appearance: { language, theme } });
  const desk = new ClerkAtDesk(program, language);
  await desk.signIn();
  const printed = await attachPrinter(program);
  await desk.findPerson(person.documentNumber, person.name);
  await expect(desk.page.locator('.strip [aria-current="date"]')).toBeVisible();
  await desk.press('F4');
  await expect(desk.button('receipt.print')).toBeFocused();
  return { desk, printed };
}

test('what was printed at one window is a reprint at the other: asked why by the keyboard, numbered, and known at the first again', async ({
  county,
}) => {
  const { person } = await aHolder(county.witness, '1');
  const first = await atTheSlip(county, person, 'window-1', 'zh-CN');
  await first.desk.press('F10');
  await expect.poll(async () => (await first.printed()).length).toBe(1);
  await expect(first.desk.page.getByText(first.desk.say('receipt.again', { number: 1 }))).toBeVisible();

  const { desk, printed } = await atTheSlip(county, person, 'window-2', 'en');
  const { page, say } = desk;
  await expect(page.getByText(say('receipt.again', { number: 1 }))).toBeVisible();
  await desk.press('F10');
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText(say('reprint.explanation', { number: 1 }));
  await expect(asked.getByRole('radio').first()).toBeFocused();
  await lookAt(desk, 'reprint');
  // Thought better of: nothing is printed, and nothing is counted.
  await desk.press('Escape');
  await expect(asked).toHaveCount(0);
  await expect(page.getByText(say('receipt.again', { number: 1 }))).toBeVisible();
  expect(await printed()).toHaveLength(0);

  // Another reason needs words; the cursor is there for them.
  await desk.press('F10');
  await expect(asked.getByRole('radio').first()).toBeFocused();
  await desk.press('Enter');
  await expect(asked.getByRole('alert')).toHaveText(say('reprint.choose'));
  await desk.press('o');
  await expect(asked.getByRole('radio', { name: say('reprint.reason-other') })).toBeChecked();
  await expect(asked.getByRole('textbox')).toBeFocused();
  await desk.press('Enter');
  await expect(asked.getByRole('alert')).toHaveText(say('reprint.noteMissing'));
  await lookAt(desk, 'reprint-without-words');
  await typeByHand(page, 'sent by post 2');
  await desk.press('Enter');
  await expect.poll(async () => (await printed()).length).toBe(1);
  expect((await printed())[0]?.text).toContain('补打 第 1 次');

  const { page: there, say: words } = first.desk;
  await expect(there.getByText(words('receipt.again', { number: 2 }))).toBeVisible({ timeout: 30_000 });
  await first.desk.press('F10');
  await expect(there.getByRole('radio').first()).toBeFocused();
  await lookAt(first.desk, 'reprint');
  await first.desk.press('Escape');
  const prints = await county.witness.records('paperPrint');
  expect(
    prints
      .map(({ reprint, reason, note }) => ({ reprint, reason, note }))
      .toSorted((one, other) => one.reprint - other.reprint),
  ).toEqual([
    { reprint: 0, reason: null, note: null },
    { reprint: 1, reason: 'other', note: 'sent by post 2' },
  ]);
});
