import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayPage } from '../../../contract/day-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ReasonField, useReason } from '../../components/reason-field.tsx';
import { SignerFields, useSigner } from '../approval/signer.tsx';
import { leftoverCount } from './day-words.ts';

/** 带遗留事项日终: a supervisor says why and signs, at this desk, with his own name and password. */
export function SignDayDialog(props: {
  readonly page: DayPage;
  readonly onClosed: () => void;
  readonly onBack: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { page, onClosed, onBack } = props;
  const closing = useCommand('closeDay');
  const signer = useSigner(true);
  const reason = useReason();
  const [told, setTold] = useState<Failure | null>(null);

  async function run(): Promise<void> {
    // Both, so that everything that is missing is said at one time.
    const who = signer.read();
    const why = reason.read();
    if (why === null || who === null) return;
    setTold(null);
    const { scope, day } = page;
    const outcome = await closing.run({ scope, day, reason: why, signer: who });
    if (outcome.ok) onClosed();
    else setTold(signer.place(outcome.error));
  }

  return (
    <Dialog
      open
      title={t('day.sign-title')}
      onClose={onBack}
      submit={{ label: t('day.close'), busy: closing.busy, run: () => void run() }}
    >
      <p>{t('day.sign-explanation', { count: leftoverCount(page) })}</p>
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
          label={t('day.sign-reason')}
          missing={t('refusal.day-reason-missing')}
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
