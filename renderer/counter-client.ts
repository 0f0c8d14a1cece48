import './schema-settings.ts';
import { z } from 'zod';
import { counterCalls, type CallInput, type CallName, type CallOutput } from '../contract/counter-calls.ts';
import { counterEvent, type CounterEvent } from '../contract/counter-port.ts';
import { fail, failure, succeed, type Outcome } from '../contract/envelope.ts';

const portAnswer = z.discriminatedUnion('ok', [
  z.object({ id: z.int(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.int(), ok: z.literal(false), error: failure }),
]);

/** The calls that change nothing, by their names: nothing is done twice when they are asked twice. */
export type Question = Extract<
  CallName,
  `${'get' | 'list' | 'search' | 'check' | 'describe'}${Capitalize<string>}`
>;

/** The one way from the screens to the backend. */
export interface CounterClient {
  /** Has the backend do something, once; never rejects. Waits for the port when there is none yet. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Outcome<CallOutput<Name>>>;
  /** As `call`, for what changes nothing: a question whose port went away is asked again on the next one. */
  ask<Name extends Question>(name: Name, input: CallInput<Name>): Promise<Outcome<CallOutput<Name>>>;
  /** Calls the listener at every event of the backend, until the function that is returned is called. */
  subscribe(listener: (event: CounterEvent) => void): () => void;
  /** Calls the listener when a port took the place of another: what was told meanwhile was not heard. */
  onPortReplaced(listener: () => void): () => void;
  /** Takes a port to a backend; an earlier one, whose backend is gone, is closed. */
  usePort(port: MessagePort): void;
}

interface PendingCall {
  readonly name: CallName;
  readonly input: unknown;
  readonly mayBeRepeated: boolean;
  readonly settle: (outcome: Outcome<unknown>) => void;
}

/**
 * A failure of a call whose backend went away before it answered, or whose disk failed when something may have been
 * written: nobody here knows whether it was done. The screens say so instead of "not saved".
 */
export function isResultUnknown(error: { readonly params: Readonly<Record<string, unknown>> }): boolean {
  return error.params['result'] === 'unknown';
}

/**
 * Makes the client of one window.
 * @param readyFor what an answer waits for before anybody hears it, and never rejects; null where it waits for nothing
 */
export function createCounterClient(
  readyFor: (answer: unknown) => Promise<void> | null = () => null,
): CounterClient {
  let port: MessagePort | null = null;
  let nextId = 1;
  const pending = new Map<number, PendingCall>();
  const waitingForPort: PendingCall[] = [];
  const listeners = new Set<(event: CounterEvent) => void>();
  const replacementListeners = new Set<() => void>();
  /** Until everything that waits was heard. */
  let heldBack: Promise<void> | null = null;

  /** News that overtook an answer would be undone by it: what comes later is heard later. */
  function inOrder(ready: Promise<void> | null, tell: () => void): void {
    if (ready === null && heldBack === null) {
      tell();
      return;
    }
    const turn = Promise.all([heldBack, ready]).then(() => {
      if (heldBack === turn) heldBack = null;
    });
    heldBack = turn;
    // A listener that throws holds up nothing that comes behind it.
    void turn.then(tell);
  }

  function receive(data: unknown): void {
    const answer = portAnswer.safeParse(data);
    if (answer.success) {
      const call = pending.get(answer.data.id);
      pending.delete(answer.data.id);
      if (call === undefined) return;
      const outcome = answer.data.ok ? checkedValue(call.name, answer.data.value) : answer.data;
      inOrder(readyFor(outcome), () => call.settle(outcome));
      return;
    }
    const event = counterEvent.safeParse(data);
    if (!event.success) return;
    inOrder(null, () => {
      for (const listener of listeners) listener(event.data);
    });
  }

  function send(call: PendingCall): void {
    if (port === null) {
      waitingForPort.push(call);
      return;
    }
    const id = nextId;
    nextId += 1;
    pending.set(id, call);
    port.postMessage({ id, call: call.name, input: call.input });
  }

  function begin<Name extends CallName>(name: Name, input: CallInput<Name>, mayBeRepeated: boolean) {
    return new Promise<Outcome<CallOutput<Name>>>((resolve) => {
      // `checkedValue` parsed the value with the schema of this very name.
      const settle = (outcome: Outcome<unknown>) => resolve(outcome as Outcome<CallOutput<Name>>);
      send({ name, input, mayBeRepeated, settle });
    });
  }

  return {
    call: (name, input) => begin(name, input, false),
    ask: (name, input) => begin(name, input, true),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    onPortReplaced(listener) {
      replacementListeners.add(listener);
      return () => {
        replacementListeners.delete(listener);
      };
    },
    usePort(next) {
      const before = port;
      before?.close();
      const lost = [...pending.values()];
      pending.clear();
      port = next;
      next.onmessage = (message: MessageEvent<unknown>) => receive(message.data);
      next.start();
      for (const call of [...lost, ...waitingForPort.splice(0)]) {
        if (before === null || call.mayBeRepeated) send(call);
        else call.settle(fail('internal-error', { result: 'unknown' }));
      }
      if (before === null) return;
      inOrder(null, () => {
        for (const listener of replacementListeners) listener();
      });
    },
  };
}

function checkedValue(name: CallName, value: unknown): Outcome<unknown> {
  const parsed = counterCalls[name].output.safeParse(value);
  return parsed.success ? succeed(parsed.data) : fail('internal-error', { result: 'unknown' });
}
