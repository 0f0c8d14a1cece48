import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../domain/command/command-rule.ts';
import type { CommandBody, CommandKind } from '../../domain/command/command-rules.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { BlankCardStatus } from '../../domain/records/records.ts';
import { rangesOf, serialsOf } from '../../domain/stock/serial-ranges.ts';
import {
  application,
  beginning,
  blankCard,
  centre,
  clerk,
  context,
  otherWorkstation,
  person,
  pointWorkstation,
  servicePoint,
} from '../../domain/testing/county.ts';
import { FactBase } from '../../domain/testing/fact-base.ts';

/**
 * Two counters that know only what they have done themselves and what they were last told, and a central office that
 * decides again: blanks are moved, counted, made into cards and thrown away in any order, and each is accounted for.
 */

const supervisor = { ...clerk, id: 'clerk-gu', role: 'supervisor' } as const;
const atPoint = { ...supervisor, id: 'clerk-point', officeId: servicePoint.id } as const;
const persons = [1, 2, 3, 4].map((number) => ({ ...person, id: `person-${String(number)}` }));

const county: readonly Change[] = [
  ...beginning,
  change('clerk', supervisor),
  change('clerk', atPoint),
  ...persons.map((one) => change('insuredPerson', one)),
  ...[20, 21, 22].map((number) => change('blankCard', blankCard(number, { workstationId: null }))),
  ...[30, 31, 32].map((number) =>
    change('blankCard', blankCard(number, { workstationId: null, status: 'announced' })),
  ),
  ...[40, 41].map((number) => change('blankCard', blankCard(number, { workstationId: otherWorkstation.id }))),
];

const desks: readonly (readonly Partial<CommandContext>[])[] = [
  [{}, { clerkId: supervisor.id }],
  [
    { workstationId: otherWorkstation.id },
    { workstationId: otherWorkstation.id, clerkId: supervisor.id },
    { officeId: servicePoint.id, workstationId: pointWorkstation.id, clerkId: atPoint.id },
  ],
];

const walked = [
  'receive-blank-cards',
  'move-blank-cards',
  'return-blank-cards',
  'destroy-blank-cards',
  'count-blank-cards',
  'spoil-blank-card',
  'accept-card-application',
  'record-card-production',
  'withdraw-card-application',
] as const satisfies readonly CommandKind[];
type WalkedKind = (typeof walked)[number];

interface Attempt {
  readonly what: WalkedKind | 'told';
  readonly desk: number;
  readonly who: number;
  readonly first: number;
  readonly length: number;
  readonly place: number;
  readonly person: number;
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...walked) },
    { weight: 2, arbitrary: fc.constantFrom<WalkedKind>('record-card-production', 'move-blank-cards') },
    { weight: 2, arbitrary: fc.constant('told' as const) },
  ),
  desk: fc.nat(1),
  who: fc.nat(2),
  first: fc.nat(14),
  length: fc.integer({ min: 1, max: 3 }),
  place: fc.nat(3),
  person: fc.nat(persons.length - 1),
});

/** A counter: what it was told, with what it has done since laid over it. */
class Counter {
  #base = new FactBase(county);
  readonly #unsent: { readonly body: CommandBody; readonly context: CommandContext }[] = [];

  get base(): FactBase {
    return this.#base;
  }

  do(body: CommandBody, who: CommandContext): void {
    if (this.#base.run(body, who).accepted) this.#unsent.push({ body, context: who });
  }

  /** Sends everything, and is told everything. */
  meet(central: FactBase, note: (what: string) => void): void {
    for (const { body, context: who } of this.#unsent.splice(0)) {
      const decision = central.decide(body, who);
      note(`${body.kind} ${decision.accepted ? 'applied' : 'refused'}`);
      if (!decision.accepted) continue;
      const keys = decision.changes.map(({ table, record }) => `${table} ${record.id}`);
      expect(new Set(keys).size).toBe(keys.length);
      central.apply(decision.changes);
      if (body.kind !== 'count-blank-cards') continue;
      for (const serial of serialsOf(body.request.counted)) {
        // What somebody has before him is in no book as missing, at whichever office it was missed.
        expect(central.get('blankCard', serial).status).not.toBe('missing');
      }
    }
    this.#base = new FactBase([]);
    for (const table of ['clerk', 'office', 'workstation', 'insuredPerson'] as const)
      this.#take(central, table);
    for (const table of ['blankCard', 'card', 'serviceRecord', 'stockCount', 'stockMovement'] as const)
      this.#take(central, table);
  }

  #take(central: FactBase, table: Change['table']): void {
    this.#base.apply(central.all(table).map((record) => change(table, record)));
  }
}

function bodyOf(base: FactBase, one: Attempt, who: CommandContext, running: number): CommandBody {
  const having = (...statuses: readonly BlankCardStatus[]) =>
    base.all('blankCard').filter((blank) => statuses.includes(blank.status));
  const some = (blanks: readonly { readonly id: string }[]) => {
    const drawn = Array.from({ length: one.length }, (_unused, index) => blanks[one.first + index]?.id);
    const serials = drawn.filter((id) => id !== undefined);
    return rangesOf(serials.length > 0 ? serials : [blanks[0]?.id ?? '99999999']);
  };
  const { workstationId } = who;
  const personId = persons[one.person]?.id ?? '';
  const service = base
    .all('serviceRecord')
    .find((record) => record.personId === personId && record.stage !== 'withdrawn');
  const step = { serviceNumber: service?.id ?? '', personId };
  switch (one.what) {
    case 'receive-blank-cards':
      return { kind: one.what, request: { ranges: some(having('announced', 'in-transit')) } };
    case 'move-blank-cards': {
      const away = one.place === 3;
      const other = who.officeId === centre.id ? servicePoint.id : centre.id;
      const places = [workstationId, null, otherWorkstation.id, null];
      return {
        kind: one.what,
        request: {
          ranges: some(having('in-stock')),
          toOfficeId: away ? other : who.officeId,
          toWorkstationId: places[one.place] ?? null,
        },
      };
    }
    case 'return-blank-cards':
      return { kind: one.what, request: { ranges: some(having('in-stock')), reason: '停用' } };
    case 'destroy-blank-cards':
      return { kind: one.what, request: { ranges: some(having('spoiled', 'returned')), reason: '销毁' } };
    case 'count-blank-cards': {
      const book = having('in-stock').filter(
        (blank) => blank.workstationId === workstationId && blank.officeId === who.officeId,
      );
      const found = [...book.slice(one.place % 2), ...having('missing').slice(0, one.place)];
      return {
        kind: one.what,
        request: {
          workstationId,
          expected: rangesOf(book.map(({ id }) => id)),
          counted: rangesOf(found.map(({ id }) => id)),
          explanation: '清点两次',
        },
      };
    }
    case 'spoil-blank-card':
      return {
        kind: one.what,
        request: {
          blankSerial: some(having('in-stock'))[0]?.first ?? '',
          reason: '破损',
          serviceNumber: null,
        },
      };
    case 'accept-card-application': {
      const number = `330122-20261122-003-${String(running).padStart(4, '0')}`;
      return { kind: one.what, request: { ...application, personId, serviceNumber: number } };
    }
    case 'record-card-production': {
      const last = service?.steps.at(-1)?.step ?? '';
      const next = ({ 'chip-written': 'printed', printed: 'verified' } as const)[last] ?? 'chip-written';
      const blankSerial = service?.blankSerial ?? some(having('in-stock'))[0]?.first ?? '';
      return { kind: one.what, request: { ...step, blankSerial, step: next, note: null } };
    }
    case 'withdraw-card-application':
      return {
        kind: one.what,
        request: { ...step, blankSerial: service?.blankSerial ?? null, reason: '放弃' },
      };
    case 'told':
      throw new Error('being told is no command');
    default:
      return one.what satisfies never;
  }
}

const everySerial = new FactBase(county)
  .all('blankCard')
  .map(({ id }) => id)
  .sort();

/** What lies at each place, by the blanks themselves, as 'office/workstation serial'. */
function lying(central: FactBase): readonly string[] {
  return central
    .all('blankCard')
    .filter(({ status }) => status === 'in-stock')
    .map(({ id, officeId, workstationId }) => `${officeId}/${workstationId ?? 'safe'} ${id}`)
    .sort();
}

/** The same, by what lay there in the beginning and by every line of the book since. */
function lyingByTheBook(central: FactBase): readonly string[] {
  const there = new Map<string, number>();
  const add = (office: string | null, workstation: string | null, serial: string, by: number) => {
    if (office === null) return;
    const key = `${office}/${workstation ?? 'safe'} ${serial}`;
    there.set(key, (there.get(key) ?? 0) + by);
  };
  for (const key of lying(new FactBase(county))) there.set(key, 1);
  for (const line of central.all('stockMovement')) {
    for (const serial of serialsOf(line.ranges)) {
      add(line.fromOfficeId, line.fromWorkstationId, serial, -1);
      add(line.toOfficeId, line.toWorkstationId, serial, 1);
    }
  }
  return [...there]
    .flatMap(([key, times]) => (times === 0 ? [] : times === 1 ? [key] : [`${key} x${String(times)}`]))
    .sort();
}

/** What must hold at the central office at every moment. */
function checkStock(central: FactBase): void {
  const blanks = central.all('blankCard');
  expect(blanks.map(({ id }) => id).sort(), 'no serial is lost and none is made').toEqual(everySerial);
  const sums = new Map<BlankCardStatus, number>();
  for (const { status } of blanks) sums.set(status, (sums.get(status) ?? 0) + 1);
  expect(
    [...sums.values()].reduce((sum, count) => sum + count, 0),
    'book = sum',
  ).toBe(everySerial.length);
  const cards = central.all('card');
  expect(new Set(cards.map((card) => card.blankSerial)).size, 'no serial twice').toBe(cards.length);
  for (const blank of blanks) {
    const made = cards.filter((card) => card.blankSerial === blank.id);
    if (blank.status === 'in-production') expect(made).toHaveLength(1);
    if (['announced', 'in-stock', 'in-transit', 'missing', 'returned'].includes(blank.status)) {
      expect(made, `${blank.status} and a card`).toEqual([]);
    }
    if (blank.workstationId !== null) {
      const place = central.get('workstation', blank.workstationId);
      expect(place.officeId, 'a drawer of its own office').toBe(blank.officeId);
    }
  }
  expect(lyingByTheBook(central), 'the book of the stock').toEqual(lying(central));
  for (const count of central.all('stockCount')) {
    expect(count.book - count.missing.length + count.surplus.length).toBe(count.counted);
  }
}

describe('blanks that are moved, counted, used and thrown away at two counters at once', () => {
  it('are never used twice and always accounted for, each in exactly one state', () => {
    const seen = new Map<string, number>();
    const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    fc.assert(
      fc.property(fc.array(attempt, { minLength: 40, maxLength: 90 }), (attempts) => {
        const central = new FactBase(county);
        const counters = [new Counter(), new Counter()];
        for (const [index, one] of attempts.entries()) {
          const counter = counters[one.desk];
          const places = desks[one.desk] ?? [];
          const who = {
            ...context,
            ...places[one.who % places.length],
            commandId: `command-${String(index)}`,
          };
          if (counter === undefined) continue;
          if (one.what === 'told') {
            counter.meet(central, note);
            checkStock(central);
          } else counter.do(bodyOf(counter.base, one, who, index), who);
        }
        for (const counter of counters) counter.meet(central, note);
        checkStock(central);
      }),
      { numRuns: 300 },
    );
    // A walk that never gets anywhere proves nothing: each kind was applied, and counters came too late.
    for (const kind of walked) expect(seen.get(`${kind} applied`) ?? 0, kind).toBeGreaterThan(5);
    expect([...seen].some(([what]) => what.endsWith('refused'))).toBe(true);
  });
});
