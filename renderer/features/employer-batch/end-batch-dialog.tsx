import { Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchView } from '../../../contract/batch-views.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** 提前结束: with what was made the batch is closed; where nothing was, it is cancelled. */
export function EndBatchDialog(props: {
  readonly batch: BatchView;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { batch } = props;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const ending = useCommand('endBatch');
  const missing = reason.trim() === '';

  async function run(): Promise<void> {
    setTried(true);
    if (missing) return;
    const outcome = await ending.run({ batchId: batch.batchId, reason: reason.trim() });
    if (outcome.ok) props.onClose();
  }

  return (
    <Dialog
      open
      title={t(batch.made > 0 ? 'batch.endTitle' : 'batch.cancelTitle')}
      onClose={props.onClose}
      submit={{ label: t('batch.end'), busy: ending.busy, danger: true, run: () => void run() }}
    >
      <p>
        {t(batch.made > 0 ? 'batch.endExplanation' : 'batch.cancelExplanation', { count: batch.waiting })}
      </p>
      <label className="dialog-field">
        <span className="soft">{t('batch.endReason')}</span>
        <Input.TextArea
          value={reason}
          rows={2}
          maxLength={200}
          autoFocus
          status={tried && missing ? 'error' : ''}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {tried && missing && <p className="field-error">{t('input.too_small')}</p>}
      <FailureNotice failure={ending.failure} fate="not-saved" />
    </Dialog>
  );
}
