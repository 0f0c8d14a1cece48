import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../contract/counter-calls.ts';
import { succeed, type Failure, type Outcome } from '../../../contract/envelope.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { PaperSizeContext } from '../../components/paper-size.ts';
import { usePrint } from '../../components/print.tsx';
import type { Paper } from '../paper-window/paper-forms.ts';
import { PrinterChoice, usePrinterChoice } from '../printing/printer-choice.tsx';

/** The paper as it will be, and then paper: the print is recorded first, so that a second one says that it is one. */
export function PaperDesk(props: {
  readonly title: string;
  readonly explanation: ReactNode;
  /** How many times it was printed before. */
  readonly reprint: number;
  readonly preview: ReactElement;
  /** Whether it can be printed on the roll of a receipt printer, where that is chosen; A4 otherwise. */
  readonly comesOnRoll?: boolean;
  /** Under what the print is recorded. */
  readonly record: CallInput<'recordPrint'>;
  /** Asked after the record: the time of the print and the standing are those of this very sheet. */
  readonly askAgain: () => Promise<Outcome<(reprint: number) => Paper>>;
  readonly onBack: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const printSheet = usePrint();
  const [printing, setPrinting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { reprint, record, comesOnRoll = false } = props;
  const choosing = usePrinterChoice();
  const paperSize = comesOnRoll ? (choosing.found?.receiptPaper ?? 'A4') : 'A4';

  async function print(): Promise<void> {
    if (printing) return;
    setPrinting(true);
    setFailure(null);
    const outcome = await printSheet({
      paper: record.paper,
      record,
      paperSize,
      content: async (printedBefore) => {
        const fresh = await props.askAgain();
        return fresh.ok ? succeed(fresh.value(printedBefore)) : fresh;
      },
    });
    // How the job ended is told where jobs are told: this page may have been left by then.
    if (!outcome.ok) setFailure(outcome.error);
    setPrinting(false);
  }

  useFunctionKey('F4', t('keys.print'), () => void print());
  useFunctionKey('F10', t('keys.print'), () => void print());
  useEffect(() => button.current?.focus(), []);

  return (
    <div className="receipt">
      <div className="receipt-desk" tabIndex={0} role="region" aria-label={props.title}>
        <PaperSizeContext value={paperSize}>{props.preview}</PaperSizeContext>
      </div>
      <aside className="card receipt-panel">
        <h1>{props.title}</h1>
        <div>{props.explanation}</div>
        <p className="soft">{reprint === 0 ? t('receipt.first') : t('receipt.again', { number: reprint })}</p>
        <PrinterChoice choosing={choosing} isForRoll={comesOnRoll} />
        <FailureNotice failure={failure} fate="not-printed" />
        <div className="service-buttons">
          <button type="button" className="button" onClick={props.onBack}>
            <kbd>Esc</kbd>
            {t('keys.back')}
          </button>
          <button
            ref={button}
            type="button"
            className="button primary"
            aria-disabled={printing}
            onClick={() => void print()}
          >
            {t(printing ? 'print.underWay' : 'receipt.print')}
            <kbd>F10</kbd>
          </button>
        </div>
      </aside>
    </div>
  );
}
