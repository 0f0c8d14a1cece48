import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PointList, PointOverview } from '../../../contract/parcels.ts';
import { pointStandings } from '../../../domain/parcel/point-standing.ts';

/** The way of a card from left to right, and below it what needs an eye. */
const attention = ['due-today', 'late', 'uncollected'] as const;

/** How many there are of each; the numbers are the list's filter, by arrows or mouse. */
export function PointFigures(props: {
  readonly overview: PointOverview;
  readonly show: PointList;
  readonly onShow: (show: PointList) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { show } = props;
  const { counts, reminderDays } = props.overview;
  const standing = (wanted: PointList) => counts.standings.find((one) => one.standing === wanted)?.count ?? 0;
  const attentionCount = {
    'due-today': counts.dueToday,
    late: counts.late,
    uncollected: counts.uncollected,
  };
  const figure = (list: PointList, count: number, tone: string, title?: string) => (
    <label key={list} className={`point-figure ${count > 0 ? tone : ''}`} title={title}>
      <input
        type="radio"
        name="point-list"
        className="visually-hidden"
        checked={show === list}
        onChange={() => props.onShow(list)}
      />
      <span>{t(`point-list.${list}`)}</span>
      <b>
        {count > 0 && tone === 'bad' && <span aria-hidden="true">! </span>}
        {count}
      </b>
    </label>
  );
  return (
    <div className="point-figures" role="radiogroup" aria-label={t('service-point.lists')}>
      {pointStandings.map((one) => figure(one, standing(one), one === 'missing' ? 'bad' : ''))}
      {attention.map((one) =>
        figure(
          one,
          attentionCount[one],
          one === 'late' ? 'bad' : 'warn',
          one === 'uncollected' && reminderDays !== null
            ? t('service-point.uncollectedFor', { count: reminderDays })
            : undefined,
        ),
      )}
    </div>
  );
}
