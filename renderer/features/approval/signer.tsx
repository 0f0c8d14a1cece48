import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Signer } from '../../../contract/approval-calls.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { failureSentence, refusalSentence } from '../../components/refusal-sentence.ts';
import { Field } from '../../components/field.tsx';

/** What is refused to a clerk as who he is: said where a second one has typed his name. */
const aboutSigner: ReadonlySet<string> = new Set([
  'approval-by-enterer',
  'approval-above-limit',
  'approval-other-office',
  'clerk-unknown',
  'clerk-inactive',
  'clerk-other-office',
]);

interface SignerState {
  readonly loginName: string;
  readonly password: string;
  /** Sentences at the fields. */
  readonly nameError: string | null;
  readonly passwordError: string | null;
}

const nobody: SignerState = { loginName: '', password: '', nameError: null, passwordError: null };

export interface SignerForm extends SignerState {
  readonly asksName: boolean;
  /** Of the elements, under which their labels and sentences know them. */
  readonly nameId: string;
  readonly passwordId: string;
  readonly change: (changed: Partial<SignerState>) => void;
  /** Who signs; null where something is missing, which its field says then. */
  readonly read: () => Signer | null;
  /** Puts what is said of the signer at his fields; returns what is left to be told beside them. */
  readonly place: (failure: Failure) => Failure | null;
}

/**
 * The signature under a decision: a clerk's own password, with his name where he sits at another's desk. The password
 * stays in the field no longer than the attempt.
 */
export function useSigner(asksName: boolean): SignerForm {
  const { t, i18n } = useTranslation();
  const [state, setState] = useState(nobody);
  const id = useId();
  const nameId = `${id}-name`;
  const passwordId = `${id}-password`;
  const change = (changed: Partial<SignerState>) => setState((before) => ({ ...before, ...changed }));
  return {
    ...state,
    asksName,
    nameId,
    passwordId,
    change,
    read() {
      const loginName = asksName ? state.loginName.trim() : null;
      const nameError = loginName === '' ? t('sign-in.loginNameMissing') : null;
      const passwordError = state.password === '' ? t('sign-in.passwordMissing') : null;
      change({ nameError, passwordError });
      if (nameError !== null) focus(nameId);
      else if (passwordError !== null) focus(passwordId);
      return nameError === null && passwordError === null ? { loginName, password: state.password } : null;
    },
    place(failure) {
      const isPassword = failure.code === 'sign-in-failed' || failure.code === 'sign-in-blocked';
      const own = failure.code === 'sign-in-failed' && !asksName;
      const ofName = asksName ? failure.refusals.filter(({ code }) => aboutSigner.has(code)) : [];
      change({
        password: '',
        nameError: ofName.length === 0 ? null : ofName.map((one) => refusalSentence(i18n, one)).join(' '),
        passwordError: !isPassword
          ? null
          : own
            ? t('signature.wrong', failure.params)
            : failureSentence(i18n, failure),
      });
      focus(ofName.length > 0 ? nameId : passwordId);
      if (isPassword) return null;
      const refusals = failure.refusals.filter((one) => !ofName.includes(one));
      return failure.code === 'refused' && refusals.length === 0 ? null : { ...failure, refusals };
    },
  };
}

function focus(id: string): void {
  document.getElementById(id)?.focus();
}

/** The fields of a signature, in the grid of a form. */
export function SignerFields(props: { readonly signer: SignerForm }): ReactElement {
  const { t } = useTranslation();
  const { signer } = props;
  const { nameId, passwordId, nameError, passwordError } = signer;
  return (
    <>
      {signer.asksName && (
        <Field id={nameId} label={t('signature.loginName')} error={nameError ?? undefined}>
          <input
            id={nameId}
            className="input"
            autoComplete="off"
            spellCheck={false}
            maxLength={64}
            value={signer.loginName}
            aria-invalid={nameError !== null}
            aria-describedby={`${nameId}-error`}
            onChange={(event) => signer.change({ loginName: event.target.value, nameError: null })}
          />
        </Field>
      )}
      <Field
        id={passwordId}
        label={t(signer.asksName ? 'signature.password' : 'signature.ownPassword')}
        error={passwordError ?? undefined}
      >
        <input
          id={passwordId}
          className="input"
          type="password"
          autoComplete="off"
          maxLength={200}
          value={signer.password}
          aria-invalid={passwordError !== null}
          aria-describedby={`${passwordId}-error`}
          onChange={(event) => signer.change({ password: event.target.value, passwordError: null })}
        />
      </Field>
    </>
  );
}
