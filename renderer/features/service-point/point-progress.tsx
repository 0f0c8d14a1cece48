import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { usePrimaryAction, type PrimaryAction } from '../issue-card/service-layout.tsx';
import { SpoilDialog } from '../issue-card/spoil-dialog.tsx';
import { CollectHereDialog } from './collect-here-dialog.tsx';
import { RemakeDialog } from './remake-dialog.tsx';
import { DueDay } from './standing-tag.tsx';
import './service-point.css';

const stations = ['accepted', 'made', 'sent', 'arrived'] as const;
type Station = (typeof stations)[number];

/** Which step of the record says that a station was reached; what was made again is made anew. */
const reachedBy: Readonly<Record<Station, readonly string[]>> = {
  accepted: ['accepted'],
  made: ['verified'],
  sent: ['dispatched'],
  arrived: ['arrived'],
};
/** How many stations lie behind each standing. */
const passed = {
  'to-make': 1,
  'in-making': 1,
  'to-send': 2,
  'under-way': 3,
  missing: 3,
  ready: 4,
  told: 4,
} as const satisfies Record<NonNullable<ServiceView['standing']>, number>;

/** Where the card is while its next step is another office's, and the way out where it went astray. */
export function PointProgress(props: {
  readonly service: ServiceView;
  readonly onPrimary: (action: PrimaryAction | null) => void;
}): ReactElement | null {
  const { t } = useTranslation();
  const { service } = props;
  const { today, office } = useKnownCounterStatus();
  const [asking, setAsking] = useState<'remake' | 'collect-here' | 'spoil' | null>(null);
  const { standing, dueOn, cardOffice } = service;
  const atTheCentre = office?.kind === 'county-centre';
  const mayRemake = standing === 'missing' && atTheCentre;
  const recalled = standing === 'to-send' && service.steps.at(-1)?.step === 'recalled';
  const liesHere = standing === 'to-send' && atTheCentre && cardOffice?.officeId === office.id;
  const mayCollect = recalled && cardOffice?.officeId === office?.id;
  useFunctionKey('F9', t('keys.spoil'), liesHere ? () => setAsking('spoil') : null);
  useNextAction(
    service,
    mayRemake
      ? { label: t('service-point.remake'), run: () => setAsking('remake') }
      : mayCollect
        ? { label: t('service-point.collectHere'), run: () => setAsking('collect-here') }
        : null,
    props.onPrimary,
  );
  if (standing === null || dueOn === null) return null;
  const isLate = dueOn < today && standing !== 'told';
  const lastGoing = service.steps.findLastIndex(({ step }) => step === 'remade');
  const going = service.steps.slice(lastGoing + 1);
  const strayed = standing === 'to-send' && going.at(-1)?.step === 'arrived-elsewhere';
  return (
    <section className="card point-progress" aria-label={t('service-point.progress')}>
      <p className="point-due">
        <span className="soft">{t('service-point.dueOn')}</span>
        <DueDay dueOn={dueOn} provisional={service.dueProvisional} late={isLate} today={today} />
        <span>{t('service-point.collectedAt', { office: service.officeName })}</span>
      </p>
      <ol className="stations">
        {stations.map((station, index) => {
          const done = index < passed[standing];
          const step = done
            ? (station === 'accepted' ? service.steps : going).findLast((one) =>
                reachedBy[station].includes(one.step),
              )
            : undefined;
          const state = done ? 'done' : index === passed[standing] ? 'now' : 'later';
          return (
            <li key={station} className={state} aria-current={state === 'now' ? 'step' : undefined}>
              <b>
                <span aria-hidden="true">{done ? '✓ ' : ''}</span>
                {t(`service-point.station-${station}`)}
              </b>
              <span className="soft">{step === undefined ? '' : minuteOf(step.at)}</span>
            </li>
          );
        })}
      </ol>
      <p role="status">{t(`service-point.say-${standing}`)}</p>
      {standing === 'missing' && (
        <div className="notice bad" role="alert">
          <strong>{t('service-point.missing')}</strong>
          <p>{t(atTheCentre ? 'service-point.missingAtCentre' : 'service-point.missingAtPoint')}</p>
        </div>
      )}
      {strayed && (
        <div className="notice warn" role="alert">
          <strong>{t('service-point.strayed', { office: cardOffice?.name ?? '' })}</strong>
          <p>{t('service-point.strayedAdvice')}</p>
        </div>
      )}
      {recalled && (
        <div className="notice warn" role="alert">
          <strong>{t('service-point.recalled', { office: cardOffice?.name ?? '' })}</strong>
          <p>{t('service-point.recalledAdvice', { office: service.officeName })}</p>
        </div>
      )}
      {liesHere && (
        <p className="step-more">
          <button type="button" className="link" onClick={() => setAsking('spoil')}>
            {t('spoil.button')} <kbd>F9</kbd>
          </button>
        </p>
      )}
      <SpoilDialog service={service} open={asking === 'spoil'} onClose={() => setAsking(null)} />
      {asking === 'remake' && <RemakeDialog service={service} onClose={() => setAsking(null)} />}
      {asking === 'collect-here' && <CollectHereDialog service={service} onClose={() => setAsking(null)} />}
    </section>
  );
}

/** At the centre F10 goes on with the next one of the queue, so that cards are made in a row. */
function useNextAction(
  { serviceNumber, dueOn }: ServiceView,
  wayOut: { readonly label: string; readonly run: () => void } | null,
  onPrimary: (action: PrimaryAction | null) => void,
): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { office } = useKnownCounterStatus();
  const atTheMaker = office?.kind === 'county-centre';
  const after = dueOn === null ? null : { day: dueOn, id: serviceNumber };
  const following = useCounterQuery(
    'listPointServices',
    { show: 'to-make', after, limit: 1 },
    atTheMaker && after !== null,
  );
  const first = useCounterQuery('listPointServices', { show: 'to-make', limit: 1 }, atTheMaker);
  const next = following.data?.services[0] ?? first.data?.services[0];
  function run(): void {
    if (wayOut !== null) wayOut.run();
    else if (next === undefined) {
      void navigate({ to: '/service-point/$show', params: { show: 'to-make' } });
    } else {
      void navigate({
        to: '/services/$serviceNumber',
        params: { serviceNumber: next.serviceNumber },
        replace: true,
      });
    }
  }
  const label =
    wayOut !== null
      ? wayOut.label
      : t(next === undefined ? 'service-point.backToQueue' : 'service-point.next');
  usePrimaryAction(onPrimary, { label, busy: false, run });
}
