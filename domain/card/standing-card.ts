import type { CivilDate } from '../calendar/civil-date.ts';
import type { Card, CardStatus } from '../records/records.ts';
import { isCardLive, makingInHand, statusApartFromLoss } from './card-status.ts';

type Standing = Pick<Card, 'status' | 'lossExpiresOn' | 'statusBeforeLoss'>;

/**
 * The status that counts on a day: a provisional loss report (口头挂失) whose last day is over no longer stands, although
 * nothing was written since. Whoever asks whether a card may be used asks here.
 */
export function cardStatusOn(card: Standing, today: CivilDate): CardStatus | null {
  return isExpired(card, today) ? statusApartFromLoss(card) : card.status;
}

/** The card as it counts on a day: with an expired report it is again what it was before the report. */
export function cardOn(card: Card, today: CivilDate): Card {
  return isExpired(card, today) ? withoutReport(card) : card;
}

/** The card when the report of its loss has ended: in its holder's hand, and normal, sealed or locked as before. */
export function withoutReport(card: Card): Card {
  return {
    ...card,
    making: makingInHand(card),
    status: statusApartFromLoss(card),
    lossExpiresOn: null,
    statusBeforeLoss: null,
  };
}

/** Whether a report of its loss stands: by telephone or with documents. */
export function isReportedLost({ status }: Pick<Card, 'status'>): boolean {
  return status === '2' || status === '4';
}

/** The card in the holder's hand, whatever its status. One person holds one (domain rules section 3). */
export function heldCard(cards: readonly Card[]): Card | undefined {
  return cards.find((card) => isCardLive(card) && card.status !== null);
}

function isExpired(
  { status, lossExpiresOn }: Pick<Standing, 'status' | 'lossExpiresOn'>,
  today: CivilDate,
): boolean {
  return status === '4' && lossExpiresOn !== null && lossExpiresOn < today;
}
