import type { GuitaiWindow } from '../contract/window-bridge.ts';

// The shape of the bridge is the contract's; this only tells the pages that their window carries it.
declare global {
  interface Window {
    readonly guitaiWindow: GuitaiWindow;
  }
}

/** The shell of this window, as the preload script offers it. */
export const shell: GuitaiWindow = window.guitaiWindow;
