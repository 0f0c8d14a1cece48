import { app, BrowserWindow, Menu, nativeImage, nativeTheme, type WebContents } from 'electron';
import { join } from 'node:path';
import type { PinPadRequest, WindowKind } from '../../contract/window-bridge.ts';
import { failurePage } from './application-address.ts';
import { backgroundColours } from './appearance-store.ts';
import { shellLog } from './shell-log.ts';
import { enterWindow, tellWindow, windowsOf, type OpenWindow } from './window-registry.ts';
import { closedBox, sessionPartition, windowTable } from './window-table.ts';

/** A page whose process ended is loaded anew, but not for ever. */
const mostReloads = 3;

export function openCounterWindow(developerTools: boolean): OpenWindow {
  const entry = makeWindow('counter', developerTools, {});
  let reloads = 0;
  entry.window.webContents.on('render-process-gone', (_event, details) => {
    shellLog({ event: 'page-ended', code: details.reason });
    closePinPad();
    if (details.reason === 'clean-exit' || reloads >= mostReloads) return;
    reloads += 1;
    entry.window.webContents.reload();
  });
  return entry;
}

interface OpenPinPad {
  readonly entry: OpenWindow;
  request: PinPadRequest;
}
let pinPad: OpenPinPad | null = null;

/** Opens the password pad before the counter window, or turns the open one to another service. */
export function openPinPad(request: PinPadRequest, parent: BrowserWindow, developerTools: boolean): void {
  if (pinPad) {
    pinPad.request = request;
    tellWindow(pinPad.entry, { event: 'pin-pad-turned', pinPad: request });
    pinPad.entry.window.focus();
    return;
  }
  const entry = makeWindow('pin-pad', developerTools, { parent });
  // The citizen types here: no screen recorder or remote support session sees it, where the system can do that.
  entry.window.setContentProtection(true);
  const opened: OpenPinPad = { entry, request };
  pinPad = opened;
  entry.window.once('closed', () => {
    pinPad = null;
    for (const counter of windowsOf('counter')) {
      tellWindow(counter, { event: 'pin-pad-closed', pinPad: opened.request });
    }
  });
}

export function closePinPad(): void {
  pinPad?.entry.window.close();
}

/** For whom the pad's window was opened; null in every other window. */
export function pinPadRequestOf(entry: OpenWindow): PinPadRequest | null {
  return pinPad?.entry === entry ? pinPad.request : null;
}

/** Shows why the program could not be started, in the place of the counter window. */
export function openFailureWindow(): void {
  const window = new BrowserWindow({
    ...windowTable.counter.options,
    ...look(),
    title: windowTable.counter.title,
    webPreferences: { ...closedBox, partition: sessionPartition, devTools: false },
  });
  keepTitle(window);
  for (const counter of windowsOf('counter')) counter.window.destroy();
  void window.loadURL(failurePage);
}

/** A window that draws a paper and is never shown (paper-window.ts). */
export function openPaperWindow(): OpenWindow {
  return makeWindow('paper', false, {});
}

function makeWindow(
  kind: WindowKind,
  developerTools: boolean,
  extra: { parent?: BrowserWindow },
): OpenWindow {
  const { page, title, options } = windowTable[kind];
  const window = new BrowserWindow({
    ...options,
    ...look(),
    ...extra,
    show: false,
    title,
    webPreferences: {
      ...closedBox,
      partition: sessionPartition,
      preload: join(app.getAppPath(), 'dist', 'preload', 'page-preload.cjs'),
      devTools: developerTools,
      // A page that nobody sees would be slowed down.
      backgroundThrottling: kind !== 'paper',
    },
  });
  const entry: OpenWindow = { kind, window };
  enterWindow(entry);
  keepTitle(window);
  window.once('ready-to-show', () => {
    if (kind === 'paper') return;
    window.show();
    // Elsewhere the icon is the executable's own.
    if (process.platform === 'linux') window.setIcon(nativeImage.createFromPath(iconPath()));
  });
  offerClipboard(window.webContents);
  window.webContents.on('did-fail-load', (_event, code) => {
    shellLog({ event: 'page-not-loaded', code: String(code) });
  });
  void window.loadURL(page);
  return entry;
}

function look(): { backgroundColor: string; autoHideMenuBar: true } {
  const backgroundColor = nativeTheme.shouldUseDarkColors ? backgroundColours.dark : backgroundColours.light;
  return { backgroundColor, autoHideMenuBar: true };
}

function iconPath(): string {
  return app.isPackaged
    ? join(process.resourcesPath, 'icon.png')
    : join(app.getAppPath(), 'build', 'icons', 'icon.png');
}

/** A page's own title could name a person. */
function keepTitle(window: BrowserWindow): void {
  window.on('page-title-updated', (event) => event.preventDefault());
}

/** Cut, copy and paste for the mouse, in fields alone. */
function offerClipboard(contents: WebContents): void {
  contents.on('context-menu', (_event, { isEditable, editFlags }) => {
    if (!isEditable) return;
    Menu.buildFromTemplate([
      { role: 'cut', label: '剪切 Cut', enabled: editFlags.canCut },
      { role: 'copy', label: '复制 Copy', enabled: editFlags.canCopy },
      { role: 'paste', label: '粘贴 Paste', enabled: editFlags.canPaste },
    ]).popup();
  });
}
