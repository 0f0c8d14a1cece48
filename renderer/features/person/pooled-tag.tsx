import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContributionsView } from '../../../contract/contribution-views.ts';

type PooledEntitlement = ContributionsView['today']['pooled']['answer'];

const tones: Readonly<Record<PooledEntitlement, 'ok' | 'warn' | 'bad'>> = {
  covered: 'ok',
  'covered-retroactively': 'ok',
  'retired-benefits': 'ok',
  'waiting-period': 'warn',
  'not-covered': 'bad',
  undecided: 'warn',
};

/** Whether the pooled fund pays in a month, in a word and a colour. */
export function PooledTag(props: { readonly answer: PooledEntitlement }): ReactElement {
  const { t } = useTranslation();
  return <span className={`tag ${tones[props.answer]}`}>{t(`rights.pooled-${props.answer}`)}</span>;
}
