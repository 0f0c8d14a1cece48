import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { AskingWindowKind, BackendState } from '../../contract/window-bridge.ts';
import type { MessageFromBackend, MessageToBackend, StartMessage } from '../backend/start-message.ts';
import { restartDelay } from './restart-policy.ts';
import { shellLog } from './shell-log.ts';

/** How long the backend has to end by itself when the program does. */
const stopMilliseconds = 3_000;

export interface Backend {
  readonly state: () => BackendState;
  /** Counts the backends that were started; a port to an earlier one is dead. */
  readonly generation: () => number;
  /** A new port to the backend that runs now, even before it is ready. Null where none is running. */
  readonly openPort: (windowKind: AskingWindowKind | 'shell') => MessagePortMain | null;
  /** Lets it finish what it writes; after three seconds it is ended. Nothing acknowledged is lost either way. */
  readonly stop: () => Promise<void>;
}

/**
 * Runs the backend in a process of its own and keeps it running: when it ends unasked it is started again, a bounded
 * number of times (restart-policy.ts). The main process never waits for it.
 *
 * @param modulePath the bundled electron/backend/utility.ts
 * @param start the first message; the key travels in it and nowhere else
 * @param changed called at every change of its state
 */
export function runBackend(
  modulePath: string,
  start: StartMessage,
  changed: (state: BackendState) => void,
): Backend {
  let current: BackendState = { state: 'starting', code: null, params: {} };
  let child: UtilityProcess | null = null;
  let generation = 0;
  let stopping = false;
  const ends: number[] = [];

  function become(next: BackendState): void {
    current = next;
    changed(next);
  }

  function launch(): void {
    const launched = utilityProcess.fork(modulePath, [], { serviceName: 'guitai-backend', stdio: 'inherit' });
    child = launched;
    generation += 1;
    send(launched, start);
    launched.on('message', (message: unknown) => {
      if (child !== launched || !isFromBackend(message)) return;
      if (message.kind === 'ready') become({ state: 'ready', code: null, params: {} });
      else {
        shellLog({ event: 'backend-failed', code: message.code });
        become({ state: 'failed', code: message.code, params: message.params });
      }
    });
    launched.once('exit', (code) => {
      if (child === launched) child = null;
      if (stopping) return;
      shellLog({ event: 'backend-ended', code: String(code) });
      // What it said itself stands: starting again would only say it again.
      if (current.state === 'failed') return;
      ends.push(performance.now());
      const delay = restartDelay(ends);
      if (delay === null) {
        become({ state: 'failed', code: 'internal-error', params: {} });
        return;
      }
      become({ state: 'restarting', code: null, params: {} });
      setTimeout(() => {
        if (!stopping) launch();
      }, delay);
    });
  }

  launch();
  return {
    state: () => current,
    generation: () => generation,
    openPort: (windowKind) => {
      if (!child) return null;
      const { port1, port2 } = new MessageChannelMain();
      send(child, { kind: 'window-port', windowKind }, [port1]);
      return port2;
    },
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        const last = child;
        if (!last) {
          resolve();
          return;
        }
        const impatience = setTimeout(() => last.kill(), stopMilliseconds);
        last.once('exit', () => {
          clearTimeout(impatience);
          resolve();
        });
        send(last, { kind: 'stop' });
      }),
  };
}

function send(child: UtilityProcess, message: MessageToBackend, ports: MessagePortMain[] = []): void {
  child.postMessage(message, ports);
}

function isFromBackend(message: unknown): message is MessageFromBackend {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false;
  if (message.kind === 'ready') return true;
  return (
    message.kind === 'failed' &&
    'code' in message &&
    typeof message.code === 'string' &&
    'params' in message &&
    typeof message.params === 'object' &&
    message.params !== null
  );
}
