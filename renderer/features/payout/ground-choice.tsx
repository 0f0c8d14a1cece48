import { Radio } from 'antd';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayoutDesk } from '../../../contract/payout-views.ts';
import type { PayoutGround } from '../../../domain/records/payout.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';

/** 支取情形: what each means for account and card; one that is of no use to this person today says why. */
export function GroundChoice(props: {
  readonly grounds: PayoutDesk['grounds'];
  readonly value: PayoutGround;
  readonly onChange: (ground: PayoutGround) => void;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const id = useId();
  return (
    <div className="payout-grounds">
      <h3 id={id} className="visually-hidden">
        {t('payout.ground')}
      </h3>
      <Radio.Group
        aria-labelledby={id}
        name="payout-ground"
        value={props.value}
        onChange={(event: { readonly target: { readonly value?: PayoutGround } }) => {
          if (event.target.value !== undefined) props.onChange(event.target.value);
        }}
      >
        {props.grounds.map(({ ground, keepsAccount, refusals }) => (
          <Radio key={ground} value={ground} disabled={refusals.length > 0}>
            <span className={refusals.length > 0 ? 'payout-ground soft' : 'payout-ground'}>
              {t(`payout.ground-${ground}`)}
              <span className={`tag ${refusals.length > 0 ? '' : keepsAccount ? 'ok' : 'warn'}`}>
                {t(keepsAccount ? 'payout.keeps' : 'payout.closes')}
              </span>
            </span>
            {refusals.map((refusal) => (
              <span key={refusal.code} className="payout-why-not">
                {refusalSentence(i18n, refusal)}
              </span>
            ))}
          </Radio>
        ))}
      </Radio.Group>
    </div>
  );
}
