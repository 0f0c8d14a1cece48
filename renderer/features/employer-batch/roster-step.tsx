import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { mostRosterBytes } from '../../../contract/batch-calls.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { counter } from '../../counter.ts';
import { contentOf } from './file-content.ts';

/** 名册: one file, chosen with F7 or dropped here, read apart from everything else, with how far that has come. */
export function RosterStep(props: {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Has the file read; answers whether it could be. */
  readonly read: (file: { readonly fileName: string; readonly content: string }) => Promise<boolean>;
}): ReactElement {
  const { t } = useTranslation();
  const { busy, failure } = props;
  const chooser = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [fileName, setFileName] = useState<string | null>(null);
  const [unread, setUnread] = useState(false);
  const [progress, setProgress] = useState<{ readonly judged: number; readonly rows: number } | null>(null);
  useEffect(() => button.current?.focus(), []);
  useEffect(
    () =>
      counter.subscribe((event) => {
        if (event.event === 'roster-progress') setProgress({ judged: event.judged, rows: event.rows });
      }),
    [],
  );

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined || busy) return;
    setFileName(file.name);
    setProgress(null);
    setUnread(false);
    // What is far too large is not even read; the reader's own sentence tells of it.
    const content = await contentOf(
      file.size > mostRosterBytes * 2 ? file.slice(0, mostRosterBytes + 1) : file,
    );
    if (content === null) {
      setUnread(true);
      return;
    }
    if (!(await props.read({ fileName: file.name, content }))) button.current?.focus();
  }

  useFunctionKey('F7', t('batch.chooseFile'), busy ? null : () => chooser.current?.click());
  return (
    <div
      className="roster-drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer.files[0]);
      }}
    >
      {/* The browser's own field speaks the language of the system: a button of ours opens it. */}
      <input
        ref={chooser}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('batch.file')}
        accept=".xlsx,.xls,.csv,.txt"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again when it was corrected.
          event.target.value = '';
          void take(file);
        }}
      />
      <div className="file-choice">
        <button
          ref={button}
          type="button"
          className="button"
          aria-disabled={busy}
          onClick={() => chooser.current?.click()}
        >
          {t('batch.chooseFile')}
          <kbd>F7</kbd>
        </button>
        <span className={fileName === null ? 'soft' : ''}>{fileName ?? t('batch.dropHere')}</span>
      </div>
      <p className="soft">{t('batch.fileHint')}</p>
      {busy && (
        <p role="status">{progress === null ? t('batch.reading') : t('batch.judging', { ...progress })}</p>
      )}
      {unread && (
        <p className="field-error" role="alert">
          {t('error.file-not-read')}
        </p>
      )}
      <FailureNotice failure={failure} fate="not-read" />
    </div>
  );
}
