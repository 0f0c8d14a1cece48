import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalSheet } from '../../../contract/approval-calls.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ReasonField, useReason } from '../../components/reason-field.tsx';
import { SignerFields, useSigner } from './signer.tsx';

/** 退回: why, and the signature of who sends it back. */
export function RefuseDialog(props: {
  readonly sheet: ApprovalSheet;
  /** A second clerk signs at the first one's desk. */
  readonly atThisDesk: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { onClose } = props;
  const refuse = useCommand('refuseApproval');
  const signer = useSigner(props.atThisDesk);
  const reason = useReason();
  const [told, setTold] = useState<Failure | null>(null);

  async function run(): Promise<void> {
    // Both, so that everything that is missing is said at one time.
    const who = signer.read();
    const why = reason.read();
    if (why === null || who === null) return;
    setTold(null);
    const outcome = await refuse.run({
      approvalId: props.sheet.approvalId,
      reason: why,
      ...who,
    });
    if (outcome.ok) onClose();
    else setTold(signer.place(outcome.error));
  }

  return (
    <Dialog
      open
      title={t('approval.refuse-title')}
      onClose={onClose}
      submit={{ label: t('approval.refuse'), busy: refuse.busy, danger: true, run: () => void run() }}
    >
      <p>{t('approval.refuse-explanation')}</p>
      <form
        className="form-grid one-column"
        noValidate
        onKeyDown={advanceOnEnter}
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <ReasonField
          reason={reason}
          label={t('approval.refuse-reason')}
          missing={t('refusal.approval-reason-missing')}
          autoFocus
        />
        <SignerFields signer={signer} />
        {/* Enter in the last field does it, as everywhere. */}
        <input type="submit" hidden />
      </form>
      <FailureNotice failure={told} fate="not-saved" />
    </Dialog>
  );
}
