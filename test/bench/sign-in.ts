import type { Page } from 'playwright';
import { wording } from '../helpers/wording.ts';
import { deskPassword } from './desk.ts';

const say = wording('zh-CN');

/** Signs the clerk of a prepared desk in, and waits until his window can be worked with. */
export async function signIn(page: Page, loginName: string): Promise<void> {
  await page.getByLabel(say('sign-in.loginName')).fill(loginName);
  await page.getByLabel(say('sign-in.password'), { exact: true }).fill(deskPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: say('search.label') }).waitFor();
}
