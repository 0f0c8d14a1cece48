import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../contract/counter-calls.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { yuanInCapitals } from '../../../domain/money/yuan-in-capitals.ts';
import { distributed, isWhole } from '../../../domain/payout/payees.ts';
import type { PayeeShare, PayoutGround } from '../../../domain/records/payout.ts';
import { PersonName } from '../../components/person-name.tsx';
import { shareText } from './payout-form.ts';

/** A payee as he is signed for. */
export interface SignedPayee {
  /** Null: the insured person himself. */
  readonly name: string | null;
  readonly share: PayeeShare;
  readonly bankName: string;
  readonly number: string;
}

/** A payee as he was typed. */
export function signedAsTyped({
  heir,
  share,
  account,
}: CallInput<'acceptPayout'>['payees'][number]): SignedPayee {
  return { name: heir?.name ?? null, share, bankName: account.bankName, number: account.accountNumber };
}

/** Once more before the password: on which ground, how much, to whom, and what ends with it. */
export function SignedPayout(props: {
  readonly ground: PayoutGround;
  readonly name: string;
  readonly amount: number;
  readonly payees: readonly SignedPayee[];
  readonly cardNumber: string | null;
  readonly keepsAccount: boolean;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { amount, payees, name, cardNumber } = props;
  const shares = payees.map(({ share }) => share);
  const amounts = isWhole(shares) ? distributed(amount, shares) : [];
  return (
    <>
      <p className="payout-amount">
        <b>{t('person.yuan', { amount: formatYuan(amount) })}</b>
        {i18n.language === 'zh-CN' && <span>{yuanInCapitals(amount)}</span>}
      </p>
      <p>
        {t(`payout.ground-${props.ground}`)} · {t(props.keepsAccount ? 'payout.keeps' : 'payout.closes')}
        {cardNumber !== null && ` · ${t('payout.cardEnds', { tail: cardNumber.slice(-4) })}`}
      </p>
      {payees.length > 0 && (
        <table className="table payout-signed">
          <thead>
            <tr>
              <th>{t('payout.payee')}</th>
              <th>{t('payout.share')}</th>
              <th>{t('payout.accountNumber')}</th>
              <th className="right">{t('payout.yuan')}</th>
            </tr>
          </thead>
          <tbody>
            {payees.map((payee, index) => (
              <tr key={index}>
                <td className="wrap">
                  <PersonName name={payee.name ?? name} />
                </td>
                <td>{shareText(payee.share)}</td>
                <td className="wrap">
                  {payee.bankName} {payee.number}
                </td>
                <td className="right">{amounts[index] === undefined ? '' : formatYuan(amounts[index])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
