import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterStatus } from '../../../contract/counter-views.ts';
import { failureSentence } from '../../components/refusal-sentence.ts';
import { EntryFrame } from '../entry/entry-frame.tsx';

/** The county's records arrive; it goes on where it was after a restart. */
export default function FirstSynchronisationPage(props: { readonly status: CounterStatus }): ReactElement {
  const { t, i18n } = useTranslation();
  const { firstSynchronisation, connection } = props.status;
  const { stage, received, total } = firstSynchronisation;
  const share =
    stage === 'catching-up' ? 1 : total === null || total === 0 ? 0 : Math.min(1, received / total);
  const number = (value: number) => value.toLocaleString('en-US');
  return (
    <EntryFrame status={props.status}>
      <section className="entry-form" aria-labelledby="synchronisation-title">
        <h1 id="synchronisation-title">{t('synchronisation.title')}</h1>
        <p className="soft">{t('synchronisation.explanation')}</p>
        <div
          className="progress"
          role="progressbar"
          aria-labelledby="synchronisation-title"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.floor(share * 100)}
        >
          <div style={{ width: `${share * 100}%` }} />
        </div>
        <p className="progress-numbers">
          <span>
            {stage === 'catching-up'
              ? t('synchronisation.catchingUp')
              : total === null
                ? t('synchronisation.received', { received: number(received) })
                : t(stage === 'filing' ? 'synchronisation.filedOf' : 'synchronisation.receivedOf', {
                    received: number(received),
                    total: number(total),
                  })}
          </span>
          {total !== null && <span>{Math.floor(share * 100)}%</span>}
        </p>
        {connection.state === 'offline' && (
          <p className="entry-notice" role="alert">
            {t('synchronisation.interrupted')}{' '}
            {connection.reason !== null && i18n.exists(`error.${connection.reason}`)
              ? failureSentence(i18n, { code: connection.reason as 'central-unreachable', params: {} })
              : ''}
          </p>
        )}
      </section>
    </EntryFrame>
  );
}
