import type { PersonPage } from '../contract/counter-views.ts';
import { refuse } from '../domain/command/refusal.ts';
import { cardInUse, refuseCardToday } from '../domain/issuance/accept-card-application.ts';
import { dueDayLookups, setDueDay } from '../domain/issuance/due-day.ts';
import { feeLookups, feeOn } from '../domain/issuance/former-card.ts';
import { needsGuardian } from '../domain/issuance/representation.ts';
import type { InsuredPerson } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { loadFacts } from './engine/local-effects.ts';
import { here } from './workstation.ts';

/** Which application each offer begins; under warranty (07) is asked for where an exchange is possible. */
const typesOf = {
  'issue-card': ['01'],
  'replace-card': ['05'],
  'exchange-card': ['06', '07'],
} as const;

const kinds = ['issue-card', 'replace-card', 'exchange-card'] as const;

/** What of 申领, 补卡 and 换卡 can be begun for a person now, with every reason where it cannot, and what it is about. */
export function cardOffers(
  room: CounterRoom,
  person: InsuredPerson,
  today: string,
): Pick<PersonPage, 'offers' | 'application'> {
  const place = here(room);
  const facts = loadFacts(room.storage, [
    { table: 'card', by: 'personId', value: person.id },
    { table: 'serviceRecord', by: 'personId', value: person.id },
    { table: 'office', by: 'id', value: place.officeId },
    ...feeLookups('06'),
    ...dueDayLookups({ today }),
  ]);
  const due = setDueDay(facts, { officeId: place.officeId, today });
  // Made at the centre, a card needs no blank here; but the day on which it will be there must be said.
  const madeHere = 'dueOn' in due && due.dueOn === null;
  const noBlanks = madeHere && room.storage.queries.countBlanks(place.workstationId) === 0;
  const offers = kinds.map((kind) => {
    const refusals = [
      ...refuseCardToday(facts, person, typesOf[kind][0], today),
      ...('refusals' in due ? due.refusals : []),
    ];
    if (noBlanks && refusals.length === 0) refusals.push(refuse('no-blank-in-stock'));
    return { kind, refusals: refusals.map((refusal) => ({ ...refusal, params: { ...refusal.params } })) };
  });
  const possible = offers.find((offer) => offer.refusals.length === 0)?.kind;
  const held = cardInUse(facts, person.id, today);
  const fee = feeOn(facts, '06', today);
  return {
    offers,
    application: {
      dueOn: 'dueOn' in due ? due.dueOn : null,
      dueProvisional: 'dueOn' in due && due.dueProvisional,
      types: possible === undefined ? [] : [...typesOf[possible]],
      formerCardNumber: held?.id ?? null,
      fee: 'fee' in fee ? fee.fee : null,
      needsGuardian: needsGuardian(person, today),
    },
  };
}
