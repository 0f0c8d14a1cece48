/**
 * What the main process says about itself, one JSON object a line on the standard error. Only these fields exist:
 * nothing of a person, a form or a key can get into it.
 */
export interface ShellLogEntry {
  readonly event:
    | 'backend-ended'
    | 'backend-failed'
    | 'page-ended'
    | 'page-not-loaded'
    | 'call-refused'
    | 'call-failed'
    | 'print-scheduler-failed'
    | 'unexpected-error';
  /** A code of the program, an exit code or the name of an error; never its message. */
  readonly code: string;
}

export function shellLog(entry: ShellLogEntry): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
}

/** The name of an error, without its message, which could quote what somebody typed. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
}
