import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayoutReckoning } from '../../../contract/payout-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { yuanInCapitals } from '../../../domain/money/yuan-in-capitals.ts';

/** What is paid, in figures and capitals, and every entry of which it consists. */
export function ReckoningPanel(props: { readonly reckoning: PayoutReckoning | null }): ReactElement {
  const { t, i18n } = useTranslation();
  const { reckoning } = props;
  if (reckoning === null) {
    return (
      <>
        <h2>{t('payout.amountTitle')}</h2>
        <p className="empty">{t('payout.notReckoned')}</p>
      </>
    );
  }
  const { entries, balance, interest, amount } = reckoning;
  return (
    <>
      <h2>
        {t('payout.amountTitle')}
        <small>{t('payout.personalPartOnly')}</small>
      </h2>
      <section className="payout-reckoning" aria-label={t('payout.amountTitle')}>
        <p className="payout-amount">
          <b>{t('person.yuan', { amount: formatYuan(amount) })}</b>
          {i18n.language === 'zh-CN' && <span>{yuanInCapitals(amount)}</span>}
        </p>
        <p className="soft">
          {t('payout.balanceAndInterest', {
            balance: formatYuan(balance),
            interest: formatYuan(interest),
          })}
        </p>
        <div className="payout-entries" role="region" aria-label={t('payout.entries')} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th>{t('payout.postedOn')}</th>
                <th>{t('payout.entry')}</th>
                <th className="right">{t('payout.yuan')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.entryId}>
                  <td>{entry.postedOn}</td>
                  <td className="wrap">
                    {t(`entry-kind.${entry.kind}`)} <span className="soft">{entry.institution}</span>
                  </td>
                  <td className="right">{formatYuan(entry.amount)}</td>
                </tr>
              ))}
              <tr>
                <td>{t('payout.today')}</td>
                <td>{t('payout.interestNow')}</td>
                <td className="right">{formatYuan(interest)}</td>
              </tr>
            </tbody>
          </table>
        </div>
        <p className="payout-sum">
          <span>{t('payout.sum')}</span> <span>{formatYuan(amount)}</span>
        </p>
      </section>
    </>
  );
}
