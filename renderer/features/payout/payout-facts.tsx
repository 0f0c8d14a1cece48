import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayoutView } from '../../../contract/payout-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';

/** On which ground, with which papers, how much, and what becomes of account and card. */
export function PayoutFacts(props: {
  readonly payout: PayoutView;
  /** Where ground and amount stand beside it already. */
  readonly isOnSheet?: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { payout, isOnSheet = false } = props;
  const { ground, keepsAccount, papers, card, amount, interest } = payout;
  const facts: readonly (readonly [label: string, value: string])[] = [
    ...(isOnSheet ? [] : [['payout.ground', t(`payout.ground-${ground}`)] as const]),
    ['payout.account', t(keepsAccount ? 'payout.keeps' : 'payout.closes')],
    [
      'payout.amountTitle',
      t('payout.amountWithInterest', { amount: formatYuan(amount), interest: formatYuan(interest) }),
    ],
    ...papers.map(({ kind, reference }) => [`payout.paper-${kind}`, reference] as const),
    ...(card === null
      ? []
      : [
          [
            'payout.card',
            t(`payout.cardState-${card.surrender}`, { tail: card.cardNumber.slice(-4) }),
          ] as const,
        ]),
  ];
  return (
    <dl className="payout-facts">
      {facts.map(([label, value], index) => (
        <div key={index}>
          <dt className="soft">{t(label)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
