import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceOfStock, StockReachView } from '../../../contract/stock.ts';
import { leastDaysWithUse } from '../../../domain/stock/stock-reach.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { RowChart, type ChartRow } from '../../components/row-chart.tsx';

/** A bar of so many working days is a full one: what lasts a quarter of a year needs no longer bar. */
const longestBar = 60;

/** 空白卡可用天数: how long the blanks last, place by place, at the mean use of the last working days. */
export function StockChart(): ReactElement {
  const query = useCounterQuery('getStockReach', {});
  return (
    <Answer query={query} rows={5}>
      {(view) => <Reaches view={view} />}
    </Answer>
  );
}

function Reaches(props: { readonly view: StockReachView }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { places, lookedBackOn, provisional, leastDays } = props.view;
  if (places.length === 0) return <p className="empty">{t('today.stockEmpty')}</p>;
  const longest = places.reduce(
    (most, { reach }) => Math.max(most, reach.reach === 'days' ? reach.days : 0),
    1,
  );
  const scale = Math.min(longest, longestBar);
  const offices = [...Map.groupBy(places, ({ officeId }) => officeId).values()];
  return (
    <>
      <div className="stock-reach" tabIndex={0} role="region" aria-label={t('today.stockChart')}>
        {offices.map((ofOffice) => {
          const name = ofOffice[0]?.officeName ?? '';
          return (
            <section key={ofOffice[0]?.officeId}>
              {offices.length > 1 && <h3>{name}</h3>}
              <RowChart label={t('today.stockLabel', { office: name })} rows={ofOffice.map(rowOf)} />
            </section>
          );
        })}
      </div>
      <p className="today-note">
        {t('today.stockNote', { count: lookedBackOn })}
        {provisional && t('today.stockProvisional')}
        {places.some(({ reach }) => reach.reach === 'not-enough-history') &&
          t('today.stockTooFew', { count: leastDaysWithUse })}
        {leastDays === null ? null : t('today.stockLeast', { count: leastDays })}
      </p>
    </>
  );

  function rowOf(place: PlaceOfStock): ChartRow {
    const { kind, number, inStock, reach, short, here } = place;
    const cards = t('today.cards', { count: inStock });
    return {
      key: `${kind} ${String(number ?? '')}`,
      name: kind === 'window' ? t('status.window', { number: number ?? 0 }) : t(`today.stock-${kind}`),
      share: reach.reach === 'days' ? Math.min(1, reach.days / scale) : 0,
      value: (
        <>
          {reach.reach === 'days'
            ? t('today.reach-days', { count: reach.days })
            : t(`today.reach-${reach.reach}`)}
          {short === true && <span className="tag warn">{t('today.stockShort')}</span>}
        </>
      ),
      note:
        reach.reach === 'days'
          ? `${cards} · ${t('today.meanUse', { mean: (reach.used / reach.over).toFixed(1), count: reach.over })}`
          : cards,
      tone: short === true ? 'warn' : '',
      // The stock of another office is looked after there.
      onOpen: here ? () => void navigate({ to: '/stock' }) : null,
    };
  }
}
