import { expect } from '@playwright/test';
import { rangesOf } from '../../domain/stock/serial-ranges.ts';
import { ClerkAtDesk } from './clerk.ts';
import { test } from './county.ts';

const supervisor = { loginName: 'supervisor', password: 'guitai-demo-0' } as const;

test('blanks are received, handed to the window and counted, and a difference is explained', async ({
  county,
}) => {
  const program = await county.openProgram();
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  const { witness } = county;
  await desk.signIn(supervisor);

  await page.getByRole('link', { name: say('navigation.stock') }).focus();
  await desk.press('Enter');
  await expect(page.getByRole('heading', { name: say('stock.title') })).toBeVisible();
  await desk.picture('stock');
  const firstAnnounced = (await witness.records('blankCard'))
    .filter((blank) => blank.status === 'announced')
    .map(({ id }) => id)
    .sort();
  const [first = '', tenth = '', fiftieth = ''] = [0, 9, 49].map((place) => firstAnnounced[place] ?? '');
  const dialog = page.getByRole('dialog');
  const serials = dialog.getByLabel(say('stock.serials'));

  await desk.press('1');
  await expect(serials).toBeFocused();
  // A box from the card maker, and one that nobody announced.
  await serials.fill(`${first}-${fiftieth}, 99999999`);
  await desk.press('F10');
  await expect(
    dialog.getByText(say('refusal.blanks-unknown', { serials: '99999999', count: 1 })),
  ).toBeVisible();
  await serials.fill(`${first}-${fiftieth}`);
  await desk.picture('stock-receive');
  await desk.press('F10');
  await expect(dialog).toBeHidden();

  await desk.press('2');
  await serials.fill(`${first}-${tenth}`);
  await desk.picture('stock-move');
  await desk.press('F10');
  await expect(dialog).toBeHidden();
  const handedOut = async () =>
    (await witness.records('blankCard')).find((blank) => blank.id === first)?.workstationId ?? null;
  await expect.poll(handedOut).not.toBeNull();

  const drawer = await handedOut();
  const book = (await witness.records('blankCard'))
    .filter((blank) => blank.workstationId === drawer && blank.status === 'in-stock')
    .map(({ id }) => id)
    .sort();
  const found = rangesOf(book.slice(0, -1))
    .map((range) => `${range.first}-${range.last}`)
    .join(', ');
  // Down to the drawer's own line.
  const window = (await witness.records('workstation')).find(({ id }) => id === drawer);
  const chosen = page.locator('tr[aria-selected="true"]');
  await chosen.focus();
  while (!(await chosen.innerText()).includes(say('status.window', { number: window?.number ?? 0 }))) {
    await desk.press('ArrowDown');
  }
  // A digit that follows another key as quickly as a scanner's is part of a scan and chooses nothing.
  await expect(async () => {
    await desk.press('3');
    await expect(dialog).toBeVisible({ timeout: 500 });
  }).toPass();
  await dialog.getByLabel(say('stock.found')).fill(found);
  await desk.press('F10');
  await expect(
    dialog.getByText(say('refusal.count-difference-unexplained', { missing: 1, surplus: 0 })),
  ).toBeVisible();
  await desk.picture('stock-count');
  await dialog.getByLabel(say('stock.explanation')).fill('清点两次，未找到');
  await desk.press('F10');
  await expect(dialog).toBeHidden();
  await desk.picture('stock-counted');

  await expect
    .poll(async () => (await witness.records('stockCount')).map(({ missing }) => missing))
    .toEqual([[book.at(-1)]]);
  const missing = (await witness.records('blankCard')).filter((blank) => blank.status === 'missing');
  expect(missing.map(({ id }) => id)).toEqual([book.at(-1)]);
});
