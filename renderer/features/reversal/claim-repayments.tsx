import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import type { ReversalDetails } from '../../../domain/records/service-details.ts';
import { openOf, repaidOf } from '../../../domain/reversal/standing-claim.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { RepaymentDialog } from './repayment-dialog.tsx';
import './claim-repayments.css';

/** 追回 on its service's page: what is claimed, what has come back and what is still owed; F7 records what has come in. */
export function ClaimRepayments(props: {
  readonly service: ServiceView;
  readonly details: ReversalDetails;
}): ReactElement {
  const { t } = useTranslation();
  const [recording, setRecording] = useState(false);
  const { service, details } = props;
  const open = openOf(details);
  const canRecord = open > 0 && service.closedAt === null && service.stands;
  useFunctionKey('F7', t('repayment.record'), canRecord ? () => setRecording(true) : null);
  const repayments = details.claim?.repayments ?? [];
  const figures = [
    ['repayment.claimed', details.amount],
    ['repayment.repaid', repaidOf(details)],
    ['repayment.open', open],
  ] as const;
  return (
    <section className="card claim-repayments" aria-label={t('repayment.title')}>
      <h3>{t('repayment.title')}</h3>
      <dl className="claim-figures">
        {figures.map(([label, amount]) => (
          <div key={label}>
            <dt className="soft">{t(label)}</dt>
            <dd>{t('receipt.yuan', { amount: formatYuan(amount) })}</dd>
          </div>
        ))}
      </dl>
      {repayments.length > 0 && (
        <table className="table" aria-label={t('repayment.list')}>
          <thead>
            <tr>
              <th>{t('repayment.receivedOn')}</th>
              <th>{t('repayment.payerName')}</th>
              <th>{t('repayment.bankReference')}</th>
              <th className="right">{t('repayment.amount')}</th>
              <th>{t('reversal.column')}</th>
            </tr>
          </thead>
          <tbody>
            {repayments.map(({ bankReference, payerName, amount, receivedOn, groupId }) => (
              <tr key={bankReference}>
                <td>{receivedOn}</td>
                <td className="wrap">{payerName}</td>
                <td className="wrap">{bankReference}</td>
                <td className="right">{formatYuan(amount)}</td>
                <td>
                  <Link
                    to="/persons/$personId/reversal/$groupId"
                    params={{ personId: service.personId, groupId }}
                    aria-label={t('repayment.correctOf', { reference: bankReference })}
                  >
                    {t('repayment.correct')}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {canRecord && (
        <p className="claim-record">
          <button type="button" className="button" onClick={() => setRecording(true)}>
            <kbd>F7</kbd>
            {t('repayment.record')}
          </button>
        </p>
      )}
      {recording && (
        <RepaymentDialog
          serviceNumber={service.serviceNumber}
          open={open}
          onClose={() => setRecording(false)}
        />
      )}
    </section>
  );
}
