import { App } from 'antd';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../contract/counter-calls.ts';
import type { Failure, Outcome } from '../../../contract/envelope.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { findPrinter, usePrint } from '../../components/print.tsx';

/** The paper as it will be, and then paper: the print is recorded first, so that a second one says that it is one. */
export function PaperDesk(props: {
  readonly title: string;
  readonly explanation: ReactNode;
  /** How many times it was printed before. */
  readonly reprint: number;
  readonly preview: ReactElement;
  /** Under what the print is recorded. */
  readonly record: CallInput<'recordPrint'>;
  /** Asked after the record: the time of the print and the standing are those of this very sheet. */
  readonly askAgain: () => Promise<Outcome<(reprint: number) => ReactElement>>;
  readonly onBack: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const printSheet = usePrint();
  const record = useCommand('recordPrint');
  const [printing, setPrinting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { reprint } = props;

  async function print(): Promise<void> {
    if (printing) return;
    setPrinting(true);
    setFailure(await printRecorded());
    setPrinting(false);
  }

  async function printRecorded(): Promise<Failure | null> {
    const printer = await findPrinter();
    if (!printer.ok) return printer.error;
    const recorded = await record.run(props.record);
    if (!recorded.ok) return recorded.error;
    const fresh = await props.askAgain();
    if (!fresh.ok) return fresh.error;
    const outcome = await printSheet(fresh.value(recorded.value.reprint));
    if (!outcome.ok) return outcome.error;
    void message.success(t('print.done'));
    return null;
  }

  useFunctionKey('F4', t('keys.print'), () => void print());
  useFunctionKey('F10', t('keys.print'), () => void print());
  useEffect(() => button.current?.focus(), []);

  return (
    <div className="receipt">
      <div className="receipt-desk" tabIndex={0} role="region" aria-label={props.title}>
        {props.preview}
      </div>
      <aside className="card receipt-panel">
        <h1>{props.title}</h1>
        <div>{props.explanation}</div>
        <p className="soft">{reprint === 0 ? t('receipt.first') : t('receipt.again', { number: reprint })}</p>
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
            {t('receipt.print')}
            <kbd>F10</kbd>
          </button>
        </div>
      </aside>
    </div>
  );
}
