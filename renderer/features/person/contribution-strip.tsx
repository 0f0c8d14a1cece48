import { Fragment, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { minuteOf, yearsAndMonths } from '../../components/formatting.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { monthRuns } from './contribution-notes.ts';

/** The newest years; older ones are in the total. */
const shownYears = 4;
const kinds = { p: 'paid', b: 'late', g: 'gap', n: 'none' } as const;
const signs = { paid: '✓', gap: '–', none: '' } as const;

function kindOf(letter: string): (typeof kinds)[keyof typeof kinds] {
  return letter in kinds ? kinds[letter as keyof typeof kinds] : 'none';
}

/** The months one by one, because one word would hide what a clerk is asked about. */
export function ContributionStrip(props: { readonly page: PersonPage }): ReactElement {
  const { t } = useTranslation();
  const { today } = useKnownCounterStatus();
  const { page } = props;
  const years = page.contributionYears.slice(0, shownYears).toReversed();
  const total = yearsAndMonths(page.paidMonths);
  const runs = monthRuns(years);
  return (
    <section className="card" aria-labelledby="contributions-title">
      <h2 id="contributions-title">
        {t('person.contributions')}
        <small>
          {t('person.total', { years: total.years, months: total.months })}
          {page.asOf !== null && ` · ${t('person.asOf', { time: minuteOf(page.asOf) })}`}
        </small>
      </h2>
      {years.length === 0 ? (
        <p className="empty">{t('person.noContributions')}</p>
      ) : (
        <>
          <div className="strip" role="table" aria-label={t('person.contributions')}>
            <span />
            {Array.from({ length: 12 }, (_, index) => (
              <span key={index} className="strip-head">
                {index + 1}
              </span>
            ))}
            <span className="strip-head">{t('person.ofYear')}</span>
            {years.map(({ year, months }) => (
              <Fragment key={year}>
                <b>{year}</b>
                {Array.from(months, (letter, index) => {
                  const kind = kindOf(letter);
                  const month = `${year}-${String(index + 1).padStart(2, '0')}`;
                  const now = today.startsWith(month);
                  return (
                    <span
                      key={month}
                      className={`month ${kind}${now ? ' now' : ''}`}
                      title={`${month} ${t(`month.${kind}`)}`}
                    >
                      {kind === 'late' ? t('month.lateSign') : signs[kind]}
                    </span>
                  );
                })}
                <span className="strip-sum">
                  {t('person.months', {
                    count: Array.from(months).filter((one) => one === 'p' || one === 'b').length,
                  })}
                </span>
              </Fragment>
            ))}
          </div>
          {(runs.length > 0 || page.retiredFrom !== null) && (
            <p className="say strip-notes">
              {page.retiredFrom !== null && (
                <span>{t('person.retiredNote', { month: page.retiredFrom })}</span>
              )}
              {runs.map((run) => (
                <span key={run.from}>
                  {t(run.from === run.to ? `month.note-${run.kind}-one` : `month.note-${run.kind}`, {
                    from: run.from,
                    to: run.to,
                  })}
                </span>
              ))}
            </p>
          )}
        </>
      )}
    </section>
  );
}
