import { destination, pino, type DestinationStream } from 'pino';

/** What may be written to the log: nothing that tells of a person, and nothing that a person typed. */
export interface JournalFields {
  readonly method?: string;
  /** The pattern of the path, never the path itself: paths carry ids. */
  readonly route?: string;
  readonly status?: number;
  readonly milliseconds?: number;
  readonly county?: string;
  readonly table?: string;
  readonly count?: number;
  readonly applied?: number;
  readonly refused?: number;
  readonly rejected?: number;
  readonly duplicates?: number;
  readonly commandKind?: string;
  readonly errorName?: string;
  readonly errorCode?: string;
  /** Places in the program, without the error's message. */
  readonly where?: string;
  readonly signal?: string;
  readonly storage?: string;
  readonly mode?: string;
  /** Why a new epoch began: fixed words. */
  readonly reason?: 'asked for' | 'not closed in order';
}

/** Events are fixed words, so that nothing personal slips in by a composed sentence. */
export type JournalEvent =
  | 'central office listening'
  | 'central office closed'
  | 'closing'
  | 'request'
  | 'request failed'
  | 'batch decided'
  | 'command failed'
  | 'database fault'
  | 'demonstration county loading'
  | 'demonstration county loaded'
  | 'snapshot file made'
  | 'snapshot file failed'
  | 'no folder for county files'
  | 'workstation enrolled'
  | 'outbox imported'
  | 'epoch begun'
  | 'bank answered'
  | 'bank answer not wanted'
  | 'bank not reached'
  | 'no bank gateway'
  | 'other area answered'
  | 'other area answer not wanted'
  | 'other area not reached'
  | 'no way to other areas'
  | 'payment answered'
  | 'payment answer not wanted'
  | 'payment not handed over'
  | 'no payment gateway'
  | 'month turned'
  | 'verification address published';

export interface Journal {
  record(event: JournalEvent, fields?: JournalFields): void;
  /** An error's name, code and places in the program; its message may carry values and stays out. */
  recordError(event: JournalEvent, error: unknown, fields?: JournalFields): void;
}

const allowed: { readonly [F in keyof JournalFields]-?: true } = {
  method: true,
  route: true,
  status: true,
  milliseconds: true,
  county: true,
  table: true,
  count: true,
  applied: true,
  refused: true,
  rejected: true,
  duplicates: true,
  commandKind: true,
  errorName: true,
  errorCode: true,
  where: true,
  signal: true,
  storage: true,
  mode: true,
  reason: true,
};

/** Bytes that wait for a reader who does not read; what comes beyond them is dropped. */
const mostWaiting = 4 * 1024 * 1024;

/**
 * Standard error, since standard output belongs to whoever started the program. Nobody waits for it: who reads it slowly,
 * or stops, would otherwise hold back every counter. What is on its way is written when the program ends in order.
 */
function standardError(): DestinationStream {
  return destination({ dest: 2, sync: false, maxLength: mostWaiting });
}

/** A journal in JSON lines. */
export function createJournal(
  stream: DestinationStream = standardError(),
  level: 'info' | 'error' = 'info',
): Journal {
  const logger = pino({ base: null, level, formatters: { log: onlyAllowed } }, stream);
  return {
    record(event, fields = {}) {
      logger.info(fields, event);
    },
    recordError(event, error, fields = {}) {
      logger.error({ ...fields, ...describeError(error) }, event);
    },
  };
}

function onlyAllowed(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) =>
        Object.hasOwn(allowed, name) && (typeof value === 'string' || typeof value === 'number'),
    ),
  );
}

function describeError(error: unknown): JournalFields {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { errorCode: error.code } : {};
  const places = placesOf(error);
  return { errorName: error.name, ...code, where: places.slice(0, 6).join('\n') };
}

/** The lines of the stack behind the message: a message may have lines that look like them. */
function placesOf({ stack = '', message }: Error): readonly string[] {
  const start = stack.indexOf(message);
  if (start < 0) return [];
  const lines = stack.slice(start + message.length).split('\n');
  return lines.filter((line) => /^ +at [\x20-\x7e]+$/.test(line)).map((line) => line.trim());
}
