import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScannedCard } from '../../../contract/parcels.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useFocusFirst, useRowNavigation } from '../../components/row-navigation.ts';
import { useScans } from '../../components/scans.ts';
import { counter } from '../../counter.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { FieldScan } from './field-scan.tsx';
import { parcelRows, type ParcelRow } from './parcel-rows.ts';
import { ParcelTable } from './parcel-table.tsx';
import { ReceiveCardDialog } from './receive-card-dialog.tsx';
import './parcels.css';

/**
 * 发卡 at the centre, 收卡 at a service point: what lies here to be sent, what is on its way, and what came last. The
 * number of a parcel opens it, a card that came late is taken in by itself; both by scan, whatever is chosen.
 */
export function ParcelsPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { office } = useKnownCounterStatus();
  const query = useCounterQuery('listParcels', {});
  const [card, setCard] = useState<ScannedCard | null>(null);
  const [unknown, setUnknown] = useState<string | null>(null);
  const atTheCentre = office?.kind === 'county-centre';
  const all = query.data === undefined ? [] : parcelRows(query.data);
  const open = (row: ParcelRow | undefined) => {
    if (row === undefined) return;
    if (row.kind === 'to-send') {
      void navigate({ to: '/parcels/to/$officeId', params: { officeId: row.officeId } });
    } else void navigate({ to: '/parcels/$parcelId', params: { parcelId: row.parcel.parcelId } });
  };
  const rows = useRowNavigation(all.length, (index) => open(all[index]));
  const chosen = all[rows.chosen];
  const label =
    chosen === undefined
      ? ''
      : t(
          chosen.kind === 'to-send'
            ? 'parcel.pack'
            : chosen.kind === 'arriving'
              ? 'parcel.receive'
              : 'parcel.look',
        );
  useFunctionKey('F10', label, chosen === undefined ? null : () => open(chosen));
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/' }));
  useScans(['service-number', 'card-number', 'blank-serial'], (scan) => void take(scan.text));

  const loaded = query.data !== undefined;
  useFocusFirst(rows, loaded);

  /** The number of a parcel, or of a card, its blank or its service. */
  async function take(text: string): Promise<void> {
    setUnknown(null);
    const parcel = await counter.ask('getParcel', { parcelId: text });
    if (parcel.ok) {
      void navigate({ to: '/parcels/$parcelId', params: { parcelId: parcel.value.parcelId } });
      return;
    }
    const found = await counter.ask('checkScannedCard', { text });
    if (found.ok) setCard(found.value);
    else setUnknown(text);
  }

  return (
    <div className="work parcels">
      <section className="card list-page" aria-labelledby="parcels-title">
        <header className="list-header">
          <h1 id="parcels-title">{t(atTheCentre ? 'parcel.sending' : 'parcel.receiving')}</h1>
          <span className="soft">{office?.name}</span>
        </header>
        <Answer query={query}>
          {() =>
            all.length === 0 ? (
              <p className="empty">{t(atTheCentre ? 'parcel.emptyAtCentre' : 'parcel.emptyAtPoint')}</p>
            ) : (
              <ParcelTable all={all} rows={rows} />
            )
          }
        </Answer>
      </section>
      <aside className="card work-detail">
        <h2>{t('parcel.scanTitle')}</h2>
        <p>{t(atTheCentre ? 'parcel.scanAtCentre' : 'parcel.scanAtPoint')}</p>
        <FieldScan label={t('parcel.number')} onText={(text) => void take(text)} />
        {unknown !== null && (
          <div className="notice bad" role="alert">
            <strong>{t('parcel.unknown', { text: unknown })}</strong>
            <p>{t('parcel.unknownAdvice')}</p>
          </div>
        )}
        <h2>{t('parcel.howTitle')}</h2>
        <ol className="parcel-how">
          {(['how-1', 'how-2', 'how-3', 'how-4'] as const).map((line) => (
            <li key={line}>{t(`parcel.${atTheCentre ? 'centre' : 'point'}-${line}`)}</li>
          ))}
        </ol>
        {chosen !== undefined && (
          <div className="service-buttons">
            <button type="button" className="button primary" onClick={() => open(chosen)}>
              {label}
              <kbd>F10</kbd>
            </button>
          </div>
        )}
      </aside>
      {card !== null && (
        <ReceiveCardDialog
          card={card}
          onClose={() => setCard(null)}
          onDone={() => {
            setCard(null);
            void message.success(t('parcel.cardReceived'));
          }}
        />
      )}
    </div>
  );
}
