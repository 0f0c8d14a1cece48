import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClerkView } from '../../../contract/counter-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { counter } from '../../counter.ts';
import { refreshCounterStatus } from '../../counter-status.ts';

/** Covers everything until the same clerk is back; another one signs in anew, and the form waits for its owner. */
export function LockScreen(props: { readonly clerk: ClerkView }): ReactElement {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const cover = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);

  // A modal dialogue of the platform: everything below it, open dialogues with their focus too, is out of reach.
  useEffect(() => {
    const before = document.activeElement;
    cover.current?.showModal();
    field.current?.focus();
    // The clerk goes on where he was.
    return () => {
      if (before instanceof HTMLElement) requestAnimationFrame(() => before.focus());
    };
  }, []);

  async function unlock(): Promise<void> {
    if (password === '' || busy) return;
    setBusy(true);
    const outcome = await counter.call('unlockScreen', { password });
    setPassword('');
    setBusy(false);
    if (outcome.ok) return refreshCounterStatus();
    setFailure(outcome.error);
    field.current?.focus();
  }

  return (
    <dialog
      ref={cover}
      className="lock"
      aria-labelledby="lock-title"
      onCancel={(event) => event.preventDefault()}
      // Chromium lets a second Escape through a refused cancel.
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.preventDefault();
      }}
    >
      <form
        className="lock-card"
        onSubmit={(event) => {
          event.preventDefault();
          void unlock();
        }}
      >
        <h1 id="lock-title">{t('lock.title')}</h1>
        <p className="soft">{t('lock.kept', { name: props.clerk.name })}</p>
        <label htmlFor="unlock-password">{t('lock.password', { loginName: props.clerk.loginName })}</label>
        <input
          ref={field}
          id="unlock-password"
          className="input"
          type="password"
          autoComplete="off"
          maxLength={200}
          value={password}
          aria-invalid={failure !== null}
          aria-describedby={failure === null ? undefined : 'unlock-error'}
          onChange={(event) => setPassword(event.target.value)}
        />
        {failure !== null && (
          <p id="unlock-error" className="field-error" role="alert">
            {t(`error.${failure.code}`, failure.params)}
          </p>
        )}
        <div className="lock-buttons">
          <button
            type="button"
            className="button"
            onClick={() => void counter.call('signOut', {}).then(() => refreshCounterStatus())}
          >
            {t('lock.otherClerk')}
          </button>
          <button type="submit" className="button primary" aria-disabled={busy}>
            {t('lock.unlock')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
