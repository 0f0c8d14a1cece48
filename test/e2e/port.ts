import type { Page } from '@playwright/test';
import type { Outcome } from '../../contract/envelope.ts';
import { backendPortMessage } from '../../contract/window-channels.ts';
import type {} from '../../renderer/window-bridge.ts';

/** No page comes so far by itself. */
const ownRequest = 900_001;

/** Sends something on the window's own port, past the program's client, as a page that was taken over would. */
export async function sendRaw(page: Page, message: unknown): Promise<Outcome<unknown> & { id: number }> {
  return page.evaluate(
    ({ message, portMessage, id, noRequest }) =>
      new Promise<Outcome<unknown> & { id: number }>((resolve) => {
        window.addEventListener('message', function take(event) {
          const [port] = event.ports;
          if (event.data !== portMessage || port === undefined) return;
          window.removeEventListener('message', take);
          port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
            // The page itself asks everything anew on its new port: those answers are not for here.
            if (typeof data !== 'object' || data === null || !('ok' in data) || !('id' in data)) return;
            if (data.id === id || data.id === noRequest) resolve(data as Outcome<unknown> & { id: number });
          });
          port.start();
          port.postMessage(message);
        });
        window.guitaiWindow.connectBackend();
      }),
    { message, portMessage: backendPortMessage, id: ownRequest, noRequest: -1 },
  );
}

/** The page is given one port after another, so many times; ends when the last has come. */
export async function renewPort(page: Page, times: number): Promise<void> {
  await page.evaluate(
    ({ times, portMessage }) =>
      new Promise<void>((resolve) => {
        let left = times;
        window.addEventListener('message', function count(event) {
          if (event.data !== portMessage || event.ports.length === 0) return;
          left -= 1;
          if (left > 0) return;
          window.removeEventListener('message', count);
          resolve();
        });
        for (let time = 0; time < times; time += 1) window.guitaiWindow.connectBackend();
      }),
    { times, portMessage: backendPortMessage },
  );
}

/** One request, as the page's own client sends it. */
export const call = (name: string, input: unknown) => ({ id: ownRequest, call: name, input });
