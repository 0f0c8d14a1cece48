import type { CDPSession, Page } from '@playwright/test';

/** Milliseconds from key to key: a person is slower than a scanner, whose keys come at most 50 ms apart. */
const byHand = 70;
const byScanner = 4;

const sessions = new WeakMap<Page, Promise<CDPSession>>();
/** When the last key of a page was pressed, as the page was told. */
const lastKeys = new WeakMap<Page, number>();

/**
 * Types as a person does. The keys come at once, and each says when it was pressed: so the page tells hands from a scanner
 * however busy this machine is, and nobody waits for the hands.
 */
export async function typeByHand(page: Page, text: string): Promise<void> {
  await press(page, Array.from(text), byHand);
}

/** Types as a scanner does, closed by Enter. */
export async function scan(page: Page, text: string): Promise<void> {
  await press(page, [...Array.from(text), 'Enter'], byScanner);
}

async function press(page: Page, keys: readonly string[], pause: number): Promise<void> {
  const opened = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, opened);
  const session = await opened;
  // They were pressed until now, and after whatever was pressed before.
  const begun = Math.max(Date.now() - keys.length * pause, (lastKeys.get(page) ?? 0) + byHand);
  lastKeys.set(page, begun + (keys.length - 1) * pause);
  await Promise.all(
    keys.flatMap((key, index): readonly Promise<unknown>[] => {
      const found = onKeyboard(key);
      if (found === null) return [session.send('Input.insertText', { text: key })];
      const { text, ...pressed } = { ...found, key, timestamp: (begun + index * pause) / 1_000 };
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...pressed }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed }),
      ];
    }),
  );
}

/** Where a key is, and what it writes; null for what only an input method writes. */
function onKeyboard(key: string) {
  if (key === 'Enter') return { code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
  if (!/^[ -~]$/.test(key)) return null;
  const big = key.toUpperCase();
  if (/^[A-Z]$/.test(big)) {
    return { code: `Key${big}`, text: key, windowsVirtualKeyCode: big.charCodeAt(0) };
  }
  if (/^\d$/.test(key)) {
    return { code: `Digit${key}`, text: key, windowsVirtualKeyCode: key.charCodeAt(0) };
  }
  return { code: key === '-' ? 'Minus' : '', text: key, windowsVirtualKeyCode: 0 };
}
