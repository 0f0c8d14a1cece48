import { ipcMain, type MessagePortMain } from 'electron';
import type { Failure, Outcome } from '../../contract/envelope.ts';
import type {
  WindowCallName,
  WindowCallOutput,
  WindowCallRequest,
  WindowKind,
} from '../../contract/window-bridge.ts';
import {
  backendPortChannel,
  connectBackendChannel,
  windowCallChannel,
  windowCallNames,
} from '../../contract/window-channels.ts';
import { errorName, shellLog } from './shell-log.ts';
import { senderOf, type OpenWindow } from './window-registry.ts';

/** What the shell does for each call; it gets what the schema made of the input, and the window that asked. */
export type WindowCallHandlers = {
  readonly [Name in WindowCallName]: (
    request: WindowCallRequest<Name>,
    from: OpenWindow,
  ) => Promise<Outcome<WindowCallOutput<Name>>> | Outcome<WindowCallOutput<Name>>;
};

/**
 * The one place that listens to pages (law 7): each message is checked by its sender, by the kind of its window and by
 * its schema; each answer is an envelope. Raw `ipcMain` is used nowhere else.
 */
export function answerWindows(handlers: WindowCallHandlers): void {
  for (const name of windowCallNames) answerCall(name, handlers);
}

/** The shapes carry zod, for which the first window does not wait; see main.ts, which loads them right after it. */
export const loadWindowShapes = () => import('./window-shapes.ts');

// The parameter ties the request of this very name to its handler.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
function answerCall<Name extends WindowCallName>(name: Name, handlers: WindowCallHandlers): void {
  ipcMain.handle(windowCallChannel(name), async (event, ...words: unknown[]) => {
    const sender = senderOf(event);
    try {
      const { windowCalls, problemsOf } = await loadWindowShapes();
      const from: readonly WindowKind[] = windowCalls[name].from;
      if (!sender || !from.includes(sender.kind)) {
        shellLog({ event: 'call-refused', code: name });
        return failed('call-not-allowed-here');
      }
      const parsed = windowCalls[name].input.safeParse(words[0]);
      if (!parsed.success) return failed('invalid-input', [...problemsOf(parsed.error)]);
      // The schema of this very name made it.
      return await handlers[name](parsed.data as WindowCallRequest<Name>, sender);
    } catch (error) {
      shellLog({ event: 'call-failed', code: `${name} ${errorName(error)}` });
      return failed('internal-error');
    }
  });
}

/** Listens for pages that want their port to the backend. */
export function onPortWanted(give: (to: OpenWindow) => void): void {
  ipcMain.on(connectBackendChannel, (event) => {
    const sender = senderOf(event);
    if (sender) give(sender);
    else shellLog({ event: 'call-refused', code: 'connectBackend' });
  });
}

/** Hands a page its port. */
export function sendPort(to: OpenWindow, port: MessagePortMain): void {
  to.window.webContents.postMessage(backendPortChannel, null, [port]);
}

/** What a call answers that has nothing to say but that it was done. */
export const done = { ok: true, value: {} } as const;

export function failed(
  code: Failure['code'],
  problems: Failure['problems'] = [],
): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: { code, params: {}, refusals: [], problems } };
}
