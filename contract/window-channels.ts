/**
 * Names between a page, its preload and the main process. Free of zod, so that the preload and the first
 * milliseconds of the main process do not carry it.
 */

/** The calls of `windowCalls` (window-bridge.ts), which is checked to have exactly these. */
export const windowCallNames = [
  'describeWindow',
  'setAppearance',
  'openPinPad',
  'closePinPad',
  'listPrinters',
  'choosePrinter',
  'printPaper',
  'listPrintJobs',
  'cancelPrint',
  'dismissPrint',
  'previewPdf',
  'closePapers',
  'takePaper',
  'paperDrawn',
  'exportOutbox',
  'importOutbox',
  'saveSpreadsheet',
  'saveClosedDay',
] as const;
export type WindowCallName = (typeof windowCallNames)[number];

/** The channel of a call. */
export function windowCallChannel<Name extends WindowCallName>(name: Name): `guitai:${Name}` {
  return `guitai:${name}`;
}

/** From the preload: the page wants its port to the backend. */
export const connectBackendChannel = 'guitai:connect-backend';

/** From the main process: the port to the backend. */
export const backendPortChannel = 'guitai:backend-port';

/** From the main process: a `shellEvent`. */
export const shellEventChannel = 'guitai:shell-event';

/**
 * `data` of the window message that carries the port to the page. The page takes it from `message` events whose
 * `source` is its own window and whose `data` is this text; the port is `event.ports[0]`. Requests are `portRequest`
 * (counter-calls.ts); a port that comes later takes the place of the earlier one, whose backend is gone.
 */
export const backendPortMessage = 'guitai-backend-port';
