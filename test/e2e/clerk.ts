import { expect, type Page } from '@playwright/test';
import { screenshotPath, type CounterProgram } from '../helpers/counter-program.ts';
import type { CuttableLine } from '../helpers/cuttable-line.ts';
import { patternOf, wording, type Language, type Say } from '../helpers/wording.ts';
import { scan, typeByHand } from './keyboard.ts';

/** What the demonstration's login page shows. */
export const demonstrationClerk = { loginName: 'clerk1', password: 'guitai-demo-1' } as const;

/** A password that is no birthday, run, repetition or tail of a number. */
export const goodPin = '840273';

/** Types one entry after the other on the pad, as the person does. */
export async function typeOnPad(pad: Page, ...entries: readonly string[]): Promise<void> {
  for (const entry of entries) {
    await typeByHand(pad, entry);
    await pad.keyboard.press('Enter');
  }
}

/** A clerk at the program, who has the keyboard alone: nothing here touches the mouse. */
export class ClerkAtDesk {
  readonly program: CounterProgram;
  readonly page: Page;
  readonly say: Say;
  readonly #language: Language;

  constructor(program: CounterProgram, language: Language = 'zh-CN') {
    this.program = program;
    this.page = program.page;
    this.say = wording(language);
    this.#language = language;
  }

  /** For people to look at. */
  async picture(name: string, page: Page = this.page): Promise<void> {
    await page.screenshot({ path: screenshotPath(`${name}.${this.#language}`) });
  }

  /** A key of the keyboard. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** What the person's page offers, by its digit: cards come first, and what is possible of them changes. */
  async choose(kind: string): Promise<void> {
    await this.chooseTitled(this.say(`service-kind.${kind}`));
  }

  /** The same by its words; what comes after the ninth has no digit. */
  async chooseTitled(words: string): Promise<void> {
    const offer = this.page.locator('.offer').filter({ has: this.page.getByText(words, { exact: true }) });
    const digit = await offer.locator('b').innerText();
    if (digit === '') await offer.focus();
    await this.press(digit === '' ? 'Enter' : digit);
  }

  /** Opens what the person's page does not offer today, with the reasons, by the keyboard. */
  async openRefusedOffers(): Promise<void> {
    const folded = this.page.locator('.offers-refused');
    await expect(folded).toBeVisible();
    if ((await folded.getAttribute('open')) !== null) return;
    await folded.locator('> summary').focus();
    // Held as a person holds it: a key that follows as quickly as a scanner's is part of a scan.
    await this.page.keyboard.press('Enter', { delay: 70 });
  }

  /** A paper that was printed before is asked for, once the page has heard how that ended: the key of a reason, and Enter. */
  async printAgain(key: string, number: number): Promise<void> {
    await expect(this.button('receipt.print')).toHaveAttribute('aria-disabled', 'false');
    await this.press('F10');
    const asked = this.page
      .getByRole('dialog')
      .filter({ hasText: this.say('reprint.explanation', { number }) });
    await expect(asked.getByRole('radio').first()).toBeFocused();
    await this.press(key);
    await this.press('Enter');
    await expect(asked).toHaveCount(0);
  }

  async signIn(
    clerk: { readonly loginName: string; readonly password: string } = demonstrationClerk,
  ): Promise<void> {
    const { page, say } = this;
    await expect(page.getByLabel(say('sign-in.loginName'))).toBeFocused({ timeout: 45_000 });
    await typeByHand(page, clerk.loginName);
    await this.press('Enter');
    await expect(page.getByLabel(say('sign-in.password'), { exact: true })).toBeFocused();
    await typeByHand(page, clerk.password);
    await this.press('Enter');
    await expect(this.searchBox()).toBeVisible();
  }

  searchBox() {
    return this.page.getByRole('combobox', { name: this.say('search.label') });
  }

  /** F2, the text, Enter: the first hit's page is open. */
  async findPerson(text: string, name: string): Promise<void> {
    await this.press('F2');
    await expect(this.searchBox()).toBeFocused();
    await typeByHand(this.page, text);
    await this.press('Enter');
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
  }

  documentNumber() {
    return this.page.getByLabel(this.say('issue-card.documentNumber'));
  }

  photoCompared() {
    return this.page.getByRole('checkbox', { name: this.say('issue-card.photoCompared') });
  }

  /** From the person's page to his application. */
  async beginApplication(): Promise<void> {
    await this.press('F10');
    await expect(this.documentNumber()).toBeFocused();
  }

  /** The document from the reader, and the photo compared. */
  async readDocument(): Promise<void> {
    await this.press('F5');
    await expect(this.photoCompared()).toBeFocused();
    await this.press('Space');
    await expect(this.photoCompared()).toBeChecked();
  }

  /** Whoever asks for a service has come himself: his document is read. */
  async receiveInPerson(): Promise<void> {
    const inPerson = this.page.getByRole('radio', { name: this.say('presented.channel-in-person') });
    await expect(inPerson).toBeFocused();
    await this.readDocument();
  }

  /** From the person's page to the pad's own window, with his document read. */
  async turnPad(kind: 'change-card-pin' | 'reset-card-pin', prompt: 'old' | 'new'): Promise<Page> {
    await this.choose(kind);
    await this.receiveInPerson();
    await expect(this.button(`pin-services.submit-${kind}`)).toBeEnabled();
    await this.press('F10');
    const pad = await this.program.windowWith('pin-pad');
    await expect(pad.getByText(this.say(`pin-pad.${prompt}`))).toBeVisible();
    return pad;
  }

  /** What the page of a service at the desk says: what was done, and how far the central office is with it. */
  async seesDone(step: string, outcome: 'waiting' | 'confirmed' | 'refused' | 'checking'): Promise<void> {
    const { page, say } = this;
    await expect(page.getByText(say(`service-done.${step}`), { exact: true })).toBeVisible();
    // The central office answers as soon as the line is there again; nobody presses a key for it.
    await expect(page.getByText(say(`service-done.outcome-${outcome}`))).toBeVisible({ timeout: 45_000 });
  }

  /** Nobody can be reached any more, and the window says so. */
  async loseLine(line: CuttableLine): Promise<void> {
    line.cut();
    await expect(this.page.getByText(this.say('status.offline')).first()).toBeVisible({ timeout: 45_000 });
  }

  blankSerial() {
    return this.page.getByLabel(this.say('issue-card.blankSerial'));
  }

  /** Accepts the application; gives the service's number. */
  async accept(): Promise<string> {
    await this.press('F10');
    await expect(this.blankSerial()).toBeFocused();
    return this.read('issue-card.serviceNumber', ['number'], 'number');
  }

  /** The serial that the page offers as the next one of this window's stock: eight digits. */
  async nextBlank(): Promise<string> {
    return (await this.read('issue-card.stock', ['count', 'next'], 'next')).replace(/\D/g, '');
  }

  /** What stands on the page in one of the places of a text. */
  async read(key: string, places: readonly string[], wanted: string): Promise<string> {
    const pattern = patternOf(this.say, key, places);
    const found = this.page.getByText(pattern).first();
    await expect(found).toBeVisible();
    const value = pattern.exec((await found.innerText()).trim())?.[1 + places.indexOf(wanted)];
    if (value === undefined) throw new Error(`The page does not say ${key}.`);
    return value;
  }

  button(key: string) {
    // The page's own; the legend below repeats it.
    return this.page.getByRole('button', { name: this.say(key) }).first();
  }

  /** Scans the blank; then chip, print and check, each recorded with F10. */
  async produce(blankSerial: string): Promise<void> {
    await scan(this.page, blankSerial);
    await expect(
      this.page.getByText(patternOf(this.say, 'issue-card.blankGood', ['card'])).first(),
    ).toBeVisible();
    const steps = [
      'production.do-chip-written',
      'production.do-printed',
      'production.do-verified',
      'pin.open',
    ];
    for (const [index, step] of steps.entries()) {
      await expect(this.button(step)).toBeVisible();
      if (index < steps.length - 1) await this.press('F10');
    }
  }

  /** The pad's own window. */
  async openPinPad(): Promise<Page> {
    await expect(this.button('pin.open')).toBeVisible();
    await this.press('F10');
    const pad = await this.program.windowWith('pin-pad');
    await expect(pad.getByText(this.say('pin-pad.first'))).toBeVisible();
    return pad;
  }

  /** Six digits twice, as the person does. */
  async enterPinTwice(pad: Page, first: string, second = first): Promise<void> {
    await expect(pad.getByText(this.say('pin-pad.first'))).toBeVisible();
    await typeByHand(pad, first);
    await pad.keyboard.press('Enter');
    await expect(pad.getByText(this.say('pin-pad.again'))).toBeVisible();
    await typeByHand(pad, second);
    await pad.keyboard.press('Enter');
  }

  /** The password is set and the pad has gone. */
  async setPin(): Promise<void> {
    const pad = await this.openPinPad();
    const gone = pad.waitForEvent('close');
    await this.enterPinTwice(pad, goodPin);
    await expect(pad.getByText(this.say('pin-pad.accepted'))).toBeVisible();
    await gone;
  }

  /** The signature, and the card in the holder's hand. */
  async handOver(): Promise<void> {
    const signed = this.page.getByRole('checkbox', { name: this.say('hand-over.signed') });
    await expect(signed).toBeFocused();
    await this.press('Space');
    await expect(signed).toBeChecked();
    await this.press('F10');
    await expect(this.page.getByText(this.say('outcome.completed'), { exact: true })).toBeVisible();
  }

  /** A whole service for the person whose page is open; gives its number and the blank that was used. */
  async issueCard(): Promise<{ readonly serviceNumber: string; readonly blankSerial: string }> {
    await this.beginApplication();
    await this.readDocument();
    const serviceNumber = await this.accept();
    const blankSerial = await this.nextBlank();
    await this.produce(blankSerial);
    await this.setPin();
    await this.handOver();
    return { serviceNumber, blankSerial };
  }
}
