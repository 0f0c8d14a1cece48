import type { Page } from 'playwright';
import type { CallName } from '../../contract/counter-calls.ts';
import { backendPortMessage } from '../../contract/window-channels.ts';
import { startProgram } from '../helpers/counter-program.ts';
import type {} from '../../renderer/window-bridge.ts';
import { deskPassword, type Desk } from './desk.ts';
import { medianOf, spreadOf, type Spread } from './figures.ts';

const patience = 60_000;

/** One call on the port, as the page sends it. */
interface PortCall {
  readonly call: CallName;
  readonly input: unknown;
}

/** Milliseconds until the answer came, and whether it was one. */
interface PortAnswer {
  readonly milliseconds: number;
  readonly ok: boolean;
}

/**
 * The same lookups asked for by a page of the program in real Electron, through its port to the backend and back: the
 * median of each run, in microseconds.
 *
 * @param runs keys of each kind, run by run; the first run warms up and is not counted
 */
export async function lookupsThroughWindow(
  desk: Desk,
  kinds: readonly { readonly what: string; readonly runs: readonly (readonly string[])[] }[],
  hitsWanted: number,
): Promise<ReadonlyMap<string, Spread>> {
  const program = await startProgram({ data: desk.folder });
  try {
    // Drawn with what the backend answered: from now on the page's client has its port.
    await program.page.waitForSelector('input', { timeout: patience });
    const { loginName } = desk.clerk;
    await askThroughPort(program.page, [{ call: 'signIn', input: { loginName, password: deskPassword } }]);
    const measured = new Map<string, Spread>();
    for (const { what, runs } of kinds) {
      const medians: number[] = [];
      for (const keys of runs) {
        const calls = keys.map((text): PortCall => ({
          call: 'searchPersons',
          input: { text, limit: hitsWanted },
        }));
        const answers = await askThroughPort(program.page, calls);
        medians.push(medianOf(answers.map((answer) => answer.milliseconds * 1000)));
      }
      measured.set(what, spreadOf(medians.slice(1)));
    }
    return measured;
  } catch (error) {
    throw new Error(`the program in its window said:\n${program.complaints()}`, { cause: error });
  } finally {
    await program.close();
  }
}

async function askThroughPort(page: Page, calls: readonly PortCall[]): Promise<readonly PortAnswer[]> {
  const answers = await page.evaluate(askInPage, { calls, portMessage: backendPortMessage });
  const refused = answers.findIndex((answer) => !answer.ok);
  if (refused >= 0) throw new Error(`${calls[refused]?.call ?? ''} was refused in the page`);
  return answers;
}

/**
 * Runs in the page, on a port that it asks for: one call after the other, each when the one before was answered. The
 * page's own client takes the same port, so that its work on every answer is in the figures as well.
 */
async function askInPage({
  calls,
  portMessage,
}: {
  calls: readonly PortCall[];
  portMessage: string;
}): Promise<readonly PortAnswer[]> {
  const port = await new Promise<MessagePort>((resolve) => {
    const take = (message: MessageEvent<unknown>) => {
      const [given] = message.ports;
      if (message.data !== portMessage || given === undefined) return;
      window.removeEventListener('message', take);
      resolve(given);
    };
    window.addEventListener('message', take);
    window.guitaiWindow.connectBackend();
  });
  // The client counts its calls from 1.
  let id = 1_000_000_000;
  const answers: PortAnswer[] = [];
  for (const { call, input } of calls) {
    id += 1;
    const asked = id;
    const begun = performance.now();
    const ok = await new Promise<boolean>((resolve) => {
      const hear = ({ data }: MessageEvent<{ id?: number; ok?: boolean }>) => {
        if (data.id !== asked) return;
        port.removeEventListener('message', hear);
        resolve(data.ok === true);
      };
      port.addEventListener('message', hear);
      port.postMessage({ id: asked, call, input });
    });
    answers.push({ milliseconds: performance.now() - begun, ok });
  }
  return answers;
}
