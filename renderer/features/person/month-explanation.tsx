import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonthExplained } from '../../../contract/contribution-views.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { PooledTag } from './pooled-tag.tsx';
import { reasonSentence } from './reason-sentence.ts';

/** Why one month is what it is: two answers, each with its reason and its basis. */
export function MonthExplanation(props: {
  readonly personId: string;
  readonly month: string;
  readonly slip: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const { personId, month } = props;
  const query = useCounterQuery('getMonthRights', { personId, month });
  return (
    // Whoever marks its text with the mouse stays in it: it goes when the strip is left.
    <div className="say rights" aria-live="polite" tabIndex={-1}>
      <Answer query={query} rows={2}>
        {({ explained }) =>
          explained === null ? (
            <p>
              <b>{month}</b>
              <span>{t('rights.nothingRecorded')}</span>
            </p>
          ) : (
            <Explained month={month} explained={explained} slip={props.slip} />
          )
        }
      </Answer>
    </div>
  );
}

function Explained(props: {
  readonly month: string;
  readonly explained: NonNullable<MonthExplained['explained']>;
  readonly slip: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const { month, explained } = props;
  const { status, pooled, personal } = explained;
  return (
    <>
      <p>
        <b>{month}</b>
        <span>{t(`month.${status}`)}</span>
        {props.slip}
      </p>
      <p>
        <b>{t('rights.pooled')}</b>
        <PooledTag answer={pooled.answer} />
        <span>{reasonSentence(t, pooled.reason)}</span>
      </p>
      <p>
        <b>{t('rights.personal')}</b>
        <span>{reasonSentence(t, personal.reason)}</span>
      </p>
      <details>
        <summary>{t('failure.basis')}</summary>
        {[...new Set([pooled.reason.basis, personal.reason.basis])].map((basis) => (
          <p key={basis}>{t(`basis.${basis}`)}</p>
        ))}
      </details>
    </>
  );
}
