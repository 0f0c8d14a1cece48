import type { PrintJobState, PrintRefusalReason, PrintWaitReason } from '../../../contract/printing.ts';
import { ippStatus, type IppValue } from './ipp-message.ts';

/** The states of a job (RFC 8011, section 5.3.7). */
const jobState = { held: 4, processing: 5, stopped: 6, cancelled: 7, aborted: 8, completed: 9 } as const;
/** A printer that does nothing until somebody starts it (RFC 8011, section 5.4.11). */
const printerStopped = 5;

/** What the scheduler says of a job and of its printer. */
export interface JobReport {
  readonly jobState: IppValue;
  readonly printerState: IppValue;
  /** `printer-state-reasons`: keywords, with `-error`, `-warning` or `-report` behind them. */
  readonly printerReasons: readonly IppValue[];
}

/** What somebody has to change at the printer, the most certain first; keywords of RFC 8011 and of PWG 5100.9. */
const waits: readonly (readonly [PrintWaitReason, readonly string[]])[] = [
  ['paper-jam', ['media-jam']],
  ['paper-empty', ['media-empty', 'media-needed', 'input-tray-missing', 'input-media-supply-empty']],
  ['cover-open', ['cover-open', 'door-open', 'interlock-open']],
  ['ink-empty', ['toner-empty', 'marker-supply-empty', 'marker-supply-missing', 'developer-empty']],
  ['offline', ['offline', 'shutdown', 'timed-out', 'com.apple.print.recoverable']],
];

/**
 * How the job stands. While the printer says that it needs somebody, a job that has not ended waits, whatever state
 * the scheduler gives it: CUPS calls a job that stands in a jam `processing`.
 */
export function judgeJob(report: JobReport): PrintJobState {
  const { jobState: told } = report;
  if (told === jobState.completed) return { state: 'printed' };
  if (told === jobState.aborted) return { state: 'refused', reason: 'gave-up' };
  if (told === jobState.cancelled) return { state: 'cancelled' };
  if (told === jobState.held) return { state: 'waiting', reason: 'held' };
  const reason = waitReason(report);
  if (reason !== null) return { state: 'waiting', reason };
  return told === jobState.processing ? { state: 'printing' } : { state: 'queued' };
}

function waitReason({ jobState: state, printerState, printerReasons }: JobReport): PrintWaitReason | null {
  const reasons = printerReasons.filter((reason) => typeof reason === 'string');
  // What CUPS still has from a job that was taken back says nothing once somebody has stopped the queue.
  if (reasons.includes('paused')) return 'stopped';
  for (const [reason, keywords] of waits) {
    // A warning lets the job go on: paper that is running low is not out.
    const isTold = reasons.some(
      (told) => !told.endsWith('-warning') && keywords.includes(told.replace(/-(error|report)$/, '')),
    );
    if (isTold) return reason;
  }
  if (printerState === printerStopped || state === jobState.stopped) return 'stopped';
  return reasons.some((told) => told.endsWith('-error')) ? 'attention' : null;
}

/** Why the scheduler took no job, by its answer. */
export function refusalOf(status: number): PrintRefusalReason {
  switch (status) {
    case ippStatus.notAcceptingJobs:
      return 'not-accepting';
    case ippStatus.notFound:
      return 'printer-unknown';
    case ippStatus.forbidden:
    case ippStatus.notAuthenticated:
    case ippStatus.notAuthorized:
      return 'not-allowed';
    case ippStatus.formatNotSupported:
      return 'format';
    default:
      return 'other';
  }
}
