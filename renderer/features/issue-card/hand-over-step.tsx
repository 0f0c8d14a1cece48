import { Checkbox, type CheckboxRef } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/counter-views.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { PrimaryAction } from './service-layout.tsx';

/** Receipt printed, signed, card in the right hand: from then on it is his valid card. */
export function HandOverStep(props: {
  readonly service: ServiceView;
  readonly onPrimary: (action: PrimaryAction | null) => void;
}): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { service, onPrimary } = props;
  const { serviceNumber } = service;
  const [signed, setSigned] = useState(false);
  const box = useRef<CheckboxRef>(null);
  const handOver = useCommand('handOverCard');

  const run = useEffectEvent(() => {
    void handOver.run({ serviceNumber, receiptSigned: signed }).then((outcome) => {
      if (!outcome.ok) box.current?.focus();
    });
  });
  const label = t('hand-over.submit');
  const { busy } = handOver;
  useEffect(() => {
    onPrimary({ label, busy, run: () => run() });
    return () => onPrimary(null);
  }, [onPrimary, label, busy]);
  useEffect(() => box.current?.focus(), []);

  return (
    <>
      <ol className="hand-over">
        <li>
          <span>{t('hand-over.print')}</span>
          <button
            type="button"
            className="link"
            onClick={() =>
              void navigate({ to: '/services/$serviceNumber/receipt', params: { serviceNumber } })
            }
          >
            {t('keys.receipt')} <kbd>F4</kbd>
          </button>
          <span className="soft">{t('hand-over.prints', { count: service.receiptPrints })}</span>
        </li>
        <li>
          <Checkbox ref={box} checked={signed} onChange={(event) => setSigned(event.target.checked)}>
            {t('hand-over.signed')}
          </Checkbox>
        </li>
      </ol>
      <FailureNotice failure={handOver.failure} fate="not-saved" />
    </>
  );
}
