import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { minuteOf, yearsAndMonths } from '../../components/formatting.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { monthRuns } from './contribution-notes.ts';

/** The newest years; older ones are in the total. */
const shownYears = 4;
/** One row less where a note stands below. */
const shownYearsWithNote = 3;
const kinds = { p: 'paid', b: 'late', g: 'gap', r: 'retired', n: 'none' } as const;
/** The others have a sign of their own in each language. */
const signs = { paid: '✓', gap: '–', none: '' } as const;

function kindOf(letter: string): (typeof kinds)[keyof typeof kinds] {
  return letter in kinds ? kinds[letter as keyof typeof kinds] : 'none';
}

/** The months one by one, because one word would hide what a clerk is asked about. */
export function ContributionStrip(props: { readonly page: PersonPage }): ReactElement {
  const { t } = useTranslation();
  const { today } = useKnownCounterStatus();
  const { page } = props;
  const retired = page.retiredFrom !== null;
  // After retirement nothing is paid: the last years that say something are shown instead of empty ones.
  const telling = retired
    ? page.contributionYears.filter((year) => /[^nr]/.test(year.months))
    : page.contributionYears;
  const noted = retired || monthRuns(telling.slice(0, shownYearsWithNote)).length > 0;
  const years = telling.slice(0, noted ? shownYearsWithNote : shownYears).toReversed();
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
          <div className="strip" role="table" aria-labelledby="contributions-title">
            <div role="row">
              <span role="columnheader">
                <span className="visually-hidden">{t('person.year')}</span>
              </span>
              {Array.from({ length: 12 }, (_, index) => (
                <span key={index} role="columnheader" className="strip-head">
                  {index + 1}
                </span>
              ))}
              <span role="columnheader" className="strip-head">
                {t('person.ofYear')}
              </span>
            </div>
            {years.map((year) => (
              <YearRow key={year.year} year={year.year} months={year.months} today={today} />
            ))}
          </div>
          {(runs.length > 0 || retired) && (
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

function YearRow(props: {
  readonly year: string;
  readonly months: string;
  readonly today: string;
}): ReactElement {
  const { t } = useTranslation();
  const { year, months, today } = props;
  const paid = Array.from(months).filter((one) => one === 'p' || one === 'b').length;
  return (
    <div role="row">
      <b role="rowheader">{year}</b>
      {Array.from(months, (letter, index) => {
        const kind = kindOf(letter);
        const month = `${year}-${String(index + 1).padStart(2, '0')}`;
        return (
          <span
            key={month}
            role="cell"
            className={`month ${kind}${today.startsWith(month) ? ' now' : ''}`}
            title={`${month} ${t(`month.${kind}`)}`}
          >
            <span aria-hidden="true">
              {kind === 'late' || kind === 'retired' ? t(`month.sign-${kind}`) : signs[kind]}
            </span>
            <span className="visually-hidden">{t(`month.${kind}`)}</span>
          </span>
        );
      })}
      <span role="cell" className="strip-sum">
        {t('person.months', { count: paid })}
      </span>
    </div>
  );
}
