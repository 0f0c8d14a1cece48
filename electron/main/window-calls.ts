import { app, nativeTheme } from 'electron';
import type { Appearance, BackendState } from '../../contract/window-bridge.ts';
import type { AppearanceStore } from './appearance-store.ts';
import { done, type WindowCallHandlers } from './window-channel.ts';
import { closePinPad, openPinPad, pinPadRequestOf } from './windows.ts';

export interface ShellFacts {
  readonly appearance: Appearance;
  readonly store: AppearanceStore;
  readonly developerTools: boolean;
  readonly demonstration: boolean;
  readonly usedBefore: () => boolean;
  readonly backendState: () => BackendState;
}

// Not needed for the first window.
const printing = () => import('./printing.ts');

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
    listPrinters: async (_request, from) => (await printing()).listPrinters(from.window),
    printPaper: async (request, from) => (await printing()).printPaper(from.window, request),
    previewPdf: async (request, from) => (await printing()).previewPdf(from.window, request),
  };
}
