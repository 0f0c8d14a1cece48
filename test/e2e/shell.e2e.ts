import { expect, test } from '@playwright/test';
import type {} from '../../renderer/window-bridge.ts';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  backendProcess,
  readInShell,
  screenshotPath,
  startProgram,
  startProgramAgain,
  type CounterProgram,
  type ProgramOptions,
} from '../helpers/counter-program.ts';
import { until } from '../helpers/until.ts';

let data: string;
let program: CounterProgram | null = null;

test.beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'guitai-shell-'));
});
test.afterEach(async () => {
  await program?.close();
  program = null;
  await rm(data, { recursive: true, force: true });
});

async function start(options: Omit<ProgramOptions, 'data'> = {}): Promise<CounterProgram> {
  program = await startProgram({ data, ...options });
  return program;
}

test.describe('the key of the encrypted file', () => {
  test('without a keyring the program says so in both languages and makes nothing', async () => {
    const { windowWith } = await start({ demonstration: false });
    const page = await windowWith('start-failure');
    await expect(page.getByRole('heading', { name: '社保柜台没有启动' })).toBeVisible();
    await expect(page.getByText('已经办好的业务仍在原处')).toBeVisible();
    await expect(page.getByText('The operating system has no usable keyring')).toBeVisible();
    await expect(page.getByText('keyring-missing')).toBeVisible();
    await page.screenshot({ path: screenshotPath('start-failure') });
    expect(await readdir(data)).toEqual(['chromium']);
  });

  test('a damaged key beside a counter file is reported, and neither is touched', async () => {
    await writeFile(join(data, 'database-key.json'), '{"version":1,"kind":"file","keyHex":"12');
    await writeFile(join(data, 'counter.db'), 'what was done before');
    const { windowWith } = await start();
    await expect((await windowWith('start-failure')).getByText('key-damaged')).toBeVisible();
    expect(await readFile(join(data, 'counter.db'), 'utf8')).toBe('what was done before');
    expect(await readFile(join(data, 'database-key.json'), 'utf8')).toContain('"keyHex":"12');
  });

  test('a file that this key does not open is reported, and is not replaced', async () => {
    await (await start()).page.getByRole('main').waitFor();
    await program?.close();
    program = null;
    await writeFile(
      join(data, 'database-key.json'),
      JSON.stringify({ version: 1, kind: 'file', keyHex: 'ab'.repeat(32) }),
    );
    const before = await readFile(join(data, 'counter.db'));
    const { windowWith } = await start();
    await expect((await windowWith('start-failure')).getByText('已经办好的业务仍在原处')).toBeVisible();
    expect(await readFile(join(data, 'counter.db'))).toEqual(before);
  });

  test('a data folder that cannot be made is reported', async () => {
    await writeFile(join(data, 'in-the-way'), '');
    program = await startProgram({ data: join(data, 'in-the-way', 'data') });
    const page = await program.windowWith('start-failure');
    await expect(page.getByText('ENOTDIR').first()).toBeVisible();
  });

  test('the demonstration keeps its key in a file for its owner alone', async () => {
    await (await start()).page.getByRole('main').waitFor();
    expect((await stat(join(data, 'database-key.json'))).mode & 0o777).toBe(0o600);
  });
});

test('a second start on the same data shows the first window and ends', async () => {
  const { application } = await start();
  await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  expect(await startProgramAgain({ data })).toBe(0);
  await until('the first window is shown', () =>
    application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()),
  );
  expect(application.windows()).toHaveLength(1);
});

test('other data has a program of its own', async () => {
  await start();
  const other = await mkdtemp(join(tmpdir(), 'guitai-shell-other-'));
  const second = await startProgram({ data: other });
  await expect(second.page.getByRole('main')).toBeVisible();
  await second.close();
  await rm(other, { recursive: true, force: true });
});

test('of processes that do work for others it holds its backend alone', async () => {
  test.skip(
    process.platform !== 'linux',
    'elsewhere Chromium’s network keeps its own (electron/main/main.ts)',
  );
  const running = await start();
  await backendProcess(running);
  const services = await readInShell(running, ({ app }) =>
    app
      .getAppMetrics()
      .filter(({ type }) => type === 'Utility')
      .map(({ name }) => name),
  );
  expect(services).toEqual(['guitai-backend']);
});

test.describe('a page', () => {
  test('has no Node, and nothing of its bridge that is not listed', async () => {
    const { page } = await start();
    const seen = await page.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in window),
      bridge: Object.keys(window.guitaiWindow).sort(),
      frozen: (() => {
        try {
          (window.guitaiWindow as { describeWindow: unknown }).describeWindow = null;
        } catch {
          // Strict code throws; what matters is that it stays.
        }
        return typeof window.guitaiWindow.describeWindow;
      })(),
    }));
    expect(seen.node).toEqual([]);
    expect(seen.bridge).toEqual([
      'cancelPrint',
      'choosePrinter',
      'closePapers',
      'closePinPad',
      'connectBackend',
      'describeWindow',
      'dismissPrint',
      'exportOutbox',
      'importOutbox',
      'listPrintJobs',
      'listPrinters',
      'onShellEvent',
      'openPinPad',
      'paperDrawn',
      'previewPdf',
      'printPaper',
      'saveClosedDay',
      'saveSpreadsheet',
      'setAppearance',
      'takePaper',
    ]);
    expect(seen.frozen).toBe('function');
  });

  test('runs in a sandbox, isolated, behind web security', async () => {
    const { application } = await start();
    const boxes = await application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = (
          webContents as unknown as { getLastWebPreferences: () => Electron.WebPreferences }
        ).getLastWebPreferences();
        webContents.openDevTools();
        return {
          ...{ sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag },
          developerTools: webContents.isDevToolsOpened(),
          keptOnDisk: webContents.session.isPersistent(),
        };
      }),
    );
    expect(boxes).toEqual([
      {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        developerTools: false,
        keptOnDisk: false,
      },
    ]);
  });

  test('cannot run inline scripts, evaluate text, load from elsewhere or connect', async () => {
    const { page } = await start();
    const refused = ['connect-src', 'frame-src', 'img-src', 'script-src-attr', 'script-src-elem'];
    const violations = await page.evaluate(async (refused) => {
      const seen = new Set<string>();
      // Each is told when the page comes to it, on a busy machine late: until the last, at most ten seconds.
      const told = new Promise<void>((resolve) => {
        setTimeout(resolve, 10_000);
        document.addEventListener('securitypolicyviolation', (event) => {
          seen.add(event.effectiveDirective);
          if (refused.every((directive) => seen.has(directive))) resolve();
        });
      });
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.body.append(script);
      const foreign = document.createElement('script');
      foreign.src = 'https://example.com/x.js';
      document.body.append(foreign);
      const picture = document.createElement('img');
      picture.setAttribute('onerror', 'window.inlineRan = true');
      picture.src = 'https://example.com/x.png';
      document.body.append(picture);
      const frame = document.createElement('iframe');
      frame.src = 'app://guitai/index.html';
      document.body.append(frame);
      // Refused inside the page, and no name is looked up (main.ts): nothing leaves. What was refused is asserted below.
      await fetch('https://example.com/').catch(() => undefined);
      await fetch('app://guitai/index.html').catch(() => undefined);
      await told;
      for (const made of [script, foreign, picture, frame]) made.remove();
      return { seen: [...seen], inlineRan: 'inlineRan' in window };
    }, refused);
    expect(violations.inlineRan).toBe(false);
    expect(violations.seen).toEqual(expect.arrayContaining(refused));
    // Evaluated by the page itself, not by the driver, whose world the policy does not bind.
    const evaluated = await page.evaluate(
      () =>
        new Promise((resolve) => {
          // What the page's own libraries try when they are loaded is refused as well, and is told besides.
          document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
            if (blockedURI === 'inline') resolve(blockedURI);
          });
          setTimeout(() => resolve('nothing was refused'), 10_000);
          const link = document.createElement('a');
          link.href = 'javascript:window.inlineRan = true';
          document.body.append(link);
          link.click();
          link.remove();
        }),
    );
    expect(evaluated).toBe('inline');
  });

  test('cannot open windows, leave its address, download or get a permission', async () => {
    const { application, page } = await start();
    const address = page.url();
    expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
    expect(await page.evaluate(() => window.open('app://guitai/index.html') === null)).toBe(true);
    await page.evaluate(() => {
      window.location.href = 'https://example.com/';
    });
    await page.evaluate(() => {
      window.location.href = 'file:///etc/passwd';
    });
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'data:text/plain,name';
      link.download = 'person.txt';
      link.click();
    });
    const permissions = await page.evaluate(async () => {
      const ask = (name: string) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          (status) => status.state,
          () => 'denied',
        );
      return {
        asked: await Promise.all(
          ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'].map(ask),
        ),
        camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
          () => 'given',
          () => 'denied',
        ),
        notification: await Notification.requestPermission(),
        clipboard: await navigator.clipboard.readText().then(
          () => 'given',
          () => 'denied',
        ),
      };
    });
    expect(permissions).toEqual({
      asked: ['denied', 'denied', 'denied', 'denied', 'denied'],
      camera: 'denied',
      notification: 'denied',
      clipboard: 'denied',
    });
    expect(page.url()).toBe(address);
    expect(application.windows()).toHaveLength(1);
  });

  test('names nobody in its title, whatever it sets', async () => {
    const { application, page } = await start();
    await page.evaluate(() => {
      document.title = '张三 330122199001011234';
    });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    const titles = await application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    );
    expect(titles).toEqual(['柜台 Guitai']);
  });

  test('that asks the shell for what does not fit its shape gets the fields, not an exception', async () => {
    const { page } = await start();
    const answers = await page.evaluate(async () => {
      const shell = window.guitaiWindow as unknown as Record<string, (input: unknown) => Promise<unknown>>;
      const ask = (name: string, input: unknown) => shell[name]?.(input);
      return [
        await ask('openPinPad', { serviceNumber: '../../x', personName: '' }),
        await ask('printPaper', {
          ...{ title: '回执', printId: null, copies: 10_000, paperSize: 'A4' },
          ...{ form: 'receipt', content: '{}' },
        }),
        await ask('previewPdf', { form: '../index', content: '{}', paperSize: 'A4' }),
        await ask('setAppearance', { theme: '__proto__', language: 'zh-CN' }),
        await ask('setAppearance', undefined),
        await ask('describeWindow', () => 1),
      ];
    });
    for (const answer of answers)
      expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });
});

test('a paper that cannot be drawn is not printed, its window goes, and no page takes the part of such a window', async () => {
  const { application, page } = await start();
  const answer = page.evaluate(() =>
    window.guitaiWindow.previewPdf({ form: 'receipt', content: '{}', paperSize: 'A4' }),
  );
  // What has nothing on it cannot be drawn: no paper comes, and the clerk is told.
  expect(await answer).toMatchObject({ ok: false, error: { code: 'print-failed' } });
  expect(application.windows()).toHaveLength(1);
  // The same calls are none of the clerk's window.
  expect(
    await page.evaluate(async () => [
      await window.guitaiWindow.takePaper({}),
      await window.guitaiWindow.paperDrawn({ complete: true }),
    ]),
  ).toMatchObject([
    { error: { code: 'call-not-allowed-here' } },
    { error: { code: 'call-not-allowed-here' } },
  ]);
});

test('colours and language are there again at the next start', async () => {
  const first = await start();
  await first.page.evaluate(() => window.guitaiWindow.setAppearance({ theme: 'dark', language: 'en' }));
  await first.close();
  program = null;
  const second = await start();
  const described = await second.page.evaluate(() => window.guitaiWindow.describeWindow({}));
  expect(described).toMatchObject({
    ok: true,
    value: { appearance: { theme: 'dark', language: 'en' }, systemDark: true },
  });
  const background = await second.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBackgroundColor(),
  );
  expect(background?.toLowerCase()).toBe('#11171f');
});
