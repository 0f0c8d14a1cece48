import { useEffect, useEffectEvent, useLayoutEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PinPadRequest } from '../../../contract/window-bridge.ts';
import type { Failure, Outcome } from '../../../contract/envelope.ts';
import { PersonName } from '../../components/person-name.tsx';
import { isResultUnknown } from '../../counter-client.ts';
import { counter } from '../../counter.ts';
import { shell } from '../../window-bridge.ts';
import { BothLanguages } from './both-languages.tsx';
import { enterAtPad, type PadCall } from './enter-at-pad.ts';
import {
  digitsOf,
  emptyEntry,
  enterPin,
  pinLength,
  pressPinKey,
  type PinEntry,
  type PinKey,
} from './pin-entry.ts';

const pad = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'clear', '0', 'erase'] as const;

/**
 * The person's own pad. Dots only; the digits live in this page's memory from the first key to the sealing, and leave it
 * sealed for the central office alone: neither the backend nor the counter's window ever sees them.
 */
export function PinPadPage(props: { readonly request: PinPadRequest | null }): ReactElement {
  const { t } = useTranslation();
  const [request, setRequest] = useState(props.request);
  const [entry, setEntry] = useState<PinEntry>(emptyEntry);
  const [busy, setBusy] = useState(false);
  const [accepted, setAccepted] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const prompts = promptsOf(request);
  const suffix = request !== null && 'service' in request ? `-${request.service}` : '';

  useEffect(
    () =>
      shell.onShellEvent((event) => {
        if (event.event !== 'pin-pad-turned') return;
        setRequest(event.pinPad);
        setEntry(emptyEntry);
        setFailure(null);
        setAccepted(false);
      }),
    [],
  );
  // Whatever was entered goes with the page.
  useEffect(() => () => setEntry(emptyEntry), []);

  function press(key: PinKey): void {
    if (busy || accepted) return;
    setFailure(null);
    setEntry(pressPinKey(entry, key));
  }

  async function enter(): Promise<void> {
    if (busy || accepted || request === null) return;
    const next = enterPin(entry, prompts.length);
    if (!('send' in next)) {
      setEntry(next);
      return;
    }
    setBusy(true);
    setEntry(emptyEntry);
    const outcome = await send(request, next.send);
    setBusy(false);
    if (outcome.ok) {
      setAccepted(true);
      setTimeout(() => void shell.closePinPad({}), 1_500);
    } else setFailure(outcome.error);
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // The digit's place on the keyboard counts: an input method that is on must not swallow it.
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1] ?? /^\d$/.exec(event.key)?.[0];
    if (digit !== undefined) press({ kind: 'digit', digit });
    else if (event.key === 'Backspace') press({ kind: 'erase' });
    else if (event.key === 'Delete') press({ kind: 'clear' });
    else if (event.key === 'Enter' || event.code === 'NumpadEnter') void enter();
    else if (event.key === 'Escape') void shell.closePinPad({});
    else return;
    event.preventDefault();
  });
  // Before the pad is drawn: who sees it may type.
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  const digits = digitsOf(entry);
  const isLast = entry.typed.length === prompts.length;
  return (
    <main className="pad">
      <header>
        <h1>
          <BothLanguages text={`pin-pad.title${suffix}`} />
        </h1>
        {request !== null && (
          <p>
            <PersonName name={request.personName} />
          </p>
        )}
      </header>
      <p className="pad-prompt" role="status">
        <BothLanguages
          text={
            accepted
              ? `pin-pad.accepted${suffix}`
              : busy
                ? 'pin-pad.sending'
                : `pin-pad.${prompts[entry.typed.length - 1] ?? 'again'}`
          }
        />
      </p>
      <div
        className={`pad-dots${accepted ? ' accepted' : ''}`}
        aria-label={t('pin-pad.entered', { count: digits.length })}
        role="img"
      >
        {Array.from({ length: pinLength }, (_, index) => (
          <span key={index} className={accepted || index < digits.length ? 'full' : ''} />
        ))}
      </div>
      <div className="pad-message" role="alert">
        {failure === null ? null : <Sentences failure={failure} />}
      </div>
      <div className="pad-keys">
        {pad.map((key) => (
          <button
            key={key}
            type="button"
            tabIndex={-1}
            disabled={busy || accepted}
            aria-label={key === 'clear' || key === 'erase' ? t(`pin-pad.${key}`) : key}
            onClick={() =>
              press(key === 'clear' || key === 'erase' ? { kind: key } : { kind: 'digit', digit: key })
            }
          >
            {key === 'clear' ? t('pin-pad.clear') : key === 'erase' ? '⌫' : key}
          </button>
        ))}
      </div>
      <button
        type="button"
        tabIndex={-1}
        className="pad-enter"
        disabled={busy || accepted || digits.length < pinLength}
        onClick={() => void enter()}
      >
        <BothLanguages text={isLast ? 'pin-pad.confirm' : 'pin-pad.next'} inline />
      </button>
    </main>
  );
}

/** What is asked for, one entry after the other. */
function promptsOf(request: PinPadRequest | null): readonly ('old' | 'new' | 'first' | 'again')[] {
  if (request === null || !('service' in request)) return ['first', 'again'];
  return request.service === 'change-card-pin' ? ['old', 'new', 'again'] : ['new', 'again'];
}

/** Sends what was typed over the pad's own port, sealed. */
function send(request: PinPadRequest, typed: readonly string[]): Promise<Outcome<Record<string, never>>> {
  const [first = '', second = ''] = typed.slice(-2);
  const call: PadCall = (name, input) => counter.call(name, input);
  if (!('service' in request)) {
    return enterAtPad(call, { serviceNumber: request.serviceNumber }, first, second);
  }
  const old = request.service === 'change-card-pin' ? (typed[0] ?? '') : null;
  return enterAtPad(call, { personId: request.personId, old }, first, second);
}

/** What the person can do nothing about: it is the clerk who must know. */
const faultsOfMachine: readonly Failure['code'][] = ['storage-full', 'storage-failed', 'internal-error'];

/** Why the password was not taken, in both languages: it stands before the person and not before the clerk. */
function Sentences(props: { readonly failure: Failure }): ReactElement {
  const { failure } = props;
  if (failure.problems.length > 0) {
    return (
      <>
        {failure.problems.map((problem) => (
          <BothLanguages key={problem.code} text={`input.${problem.code}`} params={problem.params} />
        ))}
      </>
    );
  }
  if (failure.refusals.length > 0) {
    return (
      <>
        {failure.refusals.map((refusal) => (
          <BothLanguages key={refusal.code} text={`refusal.${refusal.code}`} params={refusal.params} />
        ))}
      </>
    );
  }
  if (faultsOfMachine.includes(failure.code)) {
    return (
      <>
        <BothLanguages text={isResultUnknown(failure) ? 'pin-pad.unknown' : 'pin-pad.failed'} />
        <BothLanguages text={`pin-pad.cause-${failure.code}`} />
      </>
    );
  }
  return <BothLanguages text={`error.${failure.code}`} params={failure.params} />;
}
