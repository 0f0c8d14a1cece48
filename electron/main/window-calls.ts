import { app, nativeTheme, type MessagePortMain } from 'electron';
import type { Appearance, BackendState } from '../../contract/window-bridge.ts';
import type { AppearanceStore } from './appearance-store.ts';
import type { PrintDesk } from './printing.ts';
import { done, type WindowCallHandlers } from './window-channel.ts';
import { closePinPad, openPinPad, pinPadRequestOf } from './windows.ts';

export interface ShellFacts {
  readonly appearance: Appearance;
  readonly store: AppearanceStore;
  readonly developerTools: boolean;
  readonly demonstration: boolean;
  readonly usedBefore: () => boolean;
  readonly backendState: () => BackendState;
  readonly printDesk: () => Promise<PrintDesk>;
  /** A port of the shell's own to the backend that runs now; null where none is running. */
  readonly openPort: () => MessagePortMain | null;
}

// Not needed for the first window.
const outboxFiles = () => import('./outbox-files.ts');
const spreadsheetFile = () => import('./spreadsheet-file.ts');
const closedDayFile = () => import('./closed-day-file.ts');
const printing = () => import('./printing.ts');
const paperWindow = () => import('./paper-window.ts');

/** What the shell does for its pages. */
export function windowCallHandlers(facts: ShellFacts): WindowCallHandlers {
  let appearance = facts.appearance;
  return {
    describeWindow: (_request, from) => ({
      ok: true,
      value: {
        kind: from.kind,
        pinPad: pinPadRequestOf(from),
        appearance,
        systemDark: nativeTheme.shouldUseDarkColors,
        demonstration: facts.demonstration,
        version: app.getVersion(),
        usedBefore: facts.usedBefore(),
        backend: facts.backendState(),
      },
    }),
    setAppearance: async (request) => {
      appearance = request;
      nativeTheme.themeSource = request.theme;
      await facts.store.keep(request);
      return done;
    },
    openPinPad: (request, from) => {
      openPinPad(request, from.window, facts.developerTools);
      return done;
    },
    closePinPad: () => {
      closePinPad();
      return done;
    },
    listPrinters: async (_request, from) => (await facts.printDesk()).listPrinters(from.window),
    choosePrinter: async (choice) => (await facts.printDesk()).choosePrinter(choice),
    printPaper: async (request, from) => (await facts.printDesk()).printPaper(from.window, request),
    listPrintJobs: async () => (await facts.printDesk()).listPrintJobs(),
    cancelPrint: async ({ id }) => (await facts.printDesk()).cancelPrint(id),
    dismissPrint: async ({ id }) => (await facts.printDesk()).dismissPrint(id),
    previewPdf: async (request, from) => (await printing()).previewPdf(request, from.window),
    closePapers: async () => {
      (await paperWindow()).closePapers();
      return done;
    },
    takePaper: async (_request, from) => (await paperWindow()).takePaper(from),
    paperDrawn: async ({ complete }, from) => {
      (await paperWindow()).paperDrawn(from, complete);
      return done;
    },
    exportOutbox: async (_request, from) => (await outboxFiles()).exportOutbox(from.window, facts.openPort),
    importOutbox: async (_request, from) => (await outboxFiles()).importOutbox(from.window, facts.openPort),
    saveSpreadsheet: async (request, from) =>
      (await spreadsheetFile()).saveSpreadsheet(from.window, facts.openPort, request),
    saveClosedDay: async (request, from) =>
      (await closedDayFile()).saveClosedDay(from.window, facts.openPort, request),
  };
}
