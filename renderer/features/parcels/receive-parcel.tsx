import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParcelView } from '../../../contract/parcels.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { CardList, type ListedCard } from './card-list.tsx';
import { verdictOnReceiving } from './card-verdict.ts';
import { ScanPanel } from './scan-panel.tsx';
import { useScannedCards } from './use-scanned-cards.ts';

/** 拆袋接收: every card is scanned; what is missing and what is too many is seen before it is written down. */
export function ReceiveParcel(props: { readonly parcel: ParcelView }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { parcel } = props;
  const { parcelId } = parcel;
  const [confirming, setConfirming] = useState(false);
  const onList = new Set(parcel.cards.map(({ cardNumber }) => cardNumber));
  const scanned = useScannedCards((card) => verdictOnReceiving(card, onList.has(card.cardNumber)));
  const receive = useCommand('receiveParcel');
  const there = new Set(scanned.cards.map(({ cardNumber }) => cardNumber));
  const surplus = scanned.cards.filter(({ cardNumber }) => !onList.has(cardNumber));
  const missing = parcel.cards.filter(({ cardNumber }) => !there.has(cardNumber));
  const listed: readonly ListedCard[] = [
    ...surplus.map((card) => ({ ...card, state: 'surplus' as const })),
    ...parcel.cards.map((card) => ({
      ...card,
      state: there.has(card.cardNumber) ? ('there' as const) : ('awaited' as const),
    })),
  ];
  const back = () => void navigate({ to: '/parcels' });

  async function submit(): Promise<void> {
    const outcome = await receive.run({
      parcelId,
      scanned: scanned.cards.map(({ serviceNumber, cardNumber }) => ({ serviceNumber, cardNumber })),
    });
    if (!outcome.ok) return;
    void message.success(t('parcel.received', { count: scanned.cards.length }));
    void navigate({ to: '/service-point/$show', params: { show: 'ready' } });
  }
  const begin = () => {
    if (missing.length === 0 && surplus.length === 0) void submit();
    else setConfirming(true);
  };

  useFunctionKey('F10', t('parcel.receive'), receive.busy ? null : begin);
  useFunctionKey('Escape', t('keys.back'), back);
  return (
    <div className="work parcels">
      <section className="card list-page" aria-labelledby="receiving-title">
        <header className="list-header">
          <h1 id="receiving-title">{t('parcel.receivingFrom', { office: parcel.fromOfficeName })}</h1>
          <span className="soft">{parcelId}</span>
          <span className="list-count parcel-notes">
            {missing.length > 0 && (
              <span className="tag">{t('parcel.awaited', { count: missing.length })}</span>
            )}
            {surplus.length > 0 && (
              <span className="tag warn">{t('parcel.surplus', { count: surplus.length })}</span>
            )}
          </span>
        </header>
        <CardList
          cards={listed}
          onToggle={(card) =>
            there.has(card.cardNumber) ? scanned.remove(card.cardNumber) : scanned.take(card.cardNumber)
          }
        />
      </section>
      <ScanPanel
        title={t('parcel.counted')}
        advice={t('parcel.receiveAdvice')}
        done={parcel.cards.length - missing.length}
        of={parcel.cards.length}
        scanned={scanned}
      >
        <FailureNotice failure={receive.failure} fate="not-saved" />
        <div className="service-buttons">
          <button type="button" className="button" onClick={back}>
            <kbd>Esc</kbd>
            {t('keys.back')}
          </button>
          <button type="button" className="button primary" aria-disabled={receive.busy} onClick={begin}>
            {t('parcel.receive')}
            <kbd>F10</kbd>
          </button>
        </div>
      </ScanPanel>
      {confirming && (
        <Dialog
          open
          title={t('parcel.differences')}
          onClose={() => setConfirming(false)}
          submit={{
            label: t('parcel.receiveWithDifferences'),
            busy: receive.busy,
            danger: missing.length > 0,
            run: () => void submit(),
          }}
        >
          {missing.length > 0 && (
            <>
              <p>{t('parcel.sayMissing', { count: missing.length })}</p>
              <DifferenceList cards={missing} />
            </>
          )}
          {surplus.length > 0 && (
            <>
              <p>{t('parcel.saySurplus', { count: surplus.length })}</p>
              <DifferenceList cards={surplus} />
            </>
          )}
          <FailureNotice failure={receive.failure} fate="not-saved" />
        </Dialog>
      )}
    </div>
  );
}

function DifferenceList(props: {
  readonly cards: readonly { readonly cardNumber: string; readonly personName: string }[];
}): ReactElement {
  return (
    <ul className="parcel-differences">
      {props.cards.map(({ cardNumber, personName }) => (
        <li key={cardNumber}>
          <span className="number">{cardNumber}</span> {personName}
        </li>
      ))}
    </ul>
  );
}
