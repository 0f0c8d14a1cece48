import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { App } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../contract/counter-calls.ts';
import { pointList, type PointList, type PointService } from '../../../contract/parcels.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery, useTypedQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { NotifyDialog } from './notify-dialog.tsx';
import { PointFigures } from './point-figures.tsx';
import { PointPanel } from './point-panel.tsx';
import { PointTable } from './point-table.tsx';
import { RemakeDialog } from './remake-dialog.tsx';
import './service-point.css';

const rowsOfPage = 100;
type AfterRow = NonNullable<CallOutput<'listPointServices'>['next']>;

/** 制卡队列 at the centre, 待领 at a service point: the same cards, each office with what it has to do with them. */
export function PointPage(): ReactElement {
  const { show: wanted } = useParams({ from: '/service-point/$show' });
  const { from, to } = useSearch({ from: '/service-point/$show' });
  const show = pointList.safeParse(wanted);
  const between = from === undefined || to === undefined ? null : { from, to };
  const key = `${wanted} ${from ?? ''} ${to ?? ''}`;
  return <PointList key={key} show={show.success ? show.data : 'late'} between={between} />;
}

function PointList(props: {
  readonly show: PointList;
  /** Of what is due between two days: which. */
  readonly between: { readonly from: string; readonly to: string } | null;
}): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { office } = useKnownCounterStatus();
  const { show, between } = props;
  const atTheCentre = office?.kind === 'county-centre';
  const [pages, setPages] = useState<readonly AfterRow[]>([]);
  const [asking, setAsking] = useState<{
    readonly what: 'notify' | 'remake';
    readonly of: PointService;
  } | null>(null);
  const overview = useCounterQuery('getPointOverview', {});
  const query = useTypedQuery(
    'listPointServices',
    { show, between, after: pages.at(-1) ?? null, limit: rowsOfPage },
    true,
  );
  const services = query.data?.services ?? [];
  const next = query.data?.next ?? null;
  const open = (service: PointService | undefined) => {
    if (service === undefined) return;
    const { serviceNumber } = service;
    void navigate({ to: '/services/$serviceNumber', params: { serviceNumber } });
  };
  const rows = useRowNavigation(services.length, (index) => open(services[index]));
  const chosen = services[rows.chosen];
  const action = chosen === undefined ? null : actionOn(chosen);
  useFunctionKey('F10', action?.label ?? '', action?.run ?? null);
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/' }));

  const loaded = query.data !== undefined;
  useFocusFirst(rows, loaded);

  const title = t(atTheCentre ? 'service-point.queue' : 'service-point.collection');
  return (
    <div className="work service-point">
      <section className="card list-page" aria-labelledby="point-title">
        <header className="list-header">
          <h1 id="point-title">{title}</h1>
          <span className="soft">{atTheCentre ? t('service-point.allPoints') : office?.name}</span>
          {show === 'due-between' && between !== null && (
            <span className="tag brand">
              {t(between.from === between.to ? 'service-point.dueDay' : 'service-point.dueFrom', {
                day: between.from,
              })}
            </span>
          )}
        </header>
        {overview.data !== undefined && (
          <PointFigures
            overview={overview.data}
            show={show}
            onShow={(next) =>
              void navigate({ to: '/service-point/$show', params: { show: next }, replace: true })
            }
          />
        )}
        <Answer query={query}>
          {() =>
            services.length === 0 ? (
              <p className="empty">{t(`service-point.empty-${emptyOf(show, atTheCentre)}`)}</p>
            ) : (
              <PointTable services={services} show={show} rows={rows} withOffice={atTheCentre} />
            )
          }
        </Answer>
        {(pages.length > 0 || next !== null) && (
          <div className="list-actions">
            <button
              type="button"
              className="button"
              disabled={pages.length === 0}
              onClick={() => setPages(pages.slice(0, -1))}
            >
              ‹ {t('service-point.pageBefore')}
            </button>
            <button
              type="button"
              className="button"
              disabled={next === null}
              onClick={() => {
                if (next !== null) setPages([...pages, next]);
              }}
            >
              {t('service-point.pageAfter')} ›
            </button>
          </div>
        )}
      </section>
      <PointPanel
        overview={overview.data}
        chosen={chosen}
        action={action}
        onOpen={chosen === undefined ? null : () => open(chosen)}
      />
      {asking?.what === 'notify' && (
        <NotifyDialog
          service={asking.of}
          onClose={() => setAsking(null)}
          onDone={() => {
            setAsking(null);
            void message.success(t('service-point.notified'));
          }}
        />
      )}
      {asking?.what === 'remake' && <RemakeDialog service={asking.of} onClose={() => setAsking(null)} />}
    </div>
  );

  /** What this office does next with such a card; what another has to do is only looked at. */
  function actionOn(service: PointService): { readonly label: string; readonly run: () => void } {
    const isOurs = service.officeId === office?.id;
    const look = { label: t('work-list.open'), run: () => open(service) };
    // Nothing more is made, told or handed over: the page of the service has the way out.
    if (service.deceasedOn !== null) return look;
    switch (service.standing) {
      case 'to-make':
      case 'in-making':
        return atTheCentre ? { ...look, label: t('service-point.make') } : look;
      case 'to-send':
        return { label: t('service-point.toParcels'), run: () => void navigate({ to: '/parcels' }) };
      case 'under-way':
        return look;
      case 'missing':
        return atTheCentre
          ? { label: t('service-point.remake'), run: () => setAsking({ what: 'remake', of: service }) }
          : { label: t('service-point.toParcels'), run: () => void navigate({ to: '/parcels' }) };
      case 'ready':
        return isOurs
          ? { label: t('service-point.notify'), run: () => setAsking({ what: 'notify', of: service }) }
          : look;
      case 'told':
        if (!isOurs) return look;
        // Of a card that lies too long its holder is told again; of another he has come for it.
        return show === 'uncollected'
          ? { label: t('service-point.notifyAgain'), run: () => setAsking({ what: 'notify', of: service }) }
          : { ...look, label: t('service-point.handOver') };
      default:
        return service.standing satisfies never;
    }
  }
}

/** Nothing late is good news; an empty queue says what comes next. */
function emptyOf(show: PointList, atTheCentre: boolean): string {
  if (show === 'late' || show === 'missing') return 'good';
  if (show === 'to-make') return atTheCentre ? 'queue' : 'list';
  return show === 'ready' || show === 'told' ? 'collection' : 'list';
}
