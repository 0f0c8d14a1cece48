import { expect } from '@playwright/test';
import type { CounterProgram } from '../helpers/counter-program.ts';
import type { ClerkAtDesk } from './clerk.ts';
import { lookAt } from './looks.ts';

/** The public page of the central office in a window of somebody who knows nothing of the counter. */
export class PublicPage {
  readonly #desk: ClerkAtDesk;
  readonly #program: CounterProgram;
  readonly #address: string;

  constructor(desk: ClerkAtDesk, program: CounterProgram, county: { readonly url: string }) {
    this.#desk = desk;
    this.#program = program;
    this.#address = `${county.url}/verify`;
  }

  /** Asks for a paper, looks at the answer on a screen by day and on a phone by night, and gives its words. */
  async looksAt(name: string, asked: Readonly<Record<string, string>>): Promise<string> {
    const question = new URLSearchParams(asked).toString();
    const address = question === '' ? this.#address : `${this.#address}?${question}`;
    await this.#program.application.evaluate(async ({ BrowserWindow }) => {
      const webPreferences = { partition: 'anybody', sandbox: true };
      const window = new BrowserWindow({ width: 1_366, height: 768, useContentSize: true, webPreferences });
      await window.loadURL('about:blank');
    });
    const page = await this.#program.windowWith('about:blank');
    // The program lets no window of its own out of the house: the page is brought to it, as the central office answers.
    await page.route(address, async (route) => {
      const answer = await fetch(address);
      const headers = Object.fromEntries(answer.headers);
      await route.fulfill({ status: answer.status, headers, body: await answer.text() });
    });
    await page.goto(address);
    await page.emulateMedia({ colorScheme: 'light' });
    await lookAt(this.#desk, `public-${name}`, page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await lookAt(this.#desk, `public-${name}-phone`, page);
    const words = await page.locator('main').innerText();
    await page.close();
    return words;
  }
}
