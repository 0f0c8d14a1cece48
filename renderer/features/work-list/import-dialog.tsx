import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxImportResult } from '../../../contract/outbox-file-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { shell } from '../../window-bridge.ts';
import { ImportResult } from './import-result.tsx';

/** 导入: another window's file, to be decided by the central office; then what became of it, in numbers. */
export function ImportDialog(props: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { connection, clerk } = useKnownCounterStatus();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [imported, setImported] = useState<OutboxImportResult | null>(null);
  const isSupervisor = clerk?.role === 'supervisor';
  const isOnline = connection.state === 'online';

  async function run(): Promise<void> {
    setBusy(true);
    setFailure(null);
    const outcome = await shell.importOutbox({});
    setBusy(false);
    if (outcome.ok) setImported(outcome.value.imported);
    else setFailure(outcome.error);
  }

  const mayImport = isSupervisor && isOnline && imported === null;
  return (
    <Dialog
      open
      title={t('outbox-file.importTitle')}
      onClose={props.onClose}
      width={640}
      {...(mayImport ? { submit: { label: t('outbox-file.chooseFile'), busy, run: () => void run() } } : {})}
    >
      {imported === null ? (
        <>
          <p>{t('outbox-file.importPurpose')}</p>
          {(!isSupervisor || !isOnline) && (
            <div className="say column">
              {!isSupervisor && <span>{t('outbox-file.supervisorImports')}</span>}
              {!isOnline && <span>{t('outbox-file.importOffline')}</span>}
            </div>
          )}
          <FailureNotice failure={failure} fate="not-saved" />
        </>
      ) : (
        <ImportResult result={imported} />
      )}
    </Dialog>
  );
}
