import { expect, type CDPSession, type Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demonstrationCardPin } from '../../contract/demonstration.ts';
import { backendProcess, type CounterProgram } from '../helpers/counter-program.ts';
import { filesUnder, found, pagesOf, plantedForms, recordingLine } from '../helpers/pin-search.ts';
import { heapOf, textsOf, timesInMemory } from '../helpers/process-memory.ts';
import { until } from '../helpers/until.ts';
import { ClerkAtDesk } from './clerk.ts';
import { aHolder, test } from './county.ts';

/** Typed at the pad in turn; nothing else of the test says them. */
const pins = { wrong: '918273', changed: '739164', renewed: '604827' } as const;
const searched = Object.values(pins);
/** Put into each memory that is searched, in two halves: whoever does not find it has not looked. */
const planted = ['350', '864'] as const;

/** Notes everything that a page says and hears over its port, from now on. */
async function noteMessages(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted: string[] = [];
    Object.assign(globalThis, { noted });
    const note = (message: unknown) => noted.push(JSON.stringify({ message }));
    const port = MessagePort.prototype as { postMessage: (message: unknown, ...rest: unknown[]) => void };
    port.postMessage = new Proxy(port.postMessage, {
      apply(post, from, words: unknown[]) {
        note(words[0]);
        Reflect.apply(post, from, words);
      },
    });
    const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
    Object.defineProperty(MessageEvent.prototype, 'data', {
      configurable: true,
      get(this: MessageEvent) {
        const said: unknown = data?.get?.call(this);
        note(said);
        return said;
      },
    });
  });
}

async function notedBy(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => Reflect.get(globalThis, 'noted') as readonly string[]);
}

/** Notes every call that any page makes to the shell, from now on. */
async function noteShellCalls(program: CounterProgram): Promise<() => Promise<string>> {
  await program.application.evaluate(({ app, webContents }) => {
    const noted: string[] = [];
    Object.assign(globalThis, { notedCalls: noted });
    const listen = (contents: Electron.WebContents) => {
      const note = (_event: unknown, ...words: unknown[]) => noted.push(JSON.stringify(words));
      // Electron's own name for a call before it goes to its handler: its types list none of its own events.
      (contents as unknown as NodeJS.EventEmitter).on('-ipc-invoke', note).on('-ipc-message', note);
    };
    for (const contents of webContents.getAllWebContents()) listen(contents);
    app.on('web-contents-created', (_event, contents) => listen(contents));
  });
  return () =>
    program.application.evaluate(() =>
      (Reflect.get(globalThis, 'notedCalls') as readonly string[]).join('\n'),
    );
}

async function heapOfPage(page: Page): Promise<Buffer> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const parts: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return textsOf(parts.join(''));
}

async function heapOfShell(program: CounterProgram, file: string): Promise<Buffer> {
  await program.application.evaluate((_electron, to) => {
    process.getBuiltinModule('node:v8').writeHeapSnapshot(to);
  }, file);
  return textsOf(readFileSync(file, 'utf8'));
}

function processes(program: CounterProgram) {
  return program.application.evaluate(({ app }) =>
    app.getAppMetrics().map(({ type, name = '', pid }) => ({ type, name, pid })),
  );
}

test('a card password that is typed at the pad is in clear nowhere: no file, page, request, call, log, heap or dump', async ({
  county,
}, testInfo) => {
  const { person, card } = await aHolder(county.witness, '1');
  const line = await recordingLine(county.url);
  const program = await county.openProgram({ central: line.url });
  const said: Buffer[] = [];
  program.application.process().stdout?.on('data', (part: Buffer) => said.push(part));
  const desk = new ClerkAtDesk(program);
  const { page, say } = desk;
  await desk.signIn();
  const shellCalls = await noteShellCalls(program);
  await noteMessages(page);
  const padSaid: string[] = [];

  async function typeAtPad(kind: 'change-card-pin' | 'reset-card-pin', entries: readonly string[]) {
    await desk.choose(kind);
    await expect(page.getByRole('radio', { name: say('presented.channel-in-person') })).toBeFocused();
    await desk.readDocument();
    await desk.press('F10');
    const pad = await program.windowWith('pin-pad');
    await expect(pad.getByRole('status')).toBeVisible();
    await noteMessages(pad);
    const gone = pad.waitForEvent('close');
    for (const entry of entries) {
      await pad.keyboard.type(entry, { delay: 20 });
      await pad.keyboard.press('Enter');
    }
    await expect(pad.getByText(say(`pin-pad.accepted-${kind}`))).toBeVisible();
    padSaid.push(...(await notedBy(pad)));
    await gone;
  }

  await desk.findPerson(person.documentNumber, person.name);
  await typeAtPad('change-card-pin', [pins.wrong, pins.changed, pins.changed]);
  await expect(page.getByText(say('refusal.pin-wrong', { left: 5 })).first()).toBeVisible();
  await desk.press('Escape');
  await typeAtPad('change-card-pin', [demonstrationCardPin, pins.changed, pins.changed]);
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible();
  await desk.press('Escape');
  await typeAtPad('reset-card-pin', [pins.renewed, pins.renewed]);
  await expect(page.getByText(say('service-done.outcome-confirmed'))).toBeVisible();

  // What the pad's own port carries of them is sealed, in one message each.
  const entered = padSaid.filter((message) => message.includes('"submitPinEntry"'));
  expect(entered).toHaveLength(3);
  for (const message of entered) expect(message).toMatch(/"sealedPin":"[A-Za-z0-9+/=]{300,}"/);

  // While all of it runs: what lives in the heaps, what lies in memory, what is on the disk.
  await page.evaluate((parts) => Object.assign(globalThis, { planted: parts.join('') }), planted);
  await program.application.evaluate(
    (_electron, parts) => Object.assign(globalThis, { planted: parts.join('') }),
    planted,
  );
  const backend = await backendProcess(program);
  const running = await processes(program);
  const heaps = new Map([
    ['the heap of the counter’s page', await heapOfPage(page)],
    ['the heap of the shell', await heapOfShell(program, testInfo.outputPath('shell.heapsnapshot'))],
    ['the heap of the backend', await heapOf(backend, program.complaints)],
  ]);
  for (const name of ['the heap of the counter’s page', 'the heap of the shell']) {
    expect(found(new Map([[name, heaps.get(name) ?? Buffer.alloc(0)]]), [planted.join('')])).not.toEqual([]);
  }
  expect(heaps.get('the heap of the backend')?.includes(person.id)).toBe(true);
  // The pad's process went with its window.
  expect(running.filter(({ type }) => type === 'Tab')).toHaveLength(1);
  const shell = running.find(({ type }) => type === 'Browser')?.pid ?? 0;
  expect(timesInMemory(shell, [planted.join('')])).toBeGreaterThan(0);
  for (const { type, name, pid } of running) {
    if (type === 'GPU') continue;
    expect([type, name, timesInMemory(pid, searched)]).toEqual([type, name, 0]);
  }
  const whileRunning = filesUnder(program.data);

  // The backend falls over: it is not written down anywhere what it held.
  process.kill(backend, 'SIGSEGV');
  await until('the shell has seen it', () => program.complaints().includes('"backend-ended"'));
  const [calls, messages] = [await shellCalls(), (await notedBy(page)).join('\n')];
  await program.close();
  line.close();
  await county.stopCentral();

  const places = new Map([
    ...heaps,
    ...[...whileRunning].map(([place, bytes]) => [`running ${place}`, bytes] as const),
    ...filesUnder(program.data),
    ...filesUnder(county.centralFolder),
    ['the line', line.carried()],
    ['what the program said', Buffer.concat([...said, Buffer.from(program.complaints())])],
    ['the calls to the shell', Buffer.from(calls)],
    ['the messages of the counter’s page', Buffer.from(messages)],
    ['the pad’s messages', Buffer.from(padSaid.join('\n'))],
    ['the pages of the counter', await pagesOf(program.data)],
    ['a dump of the central office', await county.textOfDatabase()],
  ]);
  const dumps = readdirSync(join(program.data, 'chromium'), { recursive: true }).map(String);
  expect(dumps).toContain('Crashpad');
  expect(dumps.filter((name) => /\.dmp$|(^|\/)core/.test(name))).toEqual([]);

  // The search sees what is there, in every place that is not a file by itself.
  const seen = (place: string, text: string) => places.get(place)?.includes(text) === true;
  expect(seen('the line', 'sealedOldPin')).toBe(true);
  expect(seen('the calls to the shell', 'guitai:openPinPad')).toBe(true);
  expect(seen('the messages of the counter’s page', 'openPinEntry')).toBe(true);
  expect(seen('what the program said', 'backend-ended')).toBe(true);
  for (const place of ['the pages of the counter', 'a dump of the central office']) {
    expect([place, seen(place, card.id)]).toEqual([place, true]);
  }
  for (const form of plantedForms(pins.wrong)) {
    expect(found(new Map([['planted', form]]), searched)).not.toEqual([]);
  }
  expect(found(places, searched)).toEqual([]);
});
