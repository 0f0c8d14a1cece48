import type { Change } from '../records/change.ts';
import type { Facts, Lookup } from './facts.ts';
import type { Refusal } from './refusal.ts';

/** Who asks, where and when: the same at the counter and when the central office decides again. */
export interface CommandContext {
  readonly commandId: string;
  /** Six-digit code of the county. */
  readonly county: string;
  readonly officeId: string;
  readonly workstationId: string;
  readonly clerkId: string;
  /** 'YYYY-MM-DD' in Asia/Shanghai, by the clock that the central office corrects (law 10). */
  readonly today: string;
  /**
   * The day on which it is decided, on or after `today`: the central office's own, where the records are as its turns of
   * months have left them; at a counter the last that was heard of there.
   */
  readonly decidedOn: string;
  /** The instant at the counter, ISO 8601 with +08:00; recorded, never used for order. */
  readonly at: string;
}

/** A secret that only the central office can open; it is handed on and never becomes part of a record. */
export interface SealedSecret {
  readonly purpose: 'card-pin';
  readonly subject: string;
  /** base64 */
  readonly sealed: string;
}

/**
 * What a command does depends on a secret that only the central office can open and compare. A try is a fact and not a
 * refusal: it is applied either way, so that it is kept, told and brought back after a restore like everything applied.
 */
export interface Proof extends SealedSecret {
  /** The effects at the central office where the secret is the right one. */
  readonly shown: readonly Change[];
  /** The effects where it is not: that it was tried. No secret of the command is kept then. */
  readonly notShown: readonly Change[];
}

/**
 * The clerk's own signature under what he enters or approves: his password, sealed for the central office together with
 * what he signs. Who writes into a counter's file can neither make it nor use it for anything else.
 */
export interface ClerkSignature {
  readonly purpose: 'clerk-signature';
  /** What is signed, word by word: `signedText`. */
  readonly subject: string;
  /** Where the money goes by what is signed: `destinationText`; '' where none goes anywhere. */
  readonly destination: string;
  /** base64 */
  readonly sealed: string;
}

export type Decision =
  | {
      readonly accepted: true;
      /** The effects; where there is a proof, those at a counter until the central office has looked. */
      readonly changes: readonly Change[];
      readonly secrets: readonly SealedSecret[];
      readonly proof?: Proof;
      /**
       * The effects at the central office, where they are others than at a counter: money and rights leave there alone
       * (law 5, online-only). What a counter writes meanwhile gives way to them.
       */
      readonly carriedOut?: readonly Change[];
      /** Without the signature of the clerk who commands it the central office does nothing. */
      readonly signature?: ClerkSignature;
    }
  | { readonly accepted: false; readonly refusals: readonly Refusal[] };

/**
 * One thing a clerk can command, as a pure rule. `needs` names the facts, `decide` returns every effect or every
 * refusal at once (一次性告知). The counter and the central office run the same rule (law 1).
 */
export interface CommandRule<Request> {
  /** What the service is while the line is down (law 5). */
  readonly offline: 'final' | 'provisional' | 'online-only';
  /**
   * What the command is about: usually the person. Unconfirmed commands of one subject are decided again together
   * when the central office answers or a foreign change arrives.
   */
  subject(request: Request): string;
  /** The service number that the command belongs to, or null. */
  service(request: Request): string | null;
  needs(request: Request, context: CommandContext): readonly Lookup[];
  decide(facts: Facts, request: Request, context: CommandContext): Decision;
}

export function accept(changes: readonly Change[], secrets: readonly SealedSecret[] = []): Decision {
  return { accepted: true, changes, secrets };
}

/** Accepts what the central office does only where the proof shows the right secret. */
export function acceptIfShown(
  changes: readonly Change[],
  secrets: readonly SealedSecret[],
  proof: Proof,
): Decision {
  return { accepted: true, changes, secrets, proof };
}

/** Accepts what only the central office carries out, and only under the clerk's own signature. */
export function acceptSigned(
  changes: readonly Change[],
  signature: ClerkSignature,
  carriedOut: readonly Change[] = changes,
): Decision {
  return { accepted: true, changes, secrets: [], carriedOut, signature };
}

/** Refuses with all reasons; an empty list would be a rule that forgot why. */
export function refuseAll(refusals: readonly Refusal[]): Decision {
  if (refusals.length === 0) throw new Error('a refusal needs its reason');
  return { accepted: false, refusals };
}
