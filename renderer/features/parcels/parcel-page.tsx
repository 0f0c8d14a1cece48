import { useNavigate, useParams } from '@tanstack/react-router';
import { App } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { succeed, type Failure } from '../../../contract/envelope.ts';
import type { ParcelView } from '../../../contract/parcels.ts';
import { Answer } from '../../components/answer.tsx';
import { failureOf, useCommand, useCounterQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { usePrint } from '../../components/print.tsx';
import { ReasonDialog } from '../../components/reason-dialog.tsx';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { CardList, type ListedCard } from './card-list.tsx';
import { ReceiveParcel } from './receive-parcel.tsx';
import './parcels.css';

/** A parcel: received where it goes to, otherwise looked at, and its list printed. */
export function ParcelPage(): ReactElement {
  const { t } = useTranslation();
  const { parcelId } = useParams({ from: '/parcels/$parcelId' });
  const navigate = useNavigate();
  const { office } = useKnownCounterStatus();
  const query = useCounterQuery('getParcel', { parcelId });
  const failure = failureOf(query.error);
  useFunctionKey('Escape', t('keys.back'), failure === null ? null : () => void navigate({ to: '/parcels' }));
  return (
    <Answer query={query} rows={10}>
      {(found) =>
        found.toOfficeId === office?.id && found.status === 'sent' ? (
          <ReceiveParcel key={parcelId} parcel={found} />
        ) : (
          <Parcel key={parcelId} parcel={found} />
        )
      }
    </Answer>
  );
}

const statusTone = { sent: 'brand', received: 'ok', recalled: 'warn' } as const;

function Parcel(props: { readonly parcel: ParcelView }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { office } = useKnownCounterStatus();
  const { parcel } = props;
  const { run, busy, failure } = usePrintList(parcel);
  const recall = useRecall(parcel);
  const back = () => void navigate({ to: '/parcels' });
  useFunctionKey('F4', t('parcel.print'), busy ? null : run);
  useFunctionKey('F10', t('parcel.print'), busy ? null : run);
  useFunctionKey('F9', t('parcel.recall'), recall.ask);
  useFunctionKey('Escape', t('keys.back'), back);
  const differing = new Map(parcel.differences.map(({ cardNumber, difference }) => [cardNumber, difference]));
  const stateOnList = ({ sent: 'listed', received: 'there', recalled: 'recalled' } as const)[parcel.status];
  const cards: readonly ListedCard[] = [
    ...parcel.differences.filter(({ difference }) => difference === 'surplus'),
    ...parcel.cards,
  ].map((card) => ({ ...card, state: differing.get(card.cardNumber) ?? stateOnList }));
  const isElsewhere = parcel.toOfficeId !== office?.id && parcel.fromOfficeId !== office?.id;
  return (
    <div className="work parcels">
      <section className="card list-page" aria-labelledby="parcel-title">
        <header className="list-header">
          <h1 id="parcel-title">{t('parcel.title', { number: parcel.parcelId })}</h1>
          <span className="list-count parcel-notes">
            {parcel.missing > 0 && (
              <span className="tag bad">{t('parcel.missing', { count: parcel.missing })}</span>
            )}
            {parcel.surplus > 0 && (
              <span className="tag warn">{t('parcel.surplus', { count: parcel.surplus })}</span>
            )}
            {parcel.waiting && <span className="tag warn">{t('confirmation.waiting')}</span>}
            <span className={`tag ${statusTone[parcel.status]}`}>{t(`parcel.kind-${parcel.status}`)}</span>
          </span>
        </header>
        {isElsewhere && (
          <div className="notice bad" role="alert">
            <strong>{t('refusal.parcel-other-office')}</strong>
            <p>{t('parcel.goesTo', { office: parcel.toOfficeName, address: parcel.toAddress })}</p>
          </div>
        )}
        <CardList cards={cards} onToggle={null} />
      </section>
      <aside className="card work-detail">
        <h2>{t('parcel.list')}</h2>
        <dl className="point-facts">
          {facts().map(([key, value]) => (
            <div key={key}>
              <dt>{t(`parcel.${key}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className="soft">
          {parcel.prints === 0 ? t('receipt.first') : t('receipt.again', { number: parcel.prints })}
        </p>
        <FailureNotice failure={failure} fate="not-printed" />
        <div className="service-buttons">
          <button type="button" className="button" onClick={back}>
            <kbd>Esc</kbd>
            {t('keys.back')}
          </button>
          {recall.ask !== null && (
            <button type="button" className="button" onClick={recall.ask}>
              {t('parcel.recall')}
              <kbd>F9</kbd>
            </button>
          )}
          <button type="button" className="button primary" aria-disabled={busy} onClick={run}>
            {t('parcel.print')}
            <kbd>F10</kbd>
          </button>
        </div>
      </aside>
      {recall.dialog}
    </div>
  );

  function facts(): readonly (readonly [string, string])[] {
    return [
      ['fromOffice', parcel.fromOfficeName],
      ['toOffice', parcel.toOfficeName],
      ['count', t('stock.named', { count: parcel.count })],
      ['sentAt', `${minuteOf(parcel.sentAt)} ${parcel.sentBy}`],
      ...(parcel.receivedAt === null
        ? []
        : ([
            [
              parcel.status === 'recalled' ? 'recalledAt' : 'receivedAt',
              `${minuteOf(parcel.receivedAt)} ${parcel.receivedBy ?? ''}`,
            ],
          ] as const)),
      ...(parcel.recallReason === null ? [] : ([['recallReason', parcel.recallReason]] as const)),
    ];
  }
}

/** The way out of a parcel that its receiver cannot open: who sent it takes it back, with the reason. */
function useRecall(parcel: ParcelView): {
  readonly ask: (() => void) | null;
  readonly dialog: ReactElement | null;
} {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { office } = useKnownCounterStatus();
  const recall = useCommand('recallParcel');
  const [asking, setAsking] = useState(false);
  const { parcelId, status, fromOfficeId, toOfficeName, count } = parcel;
  const isPossible = status === 'sent' && fromOfficeId === office?.id;

  async function run(reason: string) {
    const outcome = await recall.run({ parcelId, reason });
    if (outcome.ok) void message.success(t('parcel.recalled'));
    return outcome;
  }

  return {
    ask: isPossible ? () => setAsking(true) : null,
    dialog: asking ? (
      <ReasonDialog
        open
        title={t('parcel.recallTitle')}
        explanation={t('parcel.recallExplanation', { office: toOfficeName, count })}
        label={t('parcel.recallLabel')}
        submit={t('parcel.recall')}
        command={recall}
        run={run}
        onClose={() => setAsking(false)}
      />
    ) : null,
  };
}

/** Prints the list. */
function usePrintList(parcel: ParcelView): {
  readonly run: () => void;
  readonly busy: boolean;
  readonly failure: Failure | null;
} {
  const print = usePrint();
  const status = useKnownCounterStatus();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function run(): Promise<void> {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    const outcome = await print({
      paper: 'transport-list',
      record: { paper: 'transport-list', parcelId: parcel.parcelId },
      content: (reprint) => succeed({ form: 'transport-list', content: { parcel, status, reprint } }),
    });
    if (!outcome.ok) setFailure(outcome.error);
    setBusy(false);
  }

  return { run: () => void run(), busy, failure };
}
