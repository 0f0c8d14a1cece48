import { refusalCodes, type RefusalCode } from '../domain/command/refusal-codes.ts';
import { rosterFileProblemCodes } from '../domain/roster/file-problem.ts';

/** What can go wrong besides a rule's refusal. One list for IPC and HTTP; each code has its sentence in both languages. */
export const failureCodes = [
  // borders
  'invalid-input',
  'unknown-call',
  'call-not-allowed-here',
  'internal-error',
  // signing in
  'not-signed-in',
  'screen-locked',
  'sign-in-failed',
  'sign-in-blocked',
  'clerk-not-of-this-office',
  'supervisor-needed',
  'county-centre-needed',
  // this counter
  'not-enrolled',
  'already-enrolled',
  'first-synchronisation-running',
  'not-found',
  'storage-full',
  'storage-failed',
  'print-failed',
  'printer-not-chosen',
  'print-ended',
  'no-reader',
  'photo-unavailable',
  'work-already-settled',
  'papers-unaccounted',
  'attachment-unreadable',
  'attachment-unavailable',
  'file-not-written',
  'file-not-read',
  'export-nothing',
  'export-too-large',
  'export-key-unknown',
  // a roster's file
  ...rosterFileProblemCodes,
  'roster-interrupted',
  'batch-running',
  // the password pad
  'pin-entries-differ',
  'pin-entry-given-up',
  'pin-weak',
  // the central office
  'central-unreachable',
  'central-url-invalid',
  'central-url-insecure',
  'central-not-guitai',
  'central-protocol-newer',
  'central-protocol-older',
  'enrolment-refused',
  'credential-refused',
  'command-id-reused',
  'command-hash-wrong',
  'command-malformed',
  'command-kind-unknown',
  'batch-too-large',
  'too-many-requests',
  'central-busy',
  'snapshot-cursor-invalid',
  'epoch-changed',
  'attachment-content-differs',
  // a file instead of the line
  'import-too-large',
  'import-unreadable',
  'import-newer',
  'import-tampered',
  'import-other-county',
  'import-workstation-unknown',
  'import-key-unknown',
  'import-other-central',
] as const;

export type FailureCode = (typeof failureCodes)[number];
/** Of the central office or of the line to it: in a while the same question may be answered. */
export const passingFailures = ['central-unreachable', 'central-busy', 'too-many-requests'] as const;

export type ErrorCode = FailureCode | RefusalCode | 'refused';

/** The one catalogue of codes (law 8). 'refused' carries the list of refusals. */
export const errorCodes: readonly ErrorCode[] = [...failureCodes, 'refused', ...refusalCodes];
