import { _electron, type ElectronApplication, type Page } from 'playwright';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { electronExecutable, programEnvironment, root, sandboxArguments } from './machine.ts';
import { until } from './until.ts';

/** The program itself in real Electron. */
export interface CounterProgram {
  readonly application: ElectronApplication;
  /** Its data directory. */
  readonly data: string;
  /** The counter's window. */
  readonly page: Page;
  /** The window whose address has this in it, once it is there. */
  readonly windowWith: (part: string) => Promise<Page>;
  /** What it wrote on its standard error. */
  readonly complaints: () => string;
  readonly close: () => Promise<void>;
}

export interface ProgramOptions {
  readonly data: string;
  readonly central?: string;
  /** Without it, the key comes from the operating system's keyring. */
  readonly demonstration?: boolean;
  /** Of the demonstration county; its centre without it. */
  readonly officeId?: string;
  /** What its process finds in its environment beside what the machine needs. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** No test prints on a printer of this machine: its scheduler is at a socket that there is not. */
const noPrinters = { CUPS_SERVER: '/nonexistent/cups.sock' };

function programArguments(
  folder: string,
  { data, central, demonstration = true, officeId }: ProgramOptions,
): string[] {
  return [
    ...sandboxArguments(),
    folder,
    `--data=${data}`,
    ...(central === undefined ? [] : [`--central=${central}`]),
    ...(demonstration ? ['--demonstration'] : []),
    ...(officeId === undefined ? [] : [`--office=${officeId}`]),
  ];
}

/** Starts the program and waits for its first window. The display comes from build/with-display.mjs. */
export function startProgram(options: ProgramOptions): Promise<CounterProgram> {
  return launch(programArguments(join(root, 'test', 'helpers', 'held-program'), options), options);
}

/** Starts another program in the same Electron: one whose folder this is. */
export function startOther(folder: string, data: string): Promise<CounterProgram> {
  return launch([...sandboxArguments(), folder, `--data=${data}`], { data });
}

async function launch(args: string[], options: ProgramOptions): Promise<CounterProgram> {
  const application = await _electron.launch({
    executablePath: electronExecutable(),
    args,
    env: { ...programEnvironment(), ...noPrinters, ...options.environment },
    // What a page keeps for the operator of a browser has no place here.
    locale: 'zh-CN',
  });
  const said: string[] = [];
  application.process().stderr?.on('data', (part: Buffer) => said.push(part.toString()));
  const page = await application.firstWindow();
  return {
    application,
    data: options.data,
    page,
    windowWith: (part) =>
      until(`a window of ${part}`, () => application.windows().find((one) => one.url().includes(part))),
    complaints: () => said.join(''),
    close: () => application.close(),
  };
}

/** Starts the program a second time on the same data and waits until it has ended; gives its exit code. */
export async function startProgramAgain(options: ProgramOptions): Promise<number | null> {
  const again = spawn(electronExecutable(), programArguments(root, options), {
    env: programEnvironment(),
    stdio: 'ignore',
  });
  const [code] = (await once(again, 'exit')) as [number | null];
  return code;
}

/** More than once in a row the answer is not lost by chance. */
const mostAskings = 5;

/**
 * Reads something in the shell's process. Its inspector loses an answer now and then that Node has collected before it was
 * sent; what changes nothing is asked again.
 */
export async function readInShell<Value>(
  { application }: CounterProgram,
  read: Parameters<typeof application.evaluate<Value, undefined>>[0],
): Promise<Value> {
  for (let asked = 1; ; asked += 1) {
    try {
      return await application.evaluate(read, undefined);
    } catch (error) {
      const isLost = error instanceof Error && error.message.includes('promise was garbage collected');
      if (!isLost || asked === mostAskings) throw error;
    }
  }
}

/** The process in which counter, database and synchronisation run. */
export async function backendProcess(program: CounterProgram): Promise<number> {
  return until('the backend runs', () =>
    readInShell(program, ({ app }) => app.getAppMetrics().find((one) => one.name === 'guitai-backend')?.pid),
  );
}

/** Where screenshots for people to look at go. */
export function screenshotPath(name: string): string {
  return join(root, 'test-results', 'screenshots', `${name}.png`);
}

/** Where papers for people to look at go. */
export function paperPath(name: string): string {
  return join(root, 'test-results', 'papers', `${name}.pdf`);
}
