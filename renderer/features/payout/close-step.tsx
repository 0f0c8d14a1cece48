import { Checkbox } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayoutView } from '../../../contract/payout-views.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { usePrimaryAction, type PrimaryAction } from '../issue-card/service-layout.tsx';

/** 办结: everybody is paid; the card that was taken in is destroyed, and that is recorded. */
export function CloseStep(props: {
  readonly payout: PayoutView;
  readonly onPrimary: (action: PrimaryAction | null) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { card, service } = props.payout;
  const close = useCommand('closePayout');
  const [cardDestroyed, setDestroyed] = useState(false);
  const [missing, setMissing] = useState(false);
  const isTakenIn = card?.surrender === 'taken-in';
  const { serviceNumber } = service;

  function run(): void {
    const lacks = isTakenIn && !cardDestroyed;
    setMissing(lacks);
    if (!lacks) void close.run({ serviceNumber, cardDestroyed });
  }

  usePrimaryAction(props.onPrimary, { label: t('payout.close'), busy: close.busy, run });
  return (
    <>
      {isTakenIn && (
        <p className="payout-mend">
          <Checkbox
            autoFocus
            checked={cardDestroyed}
            onChange={(event) => {
              setMissing(false);
              setDestroyed(event.target.checked);
            }}
          >
            {t('payout.destroyed', { tail: card.cardNumber.slice(-4) })}
          </Checkbox>
          {missing && (
            <span className="field-error" role="alert">
              {t('refusal.payout-card-not-destroyed')}
            </span>
          )}
        </p>
      )}
      <FailureNotice failure={close.failure} fate="not-saved" />
    </>
  );
}
