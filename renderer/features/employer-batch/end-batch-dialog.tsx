import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchView } from '../../../contract/batch-views.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { ReasonDialog } from '../../components/reason-dialog.tsx';

/** 提前结束: with what was made the batch is closed; where nothing was, it is cancelled. */
export function EndBatchDialog(props: {
  readonly batch: BatchView;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { batchId, made, waiting } = props.batch;
  const ending = useCommand('endBatch');
  return (
    <ReasonDialog
      open
      title={t(made > 0 ? 'batch.endTitle' : 'batch.cancelTitle')}
      explanation={t(made > 0 ? 'batch.endExplanation' : 'batch.cancelExplanation', { count: waiting })}
      label={t('batch.endReason')}
      lines={2}
      submit={t('batch.end')}
      command={ending}
      run={(reason) => ending.run({ batchId, reason })}
      onClose={props.onClose}
    />
  );
}
