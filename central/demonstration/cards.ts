import type {
  Card,
  CardApplicationType,
  CardMaking,
  CardStatus,
  FinancialAccount,
} from '../../domain/records/records.ts';
import { plainCardKind } from './card-kinds.ts';
import { issuedCardNumbers, type CardNumbers } from './card-numbers.ts';
import { chanceFor, mix, streams, type Chance } from './chance.ts';
import { centreId, offices } from './offices.ts';
import { bankName } from './places.ts';
import type { Plan, PlannedService } from './plan.ts';
import type { Profile } from './profile.ts';

/** The cards a person has or had, the present one last. */
export function cardsOf(plan: Plan, profile: Profile): readonly Card[] {
  const service = plan.services.get(profile.index);
  if (service !== undefined) return newlyIssued(profile, service);
  const chance = chanceFor(plan.seed, streams.card, profile.index);
  const card = (status: CardStatus, making: CardMaking) =>
    issued(plan, profile, chance, { nth: 1, status, making, type: '01' });
  const kind = plainCardKind(plan.seed, profile);
  switch (kind) {
    case 'none':
      return [];
    case 'normal':
      return [card('1', '04')];
    case 'replaced':
      return [
        issued(plan, profile, chance, { nth: 0, status: '9', making: '09', type: '01' }),
        issued(plan, profile, chance, {
          nth: 1,
          status: '1',
          making: '04',
          type: chance.odds(0.6) ? '05' : '06',
        }),
      ];
    case 'lost':
      return [card('2', '05')];
    case 'provisionally-lost':
      return [card('4', '06')];
    case 'locked':
      return [card('3', '04')];
    case 'sealed':
      return [card('0', '04')];
    case 'cancelled':
      return [card('9', '09')];
    default: {
      const unknownKind: never = kind;
      throw new RangeError(`no cards of kind ${String(unknownKind)}`);
    }
  }
}

/** The account at the bank of whoever holds a card that is not cancelled. */
export function financialAccountOf(plan: Plan, profile: Profile): FinancialAccount | undefined {
  const card = cardsOf(plan, profile).at(-1);
  if (card === undefined || card.status === '9') return undefined;
  const drawn = mix(mix(plan.seed, streams.financialAccount), profile.index) % 100;
  return {
    id: card.personId,
    bankName,
    accountNumber: card.bankCardNumber,
    // A card of the last days has not been to the bank yet.
    status: card.serviceId !== null || drawn < 22 ? 'not-activated' : drawn < 96 ? 'active' : 'frozen',
  };
}

interface IssuedCard {
  /** 0 the first one, 1 the present one. */
  readonly nth: 0 | 1;
  readonly status: CardStatus;
  readonly making: CardMaking;
  readonly type: CardApplicationType;
}

function issued(plan: Plan, profile: Profile, chance: Chance, card: IssuedCard): Card {
  const { timeline } = plan;
  const numbers = issuedCardNumbers(plan.seed, 2 * profile.index + card.nth);
  // The county's cards began in 2012; a replaced one is from the first years, its successor from the last five.
  const alive = profile.deceasedOn ?? timeline.today;
  const last = timeline.dayNumber(alive) - 30;
  const first = Math.max(timeline.dayNumber('2012-03-01'), timeline.dayNumber(profile.birthDate) + 60);
  const middle = Math.max(first, last - 5 * 365);
  const [from, to] =
    card.nth === 0 ? [first, middle - 1] : card.type === '01' ? [first, last] : [middle, last];
  return {
    ...record(profile, numbers),
    status: card.status,
    making: card.making,
    applicationType: card.type,
    serviceId: null,
    officeId: chance.odds(0.6) ? centreId : chance.pick(offices).id,
    issuedOn: timeline.day(
      Math.min(timeline.todayNumber - 1, chance.between(Math.min(from, to), Math.max(from, to))),
    ),
    pinSet: chance.odds(0.97),
    statusBeforeLoss: card.status === '2' || card.status === '4' ? '1' : null,
    // As often as the area's parameter `pin-tries` allows (parameters.ts).
    pinFailures: card.status === '3' ? 6 : 0,
  };
}

/** The card of a service of the last days; before it the one that was spoiled in the making. */
function newlyIssued(profile: Profile, service: PlannedService): readonly Card[] {
  const common = { applicationType: '01', serviceId: service.id, officeId: centreId } as const;
  const card: Card = {
    ...record(profile, service.blank),
    ...common,
    status: '1',
    making: '04',
    issuedOn: service.day,
    pinSet: true,
  };
  if (service.spoiled === null) return [card];
  const spoiled: Card = {
    ...record(profile, service.spoiled),
    ...common,
    status: '9',
    making: '09',
    issuedOn: null,
    pinSet: false,
  };
  return [spoiled, card];
}

function record(profile: Profile, numbers: CardNumbers) {
  return {
    id: numbers.cardNumber,
    personId: `P${String(profile.index + 1).padStart(9, '0')}`,
    blankSerial: numbers.blankSerial,
    bankCardNumber: numbers.bankCardNumber,
    lossExpiresOn: null,
    statusBeforeLoss: null,
    pinFailures: 0,
  };
}
