import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import {
  counterCalls,
  type CallInput,
  type CallName,
  type CallOutput,
} from '../../contract/counter-calls.ts';
import { root } from './machine.ts';
import { until } from './until.ts';

/** Another counter: the very same backend without a window, asked by lines of JSON. */
export interface HeadlessCounter {
  /** Asks, and throws where the answer is a failure: a test that expects one uses the screen. */
  readonly call: <Name extends CallName>(name: Name, input: CallInput<Name>) => Promise<CallOutput<Name>>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a counter on a folder and waits until its replica is whole.
 * @param options.enrolmentCode where its central office is no demonstration
 * @param options.patience seconds until its replica must be whole
 */
export async function startHeadlessCounter(
  folder: string,
  central: string,
  options: { readonly enrolmentCode?: string; readonly patience?: number } = {},
): Promise<HeadlessCounter> {
  const { enrolmentCode, patience } = options;
  const enrolling = enrolmentCode === undefined ? [] : ['--enrolment-code', enrolmentCode, '--key-file'];
  const child = spawn(
    process.execPath,
    ['electron/backend/headless.ts', '--data', folder, '--central', central, ...enrolling],
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const waiting = new Map<number, (line: { ok: boolean; value?: unknown; error?: unknown }) => void>();
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as { id: number; ok: boolean; value?: unknown; error?: unknown };
    waiting.get(line.id)?.(line);
    waiting.delete(line.id);
  });
  let last = 0;
  const counter: HeadlessCounter = {
    call: async (name, input) => {
      last += 1;
      const id = last;
      child.stdin.write(`${JSON.stringify({ id, call: name, input })}\n`);
      const line = await new Promise<{ ok: boolean; value?: unknown; error?: unknown }>((resolve) => {
        waiting.set(id, resolve);
      });
      if (!line.ok) throw new Error(`${name}: ${JSON.stringify(line.error)}`);
      // The schema of this very call read it.
      return counterCalls[name].output.parse(line.value) as CallOutput<typeof name>;
    },
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
  const isWhole = async () => {
    const status = await counter.call('getCounterStatus', {});
    return status.firstSynchronisation.done && status.connection.state === 'online';
  };
  await until('the replica of the headless counter is whole', isWhole, patience);
  return counter;
}
