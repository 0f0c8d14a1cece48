import type { MessagePortMain } from 'electron';
import { z } from 'zod';
import {
  counterCalls,
  type CallInput,
  type CallName,
  type CallOutput,
} from '../../contract/counter-calls.ts';
import { fail, failure, succeed, type Outcome } from '../../contract/envelope.ts';

const portAnswer = z.discriminatedUnion('ok', [
  z.object({ id: z.literal(1), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.literal(1), ok: z.literal(false), error: failure }),
]);

/**
 * Asks the backend one thing on behalf of the shell, on a port that lives as long as the question. Never rejects; where
 * the backend goes away before it has answered, nobody here knows whether it was done, and the answer says so.
 */
export function askBackend<Name extends CallName>(
  openPort: () => MessagePortMain | null,
  name: Name,
  input: CallInput<Name>,
): Promise<Outcome<CallOutput<Name>>> {
  const port = openPort();
  if (port === null) return Promise.resolve(fail('internal-error'));
  return new Promise((resolve) => {
    const settle = (outcome: Outcome<CallOutput<Name>>) => {
      resolve(outcome);
      port.close();
    };
    port.on('message', ({ data }) => {
      const answer = portAnswer.safeParse(data);
      // What every port is told without having asked.
      if (!answer.success) return;
      if (!answer.data.ok) {
        settle(answer.data);
        return;
      }
      const value = counterCalls[name].output.safeParse(answer.data.value);
      // The schema of this very name read it.
      settle(value.success ? succeed(value.data as CallOutput<Name>) : unknownResult());
    });
    port.once('close', () => resolve(unknownResult()));
    port.start();
    port.postMessage({ id: 1, call: name, input });
  });
}

function unknownResult() {
  return fail('internal-error', { result: 'unknown' });
}
