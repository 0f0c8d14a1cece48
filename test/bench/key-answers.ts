import type { Page } from 'playwright';

/** What the page keeps of a key: when it was pressed, and when the last thing that followed from it was on the screen. */
interface KeyWatch {
  pressedAt: number;
  shownAt: number;
  changes: number;
  /** What the backend was asked and has not answered yet, by the numbers of the calls. */
  readonly asked: Set<number>;
}

declare global {
  interface Window {
    benchKeys?: KeyWatch;
  }
}

/** Nothing follows from a key any more when every call is answered and nothing has changed for so long, milliseconds. */
const calm = 300;
const patience = 20_000;

/** Presses keys one by one, each when all that followed from the one before is on the screen. */
export class KeyAnswers {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Watches a page that stays loaded. */
  static async of(page: Page): Promise<KeyAnswers> {
    await page.evaluate(watchKeys);
    return new KeyAnswers(page);
  }

  /**
   * @param key in Playwright's words: `a`, `Enter`, `F2`
   * @returns milliseconds from the key, as the system stamped it, until the frame that shows the last change it has led to
   * @throws Error where nothing has changed
   */
  async press(key: string): Promise<number> {
    await this.#page.evaluate(() =>
      Object.assign(window.benchKeys ?? {}, { pressedAt: 0, shownAt: 0, changes: 0 }),
    );
    await this.#page.keyboard.press(key);
    const { pressedAt, shownAt, changes, isCalm } = await this.#page.evaluate(waitForCalm, {
      calm,
      patience,
    });
    if (pressedAt === 0) throw new Error(`${key} never came to the page`);
    if (changes === 0) throw new Error(`nothing on the page has followed from ${key}`);
    if (!isCalm) throw new Error(`the page did not come to rest after ${key}, with ${changes} changes`);
    return shownAt - pressedAt;
  }
}

/** Runs in the page. */
function watchKeys(): void {
  const watch: KeyWatch = { pressedAt: 0, shownAt: 0, changes: 0, asked: new Set() };
  window.benchKeys = watch;
  // The page's way to the backend is a port (renderer/counter-client.ts).
  const heard = new WeakSet<MessagePort>();
  const numberIn = (message: unknown) =>
    typeof message === 'object' && message !== null && 'id' in message && typeof message.id === 'number'
      ? message.id
      : null;
  const send = Reflect.get(MessagePort.prototype, 'postMessage') as (
    this: MessagePort,
    message: unknown,
  ) => void;
  MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
    const id = numberIn(message);
    if (id !== null) {
      watch.asked.add(id);
      if (!heard.has(this)) {
        heard.add(this);
        this.addEventListener('message', ({ data }: MessageEvent<unknown>) =>
          watch.asked.delete(numberIn(data) ?? -1),
        );
      }
    }
    send.call(this, message);
  };
  const shown = () => {
    watch.changes += 1;
    // Behind the frame in which it is drawn.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        watch.shownAt = Math.max(watch.shownAt, performance.now());
      };
      port2.postMessage(null);
    });
  };
  window.addEventListener(
    'keydown',
    (event) => {
      watch.pressedAt = event.timeStamp;
    },
    { capture: true },
  );
  // What is typed into a field, or goes to one, changes no element.
  for (const event of ['input', 'focusin']) window.addEventListener(event, shown, { capture: true });
  new MutationObserver(shown).observe(document.body, {
    ...{ childList: true, subtree: true, attributes: true, characterData: true },
  });
}

/** Runs in the page: until a key was pressed, all that it asked is answered and nothing changes any more. */
async function waitForCalm(limits: {
  calm: number;
  patience: number;
}): Promise<Omit<KeyWatch, 'asked'> & { isCalm: boolean }> {
  const watch = window.benchKeys;
  if (watch === undefined) throw new Error('the page was loaded anew');
  const end = performance.now() + limits.patience;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const now = performance.now();
    const since = Math.max(watch.pressedAt, watch.shownAt);
    const isCalm = watch.pressedAt > 0 && watch.asked.size === 0 && now - since > limits.calm;
    const { asked: _asked, ...told } = watch;
    if (isCalm || now > end) return { ...told, isCalm };
  }
}
