import { isAbsolute } from 'node:path';
import { portRequest } from '../../contract/counter-port.ts';
import { fail } from '../../contract/envelope.ts';
import { startBackend, type Backend } from './backend.ts';
import { startFailure } from './start-failure.ts';
import type {
  MessageFromBackend,
  MessageToBackend,
  StartMessage,
  WindowPortMessage,
} from './start-message.ts';

/**
 * The backend as Electron's utility process: counter, database and synchronisation run here, so that neither the main
 * process nor a window ever waits for SQLite. Each window has a port of its own, marked with what it may call.
 */

let backend: Backend | null = null;
const waitingPorts: {
  readonly port: Electron.MessagePortMain;
  readonly kind: WindowPortMessage['windowKind'];
}[] = [];

process.parentPort.on('message', ({ data, ports }) => {
  // Only the main process holds the other end, and it is built together with this file.
  const message = data as MessageToBackend;
  switch (message.kind) {
    case 'start':
      start(message);
      break;
    case 'window-port':
      for (const port of ports) {
        if (backend === null) waitingPorts.push({ port, kind: message.windowKind });
        else connect(backend, port, message.windowKind);
      }
      break;
    case 'stop':
      void stop();
      break;
    default:
      message satisfies never;
  }
});

function start(message: StartMessage): void {
  if (backend !== null || !isAbsolute(message.dataDirectory)) return;
  try {
    backend = startBackend({ ...message, report });
  } catch (error) {
    tell({ kind: 'failed', ...startFailure(error) });
    return;
  }
  for (const { port, kind } of waitingPorts.splice(0)) connect(backend, port, kind);
  tell({ kind: 'ready' });
}

function connect(
  running: Backend,
  port: Electron.MessagePortMain,
  kind: WindowPortMessage['windowKind'],
): void {
  const stopListening = running.listen((event) => port.postMessage(event));
  port.on('message', ({ data }) => {
    const request = portRequest.safeParse(data);
    if (!request.success) {
      port.postMessage({ id: -1, ...fail('invalid-input') });
      return;
    }
    const { id, call, input } = request.data;
    void running.answer(kind, call, input).then((outcome) => port.postMessage({ id, ...outcome }));
  });
  port.on('close', stopListening);
  port.start();
}

async function stop(): Promise<void> {
  await backend?.stop();
  process.exit(0);
}

function tell(message: MessageFromBackend): void {
  process.parentPort.postMessage(message);
}

/** A line on stderr, which the shell takes into its log: where and which kind of error, never what it was about. */
function report(error: unknown, where: string): void {
  const name = error instanceof Error ? error.name : 'unknown';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 4).join(' ').trim() : '';
  process.stderr.write(`${JSON.stringify({ where, name, code, stack })}\n`);
  // The shell starts it again (restart-policy.ts), and the file is looked at as at every start. The answer goes out first.
  if (backend?.isUsable() === false) setImmediate(() => process.exit(1));
}
