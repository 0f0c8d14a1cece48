import { contextBridge, ipcRenderer } from 'electron';
import type {
  GuitaiWindow,
  ShellEvent,
  WindowCallInput,
  WindowCallName,
  WindowCallOutput,
} from '../../contract/window-bridge.ts';
import {
  backendPortChannel,
  backendPortMessage,
  connectBackendChannel,
  shellEventChannel,
  windowCallChannel,
} from '../../contract/window-channels.ts';
import type { Outcome } from '../../contract/envelope.ts';

// The whole bridge. Each call is written out: a page can reach these channels and no others. Input and sender are
// checked on the other side (electron/main/window-channel.ts), this side is within reach of the page.

function ask<Name extends WindowCallName>(
  name: Name,
): (input: WindowCallInput<Name>) => Promise<Outcome<WindowCallOutput<Name>>> {
  const channel = windowCallChannel(name);
  return async (input) => {
    try {
      return (await ipcRenderer.invoke(channel, input)) as Outcome<WindowCallOutput<Name>>;
    } catch {
      // The other side always answers; what is left is input that cannot be cloned, which never left this window.
      return { ok: false, error: { code: 'invalid-input', params: {}, refusals: [], problems: [] } };
    }
  };
}

const guitaiWindow: GuitaiWindow = {
  describeWindow: ask('describeWindow'),
  setAppearance: ask('setAppearance'),
  openPinPad: ask('openPinPad'),
  closePinPad: ask('closePinPad'),
  listPrinters: ask('listPrinters'),
  choosePrinter: ask('choosePrinter'),
  printPaper: ask('printPaper'),
  listPrintJobs: ask('listPrintJobs'),
  cancelPrint: ask('cancelPrint'),
  dismissPrint: ask('dismissPrint'),
  previewPdf: ask('previewPdf'),
  closePapers: ask('closePapers'),
  takePaper: ask('takePaper'),
  paperDrawn: ask('paperDrawn'),
  exportOutbox: ask('exportOutbox'),
  importOutbox: ask('importOutbox'),
  saveSpreadsheet: ask('saveSpreadsheet'),
  saveClosedDay: ask('saveClosedDay'),
  connectBackend: () => {
    ipcRenderer.send(connectBackendChannel);
  },
  onShellEvent: (listener) => {
    const hear = (_event: unknown, event: ShellEvent): void => listener(event);
    ipcRenderer.on(shellEventChannel, hear);
    return () => {
      ipcRenderer.off(shellEventChannel, hear);
    };
  },
};

contextBridge.exposeInMainWorld('guitaiWindow', guitaiWindow);

// A port cannot cross the bridge; it goes to the page as a message of its own window.
ipcRenderer.on(backendPortChannel, (event) => {
  window.postMessage(backendPortMessage, window.location.origin, event.ports);
});
