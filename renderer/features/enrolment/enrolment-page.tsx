import '../../schema-settings.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useState, type ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { counterCalls } from '../../../contract/counter-calls.ts';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { failureSentence } from '../../components/refusal-sentence.ts';
import { counter } from '../../counter.ts';
import { refreshCounterStatus } from '../../counter-status.ts';
import { EntryFrame } from '../entry/entry-frame.tsx';

const enrolmentForm = counterCalls.enrolWorkstation.input.omit({ officeId: true });

/** Failures whose sentence belongs beside a field. */
const fieldOf: Partial<Record<Failure['code'], 'centralUrl' | 'enrolmentCode'>> = {
  'central-url-invalid': 'centralUrl',
  'central-url-insecure': 'centralUrl',
  'central-unreachable': 'centralUrl',
  'central-not-guitai': 'centralUrl',
  'central-protocol-newer': 'centralUrl',
  'central-protocol-older': 'centralUrl',
  'enrolment-refused': 'enrolmentCode',
};

/**
 * A workstation that belongs to no office yet: where the central office is, and the code it gave. With `onBack`, one
 * whose enrolment the central office does not accept any more.
 */
export default function EnrolmentPage(props: {
  readonly status: CounterStatus;
  readonly onBack?: () => void;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useForm({
    resolver: zodResolver(enrolmentForm, {
      error: (issue) => `input.enrolment-${String(issue.path?.[0] ?? '')}`,
    }),
    defaultValues: { centralUrl: props.status.centralUrl ?? '', enrolmentCode: '' },
  });
  const { errors } = form.formState;
  const { setFocus } = form;
  const again = props.onBack !== undefined;
  useEffect(() => setFocus(again ? 'enrolmentCode' : 'centralUrl'), [setFocus, again]);

  const submit = form.handleSubmit(async (values) => {
    setBusy(true);
    setFailure(null);
    const outcome = await counter.call('enrolWorkstation', { ...values, officeId: null });
    setBusy(false);
    if (outcome.ok) return refreshCounterStatus();
    const field = fieldOf[outcome.error.code];
    if (field === undefined) {
      setFailure(outcome.error);
      return;
    }
    form.setError(field, { type: 'refusal', message: failureSentence(i18n, outcome.error) });
    requestAnimationFrame(() => setFocus(field));
  });

  const text = (message: string | undefined) => (message === undefined ? null : t(message));
  return (
    <EntryFrame status={props.status}>
      <form
        className="entry-form"
        noValidate
        onKeyDown={advanceOnEnter}
        onSubmit={(event) => void submit(event)}
      >
        <h1>{t(again ? 'enrolment.titleAgain' : 'enrolment.title')}</h1>
        <p className="soft">{t(again ? 'enrolment.explanationAgain' : 'enrolment.explanation')}</p>
        {failure !== null && (
          <p className="entry-notice" role="alert">
            {failureSentence(i18n, failure)}
          </p>
        )}
        <div className="field">
          <label htmlFor="central-url">{t('enrolment.centralUrl')}</label>
          <input
            {...form.register('centralUrl')}
            id="central-url"
            className="input"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://"
            aria-invalid={errors.centralUrl !== undefined}
            aria-describedby="central-url-error"
          />
          <span id="central-url-error" className="field-error" role="alert">
            {text(errors.centralUrl?.message)}
          </span>
        </div>
        <div className="field">
          <label htmlFor="enrolment-code">{t('enrolment.code')}</label>
          <input
            {...form.register('enrolmentCode')}
            id="enrolment-code"
            className="input"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={errors.enrolmentCode !== undefined}
            aria-describedby="enrolment-code-error"
          />
          <span id="enrolment-code-error" className="field-error" role="alert">
            {text(errors.enrolmentCode?.message)}
          </span>
        </div>
        <button type="submit" className="button primary" aria-disabled={busy}>
          {t(busy ? 'enrolment.busy' : 'enrolment.submit')}
        </button>
        {again && (
          <button type="button" className="button" onClick={props.onBack}>
            {t('keys.back')}
          </button>
        )}
      </form>
    </EntryFrame>
  );
}
