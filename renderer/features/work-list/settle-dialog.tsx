import { Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../../contract/work-views.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** A refused service is off the list when somebody has written down how it was settled. */
export function SettleDialog(props: { readonly item: WorkItem; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const settle = useCommand('settleWork');
  const missing = note.trim() === '';

  async function run(): Promise<void> {
    setTried(true);
    if (missing) return;
    const outcome = await settle.run({ key: props.item.key, note: note.trim() });
    if (!outcome.ok) return;
    void queryClient.invalidateQueries();
    props.onClose();
  }

  return (
    <Dialog
      open
      title={t('work-list.settleTitle')}
      onClose={props.onClose}
      submit={{ label: t('work-list.settle'), busy: settle.busy, run: () => void run() }}
    >
      <p className="soft">{t('work-list.settleExplanation')}</p>
      <label className="dialog-field">
        <span className="soft">{t('work-list.note')}</span>
        <Input.TextArea
          value={note}
          rows={3}
          maxLength={200}
          autoFocus
          status={tried && missing ? 'error' : ''}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {tried && missing && <p className="field-error">{t('input.too_small')}</p>}
      <FailureNotice failure={settle.failure} fate="not-saved" />
    </Dialog>
  );
}
