import { execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../until.ts';

/** What happens at a test printer: it prints, or a sheet is stuck, or it has no paper, or is slow, or fails. */
export type PrinterMode = 'ready' | 'jam' | 'no-paper' | 'slow' | 'fail';

/** A real CUPS of its own for one test file: on loopback, in a temporary folder, with printers that it can be told about. */
export interface PrintScheduler {
  /** For `CUPS_SERVER`. */
  readonly server: string;
  readonly port: number;
  /** A queue with a printer whose sheets can be read; what it does with a job that fails is the queue's policy. */
  readonly addPrinter: (
    name: string,
    options?: { readonly onFailure?: 'abort-job' | 'stop-printer' },
  ) => Promise<void>;
  /** A queue of Debian's printer-driver-cups-pdf, with the filters that every printer driver has. */
  readonly addPdfPrinter: (name: string) => Promise<void>;
  readonly setMode: (name: string, mode: PrinterMode) => void;
  /** What came out of a printer that `addPrinter` made, in the order of the jobs. */
  readonly sheets: (name: string) => readonly Buffer[];
  /** What came out of the cups-pdf queue with this job; undefined while nothing has. */
  readonly pdfSheet: (jobId: number) => Buffer | undefined;
  /** One of CUPS's own commands: cupsdisable, cupsenable, cupsreject, cupsaccept, lpstat, cancel. */
  readonly command: (program: string, ...args: readonly string[]) => Promise<string>;
  /** The documents that the scheduler has in its folder now. */
  readonly documents: () => readonly string[];
  /** Ends the scheduler; its jobs are there again with the next start. */
  readonly halt: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const programs = { scheduler: '/usr/sbin/cupsd', serverBin: '/usr/lib/cups' };
const pdfDriver = {
  backend: join(programs.serverBin, 'backend', 'cups-pdf'),
  ppd: '/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd',
  /** It reads settings from /etc alone, and none for a printer that is not named there: then sheets lie here, by user. */
  output: '/var/spool/cups-pdf',
};

/**
 * Starts it.
 * @throws Error that says what to install where it is missing: a suite that skips proves nothing
 */
export async function startPrintScheduler(): Promise<PrintScheduler> {
  for (const path of [programs.scheduler, pdfDriver.backend, pdfDriver.ppd]) {
    if (!existsSync(path)) {
      throw new Error(
        `${path} is missing, and this suite proves nothing without it: apt-get install cups cups-filters printer-driver-cups-pdf poppler-utils`,
      );
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'guitai-cups-'));
  const port = await freePort();
  const server = `127.0.0.1:${port}`;
  layOut(folder, port);
  let running: ReturnType<typeof spawn> | null = null;

  const command = async (program: string, ...args: readonly string[]) => {
    const env = { ...process.env, CUPS_SERVER: server, LC_ALL: 'C' };
    return (await promisify(execFile)(program, [...args], { env })).stdout;
  };
  const device = (name: string) => join(folder, 'devices', name);
  const addQueue = (name: string, uri: string, ppd: string, ...options: readonly string[]) =>
    command('lpadmin', '-p', name, '-v', uri, '-P', ppd, '-E', ...options);

  async function start() {
    const files = ['-c', join(folder, 'etc', 'cupsd.conf'), '-s', join(folder, 'etc', 'cups-files.conf')];
    // The shell holds this process's pipe: however this process ends, the pipe ends with it and takes the scheduler along.
    const tied = '"$@" & scheduler=$!; cat > /dev/null; kill -TERM $scheduler; wait $scheduler';
    const child = spawn('/bin/sh', ['-c', tied, 'sh', programs.scheduler, '-f', ...files], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    running = child;
    await until('CUPS answers', async () => (await command('lpstat', '-r')).includes('is running'), 30);
  }

  async function halt() {
    if (running === null) return;
    const ended = once(running, 'exit');
    running.stdin?.end();
    await ended;
    running = null;
  }

  await start();
  return {
    server,
    port,
    async addPrinter(name, { onFailure = 'abort-job' } = {}) {
      mkdirSync(device(name), { mode: 0o777 });
      chmodSync(device(name), 0o777);
      writeFileSync(join(device(name), 'mode'), 'ready\n');
      const ppd = join(import.meta.dirname, 'paper-printer.ppd');
      await addQueue(name, `paper:${device(name)}`, ppd, '-o', `printer-error-policy=${onFailure}`);
    },
    async addPdfPrinter(name) {
      await addQueue(name, 'cups-pdf:/guitai', pdfDriver.ppd);
    },
    setMode(name, mode) {
      writeFileSync(join(device(name), 'mode'), `${mode}\n`);
    },
    sheets(name) {
      const numbers = readdirSync(device(name)).flatMap((file) => /^(\d+)\.pdf$/.exec(file)?.slice(1) ?? []);
      return numbers
        .toSorted((one, other) => Number(one) - Number(other))
        .map((number) => readFileSync(join(device(name), `${number}.pdf`)));
    },
    pdfSheet(jobId) {
      const place = join(pdfDriver.output, userInfo().username);
      const found = existsSync(place) ? readdirSync(place) : [];
      const name = found.find((one) => one.endsWith(`-job_${jobId}.pdf`));
      if (name === undefined) return undefined;
      const sheet = readFileSync(join(place, name));
      rmSync(join(place, name));
      return sheet;
    },
    command,
    documents: () => readdirSync(join(folder, 'spool')).filter((name) => /^d\d+-/.test(name)),
    halt,
    start,
    async stop() {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function layOut(folder: string, port: number): void {
  // Back ends run under another account and pass through here.
  chmodSync(folder, 0o755);
  for (const name of [
    'etc',
    'spool',
    'spool/tmp',
    'cache',
    'state',
    'log',
    'devices',
    'bin',
    'bin/backend',
  ]) {
    mkdirSync(join(folder, name), { mode: 0o755 });
  }
  for (const name of ['filter', 'daemon', 'cgi-bin', 'monitor', 'notifier', 'driver']) {
    const path = join(programs.serverBin, name);
    if (existsSync(path)) symlinkSync(path, join(folder, 'bin', name));
  }
  const backends = [
    ['paper', join(import.meta.dirname, 'paper-printer.sh')],
    ['cups-pdf', pdfDriver.backend],
  ] as const;
  for (const [name, path] of backends) {
    copyFileSync(path, join(folder, 'bin', 'backend', name));
    // For nobody but its owner: CUPS runs it as that account.
    chmodSync(join(folder, 'bin', 'backend', name), 0o700);
  }
  // cups-pdf names its files by the number of the job, and all schedulers of this machine share its folder.
  writeFileSync(join(folder, 'cache', 'job.cache'), `NextJobId ${randomInt(1, 1_000_000_000)}\n`);
  writeFileSync(
    join(folder, 'etc', 'cups-files.conf'),
    [
      `ServerRoot ${join(folder, 'etc')}`,
      `ServerBin ${join(folder, 'bin')}`,
      `RequestRoot ${join(folder, 'spool')}`,
      `TempDir ${join(folder, 'spool', 'tmp')}`,
      `CacheDir ${join(folder, 'cache')}`,
      `StateDir ${join(folder, 'state')}`,
      ...['Access', 'Error', 'Page'].map((name) => `${name}Log ${join(folder, 'log', name)}`),
      '',
    ].join('\n'),
  );
  // Documents are kept as long as the standard setting keeps them: what the program does not clear away stays.
  writeFileSync(
    join(folder, 'etc', 'cupsd.conf'),
    `
      LogLevel debug
      Listen 127.0.0.1:${port}
      Browsing No
      WebInterface No
      DefaultAuthType None
      JobRetryInterval 1
      <Location />
        Order deny,allow
      </Location>
      <Policy default>
        JobPrivateAccess default
        JobPrivateValues default
        <Limit Send-Document Send-URI Hold-Job Release-Job Restart-Job Purge-Jobs Cancel-Job Close-Job>
          Require user @OWNER @SYSTEM
          Order deny,allow
        </Limit>
        <Limit All>
          Order deny,allow
        </Limit>
      </Policy>
    `,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
