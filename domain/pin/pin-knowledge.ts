import type { Card, FinancialAccount, InsuredPerson, Representative } from '../records/records.ts';
import type { PinKnowledge } from './pin-strength.ts';

/**
 * What a stranger could know of a holder and his card: the counter and the central office judge by the same, since the
 * second judgement comes when the person may have left long ago. Who acts for him types the password then, and is not to
 * leave numbers of his own or of a former card behind.
 */
export function pinKnowledgeOf(known: {
  readonly cardNumber: string;
  readonly card: Card | undefined;
  readonly person: InsuredPerson | undefined;
  readonly account: FinancialAccount | undefined;
  readonly representative: Representative | null | undefined;
  readonly formerCardNumber: string | null | undefined;
}): PinKnowledge {
  const { cardNumber, card, person, account, representative, formerCardNumber } = known;
  const numbers = [
    cardNumber,
    card?.bankCardNumber,
    person?.documentNumber,
    person?.phone,
    account?.accountNumber,
    representative?.documentNumber,
    representative?.phone,
    formerCardNumber,
  ];
  return {
    birthDate: person?.birthDate,
    numbers: numbers.filter((number) => typeof number === 'string'),
  };
}
