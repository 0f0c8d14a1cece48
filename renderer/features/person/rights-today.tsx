import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { PooledTag } from './pooled-tag.tsx';
import { reasonSentence } from './reason-sentence.ts';
import { makeGoodSentence, pooledSentence } from './rights-sentences.ts';

/** What somebody is told who asks today: the pooled fund, the balance, and what can still be done. */
export function RightsToday(props: { readonly page: PersonPage; readonly slip?: ReactNode }): ReactElement {
  const { t, i18n } = useTranslation();
  const { today } = props.page.contributions;
  const makeGood = makeGoodSentence(t, i18n.language, today);
  return (
    <div className="say rights">
      <p>
        <b>{t('rights.pooled')}</b>
        <PooledTag answer={today.pooled.answer} />
        <span>{pooledSentence(t, today)}</span>
        {props.slip}
      </p>
      {makeGood !== null && (
        <p>
          <b>{t('rights.makeGood')}</b>
          <span>{makeGood}</span>
        </p>
      )}
      <p>
        <b>{t('rights.personal')}</b>
        <span>{reasonSentence(t, today.balance.reason)}</span>
      </p>
    </div>
  );
}
