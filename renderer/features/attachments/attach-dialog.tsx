import { App, Select } from 'antd';
import { useId, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentKind } from '../../../contract/records.ts';
import type { AttachmentKind } from '../../../domain/records/records.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { largestMegabytes, readScan, type ScanReading } from './scan-file.ts';

type Problem = Extract<ScanReading, { ok: false }>['problem'] | 'fileMissing';

/** A scan from a file: which paper it is, and the file. Done as soon as it is saved here; it travels by itself. */
export function AttachDialog(props: {
  readonly serviceNumber: string;
  readonly open: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const { message } = App.useApp();
  const [kind, setKind] = useState<AttachmentKind>('identity-document');
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [reading, setReading] = useState(false);
  const attach = useCommand('attachDocument');

  async function run(): Promise<void> {
    if (file === null) {
      setProblem('fileMissing');
      return;
    }
    setReading(true);
    const read = await readScan(file);
    setReading(false);
    if (!read.ok) {
      setProblem(read.problem);
      return;
    }
    const { mediaType, content } = read;
    const outcome = await attach.run({ serviceNumber: props.serviceNumber, kind, mediaType, content });
    if (!outcome.ok) return;
    void message.success(t('attachment.added'));
    props.onClose();
  }

  return (
    <Dialog
      open={props.open}
      title={t('attachment.addTitle')}
      onClose={props.onClose}
      submit={{ label: t('attachment.submit'), busy: attach.busy || reading, run: () => void run() }}
    >
      <div className="dialog-field">
        <label className="soft" htmlFor={`${id}-kind`}>
          {t('attachment.kind')}
        </label>
        <Select
          id={`${id}-kind`}
          autoFocus
          value={kind}
          onChange={setKind}
          options={attachmentKind.options.map((value) => ({ value, label: t(`attachment-kind.${value}`) }))}
        />
      </div>
      <div className="dialog-field">
        <label className="soft" htmlFor={`${id}-file`}>
          {t('attachment.file')}
        </label>
        {/* The browser's own field speaks the language of the system: a button of ours opens it. */}
        <input
          ref={chooser}
          id={`${id}-file`}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          accept="image/jpeg,image/png,application/pdf"
          onChange={(event) => {
            setFile(event.target.files?.[0] ?? null);
            setProblem(null);
          }}
        />
        <div className="file-choice">
          <button
            type="button"
            className="button"
            aria-describedby={`${id}-hint`}
            onClick={() => chooser.current?.click()}
          >
            {t('attachment.choose')}
          </button>
          <span className={file === null ? 'soft' : ''}>{file?.name ?? t('attachment.notChosen')}</span>
        </div>
        {problem === null ? (
          <span id={`${id}-hint`} className="field-hint">
            {t('attachment.fileHint', { limit: largestMegabytes })}
          </span>
        ) : (
          <span id={`${id}-hint`} className="field-error" role="alert">
            {t(`attachment.${problem}`, { limit: largestMegabytes })}
          </span>
        )}
      </div>
      <FailureNotice failure={attach.failure} fate="not-saved" />
    </Dialog>
  );
}
