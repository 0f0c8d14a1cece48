import { Input, Radio } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { readableSerial } from '../../components/formatting.ts';

const reasons = ['chip', 'print', 'verify', 'damaged', 'other'] as const;
type Reason = (typeof reasons)[number];

/** A blank that was spoiled: why, and then the service takes another one. */
export function SpoilDialog(props: {
  readonly service: ServiceView;
  readonly open: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { service } = props;
  const [reason, setReason] = useState<Reason>('chip');
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const record = useCommand('recordCardProduction');
  const missing = reason === 'other' && words.trim() === '';

  async function run(): Promise<void> {
    setTried(true);
    if (missing || service.blankSerial === null) return;
    const outcome = await record.run({
      serviceNumber: service.serviceNumber,
      blankSerial: service.blankSerial,
      step: 'spoiled',
      note: reason === 'other' ? words.trim() : t(`spoil.reason-${reason}`),
    });
    if (outcome.ok) props.onClose();
  }

  return (
    <Dialog
      open={props.open}
      title={t('spoil.title', { serial: readableSerial(service.blankSerial ?? '') })}
      onClose={props.onClose}
      submit={{ label: t('spoil.submit'), busy: record.busy, danger: true, run: () => void run() }}
    >
      <p className="soft">{t('spoil.explanation')}</p>
      <Radio.Group
        className="reasons"
        value={reason}
        aria-label={t('spoil.reason')}
        onChange={(event) => setReason(event.target.value as Reason)}
        options={reasons.map((value) => ({ value, label: t(`spoil.reason-${value}`) }))}
        vertical
      />
      {reason === 'other' && (
        <>
          <Input
            value={words}
            maxLength={200}
            aria-label={t('spoil.words')}
            placeholder={t('spoil.words')}
            status={tried && missing ? 'error' : ''}
            onChange={(event) => setWords(event.target.value)}
          />
          {tried && missing && <p className="field-error">{t('input.too_small')}</p>}
        </>
      )}
      <FailureNotice failure={record.failure} fate="not-saved" />
    </Dialog>
  );
}
