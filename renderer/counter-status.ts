import { useSyncExternalStore } from 'react';
import type { CounterStatus } from '../contract/counter-views.ts';
import { counter } from './counter.ts';

let current: CounterStatus | null = null;
let isNewPort = false;
let wasInterrupted = false;
const listeners = new Set<() => void>();

function publish(status: CounterStatus): void {
  if (status.clerk !== null) wasInterrupted = false;
  else if (isNewPort && current !== null && current.clerk !== null) wasInterrupted = true;
  isNewPort = false;
  current = status;
  for (const listener of listeners) listener();
}

/**
 * Follows the backend's status from now on; asked again after everything that changes who is signed in, and on every
 * new port: behind it may be another backend, at which nobody is.
 */
export function followCounterStatus(): void {
  counter.subscribe((event) => {
    if (event.event === 'status-changed') publish(event.status);
  });
  counter.onPortReplaced(() => {
    isNewPort = true;
    void refreshCounterStatus();
  });
  void refreshCounterStatus();
}

/** Asks the backend how things stand, and tells every screen. */
export async function refreshCounterStatus(): Promise<void> {
  const outcome = await counter.ask('getCounterStatus', {});
  if (outcome.ok) publish(outcome.value);
}

/** How things stand at this counter, or null until the backend has answered for the first time. */
export function useCounterStatus(): CounterStatus | null {
  return useSyncExternalStore(subscribe, () => current);
}

/** Whether a clerk was at work when the backend went away, and nobody has signed in since. */
export function useWasInterrupted(): boolean {
  return useSyncExternalStore(subscribe, () => wasInterrupted);
}

/** For what runs only behind the login: there the status is known. */
export function useKnownCounterStatus(): CounterStatus {
  const status = useCounterStatus();
  if (status === null) throw new Error('the counter has not told its status yet');
  return status;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
