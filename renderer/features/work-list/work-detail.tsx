import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../../contract/work-views.ts';
import { RefusalList } from '../../components/failure-notice.tsx';
import { minuteOf, readableSerial, timeWithSecondsOf } from '../../components/formatting.ts';
import { failureSentence } from '../../components/refusal-sentence.ts';
import { CardStatusTag, StageTag } from '../../components/tags.tsx';
import { useKnownCounterStatus } from '../../counter-status.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { PaperName } from './paper-outcome.tsx';

/** One item: what was done here beside what stands at the central office, why, and what to do now. */
export function WorkDetail(props: {
  readonly item: WorkItem;
  readonly onSettle: (() => void) | null;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { item } = props;
  const { service } = item;
  const { connection } = useKnownCounterStatus();
  const codeSentence = (code: string) =>
    // One that this program does not know yet is named (failureSentence).
    failureSentence(i18n, { code: code as Failure['code'], params: {} });
  return (
    <aside className="card work-detail" aria-labelledby="work-detail-title">
      <h2 id="work-detail-title">
        {t(`work-list.detail-${item.state}`)}
        {item.serviceNumber !== null && <small>{item.serviceNumber}</small>}
      </h2>
      {item.state === 'waiting' ? (
        <>
          {item.waitingReason !== null && (
            <p>
              <strong>
                {t(`work-list.waiting-${item.waitingReason}`, { time: timeWithSecondsOf(connection.since) })}
              </strong>
              {item.failureCode !== null && ` ${codeSentence(item.failureCode)}`}
            </p>
          )}
          <p>{t('work-list.waitingSentence')}</p>
        </>
      ) : (
        <>
          {item.refusals.length > 0 && <RefusalList refusals={item.refusals} />}
          {item.failureCode !== null && <p>{codeSentence(item.failureCode)}</p>}
        </>
      )}
      <div className="beside">
        <section>
          <h3>{t('work-list.here')}</h3>
          {service === null ? (
            <>
              <p>{t('work-list.commandOf', { kind: t(`command-kind.${item.kind}`) })}</p>
              {item.parcel === null ? (
                <p className="soft">{t('work-list.nothingHere')}</p>
              ) : (
                <p>
                  {t('parcel.title', { number: item.parcel.parcelId })} ·{' '}
                  {t('parcel.to', { office: item.parcel.toOfficeName })} ·{' '}
                  {t('stock.named', { count: item.parcel.cards })}
                </p>
              )}
            </>
          ) : (
            <>
              <p>
                <StageTag service={service} />
              </p>
              <ol className="history short">
                {service.steps.map((step) => (
                  <li key={`${step.at}/${step.step}`}>
                    <span>{timeWithSecondsOf(step.at)}</span>
                    <span>{t(`service-step.${step.step}`)}</span>
                  </li>
                ))}
              </ol>
              {service.cardNumber !== null && (
                <p>
                  {t('work-list.cardHere', { card: service.cardNumber })}{' '}
                  {item.state === 'refused' && (
                    <span className="tag bad">
                      <span aria-hidden="true">✕</span>
                      {t('work-list.cardVoid')}
                    </span>
                  )}
                </p>
              )}
            </>
          )}
        </section>
        <section>
          <h3>{t('work-list.there')}</h3>
          <Standing item={item} />
        </section>
      </div>
      {item.papers.length > 0 && (
        <section
          className="papers-to-reclaim"
          aria-label={t('reclaim.printed', { count: item.papers.length })}
        >
          <h3>{t('reclaim.printed', { count: item.papers.length })}</h3>
          <ul className="standing">
            {item.papers.map((paper) => (
              <li key={paper.printId}>
                <PaperName paper={paper} within={item.serviceNumber} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="say column">
        <strong>{t('work-list.whatToDo')}</strong>
        <span>{t(`work-list.advice-${adviceOf(item)}`)}</span>
      </div>
      <p className="soft">
        {t('work-list.madeAt', { time: minuteOf(item.madeAt) })}
        {service !== null && ` · ${service.clerkName} · ${service.officeName}`}
      </p>
      <div className="service-buttons">
        {service !== null && (
          <Link
            className="button"
            to="/services/$serviceNumber"
            params={{ serviceNumber: service.serviceNumber }}
          >
            {t('work-list.open')}
          </Link>
        )}
        {props.onSettle !== null && (
          <button type="button" className="button primary" onClick={props.onSettle}>
            {t('work-list.settle')}
            <kbd>F10</kbd>
          </button>
        )}
      </div>
    </aside>
  );
}

/** Nobody is told to take back a card that was never made. */
function adviceOf(item: WorkItem): WorkItem['state'] | 'refused-without-card' | 'refused-parcel' {
  if (item.state === 'refused' && item.parcel !== null) return 'refused-parcel';
  return item.state === 'refused' && (item.service?.cardNumber ?? null) === null
    ? 'refused-without-card'
    : item.state;
}

/** What the central office had when it refused: the person's cards and services, and the blank that was meant. */
function Standing({ item }: { readonly item: WorkItem }): ReactElement {
  const { t } = useTranslation();
  if (item.state === 'waiting') return <p className="soft">{t('work-list.notAsked')}</p>;
  if (item.state === 'rejected') return <p className="soft">{t('work-list.notDecidedThere')}</p>;
  return (
    <>
      {item.standingCards.length === 0 && <p className="soft">{t('work-list.noCardThere')}</p>}
      <ul className="standing">
        {item.standingCards.map((card) => (
          <li key={card.cardNumber}>
            <b>{card.cardNumber}</b> <CardStatusTag status={card.status} before={card.statusBeforeLoss} />
            <span className="soft">
              {card.officeName}
              {card.issuedOn !== null && ` · ${card.issuedOn}`}
            </span>
          </li>
        ))}
        {item.standingServices.map((service) => (
          <li key={service.serviceNumber}>
            <b>{t(`service-kind.${service.kind}`)}</b> <StageTag service={service} />
            <span className="soft">
              {service.serviceNumber}
              <br />
              {service.officeName} · {minuteOf(service.openedAt)}
              {service.cardNumber !== null &&
                ` · ${t('work-list.cardOfService', { card: service.cardNumber })}`}
            </span>
          </li>
        ))}
        {item.standingBlanks.map((blank) => (
          <li key={blank.blankSerial}>
            <b>{t('work-list.blankThere', { serial: readableSerial(blank.blankSerial) })}</b>
            <span className="soft">{t(`blank-status.${blank.status}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
