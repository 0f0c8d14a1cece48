import { Radio } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';

const reasons = ['compare-document', 'citizen-asks', 'service-needs'] as const;
type Reason = (typeof reasons)[number];

interface RevealDialogProps {
  readonly personId: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onRevealed: (documentNumber: string) => void;
}

/** The full number is shown for a reason, and the showing is recorded. */
export function RevealDialog(props: RevealDialogProps): ReactElement {
  const { t } = useTranslation();
  const [reason, setReason] = useState<Reason>('compare-document');
  const reveal = useCommand('revealDocumentNumber');

  async function run(): Promise<void> {
    const outcome = await reveal.run({ personId: props.personId, reason });
    if (outcome.ok) props.onRevealed(outcome.value.documentNumber);
  }

  return (
    <Dialog
      open={props.open}
      title={t('reveal.title')}
      onClose={props.onClose}
      submit={{ label: t('reveal.submit'), busy: reveal.busy, run: () => void run() }}
    >
      <p className="soft">{t('reveal.logged')}</p>
      <Radio.Group
        className="reasons"
        value={reason}
        aria-label={t('reveal.reason')}
        onChange={(event) => setReason(event.target.value as Reason)}
        options={reasons.map((value) => ({ value, label: t(`reveal.${value}`) }))}
        vertical
      />
      <FailureNotice failure={reveal.failure} fate="not-read" />
    </Dialog>
  );
}
