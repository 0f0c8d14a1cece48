import { Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** The way out of a card that never arrived: it is cancelled, and the service stands in the queue again. */
export function RemakeDialog(props: {
  readonly service: { readonly serviceNumber: string; readonly cardNumber: string | null };
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { serviceNumber, cardNumber } = props.service;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const remake = useCommand('remakeMissingCard');
  const missing = reason.trim() === '';

  async function run(): Promise<void> {
    setTried(true);
    if (missing) return;
    const outcome = await remake.run({ serviceNumber, reason: reason.trim() });
    if (outcome.ok) props.onClose();
  }

  return (
    <Dialog
      open
      title={t('service-point.remakeTitle')}
      onClose={props.onClose}
      submit={{ label: t('service-point.remake'), busy: remake.busy, danger: true, run: () => void run() }}
    >
      <p>{t('service-point.remakeExplanation', { card: cardNumber ?? '' })}</p>
      <label className="dialog-field">
        <span className="soft">{t('service-point.remakeReason')}</span>
        <Input
          value={reason}
          maxLength={200}
          autoFocus
          status={tried && missing ? 'error' : ''}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {tried && missing && <p className="field-error">{t('input.too_small')}</p>}
      <FailureNotice failure={remake.failure} fate="not-saved" />
    </Dialog>
  );
}
