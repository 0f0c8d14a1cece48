import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { counter } from '../../counter.ts';
import { shell } from '../../window-bridge.ts';
import { usePrimaryAction, type PrimaryAction } from './service-layout.tsx';

/** The person enters the password on the pad's own window; here is seen only that it was accepted. */
export function PinStep(props: {
  readonly service: ServiceView;
  readonly onPrimary: (action: PrimaryAction | null) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { service, onPrimary } = props;
  const { serviceNumber, personName } = service;
  const [waiting, setWaiting] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(
    () =>
      shell.onShellEvent((event) => {
        if (event.event !== 'pin-pad-closed' || !('serviceNumber' in event.pinPad)) return;
        if (event.pinPad.serviceNumber === serviceNumber) setWaiting(false);
      }),
    [serviceNumber],
  );
  // Whoever leaves this step takes the pad with him; a pad that has just said "accepted" closes itself.
  useEffect(() => {
    let accepted = false;
    const unsubscribe = counter.subscribe((event) => {
      if (event.event === 'pin-accepted' && event.serviceNumber === serviceNumber) accepted = true;
    });
    return () => {
      unsubscribe();
      if (!accepted) void shell.closePinPad({});
    };
  }, [serviceNumber]);

  async function open(): Promise<void> {
    setFailure(null);
    setWaiting(true);
    const outcome = await shell.openPinPad({ serviceNumber, personName });
    if (outcome.ok) return;
    setWaiting(false);
    setFailure(outcome.error);
  }
  const label = t(waiting ? 'pin.openAgain' : 'pin.open');
  usePrimaryAction(onPrimary, { label, busy: false, run: () => void open() });

  return (
    <>
      <p className="pin-state" role="status">
        <span className="pin-dots" aria-hidden="true">
          {'○○○○○○'}
        </span>
        {t(waiting ? 'pin.waiting' : 'pin.invite')}
      </p>
      <ul className="pin-rules soft">
        {(['six', 'weak', 'private'] as const).map((rule) => (
          <li key={rule}>{t(`pin.rule-${rule}`)}</li>
        ))}
      </ul>
      <FailureNotice failure={failure} fate="not-saved" />
    </>
  );
}
