import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScannedCard } from '../../../contract/parcels.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PersonName } from '../../components/person-name.tsx';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { verdictOnReceiving } from './card-verdict.ts';

/** 补收: one card that came late or in another's parcel; what cannot be taken in is said with what to do with it. */
export function ReceiveCardDialog(props: {
  readonly card: ScannedCard;
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { office } = useKnownCounterStatus();
  const { card } = props;
  const receive = useCommand('receiveCard');
  const verdict = verdictOnReceiving(card, true);
  const isHome = card.officeId === office?.id;

  async function submit(): Promise<void> {
    const { serviceNumber, cardNumber } = card;
    const outcome = await receive.run({ serviceNumber, cardNumber });
    if (outcome.ok) props.onDone();
  }

  return (
    <Dialog
      open
      title={t('parcel.receiveCard')}
      onClose={props.onClose}
      {...(verdict === 'fits'
        ? { submit: { label: t('parcel.receiveCard'), busy: receive.busy, run: () => void submit() } }
        : {})}
    >
      <p>
        <b>{card.cardNumber}</b> <PersonName name={card.personName} />{' '}
        <span className="soft">{card.serviceNumber}</span>
      </p>
      <p>{t('parcel.collectedAt', { office: card.officeName })}</p>
      {verdict !== 'fits' ? (
        <div className="notice warn" role="alert">
          <p>{t(`parcel.verdict-${verdict}`, { office: card.officeName })}</p>
        </div>
      ) : (
        !isHome && (
          <div className="notice warn" role="alert">
            <p>{t('parcel.strayedHere', { office: card.officeName })}</p>
          </div>
        )
      )}
      <FailureNotice failure={receive.failure} fate="not-saved" />
    </Dialog>
  );
}
