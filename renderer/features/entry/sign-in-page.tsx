import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import { demonstrationCardPin } from '../../../contract/demonstration.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { counter } from '../../counter.ts';
import { refreshCounterStatus, useWasInterrupted } from '../../counter-status.ts';
import { EntryFrame } from './entry-frame.tsx';

/**
 * Signing in. Plain elements and no form library: this page decides how long a clerk waits in the morning. It may be
 * drawn before the status is known; what is typed stays, and the call waits for the backend.
 */
export function SignInPage(props: {
  readonly status: CounterStatus | null;
  /** Where the central office does not accept this window any more. */
  readonly onEnrolAgain: (() => void) | null;
}): ReactElement {
  const { t } = useTranslation();
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const wasInterrupted = useWasInterrupted();
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  useEffect(() => nameField.current?.focus(), []);

  async function signIn(asLoginName: string, withPassword: string): Promise<void> {
    setTried(true);
    setFailure(null);
    if (asLoginName.trim() === '') return nameField.current?.focus();
    if (withPassword === '') return passwordField.current?.focus();
    setBusy(true);
    const outcome = await counter.call('signIn', { loginName: asLoginName, password: withPassword });
    if (outcome.ok) return refreshCounterStatus();
    setPassword('');
    setBusy(false);
    setTried(false);
    setFailure(outcome.error);
    passwordField.current?.focus();
  }

  const nameMissing = tried && loginName.trim() === '';
  const passwordMissing = tried && !busy && password === '' && failure === null;
  return (
    <EntryFrame status={props.status}>
      <form
        className="entry-form"
        noValidate
        onKeyDown={advanceOnEnter}
        onSubmit={(event) => {
          event.preventDefault();
          void signIn(loginName, password);
        }}
      >
        <h1>{t('sign-in.title')}</h1>
        {wasInterrupted && (
          <p className="entry-notice" role="status">
            {t('sign-in.interrupted')}
          </p>
        )}
        {props.onEnrolAgain !== null && (
          <div className="entry-notice">
            <p>{t('enrolment.refused')}</p>
            <button type="button" className="button" onClick={props.onEnrolAgain}>
              {t('enrolment.again')}
            </button>
          </div>
        )}
        {failure !== null && (
          <p className="entry-notice" role="alert">
            {t(`error.${failure.code}`, failure.params)}
          </p>
        )}
        <div className="field">
          <label htmlFor="login-name">{t('sign-in.loginName')}</label>
          <input
            ref={nameField}
            id="login-name"
            className="input"
            autoComplete="off"
            spellCheck={false}
            maxLength={64}
            value={loginName}
            aria-invalid={nameMissing}
            aria-describedby={nameMissing ? 'login-name-error' : undefined}
            onChange={(event) => setLoginName(event.target.value)}
          />
          {nameMissing && (
            <span id="login-name-error" className="field-error">
              {t('sign-in.loginNameMissing')}
            </span>
          )}
        </div>
        <div className="field">
          <label htmlFor="password">{t('sign-in.password')}</label>
          <input
            ref={passwordField}
            id="password"
            className="input"
            type="password"
            autoComplete="off"
            maxLength={200}
            value={password}
            aria-invalid={passwordMissing || failure !== null}
            aria-describedby={passwordMissing ? 'password-error' : undefined}
            onChange={(event) => setPassword(event.target.value)}
          />
          {passwordMissing && (
            <span id="password-error" className="field-error">
              {t('sign-in.passwordMissing')}
            </span>
          )}
        </div>
        <button type="submit" className="button primary" aria-disabled={busy}>
          {busy ? t('sign-in.busy') : t('sign-in.submit')}
        </button>
      </form>
      {props.status?.mode === 'demonstration' && props.status.demonstrationClerks.length > 0 && (
        <section className="demonstration" aria-labelledby="demonstration-title">
          <h2 id="demonstration-title">{t('sign-in.demonstrationTitle')}</h2>
          <ul>
            {props.status.demonstrationClerks.map((clerk) => (
              <li key={clerk.loginName}>
                <button type="button" onClick={() => void signIn(clerk.loginName, clerk.password)}>
                  <span>{clerk.name}</span>
                  <span className="soft">{t(`role.${clerk.role}`)}</span>
                  <span>{clerk.loginName}</span>
                  <span className="soft">{clerk.password}</span>
                </button>
              </li>
            ))}
          </ul>
          <p className="soft">{t('sign-in.demonstrationCardPin', { pin: demonstrationCardPin })}</p>
        </section>
      )}
    </EntryFrame>
  );
}
