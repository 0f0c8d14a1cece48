import { z } from 'zod';
import type { Outcome } from '../contract/envelope.ts';

/**
 * What a window of the program may ask of the shell, and nothing more: `window.guitaiWindow`. Everything about
 * persons, cards and services goes over the port to the backend instead (`backendPortMessage`).
 */

/** Which page the window holds. */
export const windowKind = z.enum(['counter', 'pin-pad']);
export type WindowKind = z.infer<typeof windowKind>;

/** Whose password is entered, for which service. Handed over in memory: never in a URL, a title or an argument. */
export const pinPadRequest = z.object({
  serviceNumber: z.string().min(1).max(40),
  personName: z.string().min(1).max(200),
});
export type PinPadRequest = z.infer<typeof pinPadRequest>;

/** The sheets that the program prints: half a sheet of A4, lying, or a whole sheet, upright. */
export const paperFormat = z.enum(['A5-landscape', 'A4']);
export type PaperFormat = z.infer<typeof paperFormat>;

export const printRequest = z.object({
  copies: z.int().min(1).max(9),
  /** true: on the standard printer without a dialogue. */
  silent: z.boolean(),
  paper: paperFormat,
});
export type PrintRequest = z.infer<typeof printRequest>;

type Nothing = Readonly<Record<string, never>>;

export interface GuitaiWindow {
  readonly kind: WindowKind;
  /**
   * Counter window only. Opens the person's pad, or brings the open one to the front, and answers when it has been
   * closed again, by whomever. Whether a password was accepted comes as the backend's event `pin-accepted`.
   * Fails with `call-not-allowed-here`, `invalid-input` or `internal-error`.
   */
  openPinPad(request: PinPadRequest): Promise<Outcome<Nothing>>;
  /** Pad window only: what `openPinPad` was asked. Fails with `call-not-allowed-here`. */
  getPinPadRequest(): Promise<Outcome<PinPadRequest>>;
  /** Pad window: closes it. Counter window: asks the shell to end the program. */
  closeWindow(): void;
  /** Prints the page as it stands (its print style shows the paper alone). Fails with `print-failed`. */
  printPage(request: PrintRequest): Promise<Outcome<Nothing>>;
}

/**
 * After `load` the preload script posts this to its own page (`window.postMessage(message, origin, [port])`), once,
 * with the port to the backend. On the port: request `portRequest` of the contract, answer `portAnswer`, events
 * `counterEvent`.
 */
export const backendPortMessage = z.object({ guitai: z.literal('backend-port') });

declare global {
  interface Window {
    readonly guitaiWindow: GuitaiWindow;
  }
}
