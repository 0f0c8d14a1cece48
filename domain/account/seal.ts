import { isReportedLost } from '../card/standing-card.ts';
import { statusApartFromLoss } from '../card/card-status.ts';
import type { Card, CardStatus, PersonalAccount, StatusBeforeLoss } from '../records/records.ts';

/**
 * 封存 and 启封: the pooled benefits of an account and its card stop with the contributions and come again with them; the
 * balance stays spendable either way (domain rules section 1). Whoever changes what the record gives (suspension,
 * resumption, back payment, the release at the counter) writes the seal by these.
 */

/** The account with its seal taken off; an open or closed one stays as it is. */
export function releasedAccount(account: PersonalAccount): PersonalAccount {
  return account.status === 'sealed' ? { ...account, status: 'open' } : account;
}

/** The account sealed; a closed one stays as it is. */
export function sealedAccount(account: PersonalAccount): PersonalAccount {
  return account.status === 'open' ? { ...account, status: 'sealed' } : account;
}

/** The card with its seal taken off, also under the report of its loss, which goes on. Every other card stays as it is. */
export function releasedCard(card: Card): Card {
  return statusApartFromLoss(card) === '0' ? apartFromLoss(card, '1') : card;
}

/** The normal card sealed, also under the report of its loss, which goes on. A locked one stays locked: its holder cannot use it. */
export function sealedCard(card: Card): Card {
  return statusApartFromLoss(card) === '1' ? apartFromLoss(card, '0') : card;
}

/** What a card that nothing else holds back is under this account: sealed with it, otherwise normal. */
export function statusUnder(account: PersonalAccount | undefined): '0' | '1' {
  return account?.status === 'sealed' ? '0' : '1';
}

function apartFromLoss(card: Card, status: CardStatus & StatusBeforeLoss): Card {
  return isReportedLost(card) ? { ...card, statusBeforeLoss: status } : { ...card, status };
}
