import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { endOfPrint, type PrintJob, type PrintJobState } from '../../../contract/printing.ts';
import { useOpenPrintJobs } from '../../components/print.tsx';
import { shell } from '../../window-bridge.ts';
import './printing.css';

/** Milliseconds for which a job that simply prints is nothing to tell. */
const tellAfter = 2_000;

/**
 * Jobs that want something of the clerk, across every page: what is wrong at the printer and what to do, with the way to take
 * the job back. One that goes on stands here only where it takes its time.
 */
export function PrintJobsBand(): ReactElement {
  const { t } = useTranslation();
  const jobs = useOpenPrintJobs();
  return (
    <div className="print-jobs" role="status" aria-label={t('print.jobs')}>
      {jobs.map((job) => (
        <Job key={job.id} job={job} />
      ))}
    </div>
  );
}

function Job({ job }: { readonly job: PrintJob }): ReactElement | null {
  const { t } = useTranslation();
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), tellAfter);
    return () => clearTimeout(timer);
  }, []);
  const { state } = job.job;
  const isBad = state === 'refused' || state === 'lost';
  const goesOn = state === 'queued' || state === 'printing';
  // What ended well is told in passing.
  if (!(isBad || state === 'waiting' || (goesOn && isSlow))) return null;
  const tone = isBad ? 'bad' : state === 'waiting' ? 'warn' : 'brand';
  return (
    <div className={`print-job ${tone}`}>
      <strong>{t(`print.state-${state}`, { title: job.title })}</strong>
      <span>{t(sentenceOf(job.job))}</span>
      {job.printer !== '' && <span className="soft">{job.printer}</span>}
      {job.canCancel && (
        <button type="button" className="button" onClick={() => void shell.cancelPrint({ id: job.id })}>
          {t('print.cancel')}
        </button>
      )}
      {endOfPrint(job.job) !== null && (
        <button type="button" className="button" onClick={() => void shell.dismissPrint({ id: job.id })}>
          {t('print.close')}
        </button>
      )}
    </div>
  );
}

/** What it means for the clerk and what he does now. */
function sentenceOf(job: PrintJobState): string {
  switch (job.state) {
    case 'waiting':
      return `print.waits-${job.reason}`;
    case 'refused':
      return `print.refused-${job.reason}`;
    case 'queued':
    case 'printing':
    case 'printed':
    case 'handed-over':
    case 'cancelled':
    case 'lost':
      return `print.told-${job.state}`;
    default:
      return job satisfies never;
  }
}
