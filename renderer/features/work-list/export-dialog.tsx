import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxContent } from '../../../contract/outbox-file-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { minuteOf } from '../../components/formatting.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { shell } from '../../window-bridge.ts';

/** 导出: what waits here, as a file for the central office. Where it goes is asked by the system's own dialogue. */
export function ExportDialog(props: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { outbox, clerk } = useKnownCounterStatus();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [exported, setExported] = useState<OutboxContent | null>(null);
  const isSupervisor = clerk?.role === 'supervisor';

  async function run(): Promise<void> {
    setBusy(true);
    setFailure(null);
    const outcome = await shell.exportOutbox({});
    setBusy(false);
    if (outcome.ok) setExported(outcome.value.exported);
    else setFailure(outcome.error);
  }

  const mayExport = isSupervisor && outbox.waiting > 0 && exported === null;
  return (
    <Dialog
      open
      title={t('outbox-file.exportTitle')}
      onClose={props.onClose}
      {...(mayExport
        ? { submit: { label: t('outbox-file.chooseFolder'), busy, run: () => void run() } }
        : {})}
    >
      {exported === null ? (
        <>
          <p>{t('outbox-file.exportPurpose')}</p>
          <p className="soft">{t('outbox-file.exportSafe')}</p>
          <div className="say column">
            {outbox.waiting === 0 ? (
              <strong>{t('error.export-nothing')}</strong>
            ) : (
              <>
                <strong>{t('outbox-file.content', { count: outbox.waiting })}</strong>
                {outbox.oldestAt !== null && (
                  <span>{t('outbox-file.contentSince', { time: minuteOf(outbox.oldestAt) })}</span>
                )}
              </>
            )}
            {!isSupervisor && <span>{t('outbox-file.supervisorExports')}</span>}
          </div>
          <FailureNotice failure={failure} fate="not-saved" />
        </>
      ) : (
        <div className="import-result" role="status">
          <div className="say column">
            <strong>{t('outbox-file.exported', { count: exported.services })}</strong>
            <span>
              {t('outbox-file.exportedFile')} <b>{exported.fileName}</b>
            </span>
          </div>
          <p>{t('outbox-file.exportedNext')}</p>
        </div>
      )}
    </Dialog>
  );
}
