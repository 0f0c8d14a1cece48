import { useNavigate } from '@tanstack/react-router';
import { useState, type FocusEvent, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { contributionMarks, type MonthStatus } from '../../../contract/contribution-views.ts';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { addMonths } from '../../../domain/calendar/month.ts';
import { minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { MonthExplanation } from './month-explanation.tsx';
import { RightsToday } from './rights-today.tsx';

/** The newest years; the others are there when they are asked for. */
const shownYears = 3;
/** Those without one have a sign of their own in each language. */
const signs: Partial<Readonly<Record<MonthStatus, string>>> = {
  paid: '✓',
  gap: '–',
  'after-death': '',
  'not-due': '',
};
const statuses = new Map(
  Object.entries(contributionMarks).map(([status, mark]) => [mark as string, status as MonthStatus]),
);
/** How far each arrow goes through the months. */
const arrows = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
  ['ArrowUp', -12],
  ['ArrowDown', 12],
]);

function statusOf(mark: string): MonthStatus {
  return statuses.get(mark) ?? 'not-due';
}

/** The months one by one, because one word would hide what a clerk is asked about; each says why when it is asked. */
export function ContributionStrip(props: { readonly page: PersonPage }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { today } = useKnownCounterStatus();
  const [asked, setAsked] = useState<string | null>(null);
  const [whole, setWhole] = useState(false);
  const { page } = props;
  const { contributions } = page;
  // After retirement nothing is paid: the last years that say something are shown instead of empty ones.
  const telling = contributions.years.filter(({ months }) => /[^nrd]/.test(months));
  const newest = (page.retiredFrom === null ? contributions.years : telling).slice(0, shownYears);
  const years = (whole ? contributions.years : newest).toReversed();
  const months = years.flatMap(({ year }) =>
    Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`),
  );
  const present = today.slice(0, 7);
  const toSlip = () =>
    void navigate({
      to: '/persons/$personId/answer-slip/$month',
      params: { personId: page.personId, month: asked ?? 'today' },
    });
  useFunctionKey('F4', t('answer-slip.title'), toSlip);
  const slip = (
    <button type="button" className="link slip-link" onClick={toSlip}>
      {t('answer-slip.title')} F4
    </button>
  );
  // One place of the strip is in the order of the Tab key; the arrows go on from there.
  const reachable = asked ?? (months.includes(present) ? present : (months.at(-1) ?? null));

  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = arrows.get(event.key);
    if (by === undefined || reachable === null) return;
    event.preventDefault();
    const next = addMonths(reachable, by);
    if (!months.includes(next)) return;
    event.currentTarget.querySelector<HTMLElement>(`[data-month="${next}"]`)?.focus();
  };

  // Who goes on elsewhere is told again how it stands today.
  const leave = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setAsked(null);
  };

  return (
    <section className="card" aria-labelledby="contributions-title" onBlur={leave}>
      <h2 id="contributions-title">
        {t('person.contributions')}
        <small>
          {t('person.total', { years: contributions.today.years, months: contributions.today.monthsBeyond })}
          {page.asOf !== null && ` · ${t('person.asOf', { time: minuteOf(page.asOf) })}`}
        </small>
      </h2>
      {years.length === 0 ? (
        <p className="empty">{t('person.noContributions')}</p>
      ) : (
        <div
          className={`strip${whole ? ' whole' : ''}`}
          role="grid"
          aria-labelledby="contributions-title"
          onKeyDown={move}
        >
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
            <YearRow
              key={year.year}
              year={year.year}
              marks={year.months}
              present={present}
              asked={asked}
              reachable={reachable}
              onAsk={setAsked}
            />
          ))}
        </div>
      )}
      {contributions.years.length > newest.length && (
        <button
          type="button"
          className="link strip-more"
          aria-expanded={whole}
          onClick={() => {
            setWhole(!whole);
          }}
        >
          {whole
            ? t('person.latestYears', { count: newest.length })
            : t('person.allYears', {
                count: contributions.years.length,
                first: contributions.years.at(-1)?.year ?? '',
              })}
        </button>
      )}
      {asked === null ? (
        <RightsToday page={page} slip={slip} />
      ) : (
        <MonthExplanation personId={page.personId} month={asked} slip={slip} />
      )}
    </section>
  );
}

function YearRow(props: {
  readonly year: string;
  readonly marks: string;
  readonly present: string;
  readonly asked: string | null;
  readonly reachable: string | null;
  readonly onAsk: (month: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { year, marks, present, asked, reachable, onAsk } = props;
  const paid = Array.from(marks).filter((mark) => 'pwblm'.includes(mark)).length;
  return (
    <div role="row">
      <b role="rowheader">{year}</b>
      {Array.from(marks, (mark, index) => {
        const status = statusOf(mark);
        const month = `${year}-${String(index + 1).padStart(2, '0')}`;
        const said = `${month} ${t(`month.${status}`)}`;
        return (
          <span key={month} role="gridcell">
            <button
              type="button"
              className={`month ${status}${month === present ? ' now' : ''}`}
              data-month={month}
              tabIndex={month === reachable ? 0 : -1}
              aria-pressed={month === asked}
              aria-current={month === present ? 'date' : undefined}
              aria-label={said}
              title={said}
              onFocus={() => {
                onAsk(month);
              }}
            >
              {signs[status] ?? t(`month.sign-${status}`)}
            </button>
          </span>
        );
      })}
      <span role="gridcell" className="strip-sum">
        {t('person.months', { count: paid })}
      </span>
    </div>
  );
}
