import { backendPortMessage } from '../contract/window-bridge.ts';
import { createCounterClient } from './counter-client.ts';
import { facesOf } from './faces-of-answers.ts';
import { shell } from './window-bridge.ts';

/** The client of this window. */
export const counter = createCounterClient(facesOf);

/** Asks the shell for the port to the backend; a port that comes later, after a restart, takes its place. */
export function connectCounter(): void {
  window.addEventListener('message', (message: MessageEvent<unknown>) => {
    const [port] = message.ports;
    if (message.source === window && message.data === backendPortMessage && port !== undefined) {
      counter.usePort(port);
    }
  });
  shell.connectBackend();
}
