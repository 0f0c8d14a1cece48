import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { listOf } from '../../components/formatting.ts';
import { PooledTag } from './pooled-tag.tsx';
import { reasonSentence } from './reason-sentence.ts';

/** What somebody is told who asks today: the pooled fund, the balance, and what can still be done. */
export function RightsToday(props: { readonly page: PersonPage }): ReactElement {
  const { t } = useTranslation();
  const { pooled, balance, sealedSince, coveredAgainFrom, lastCoveredMonth } = props.page.contributions.today;
  return (
    <div className="say rights">
      <p>
        <b>{t('rights.pooled')}</b>
        <PooledTag answer={pooled.answer} />
        <span>
          {reasonSentence(t, pooled.reason)}
          {sealedSince !== null && t('rights.sealedSince', { month: sealedSince })}
          {coveredAgainFrom !== null && t('rights.coveredAgainFrom', { month: coveredAgainFrom })}
          {lastCoveredMonth !== null && t('rights.lastCovered', { month: lastCoveredMonth })}
        </span>
      </p>
      <MakeGood page={props.page} />
      <p>
        <b>{t('rights.personal')}</b>
        <span>{reasonSentence(t, balance.reason)}</span>
      </p>
    </div>
  );
}

function MakeGood(props: { readonly page: PersonPage }): ReactElement | null {
  const { t, i18n } = useTranslation();
  const { makeGood } = props.page.contributions.today;
  if (makeGood.answer === 'nothing-open') return null;
  return (
    <p>
      <b>{t('rights.makeGood')}</b>
      <span>{sentence()}</span>
    </p>
  );

  function sentence(): string {
    switch (makeGood.answer) {
      case 'nothing-open':
        return '';
      case 'undecided':
        return reasonSentence(t, makeGood.reason);
      case 'too-late':
        return t('rights.tooLate', { until: makeGood.until });
      case 'possible': {
        const due = [...makeGood.months, ...(makeGood.dueNow === null ? [] : [makeGood.dueNow])];
        const months = listOf(i18n.language, due);
        return makeGood.until === null
          ? t('rights.possible', { months })
          : t('rights.possibleUntil', { months, until: makeGood.until });
      }
      default:
        return makeGood satisfies never;
    }
  }
}
