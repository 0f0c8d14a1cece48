import type { CommandBody } from '../../domain/command/command-rules.ts';
import type { Lookup } from '../../domain/command/facts.ts';
import type { PinKnowledge } from '../../domain/pin/pin-strength.ts';
import type { SliceFacts } from './slice-facts.ts';

/** The records that tell what a stranger could know of the person, for judging his password. */
export function pinLookups(body: CommandBody): readonly Lookup[] {
  if (body.kind !== 'set-card-pin') return [];
  const { personId, serviceNumber } = body.request;
  return [
    { table: 'serviceRecord', by: 'id', value: serviceNumber },
    { table: 'insuredPerson', by: 'id', value: personId },
    { table: 'financialAccount', by: 'id', value: personId },
    { table: 'card', by: 'personId', value: personId },
  ];
}

/** The sealed password that a command carries, or undefined. */
export function sealedPinOf(body: CommandBody): string | undefined {
  return body.kind === 'set-card-pin' ? body.request.sealedPin : undefined;
}

/** Birth date and numbers of the person, as they stand here. */
export function pinKnowledge(facts: SliceFacts, body: CommandBody, cardNumber: string): PinKnowledge {
  if (body.kind !== 'set-card-pin') throw new Error(`${body.kind} sets no password`);
  const { personId, serviceNumber } = body.request;
  const [service] = facts.of('serviceRecord', 'id', serviceNumber);
  const [person] = facts.of('insuredPerson', 'id', personId);
  const [account] = facts.of('financialAccount', 'id', personId);
  const card = facts.of('card', 'personId', personId).find((one) => one.id === cardNumber);
  const numbers = [
    cardNumber,
    card?.bankCardNumber,
    person?.documentNumber,
    person?.phone,
    account?.accountNumber,
    // Who acts for the holder types it, and is not to leave numbers of his own or of the former card behind.
    service?.representative?.documentNumber,
    service?.representative?.phone,
    service?.formerCardNumber,
  ];
  return {
    birthDate: person?.birthDate,
    numbers: numbers.filter((number) => typeof number === 'string'),
  };
}
