import { useEffectEvent, useLayoutEffect, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Confirmation } from '../../../contract/service-views.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { PersonName } from '../../components/person-name.tsx';
import { ConfirmationTag } from '../../components/tags.tsx';
import { useKnownCounterStatus } from '../../counter-status.ts';

export interface PrimaryAction {
  readonly label: string;
  readonly busy: boolean;
  readonly run: () => void;
}

/**
 * Gives the frame the one thing that a step does, while the step is there. Before the page is drawn: beside this step
 * neither the button nor its key is ever that of the step before.
 */
export function usePrimaryAction(
  onPrimary: (action: PrimaryAction | null) => void,
  { label, busy, run }: PrimaryAction,
): void {
  const latest = useEffectEvent(run);
  useLayoutEffect(() => {
    onPrimary({ label, busy, run: () => latest() });
    return () => onPrimary(null);
  }, [onPrimary, label, busy]);
}

const primaryButton = 'primary-action';

/** Puts the cursor on the one button that goes on. */
export function focusPrimary(): void {
  document.getElementById(primaryButton)?.focus();
}

interface ServiceLayoutProps {
  /** What is done here, in the words of the person's page. */
  readonly title: string;
  readonly personName: string;
  readonly maskedNumber: string;
  readonly serviceNumber: string | null;
  /** Null while nothing has been accepted yet. */
  readonly confirmation: Confirmation | null;
  readonly steps: ReactNode;
  readonly panel: ReactNode;
  /** The one thing to do now, or null where nothing is left. */
  readonly primary: PrimaryAction | null;
  readonly moreButtons?: ReactNode;
  readonly onSuspend: (() => void) | null;
  readonly onBack: () => void;
}

/** The frame that every service has: who and which number above, the steps, what must be compared at the right. */
export function ServiceLayout(props: ServiceLayoutProps): ReactElement {
  const { t } = useTranslation();
  const { connection } = useKnownCounterStatus();
  const { primary, onSuspend } = props;
  useFunctionKey('F10', primary?.label ?? '', primary === null || primary.busy ? null : () => primary.run());
  useFunctionKey('F8', t('keys.suspend'), onSuspend);
  useFunctionKey('Escape', t('keys.back'), props.onBack);
  const provisional =
    connection.state !== 'online' && (props.confirmation === null || props.confirmation === 'waiting');
  return (
    <div className="service">
      <header className="card service-header">
        <h1>{props.title}</h1>
        <span className="service-person">
          <PersonName name={props.personName} /> <span className="soft">{props.maskedNumber}</span>
        </span>
        <span className="service-standing">
          {provisional ? (
            <span className="tag warn">
              <span aria-hidden="true">▲</span>
              {t('issue-card.provisional')}
            </span>
          ) : (
            props.confirmation !== null && <ConfirmationTag confirmation={props.confirmation} />
          )}
          {props.serviceNumber !== null && (
            <span className="soft">{t('issue-card.serviceNumber', { number: props.serviceNumber })}</span>
          )}
        </span>
      </header>
      <div className="service-main">
        <div className="service-scroll">{props.steps}</div>
        <div className="service-buttons">
          {onSuspend !== null && (
            <button type="button" className="button" onClick={onSuspend}>
              <kbd>F8</kbd>
              {t('keys.suspend')}
            </button>
          )}
          <button type="button" className="button" onClick={props.onBack}>
            <kbd>Esc</kbd>
            {t('keys.back')}
          </button>
          {props.moreButtons}
          {primary !== null && <PrimaryButton action={primary} />}
        </div>
      </div>
      <aside className="card service-panel">{props.panel}</aside>
    </div>
  );
}

/** The one button that goes on; F10 does the same. */
export function PrimaryButton(props: { readonly action: PrimaryAction }): ReactElement {
  const { label, busy, run } = props.action;
  return (
    <button
      id={primaryButton}
      type="button"
      className="button primary"
      aria-disabled={busy}
      onClick={() => {
        if (!busy) run();
      }}
    >
      {label}
      <kbd>F10</kbd>
    </button>
  );
}
