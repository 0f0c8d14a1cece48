import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../../contract/counter-views.ts';
import { RefusalList } from '../../components/failure-notice.tsx';
import { minuteOf, timeWithSecondsOf } from '../../components/formatting.ts';
import { failureSentence } from '../../components/refusal-sentence.ts';
import { CardStatusTag, StageTag } from '../../components/tags.tsx';
import type { Failure } from '../../../contract/envelope.ts';

/** One item: what was done here beside what stands at the central office, why, and what to do now. */
export function WorkDetail(props: {
  readonly item: WorkItem;
  readonly onSettle: (() => void) | null;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { item } = props;
  const { service } = item;
  return (
    <aside className="card work-detail" aria-labelledby="work-detail-title">
      <h2 id="work-detail-title">
        {t(`work-list.detail-${item.state}`)}
        <small>{item.serviceNumber}</small>
      </h2>
      {item.state === 'waiting' ? (
        <p>{t('work-list.waitingSentence')}</p>
      ) : (
        <>
          {item.refusals.length > 0 && <RefusalList refusals={item.refusals} />}
          {item.failureCode !== null && (
            <p>{failureSentence(i18n, { code: item.failureCode as Failure['code'], params: {} })}</p>
          )}
        </>
      )}
      <div className="beside">
        <section>
          <h3>{t('work-list.here')}</h3>
          {service === null ? (
            <p className="soft">{t('work-list.nothingHere')}</p>
          ) : (
            <>
              <p>
                <StageTag stage={service.stage} />
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
          {item.standingCards.length === 0 ? (
            <p className="soft">
              {t(item.state === 'waiting' ? 'work-list.notAsked' : 'work-list.noCardThere')}
            </p>
          ) : (
            <ul className="standing">
              {item.standingCards.map((card) => (
                <li key={card.cardNumber}>
                  <b>{card.cardNumber}</b> <CardStatusTag status={card.status} />
                  <span className="soft">
                    {card.officeName}
                    {card.issuedOn !== null && ` · ${card.issuedOn}`}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
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
            params={{ serviceNumber: item.serviceNumber }}
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
function adviceOf(item: WorkItem): WorkItem['state'] | 'refused-without-card' {
  return item.state === 'refused' && (item.service?.cardNumber ?? null) === null
    ? 'refused-without-card'
    : item.state;
}
