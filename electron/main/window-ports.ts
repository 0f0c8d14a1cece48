import type { Backend } from './backend-process.ts';
import { shellLog } from './shell-log.ts';
import { sendPort } from './window-channel.ts';
import { allWindows, type OpenWindow } from './window-registry.ts';

/** Which backend each window's port leads to. */
const connectedTo = new WeakMap<OpenWindow, number>();

/** Gives a page that asks for it its port. A page that was loaded anew asks again, and gets a new one. */
export function connectWindow(entry: OpenWindow, backend: Backend): void {
  if (entry.kind === 'paper') {
    shellLog({ event: 'call-refused', code: 'connectBackend' });
    return;
  }
  const port = backend.openPort(entry.kind);
  // Where no backend runs the window is remembered all the same: it gets its port with the next one.
  connectedTo.set(entry, port ? backend.generation() : 0);
  if (port) sendPort(entry, port);
}

/** After the backend was started anew: gives every page that had asked before a port to the new one. */
export function reconnectWindows(backend: Backend): void {
  for (const entry of allWindows()) {
    const generation = connectedTo.get(entry);
    if (generation !== undefined && generation !== backend.generation()) connectWindow(entry, backend);
  }
}
