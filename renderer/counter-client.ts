import './schema-settings.ts';
import { z } from 'zod';
import {
  counterCalls,
  counterEvent,
  type CallInput,
  type CallName,
  type CallOutput,
  type CounterEvent,
} from '../contract/counter-calls.ts';
import { fail, failure, succeed, type Outcome } from '../contract/envelope.ts';

const portAnswer = z.discriminatedUnion('ok', [
  z.object({ id: z.int(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.int(), ok: z.literal(false), error: failure }),
]);

/** The one way from the screens to the backend. */
export interface CounterClient {
  /** Asks the backend; never rejects. Waits for the port when there is none yet. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Outcome<CallOutput<Name>>>;
  /** Calls the listener at every event of the backend, until the function that is returned is called. */
  subscribe(listener: (event: CounterEvent) => void): () => void;
  /** Takes a port to a backend; an earlier one, whose backend is gone, is closed. */
  usePort(port: MessagePort): void;
}

interface PendingCall {
  readonly name: CallName;
  readonly settle: (outcome: Outcome<unknown>) => void;
}

/**
 * A failure of a call whose backend went away before it answered: nobody here knows whether it was done. The screens
 * say so instead of "not saved".
 */
export function isResultUnknown(error: { readonly params: Readonly<Record<string, unknown>> }): boolean {
  return error.params['result'] === 'unknown';
}

/** Makes the client of one window. */
export function createCounterClient(): CounterClient {
  let port: MessagePort | null = null;
  let nextId = 1;
  const pending = new Map<number, PendingCall>();
  const waitingForPort: (() => void)[] = [];
  const listeners = new Set<(event: CounterEvent) => void>();

  function receive(data: unknown): void {
    const answer = portAnswer.safeParse(data);
    if (answer.success) {
      const call = pending.get(answer.data.id);
      pending.delete(answer.data.id);
      call?.settle(answer.data.ok ? checkedValue(call.name, answer.data.value) : answer.data);
      return;
    }
    const event = counterEvent.safeParse(data);
    if (event.success) for (const listener of listeners) listener(event.data);
  }

  function send(name: CallName, input: unknown, settle: PendingCall['settle']): void {
    const id = nextId;
    nextId += 1;
    pending.set(id, { name, settle });
    port?.postMessage({ id, call: name, input });
  }

  return {
    call<Name extends CallName>(name: Name, input: CallInput<Name>) {
      return new Promise<Outcome<CallOutput<Name>>>((resolve) => {
        // `checkedValue` parsed the value with the schema of this very name.
        const settle = (outcome: Outcome<unknown>) => resolve(outcome as Outcome<CallOutput<Name>>);
        if (port === null) waitingForPort.push(() => send(name, input, settle));
        else send(name, input, settle);
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    usePort(next) {
      port?.close();
      const lost = [...pending.values()];
      pending.clear();
      for (const call of lost) call.settle(fail('internal-error', { result: 'unknown' }));
      port = next;
      next.onmessage = (message: MessageEvent<unknown>) => receive(message.data);
      next.start();
      for (const begin of waitingForPort.splice(0)) begin();
    },
  };
}

function checkedValue(name: CallName, value: unknown): Outcome<unknown> {
  const parsed = counterCalls[name].output.safeParse(value);
  return parsed.success ? succeed(parsed.data) : fail('internal-error', { result: 'unknown' });
}
