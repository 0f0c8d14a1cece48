import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fail, type Failure, type Outcome } from '../../../contract/envelope.ts';
import type { ServiceView } from '../../../contract/service-views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { failureSentence } from '../../components/refusal-sentence.ts';
import './signing.css';

/** What is to be signed: everything that the clerk answers for, once more. */
interface Signing {
  readonly title: string;
  readonly submit: string;
  readonly body: ReactNode;
  readonly run: (password: string) => Promise<Outcome<ServiceView>>;
}

/** What says something of the password, and not of the service. */
const aboutPassword: readonly Failure['code'][] = ['sign-in-failed', 'sign-in-blocked'];

/** Whether it was the password that did not fit: the dialogue says so at its field, and the page has nothing to say. */
export function isAboutPassword(failure: Failure | null): boolean {
  return failure !== null && aboutPassword.includes(failure.code);
}

/**
 * 本人签名: before money or a right leaves, the clerk sees all of it once more and types his own password.
 * `sign` answers what the call answered, or a failure without any refusal where the clerk went back.
 */
export function useSignature(): {
  readonly sign: (signing: Signing) => Promise<Outcome<ServiceView>>;
  readonly dialog: ReactElement | null;
} {
  const [asked, setAsked] = useState<
    (Signing & { readonly end: (outcome: Outcome<ServiceView>) => void }) | null
  >(null);
  return {
    sign: (signing) =>
      new Promise((resolve) => {
        setAsked({
          ...signing,
          end(outcome) {
            setAsked(null);
            resolve(outcome);
          },
        });
      }),
    dialog: asked === null ? null : <SignDialog {...asked} />,
  };
}

function SignDialog(
  props: Signing & { readonly end: (outcome: Outcome<ServiceView>) => void },
): ReactElement {
  const { t, i18n } = useTranslation();
  const id = useId();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function run(): Promise<void> {
    if (busy) return;
    if (password === '') {
      setWrong(t('sign-in.passwordMissing'));
      return;
    }
    setBusy(true);
    const outcome = await props.run(password);
    setBusy(false);
    setPassword('');
    if (outcome.ok || !isAboutPassword(outcome.error)) props.end(outcome);
    else setWrong(failureSentence(i18n, outcome.error));
  }

  return (
    <Dialog
      open
      title={props.title}
      width={600}
      onClose={() => props.end(fail('invalid-input'))}
      submit={{ label: props.submit, busy, run: () => void run() }}
    >
      {props.body}
      <form
        className="signing"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <label htmlFor={id}>{t('signing.password')}</label>
        <input
          id={id}
          className="input"
          type="password"
          autoComplete="off"
          autoFocus
          maxLength={200}
          value={password}
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-error`}
          onChange={(event) => {
            setWrong(null);
            setPassword(event.target.value);
          }}
        />
        <p
          id={`${id}-error`}
          className={wrong === null ? 'soft' : 'field-error'}
          role={wrong === null ? undefined : 'alert'}
        >
          {wrong ?? t('signing.explanation')}
        </p>
      </form>
    </Dialog>
  );
}
