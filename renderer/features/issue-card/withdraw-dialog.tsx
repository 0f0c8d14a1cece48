import { Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/counter-views.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** The person leaves before the card is his: the application ends, and a written blank is spoiled. */
export function WithdrawDialog(props: {
  readonly service: ServiceView;
  readonly open: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { service } = props;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const withdraw = useCommand('withdrawCardApplication');
  const missing = reason.trim() === '';

  async function run(): Promise<void> {
    setTried(true);
    if (missing) return;
    const outcome = await withdraw.run({ serviceNumber: service.serviceNumber, reason: reason.trim() });
    if (outcome.ok) props.onClose();
  }

  return (
    <Dialog
      open={props.open}
      title={t('withdraw.title')}
      onClose={props.onClose}
      submit={{ label: t('withdraw.submit'), busy: withdraw.busy, danger: true, run: () => void run() }}
    >
      <p>{t(service.blankSerial === null ? 'withdraw.explanation' : 'withdraw.explanationBlank')}</p>
      <label className="dialog-field">
        <span className="soft">{t('withdraw.reason')}</span>
        <Input
          value={reason}
          maxLength={200}
          autoFocus
          status={tried && missing ? 'error' : ''}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {tried && missing && <p className="field-error">{t('input.too_small')}</p>}
      <FailureNotice failure={withdraw.failure} fate="not-saved" />
    </Dialog>
  );
}
