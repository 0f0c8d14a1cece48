import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import type { WindowKind } from '../../contract/window-bridge.ts';
import { paperPage, pinPadPage, startPage } from './application-address.ts';

/**
 * The program's windows and what each may do. There is no other window: `window.open`, navigation, webviews,
 * downloads and every permission of the web platform are denied to all of them (session-security.ts).
 *
 * | window    | page           | backend calls (its port)    | shell calls                      | life                  |
 * | --------- | -------------- | --------------------------- | -------------------------------- | --------------------- |
 * | counter   | index.html     | `anybody`, `clerk`          | all of `windowCalls`             | one, as long as it runs |
 * | pin-pad   | pin-pad.html   | `pin-pad` and nothing else  | describeWindow, closePinPad      | modal, one service    |
 * | paper     | paper.html     | none: it gets no port       | takePaper, paperDrawn            | hidden, one paper     |
 * | (shell)   | none           | `shell`, `clerk`            | none: it is who answers them     | a port for each call  |
 * | (failure) | start-failure  | none: it has no preload     | none                             | instead of counter    |
 *
 * Titles are fixed and never name a person (GB/T 22239; ui.md).
 */
interface WindowRow {
  readonly page: string;
  readonly title: string;
  readonly options: BrowserWindowConstructorOptions;
}

export const windowTable: Readonly<Record<WindowKind, WindowRow>> = {
  counter: {
    page: startPage,
    title: '柜台 Guitai',
    options: { width: 1366, height: 768, minWidth: 1024, minHeight: 640 },
  },
  'pin-pad': {
    page: pinPadPage,
    title: '密码键盘 PIN pad',
    options: {
      width: 420,
      height: 600,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      modal: true,
    },
  },
  // Nobody sees it: its page is what is printed. As wide as a sheet of A4.
  paper: {
    page: paperPage,
    title: '纸张 Paper',
    options: { width: 794, height: 1123, skipTaskbar: true, focusable: false },
  },
};

/** The same closed box for every page, written out although most are Electron's defaults. */
export const closedBox = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  plugins: false,
  // A dictionary of words that clerks typed would be a second, unencrypted record of people.
  spellcheck: false,
  autoplayPolicy: 'user-gesture-required',
} as const satisfies WebPreferences;

/** Held in memory and gone with the program: no cache, cookies or storage of pages are written to disk. */
export const sessionPartition = 'guitai';
