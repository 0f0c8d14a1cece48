import type { Card, CardMaking, CardStatus, StatusBeforeLoss } from '../records/records.ts';

/**
 * Which status (AAZ502) may follow which. A card is normal from its hand-over, or sealed where the account is or the card
 * that it follows was: issuing a card releases no seal. Whatever is in somebody's hand can be lost, a sealed card (its balance is still
 * spendable, domain rules section 1) and a locked one too; a provisional report may become formal. A report that is
 * lifted or over gives back what the card was before, `statusBeforeLoss` and nothing else: losing a card is no way around
 * unsealing or unlocking it. Cancelled is the end. What may be lifted after a formal report is a parameter of the
 * pooling area and is asked by the service that lifts it, not here.
 */
export const cardStatusMoves: Readonly<Record<CardStatus, readonly CardStatus[]>> = {
  '0': ['1', '2', '4', '9'],
  '1': ['0', '2', '3', '4', '9'],
  '2': ['0', '1', '3', '9'],
  '3': ['0', '1', '2', '4', '9'],
  '4': ['0', '1', '2', '3', '9'],
  '9': [],
};

/**
 * Which state of making may follow which: 00 initial, 01 in production, 02 awaiting collection, 03 collected,
 * 04 activated, 05 formally lost, 06 provisionally lost, 07 being replaced, 08 being exchanged, 09 cancelled. A card
 * that is being replaced or exchanged goes back to what it was when the application is withdrawn, and a lost one to what
 * it was when it is found: collected, or activated where it has its password. While a card is being exchanged its status
 * alone tells that it was lost; its making does when the application is withdrawn.
 */
export const cardMakingMoves: Readonly<Record<CardMaking, readonly CardMaking[]>> = {
  '00': ['01', '09'],
  '01': ['02', '09'],
  '02': ['03', '09'],
  '03': ['04', '05', '06', '09'],
  '04': ['05', '06', '08', '09'],
  '05': ['03', '04', '07', '09'],
  '06': ['03', '04', '05', '09'],
  '07': ['05', '09'],
  '08': ['04', '05', '06', '09'],
  '09': [],
};

/** The moves of a card that has no status yet, because it is in production: handed over, or cancelled. */
const firstStatuses: readonly CardStatus[] = ['0', '1', '9'];

/** Whether a status may follow another; null is that of a card in production. */
export function mayCardStatusMove(from: CardStatus | null, to: CardStatus): boolean {
  return (from === null ? firstStatuses : cardStatusMoves[from]).includes(to);
}

/**
 * What a card is apart from the report of its loss, whether one stands or not: under a report it is still sealed or
 * locked, and so it is when the report ends. Null in production and when it is cancelled.
 */
export function statusApartFromLoss(
  card: Pick<Card, 'status' | 'statusBeforeLoss'>,
): StatusBeforeLoss | null {
  switch (card.status) {
    case '2':
    case '4':
      // A report of before there was the field: then only a card that was normal went back to anything.
      return card.statusBeforeLoss ?? '1';
    case '9':
      return null;
    case '0':
    case '1':
    case '3':
    case null:
      return card.status;
    default:
      return card.status satisfies never;
  }
}

/** Whether a state of making may follow another. */
export function mayCardMakingMove(from: CardMaking, to: CardMaking): boolean {
  return cardMakingMoves[from].includes(to);
}

/**
 * Carries a card through states of making in order.
 * @throws Error when a move is not in the table: the rule that called must have refused before.
 */
export function moveCardMaking(card: Card, ...states: readonly CardMaking[]): Card {
  let making = card.making;
  for (const next of states) {
    if (!mayCardMakingMove(making, next)) throw new Error(`card making ${making} cannot become ${next}`);
    making = next;
  }
  return { ...card, making };
}

/**
 * The state of making of a card in its holder's hand: activated from its first password on (domain rules section 1). One
 * that is being exchanged is in his hand too, until the new one is.
 */
export function makingInHand({ making, pinSet }: Pick<Card, 'making' | 'pinSet'>): '03' | '04' | '08' {
  if (making === '08') return making;
  return pinSet ? '04' : '03';
}

/** Carries a card on, unless it stands there already. */
export function bringCardMaking(card: Card, making: CardMaking): Card {
  return card.making === making ? card : moveCardMaking(card, making);
}

/** Takes a card out of the world, in the making or at its end; one that was cancelled already stays as it is. */
export function cancelCard(card: Card): Card {
  return isCardLive(card)
    ? { ...moveCardMaking(card, '09'), status: '9', lossExpiresOn: null, statusBeforeLoss: null }
    : card;
}

/** Whether the card still stands for its holder: one person holds one such card (一人一卡). */
export function isCardLive(card: Card): boolean {
  return card.status !== '9' && card.making !== '09';
}
