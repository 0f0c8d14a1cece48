import { app, nativeTheme } from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BackendState, ShellEvent } from '../../contract/window-bridge.ts';
import { appearanceStore } from './appearance-store.ts';
import { declareApplicationScheme, serveApplication } from './application-protocol.ts';
import { runBackend, type Backend } from './backend-process.ts';
import { readCommandLine } from './command-line.ts';
import { databaseKey } from './database-key.ts';
import { failurePageText, type StartFailure } from './failure-page.ts';
import { systemKeyring } from './keyring.ts';
import { setMenu } from './menu.ts';
import { printerStore } from './printer-store.ts';
import type { PrintDesk } from './printing.ts';
import { closeSession, denyNavigation } from './session-security.ts';
import { errorName, shellLog } from './shell-log.ts';
import { sqliteBinding } from './sqlite-binding.ts';
import { answerWindows, loadWindowShapes, onPortWanted } from './window-channel.ts';
import { windowCallHandlers } from './window-calls.ts';
import { connectWindow, reconnectWindows } from './window-ports.ts';
import { allWindows, tellWindow, windowsOf, type OpenWindow } from './window-registry.ts';
import { openCounterWindow, openFailureWindow } from './windows.ts';

const commandLine = readCommandLine(process.argv, join(app.getPath('appData'), 'guitai'), process.cwd());
const { dataDirectory } = commandLine;
const developerTools = commandLine.developerTools && !app.isPackaged;

// Chromium's own files stand beside the encrypted one, so that the lock of the single instance is one per data
// directory; pages are held in memory (window-table.ts) and leave nothing there.
const chromiumDirectory = join(dataDirectory, 'chromium');
try {
  mkdirSync(chromiumDirectory, { recursive: true, mode: 0o700 });
  app.setPath('userData', chromiumDirectory);
} catch {
  // Where this cannot be made the key cannot be read either, and the failure page says why.
}

// The fuses close Node's debugger in the packaged program; this closes Chromium's, which could read every page.
const debugged = ['remote-debugging-port', 'remote-debugging-pipe'].some((name) =>
  app.commandLine.hasSwitch(name),
);

if (app.isPackaged && debugged) app.exit(1);
else if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  // Nothing that Chromium itself would like to ask somebody on the network is asked.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  holdLess();
  declareApplicationScheme();
  denyNavigation();
  setMenu();
  process.on('uncaughtException', (error) => shellLog({ event: 'unexpected-error', code: errorName(error) }));
  process.on('unhandledRejection', (error) =>
    shellLog({ event: 'unexpected-error', code: errorName(error) }),
  );

  const store = appearanceStore(dataDirectory);
  const kept = store.read();
  let backend: Backend | null = null;
  let failure: StartFailure | null = null;
  let everReady = false;
  let usedBefore = false;
  const wanting = new Set<OpenWindow>();

  app.on('second-instance', () => {
    const window = windowsOf('counter')[0]?.window;
    if (!window) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  // Not needed for the first window.
  let printDesk: Promise<PrintDesk> | null = null;
  const openedPrintDesk = () =>
    (printDesk ??= import('./printing.ts').then(({ openPrintDesk }) =>
      openPrintDesk(printerStore(dataDirectory), (jobs) => tellAll({ event: 'print-jobs', jobs: [...jobs] })),
    ));
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped || !backend) return;
    event.preventDefault();
    void Promise.allSettled([backend.stop(), printDesk?.then((desk) => desk.close())]).finally(() => {
      stopped = true;
      // Not within this event: asked while it is still quitting, the program would stay for ever.
      setImmediate(() => app.quit());
    });
  });

  const pagesServed = app.whenReady().then(() => {
    serveApplication(closeSession(), join(app.getAppPath(), 'dist', 'renderer'), () =>
      failurePageText(failure ?? { code: 'internal-error', params: {} }),
    );
  });
  // Both at once: the backend opens its file while the window is being made.
  void startBackend();
  void openFirstWindow();

  async function openFirstWindow(): Promise<void> {
    const [appearance] = await Promise.all([kept, pagesServed]);
    nativeTheme.themeSource = appearance.theme;
    answerWindows(
      windowCallHandlers({
        appearance,
        store,
        developerTools,
        demonstration: commandLine.demonstration,
        usedBefore: () => usedBefore,
        printDesk: openedPrintDesk,
        backendState: () => backend?.state() ?? { state: 'starting', code: null, params: {} },
        openPort: () => backend?.openPort('shell') ?? null,
      }),
    );
    onPortWanted((to) => {
      if (backend) connectWindow(to, backend);
      else wanting.add(to);
    });
    nativeTheme.on('updated', () =>
      tellAll({ event: 'system-colours-changed', systemDark: nativeTheme.shouldUseDarkColors }),
    );
    if (failure) return;
    openCounterWindow(developerTools);
    void loadWindowShapes();
  }

  async function startBackend(): Promise<void> {
    const key = await databaseKey(dataDirectory, systemKeyring, {
      keyFile: commandLine.keyFile || commandLine.demonstration,
    });
    usedBefore = key.ok && !key.made;
    const binding = await sqliteBinding();
    await pagesServed;
    if (!key.ok) {
      const { code, ...params } = key.failure;
      showFailure({ code, params });
      return;
    }
    const running = runBackend(
      join(app.getAppPath(), 'dist', 'main', 'utility.js'),
      {
        kind: 'start',
        dataDirectory,
        databaseKey: key.keyHex,
        central: commandLine.central,
        enrolmentCode: commandLine.enrolmentCode,
        demonstration: commandLine.demonstration,
        officeId: commandLine.officeId,
        sqliteBinding: binding,
      },
      (state) => backendChanged(running, state),
    );
    backend = running;
    for (const entry of wanting) connectWindow(entry, running);
    wanting.clear();
  }

  function backendChanged(running: Backend, state: BackendState): void {
    if (state.state === 'failed' && !everReady) {
      showFailure({ code: state.code ?? 'internal-error', params: state.params });
      return;
    }
    // Once somebody works, the page says it and keeps the form that is being filled in.
    tellAll({ event: 'backend-state', backend: state });
    if (state.state !== 'ready') return;
    everReady = true;
    reconnectWindows(running);
  }

  function showFailure(what: StartFailure): void {
    failure = what;
    shellLog({ event: 'backend-failed', code: what.code });
    openFailureWindow();
  }
}

/** Has Chromium and GTK, which are not up yet, leave out what this program would hold in memory and has no use for. */
function holdLess(): void {
  if (process.platform !== 'linux') return;
  // Chromium's network asks nobody here, and on Linux stands in no sandbox either: it needs no process of its own, 20 MB.
  // Elsewhere it may stand in one, which it keeps.
  app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
  // The first program on a display to use GTK asks the driver of OpenGL what it can do, and keeps it, 25 MB; that is for
  // widgets of GTK that draw with OpenGL, of which there are none.
  process.env['GDK_GL'] = 'disable';
}

function tellAll(event: ShellEvent): void {
  for (const entry of allWindows()) {
    // A paper's window hears of nothing: it draws what it was given and goes.
    if (entry.kind !== 'paper') tellWindow(entry, event);
  }
}
