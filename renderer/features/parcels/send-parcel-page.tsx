import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../components/answer.tsx';
import { useCommand, useCounterQuery } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import type { ScannedCard } from '../../../contract/parcels.ts';
import { CardList, type ListedCard } from './card-list.tsx';
import { verdictOnPacking } from './card-verdict.ts';
import { ScanPanel } from './scan-panel.tsx';
import { useScannedCards } from './use-scanned-cards.ts';
import './parcels.css';

/** 装袋发出: what waits for one office, packed card by card; F10 sends what was scanned and nothing else. */
export function SendParcelPage(): ReactElement {
  const { officeId } = useParams({ from: '/parcels/to/$officeId' });
  const query = useCounterQuery('listCardsToSend', { toOfficeId: officeId });
  return (
    <Answer query={query} rows={10}>
      {({ cards }) => <Packing key={officeId} officeId={officeId} cards={cards} />}
    </Answer>
  );
}

function Packing(props: { readonly officeId: string; readonly cards: readonly ScannedCard[] }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { officeId, cards } = props;
  const scanned = useScannedCards((card) => verdictOnPacking(card, officeId));
  const send = useCommand('sendParcel');
  const packed = new Set(scanned.cards.map(({ cardNumber }) => cardNumber));
  const listed: readonly ListedCard[] = cards.map((card) => ({
    ...card,
    state: packed.has(card.cardNumber) ? 'there' : 'awaited',
  }));
  const back = () => void navigate({ to: '/parcels' });

  async function submit(): Promise<void> {
    const outcome = await send.run({
      toOfficeId: officeId,
      cards: scanned.cards.map(({ serviceNumber, cardNumber }) => ({ serviceNumber, cardNumber })),
    });
    if (!outcome.ok) return;
    const { parcelId } = outcome.value;
    void navigate({ to: '/parcels/$parcelId', params: { parcelId }, replace: true });
  }

  const run = scanned.cards.length === 0 || send.busy ? null : () => void submit();
  const officeName = cards[0]?.officeName ?? '';
  useFunctionKey('F10', t('parcel.send'), run);
  useFunctionKey('Escape', t('keys.back'), back);
  return (
    <div className="work parcels">
      <section className="card list-page" aria-labelledby="packing-title">
        <header className="list-header">
          <h1 id="packing-title">{t('parcel.packingFor', { office: officeName })}</h1>
          <span className="soft list-count">{t('parcel.lying', { count: cards.length })}</span>
        </header>
        {cards.length === 0 ? (
          <p className="empty">{t('parcel.nothingToPack')}</p>
        ) : (
          <CardList
            cards={listed}
            onToggle={(card) =>
              packed.has(card.cardNumber) ? scanned.remove(card.cardNumber) : scanned.take(card.cardNumber)
            }
          />
        )}
      </section>
      <ScanPanel
        title={t('parcel.packed')}
        advice={t('parcel.packAdvice')}
        done={scanned.cards.length}
        of={cards.length}
        scanned={scanned}
      >
        <FailureNotice failure={send.failure} fate="not-saved" />
        <div className="service-buttons">
          <button type="button" className="button" onClick={back}>
            <kbd>Esc</kbd>
            {t('keys.back')}
          </button>
          <button
            type="button"
            className="button primary"
            aria-disabled={run === null}
            onClick={() => run?.()}
          >
            {t('parcel.send')}
            <kbd>F10</kbd>
          </button>
        </div>
      </ScanPanel>
    </div>
  );
}
