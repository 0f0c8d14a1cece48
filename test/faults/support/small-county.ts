import { change, type Change } from '../../../domain/records/change.ts';
import type { Card, InsuredPerson } from '../../../domain/records/records.ts';
import { publishedYears } from '../../../domain/testing/calendar-years.ts';
import {
  blankCard,
  card,
  centre,
  clerk,
  otherWorkstation,
  pointWorkstation,
  replacementFee,
  servicePoint,
  workstation,
} from '../../../domain/testing/county.ts';
import { employee, employer } from '../../../domain/testing/employer-batch.ts';
import { lossParameters, published } from '../../../domain/testing/loss.ts';
import { accountWithEntries, clerksPasswordHash, ledgerParameters } from './ledger-work.ts';
import { contributionParameters, openPeriod } from '../../../domain/testing/contributions.ts';
import { financialAccount } from '../../../domain/testing/unfreezing.ts';
import { payoutParameters } from './payout-work.ts';
import { parcelsUnderWay } from './parcel-under-way.ts';

/** Where a counter of a history stands, and who works at it. */
export interface Desk {
  readonly officeId: string;
  readonly workstationId: string;
  readonly clerkId: string;
}

/** They make cards. */
const atCentre = [workstation, otherWorkstation, { ...workstation, id: 'workstation-5', number: 5 }];
const workstations = [...atCentre, pointWorkstation];

/** The counters of a history: three workstations of the centre and a service point's, each with a clerk of its own. */
export const desks: readonly Desk[] = workstations.map(({ id, officeId }, index) => ({
  officeId,
  workstationId: id,
  clerkId: `clerk-${String(index + 1)}`,
}));

/** What persons of a county are besides those who are all the same, in this order. */
const besides = ['loser', 'holder', 'child', 'locked'] as const;
type Way = (typeof besides)[number];
/** So many persons come with each of the ways of `smallCounty`. */
export const personsOfAWay = besides.length;

/** The numbers of those of one kind in a county of this size. */
export function thoseBesides(
  way: Way,
  { persons, ways }: { persons: number; ways: number },
): readonly number[] {
  const first = persons - ways * besides.length + besides.indexOf(way);
  return range(ways).map((number) => first + number * besides.length);
}

/**
 * A county in which counters come into each other's way: few persons, few blanks.
 * @param size.ways so many times the last four persons are one who lost his card, which is sealed like his account although
 *   he pays on, one with a card in hand, a child, and one whose card is locked and for whom nobody pays since October, so
 *   that his account is sealed; with one of them everybody has an account at the bank
 * @param size.underWay so many of the persons before them wait at the service point for a card that is under way
 * @param size.passwordHash argon2id of every clerk's password; of `clerksPassword` where nothing else is said
 */
export function smallCounty(size: {
  readonly persons: number;
  readonly blanksEach: number;
  readonly ways?: number;
  readonly underWay?: number;
  readonly passwordHash?: string;
}): readonly Change[] {
  const { persons, blanksEach, ways = 0, underWay = 0, passwordHash = clerksPasswordHash } = size;
  const ordinary = persons - ways * besides.length;
  const wayOf = (number: number) =>
    number < ordinary ? null : besides[(number - ordinary) % besides.length];
  const waiting = range(underWay).map((number) => ordinary - 1 - number);
  return [
    ...lossParameters,
    change('office', centre),
    change('office', servicePoint),
    change('employer', employer),
    ...workstations.map((one) => change('workstation', one)),
    ...desks.map((desk, index) =>
      change('clerk', {
        ...clerk,
        id: desk.clerkId,
        officeId: desk.officeId,
        loginName: `clerk${String(index + 1)}`,
        passwordHash,
        role: index === 0 ? 'supervisor' : 'clerk',
      }),
    ),
    ...range(persons).map((number) =>
      change('insuredPerson', {
        ...employee,
        id: personId(number),
        birthDate: wayOf(number) === 'child' ? '2016-05-06' : employee.birthDate,
        ...(wayOf(number) === 'locked' ? { insuranceStatus: '2', employerId: null } : {}),
      }),
    ),
    ...contributionParameters,
    ...ledgerParameters,
    ...payoutParameters,
    ...range(persons).flatMap((number) => {
      const isStopped = wayOf(number) === 'locked';
      const isSealed = isStopped || wayOf(number) === 'loser';
      const id = personId(number);
      return [
        change('contributionPeriod', openPeriod(id, isStopped ? { toMonth: '2026-09' } : {})),
        ...accountWithEntries(id, number).map((one) =>
          one.table === 'personalAccount' && isSealed
            ? change('personalAccount', { ...one.record, status: 'sealed' })
            : one,
        ),
      ];
    }),
    ...range(persons).flatMap((number) => cardOf(number, wayOf(number))),
    ...(ways > 0 ? bankAccountsOf(range(persons).map(personId)) : []),
    change('poolingAreaParameter', { ...replacementFee, validFrom: '2000-01-01' }),
    change('poolingAreaParameter', published('service-point-working-days', '3', '2000-01-01')),
    change('poolingAreaParameter', published('pin-tries', '3', '2000-01-01')),
    change('poolingAreaParameter', published('pin-reset-by-agent', 'no', '2000-01-01')),
    ...publishedYears.map((year) => change('calendarYear', year)),
    ...parcelsUnderWay(waiting.map(personId)),
    // The safe, and what the card maker has announced.
    ...range(blanksEach).flatMap((number) => [
      change('blankCard', blankCard(8_000 + number, { workstationId: null })),
      change('blankCard', blankCard(9_000 + number, { workstationId: null, status: 'announced' })),
    ]),
    ...atCentre.flatMap((one, place) =>
      range(blanksEach).map((number) =>
        change('blankCard', blankCard(1_000 * (place + 1) + number, { workstationId: one.id })),
      ),
    ),
  ];
}

/** Everybody has an account at the bank, frozen or never activated. */
function bankAccountsOf(everybody: readonly string[]): readonly Change[] {
  return everybody.map((id, index) =>
    change('financialAccount', {
      ...financialAccount(index % 2 === 0 ? 'not-activated' : 'frozen', id),
      accountNumber: `621785000000123${String(4_000 + index)}`,
    }),
  );
}

/** The card with which somebody comes who is not like everybody else. */
function cardOf(number: number, way: Way | null | undefined): readonly Change[] {
  switch (way) {
    case 'loser':
      return [change('card', held(number, { status: '2', making: '05', statusBeforeLoss: '0' }))];
    case 'holder':
      return [change('card', held(number))];
    case 'locked':
      return [change('card', held(number, { status: '3' }))];
    case 'child':
    case null:
    case undefined:
      return [];
    default:
      return way satisfies never;
  }
}

/** A card of years ago. */
function held(owner: number, fields: Partial<Card> = {}): Card {
  const number = String(owner).padStart(7, '0');
  return card({ id: `A${number}0`, personId: personId(owner), blankSerial: `1${number}`, ...fields });
}

/** A person as the county began with him. */
export function personIn(beginning: readonly Change[], id: string): InsuredPerson {
  const found = beginning.find((one) => one.table === 'insuredPerson' && one.record.id === id);
  if (found?.table !== 'insuredPerson') throw new Error(`there is no ${id}`);
  return found.record;
}

export function personId(number: number): string {
  return `person-${String(number).padStart(3, '0')}`;
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_unused, index) => index);
}
