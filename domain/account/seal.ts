import { isCardLive } from '../card/card-status.ts';
import type { Card, PersonalAccount } from '../records/records.ts';

/**
 * 封存与启封: while the pooled fund does not cover, the personal account is sealed for it and the card with the account; the
 * balance stays spendable (domain rules sections 1 and 4). A closed account stays closed. Under a report of its loss a card
 * is sealed and released in what it goes back to. A locked card stays locked: its holder unlocks it himself.
 */

/** 封存: the account while the pooled fund does not cover its holder. */
export function sealedAccount(account: PersonalAccount): PersonalAccount {
  return account.status === 'open' ? { ...account, status: 'sealed' } : account;
}

/** 启封: the account when the record gives cover again. */
export function releasedAccount(account: PersonalAccount): PersonalAccount {
  return account.status === 'sealed' ? { ...account, status: 'open' } : account;
}

/** The card of a sealed account. */
export function sealedCard(card: Card): Card {
  return moved(card, '1', '0');
}

/** The card of an account that was released. */
export function releasedCard(card: Card): Card {
  return moved(card, '0', '1');
}

function moved(card: Card, from: '0' | '1', to: '0' | '1'): Card {
  if (!isCardLive(card)) return card;
  if (card.status === from) return { ...card, status: to };
  const isLost = card.status === '2' || card.status === '4';
  return isLost && card.statusBeforeLoss === from ? { ...card, statusBeforeLoss: to } : card;
}
