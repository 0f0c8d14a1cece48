import type { ScannedCard } from '../../../contract/parcels.ts';

/** What a scanned card means on the table where it lies; a key of the translations says it. */
export type CardVerdict = 'fits' | 'surplus' | 'cancelled' | 'other-office' | 'not-here' | 'not-under-way';

/** Whether a card goes into a parcel for an office. */
export function verdictOnPacking(card: ScannedCard, toOfficeId: string): CardVerdict {
  if (!card.live) return 'cancelled';
  if (card.standing !== 'to-send' || !card.liesHere) return 'not-here';
  return card.officeId === toOfficeId ? 'fits' : 'other-office';
}

/** Whether a card that lay in a parcel, or came without one, is taken in. */
export function verdictOnReceiving(card: ScannedCard, listed: boolean): CardVerdict {
  if (!card.live) return 'cancelled';
  if (card.standing !== 'under-way' && card.standing !== 'missing') return 'not-under-way';
  return listed ? 'fits' : 'surplus';
}
