import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../../contract/work-views.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { missingOf, nothingSaid, PaperOutcome, requestOf, type SaidOfPaper } from './paper-outcome.tsx';

/**
 * A refused service is off the list when somebody has written down how it was settled, and what became of each paper that
 * says that it was done.
 */
export function SettleDialog(props: { readonly item: WorkItem; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [note, setNote] = useState('');
  const [said, setSaid] = useState<ReadonlyMap<string, SaidOfPaper>>(new Map());
  const [tried, setTried] = useState(false);
  const settle = useCommand('settleWork');
  const { key, papers } = props.item;
  const missing = note.trim() === '';
  const saidOf = (printId: string) => said.get(printId) ?? nothingSaid;

  async function run(): Promise<void> {
    setTried(true);
    if (missing || papers.some(({ printId }) => missingOf(saidOf(printId)) !== null)) return;
    const outcome = await settle.run({
      key,
      note: note.trim(),
      papers: papers.map((paper) => requestOf(paper, saidOf(paper.printId))),
    });
    if (!outcome.ok) return;
    void queryClient.invalidateQueries();
    props.onClose();
  }

  return (
    <Dialog
      open
      title={t('work-list.settleTitle')}
      onClose={props.onClose}
      width={papers.length > 0 ? 640 : 520}
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
      {papers.length > 0 && (
        <>
          <p className="dialog-field">{t('reclaim.each', { count: papers.length })}</p>
          <div className="paper-outcomes">
            {papers.map((paper) => (
              <PaperOutcome
                key={paper.printId}
                paper={paper}
                within={props.item.serviceNumber}
                said={saidOf(paper.printId)}
                tried={tried}
                onSaid={(one) => setSaid(new Map(said).set(paper.printId, one))}
              />
            ))}
          </div>
        </>
      )}
      <FailureNotice failure={settle.failure} fate="not-saved" />
    </Dialog>
  );
}
