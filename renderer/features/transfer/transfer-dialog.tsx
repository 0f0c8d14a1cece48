import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure, Outcome } from '../../../contract/envelope.ts';
import { Dialog } from '../../components/dialog.tsx';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ReasonField, useReason } from '../../components/reason-field.tsx';
import { SignerFields, useSigner } from '../approval/signer.tsx';
import '../approval/approval.css';

/**
 * One step of a transfer: what it does, why where that must be said, and the clerk's own password where money moves. It
 * closes when the step is done; the reason is kept while it is not.
 */
export function TransferDialog(props: {
  readonly title: string;
  readonly explanation: ReactNode;
  /** What the field of the reason is called; null where none is asked for. */
  readonly reason: string | null;
  readonly signed: boolean;
  readonly submit: string;
  readonly busy: boolean;
  readonly run: (reason: string, password: string) => Promise<Outcome<unknown>>;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const signer = useSigner(false);
  const reason = useReason();
  const [told, setTold] = useState<Failure | null>(null);

  const { id } = reason;
  useEffect(() => {
    // A dialogue begins at its first element; what is to be typed comes after a choice that is usually made.
    const frame = requestAnimationFrame(() => document.getElementById(id)?.focus());
    return () => cancelAnimationFrame(frame);
  }, [id]);

  async function run(): Promise<void> {
    // Both, so that everything that is missing is said at one time.
    const who = props.signed ? signer.read() : { password: '' };
    const why = props.reason === null ? '' : reason.read();
    if (why === null || who === null) return;
    setTold(null);
    const outcome = await props.run(why, who.password);
    if (outcome.ok) props.onClose();
    else setTold(props.signed ? signer.place(outcome.error) : outcome.error);
  }

  return (
    <Dialog
      open
      title={props.title}
      onClose={props.onClose}
      submit={{ label: props.submit, busy: props.busy, run: () => void run() }}
    >
      {props.explanation}
      <form
        className="form-grid one-column"
        noValidate
        onKeyDown={advanceOnEnter}
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        {props.reason !== null && (
          <ReasonField reason={reason} label={props.reason} missing={t('refusal.transfer-reason-missing')} />
        )}
        {props.signed && <SignerFields signer={signer} />}
        {/* Enter in the last field does it, as everywhere. */}
        <input type="submit" hidden />
      </form>
      <FailureNotice failure={told} fate="not-saved" />
    </Dialog>
  );
}
