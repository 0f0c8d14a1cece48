import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Appearance } from '../../contract/window-bridge.ts';
import { keyspaces } from '../helpers/wording.ts';
import type { ClerkAtDesk } from './clerk.ts';

/** Both languages and both sets of colours, each on every page once. */
export const looks: readonly Appearance[] = [
  { language: 'zh-CN', theme: 'light' },
  { language: 'en', theme: 'dark' },
];

const missingText = new RegExp(`(?<![\\w@/.-])(?:${keyspaces().join('|')})\\.[a-z][\\w-]*`, 'g');

/** A picture for people, and for the machine: nothing serious for axe, no text missing. */
export async function lookAt(desk: ClerkAtDesk, name: string, page: Page = desk.page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await desk.picture(name, page);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  expect.soft(serious).toEqual([]);
  const text = await page.locator('body').innerText();
  expect.soft(text.match(missingText) ?? [], `texts missing on ${name}`).toEqual([]);
}
