import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';
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
  expect.soft(await seriousFaults(page), `for axe on ${name}`).toEqual([]);
  const text = await page.locator('body').innerText();
  expect.soft(text.match(missingText) ?? [], `texts missing on ${name}`).toEqual([]);
}

/**
 * What axe holds to be serious on the page as it is. Its source is a megabyte and a half, and all that it tells of a page
 * not much less: the one is given to a page once, and of the other only what is asked for comes back.
 */
async function seriousFaults(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const { axe: here } = window as typeof window & { readonly axe: typeof axe };
    const { violations } = await here.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
}
