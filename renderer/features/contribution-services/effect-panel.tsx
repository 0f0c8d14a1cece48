import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContributionPreview } from '../../../contract/contribution-services.ts';
import { contributionMarks, type MonthStatus } from '../../../contract/contribution-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { yuanInCapitals } from '../../../domain/money/yuan-in-capitals.ts';
import { RefusalList } from '../../components/failure-notice.tsx';
import { listOf } from '../../components/formatting.ts';

const statuses = new Map<string, MonthStatus>(
  Object.entries(contributionMarks).map(([status, mark]) => [mark, status as MonthStatus]),
);
const signs: Partial<Readonly<Record<MonthStatus, string>>> = {
  paid: '✓',
  gap: '–',
  'after-death': '',
  'not-due': '',
};

/** 办理前的影响: what it costs and what it changes, before anything is confirmed. */
export function EffectPanel(props: {
  readonly preview: ContributionPreview | undefined;
  /** What is left of an account belongs to the heirs and is spent by nobody. */
  readonly afterDeath?: boolean;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { preview, afterDeath = false } = props;
  const english = i18n.language !== 'zh-CN';
  if (preview === undefined) {
    return (
      <>
        <h2>{t('contribution.effect')}</h2>
        <p className="empty">{t('contribution.effectAwaited')}</p>
      </>
    );
  }
  const { effect, due, refusals, daysLate, strip } = preview;
  return (
    <>
      <h2>
        {t('contribution.effect')}
        <small>{t('contribution.effectAdvice')}</small>
      </h2>
      <section className="contribution-effect" aria-label={t('contribution.effect')} aria-live="polite">
        {refusals.length > 0 && (
          <div className="notice warn">
            <strong>{t('contribution.notSo')}</strong>
            <RefusalList refusals={refusals} />
          </div>
        )}
        {due !== null && (
          <div className="due">
            <p>
              <span className="soft">{t('contribution.amount')}</span>{' '}
              <b className="due-amount">{t('person.yuan', { amount: formatYuan(due.amount) })}</b>
            </p>
            {!english && <p className="due-capitals">{yuanInCapitals(due.amount)}</p>}
            <p className="soft">
              {t('contribution.monthsDue', { count: due.months.length })} ·{' '}
              {t('contribution.shares', {
                employer: formatYuan(due.employerShare),
                individual: formatYuan(due.individualShare),
              })}
            </p>
          </div>
        )}
        {daysLate > 0 && <p className="notice warn">{t('contribution.late', { count: daysLate })}</p>}
        {effect !== null && (
          <>
            {strip.length > 0 && (
              <table className="table effect-strip" aria-label={t('contribution.stripCaption')}>
                <tbody>
                  {strip.flatMap(({ year, before, after }) => [
                    <StripRow
                      key={`${year}-before`}
                      year={year}
                      label={t('contribution.before')}
                      marks={before}
                    />,
                    <StripRow
                      key={`${year}-after`}
                      year={year}
                      label={t('contribution.after')}
                      marks={after}
                      was={before}
                    />,
                  ])}
                </tbody>
              </table>
            )}
            <ul className="effect-sentences">
              {sentencesOf(effect, afterDeath, (key, params) => t(key, { ...params }), i18n.language).map(
                (sentence) => (
                  <li key={sentence}>{sentence}</li>
                ),
              )}
            </ul>
          </>
        )}
      </section>
    </>
  );
}

function StripRow(props: {
  readonly year: string;
  readonly label: string;
  readonly marks: string;
  readonly was?: string;
}): ReactElement {
  const { t } = useTranslation();
  const { year, label, marks, was = marks } = props;
  return (
    <tr>
      <th scope="row">
        {year} <small>{label}</small>
      </th>
      {Array.from(marks, (mark, index) => {
        const status = statuses.get(mark) ?? 'not-due';
        const word = t(`month.${status}`);
        return (
          <td key={index}>
            <span
              className={`month ${status}${was[index] === mark ? '' : ' changed'}`}
              title={`${year}-${String(index + 1).padStart(2, '0')} ${word}`}
            >
              <span className="visually-hidden">{word}</span>
              <span aria-hidden="true">{signs[status] ?? t(`month.sign-${status}`)}</span>
            </span>
          </td>
        );
      })}
    </tr>
  );
}

/** What changes, in words that a clerk can say. */
function sentencesOf(
  effect: NonNullable<ContributionPreview['effect']>,
  afterDeath: boolean,
  t: (key: string, params?: Readonly<Record<string, string | number>>) => string,
  language: string,
): readonly string[] {
  const { before, after, regained, lost, continuous, account } = effect;
  const months = (all: readonly string[]) =>
    all.length > 6 ? `${all[0] ?? ''} – ${all.at(-1) ?? ''}` : listOf(language, all);
  return [
    t('contribution.pooled', {
      before: t(`contribution.answer-${before.pooled}`),
      after: t(`contribution.answer-${after.pooled}`),
    }),
    ...(continuous.length === 0 ? [] : [t('contribution.continuous', { months: months(continuous) })]),
    ...(regained.length === 0 ? [] : [t('contribution.regained', { months: months(regained) })]),
    ...(lost.length === 0 ? [] : [t('contribution.lost', { months: months(lost) })]),
    ...(account === null
      ? []
      : [t(`contribution.account-${account}${account === 'sealed' && afterDeath ? '-by-death' : ''}`)]),
    ...(after.sealedSince === null ? [] : [t('contribution.sealedSince', { month: after.sealedSince })]),
    ...(after.lastCoveredMonth === null
      ? []
      : [t('contribution.coveredUntil', { month: after.lastCoveredMonth })]),
    ...(after.coveredAgainFrom === null
      ? []
      : [t('contribution.coveredAgain', { month: after.coveredAgainFrom })]),
    t('contribution.paidMonths', { before: before.paidMonths, after: after.paidMonths }),
  ];
}
