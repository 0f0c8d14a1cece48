import type { CommandBody } from '../../domain/command/command-rules.ts';
import type { Lookup } from '../../domain/command/facts.ts';
import { pinKnowledgeOf } from '../../domain/pin/pin-knowledge.ts';
import type { PinKnowledge } from '../../domain/pin/pin-strength.ts';
import type { SliceFacts } from './slice-facts.ts';

/** The records that tell what a stranger could know of the person, for judging his password. */
export function pinLookups(body: CommandBody): readonly Lookup[] {
  if (sealedPinsOf(body).length === 0) return [];
  const { subject, serviceNumber } = requestOf(body);
  return [
    { table: 'serviceRecord', by: 'id', value: serviceNumber },
    { table: 'insuredPerson', by: 'id', value: subject },
    { table: 'financialAccount', by: 'id', value: subject },
    { table: 'card', by: 'personId', value: subject },
  ];
}

/** The sealed passwords that a command carries. */
export function sealedPinsOf(body: CommandBody): readonly string[] {
  if (body.kind === 'set-card-pin' || body.kind === 'reset-card-pin') return [body.request.sealedPin];
  return body.kind === 'change-card-pin' ? [body.request.sealedPin, body.request.sealedOldPin] : [];
}

/** Birth date and numbers of the person, as they stand here. */
export function pinKnowledge(facts: SliceFacts, body: CommandBody, cardNumber: string): PinKnowledge {
  const { subject, serviceNumber, representative } = requestOf(body);
  // The service of a password that is set came before; one that changes or resets it is made by its own command.
  const [service] = facts.of('serviceRecord', 'id', serviceNumber);
  const [person] = facts.of('insuredPerson', 'id', subject);
  const [account] = facts.of('financialAccount', 'id', subject);
  return pinKnowledgeOf({
    cardNumber,
    card: facts.of('card', 'personId', subject).find((one) => one.id === cardNumber),
    person,
    account,
    representative: representative ?? service?.representative,
    formerCardNumber: service?.formerCardNumber,
  });
}

function requestOf(body: CommandBody) {
  if (body.kind === 'set-card-pin') {
    const { personId: subject, serviceNumber } = body.request;
    return { subject, serviceNumber, representative: null };
  }
  if (body.kind === 'change-card-pin' || body.kind === 'reset-card-pin') {
    const { personId: subject, serviceNumber, representative } = body.request;
    return { subject, serviceNumber, representative };
  }
  throw new Error(`${body.kind} sets no password`);
}
