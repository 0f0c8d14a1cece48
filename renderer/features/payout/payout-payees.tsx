import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayeeView } from '../../../contract/payout-parts.ts';
import type { PayoutView } from '../../../contract/payout-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { distributed, isWhole } from '../../../domain/payout/payees.ts';
import { PersonName } from '../../components/person-name.tsx';
import { shareText } from './payout-form.ts';

const tone = { ordered: 'warn', sent: 'warn', paid: 'ok', returned: 'bad', cancelled: '' } as const;

/** Who is paid, where, how much, and what the bank says of each; what was asked instead of what it returned below. */
export function PayoutPayees({ payout }: { readonly payout: PayoutView }): ReactElement | null {
  const { t } = useTranslation();
  const { payees, correction, service, amount } = payout;
  if (payees.length === 0) return <p className="soft">{t('payout.nobodyToPay')}</p>;
  const shares = sharesOf(payees, amount);
  const corrected = sharesOf(
    correction?.payees ?? [],
    correction === null ? 0 : (payees[correction.returned]?.amount ?? 0),
  );
  const row = (payee: PayeeView, key: string, share: number | undefined) => (
    <tr key={key}>
      <td className="wrap">
        <PersonName name={payee.heir?.name ?? service.personName} />
        {payee.heir !== null && (
          <>
            {' '}
            <span className="soft">
              {t(`payout.heir-${payee.heir.relation}`)} {payee.heir.maskedNumber}
            </span>
          </>
        )}
      </td>
      <td>{shareText(payee.share)}</td>
      <td className="wrap">
        {payee.account.bankName}
        <br />
        <span className="payout-number">{payee.account.maskedNumber}</span>
      </td>
      <td className="right">{share === undefined ? '—' : formatYuan(share)}</td>
      <td className="wrap">
        <PaymentStanding payee={payee} personId={service.personId} />
      </td>
    </tr>
  );
  return (
    // Where nothing else on the page takes the keyboard's focus, this does: the page scrolls with it.
    <div className="payout-payees" role="region" aria-label={t('payout.payees')} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th>{t('payout.payee')}</th>
            <th>{t('payout.share')}</th>
            <th>{t('payout.toAccount')}</th>
            <th className="right">{t('payout.yuan')}</th>
            <th>{t('payout.standing')}</th>
          </tr>
        </thead>
        <tbody>
          {payees.map((payee, index) => row(payee, `payee-${String(index)}`, payee.amount ?? shares[index]))}
          {correction !== null && (
            <tr>
              <th colSpan={5}>{t('payout.correctedTo', { number: correction.returned + 1 })}</th>
            </tr>
          )}
          {correction?.payees.map((payee, index) =>
            row(payee, `correction-${String(index)}`, corrected[index]),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** What each would get if it were approved as it stands, fen. */
function sharesOf(payees: readonly PayeeView[], amount: number): readonly number[] {
  const shares = payees.map(({ share }) => share);
  return isWhole(shares) ? distributed(amount, shares) : [];
}

function PaymentStanding({
  payee,
  personId,
}: {
  readonly payee: PayeeView;
  readonly personId: string;
}): ReactElement | null {
  const { t } = useTranslation();
  const { payment, replaced } = payee;
  if (payment === null) return <span className="soft">{t('payout.payment-none')}</span>;
  return (
    <>
      <span className={`tag ${replaced ? '' : tone[payment.state]}`}>
        {t(replaced ? 'payout.payment-replaced' : `payout.payment-${payment.state}`)}
      </span>
      {payment.groupId !== null && (
        <Link
          className="payee-claim"
          to="/persons/$personId/reversal/$groupId"
          params={{ personId, groupId: payment.groupId }}
          aria-label={t('payout.claimOf', { name: payee.account.accountName })}
        >
          {t('payout.claim')}
        </Link>
      )}
      {payment.reasonText !== null && <div className="soft">{payment.reasonText}</div>}
    </>
  );
}
