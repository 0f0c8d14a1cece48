import { useNavigate, useParams } from '@tanstack/react-router';
import { App } from 'antd';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptPaper as Receipt } from '../../../contract/counter-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { Answer } from '../../components/answer.tsx';
import { failureOf, useCommand, useCounterQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { findPrinter, usePrint } from '../../components/print.tsx';
import { CollectionSlip } from './collection-slip.tsx';
import { ReceiptPaper } from './receipt-paper.tsx';

/** The paper as it will be, and then paper: the print is recorded first, so that a second one says that it is one. */
export function ReceiptPage(): ReactElement {
  const { t } = useTranslation();
  const { serviceNumber } = useParams({ from: '/services/$serviceNumber/receipt' });
  const navigate = useNavigate();
  const { message } = App.useApp();
  const printSheet = usePrint();
  const query = useCounterQuery('getReceipt', { serviceNumber });
  const record = useCommand('recordPrint');
  const [printing, setPrinting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const receipt = query.data;

  async function print(): Promise<void> {
    if (receipt === undefined || printing) return;
    setPrinting(true);
    setFailure(await printRecorded());
    setPrinting(false);
  }

  async function printRecorded(): Promise<Failure | null> {
    const printer = await findPrinter();
    if (!printer.ok) return printer.error;
    const recorded = await record.run({ serviceNumber, paper: receipt?.paper ?? 'issue-receipt' });
    if (!recorded.ok) return recorded.error;
    // Asked again after the record: the time of the print and the standing are those of this very sheet.
    const fresh = await query.refetch();
    if (!fresh.isSuccess) return failureOf(fresh.error);
    const outcome = await printSheet(<Paper receipt={{ ...fresh.data, reprint: recorded.value.reprint }} />);
    if (!outcome.ok) return outcome.error;
    void message.success(t('print.done'));
    return null;
  }

  const run = receipt === undefined ? null : () => void print();
  useFunctionKey('F4', t('keys.print'), run);
  useFunctionKey('F10', t('keys.print'), run);
  useFunctionKey(
    'Escape',
    t('keys.back'),
    () => void navigate({ to: '/services/$serviceNumber', params: { serviceNumber } }),
  );
  const ready = receipt !== undefined;
  useEffect(() => {
    if (ready) button.current?.focus();
  }, [ready]);

  return (
    <Answer query={query} rows={10}>
      {(receipt) => (
        <div className="receipt">
          <div className="receipt-desk" tabIndex={0} role="region" aria-label={t('receipt.preview')}>
            <Paper receipt={receipt} />
          </div>
          <aside className="card receipt-panel">
            <h1>{t(receipt.paper === 'collection-slip' ? 'collection-slip.preview' : 'receipt.preview')}</h1>
            <p>
              {t(
                receipt.paper === 'collection-slip'
                  ? 'collection-slip.explain'
                  : `receipt.explain-${receipt.standing}`,
              )}
            </p>
            <p className="soft">
              {receipt.reprint === 0 ? t('receipt.first') : t('receipt.again', { number: receipt.reprint })}
            </p>
            <FailureNotice failure={failure} fate="not-printed" />
            <div className="service-buttons">
              <button
                type="button"
                className="button"
                onClick={() => void navigate({ to: '/services/$serviceNumber', params: { serviceNumber } })}
              >
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
      )}
    </Answer>
  );
}

/** 领卡凭证 while the card is on its way to its service point, 回执 otherwise. */
function Paper(props: { readonly receipt: Receipt }): ReactElement {
  return props.receipt.paper === 'collection-slip' ? (
    <CollectionSlip receipt={props.receipt} />
  ) : (
    <ReceiptPaper receipt={props.receipt} />
  );
}
