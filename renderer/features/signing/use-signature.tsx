import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fail, type Failure, type Outcome } from '../../../contract/envelope.ts';
import type { ServiceView } from '../../../contract/service-views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { SignerFields, useSigner } from '../approval/signer.tsx';
import '../approval/approval.css';
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
  const { t } = useTranslation();
  const signer = useSigner(false);
  const { passwordId } = signer;
  const [busy, setBusy] = useState(false);
  useEffect(() => document.getElementById(passwordId)?.focus(), [passwordId]);

  async function run(): Promise<void> {
    const who = busy ? null : signer.read();
    if (who === null) return;
    setBusy(true);
    const outcome = await props.run(who.password);
    setBusy(false);
    // Of a password that does not fit the field says so, and it is typed again; everything else is the page's to say.
    if (outcome.ok || signer.place(outcome.error) !== null) props.end(outcome);
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
        className="form-grid one-column signing"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <SignerFields signer={signer} />
        <input type="submit" hidden />
      </form>
      <p className="soft">{t('signing.explanation')}</p>
    </Dialog>
  );
}
