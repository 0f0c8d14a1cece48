import { Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure, Outcome } from '../../contract/envelope.ts';
import { Dialog } from './dialog.tsx';
import { FailureNotice } from './failure-notice.tsx';

/** Something that is ended for good: what happens then, and why, in the clerk's own words; it closes when it is done. */
export function ReasonDialog(props: {
  readonly open: boolean;
  readonly title: string;
  readonly explanation: string;
  /** What the field of the reason is called. */
  readonly label: string;
  /** Where more than a line is expected. */
  readonly lines?: number;
  readonly submit: string;
  readonly command: { readonly busy: boolean; readonly failure: Failure | null };
  readonly run: (reason: string) => Promise<Outcome<unknown>>;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { command } = props;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';

  async function run(): Promise<void> {
    setTried(true);
    if (missing) return;
    const outcome = await props.run(reason.trim());
    if (outcome.ok) props.onClose();
  }

  const field = {
    value: reason,
    maxLength: 200,
    autoFocus: true,
    status: tried && missing ? ('error' as const) : ('' as const),
    onChange: (event: { readonly target: { readonly value: string } }) => setReason(event.target.value),
  };

  return (
    <Dialog
      open={props.open}
      title={props.title}
      onClose={props.onClose}
      submit={{ label: props.submit, busy: command.busy, danger: true, run: () => void run() }}
    >
      <p>{props.explanation}</p>
      <label className="dialog-field">
        <span className="soft">{props.label}</span>
        {props.lines === undefined ? <Input {...field} /> : <Input.TextArea {...field} rows={props.lines} />}
      </label>
      {tried && missing && <p className="field-error">{t('input.too_small')}</p>}
      <FailureNotice failure={command.failure} fate="not-saved" />
    </Dialog>
  );
}
