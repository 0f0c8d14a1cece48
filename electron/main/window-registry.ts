import type { BrowserWindow, WebContents, WebFrameMain } from 'electron';
import type { ShellEvent, WindowKind } from '../../contract/window-bridge.ts';
import { shellEventChannel } from '../../contract/window-channels.ts';
import { isApplicationAddress } from './application-address.ts';

/** A window that was made by this program. */
export interface OpenWindow {
  readonly kind: WindowKind;
  readonly window: BrowserWindow;
}

const openWindows = new Map<number, OpenWindow>();

/** Enters a window, until it is closed. */
export function enterWindow(entry: OpenWindow): void {
  const id = entry.window.webContents.id;
  openWindows.set(id, entry);
  entry.window.once('closed', () => openWindows.delete(id));
}

export function windowsOf(kind: WindowKind): readonly OpenWindow[] {
  return [...openWindows.values()].filter((entry) => entry.kind === kind);
}

export function allWindows(): readonly OpenWindow[] {
  return [...openWindows.values()];
}

/**
 * Which window a message comes from; null unless it comes from the top frame of one of this program's windows, and
 * that frame shows one of this program's pages.
 */
export function senderOf(event: {
  readonly sender: WebContents;
  readonly senderFrame: WebFrameMain | null;
}): OpenWindow | null {
  const frame = event.senderFrame;
  const entry = openWindows.get(event.sender.id);
  if (!entry || !frame || frame !== event.sender.mainFrame) return null;
  return isApplicationAddress(frame.url) ? entry : null;
}

/** Tells a page something. A page that is just going away hears nothing. */
export function tellWindow(entry: OpenWindow, event: ShellEvent): void {
  if (!entry.window.isDestroyed()) entry.window.webContents.send(shellEventChannel, event);
}
