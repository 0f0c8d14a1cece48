import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandAnswer } from '../../contract/sync-protocol.ts';
import { isCardLive } from '../../domain/card/card-status.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { BlankCard, Card, ServiceRecord } from '../../domain/records/records.ts';
import {
  application,
  blankCard,
  clerk,
  otherWorkstation,
  person,
  workstation,
} from '../../domain/testing/county.ts';
import { CounterDesk, countyRecords, usualPlace, type Place } from './support/counter-desk.ts';
import { openLocalCentral, type LocalCentral } from './support/local-central.ts';

const persons = [1, 2, 3, 4].map((number) => ({ ...person, id: `person-${String(number)}` }));
const blanksOf = (workstationId: string, from: number) =>
  [0, 1, 2, 3, 4, 5].map((number) => blankCard(from + number, { workstationId }));
const records: readonly Change[] = [
  ...countyRecords.filter((one) => one.table !== 'blankCard' && one.table !== 'insuredPerson'),
  ...persons.map((one) => change('insuredPerson', one)),
  ...[...blanksOf(workstation.id, 10), ...blanksOf(otherWorkstation.id, 20)].map((blank) =>
    change('blankCard', blank),
  ),
];

/** What can happen next. `desk` is 0 or 1; the other numbers choose among what there is at that moment. */
type Happening =
  | {
      readonly what: 'work';
      readonly desk: number;
      readonly person: number;
      readonly turn: number;
      readonly steps: number;
    }
  | {
      readonly what: 'send';
      readonly desk: number;
      readonly few: number;
      readonly fate: 'answered' | 'lost' | 'answer lost' | 'answer late' | 'first one failed';
    }
  | { readonly what: 'late answer'; readonly desk: number; readonly which: number; readonly twice: boolean }
  | { readonly what: 'feed'; readonly desk: number; readonly limit: number; readonly twice: boolean }
  | { readonly what: 'restart'; readonly desk: number }
  | { readonly what: 'settle'; readonly desk: number }
  | { readonly what: 'foreign'; readonly which: number; readonly person: number };

const desk = fc.nat(1);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 14,
    arbitrary: fc.record({
      what: fc.constant('work' as const),
      desk,
      person: fc.nat(3),
      turn: fc.nat(11),
      steps: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('send' as const),
      desk,
      few: fc.integer({ min: 1, max: 8 }),
      fate: fc.constantFrom('answered', 'answered', 'lost', 'answer lost', 'answer late', 'first one failed'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('late answer' as const),
      desk,
      which: fc.nat(3),
      twice: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('feed' as const),
      desk,
      limit: fc.integer({ min: 1, max: 6 }),
      twice: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('restart' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('settle' as const), desk }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('foreign' as const), which: fc.nat(3), person: fc.nat(3) }),
  },
);

let central: LocalCentral;
let counties = 0;
const seen = new Map<string, number>();
const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

beforeAll(async () => {
  central = await openLocalCentral();
});
afterAll(() => central.close(), 60_000);

/** Two counters of one county, and everything that can go wrong between them and the central office. */
class History {
  readonly county: string;
  readonly desks: readonly CounterDesk[];
  readonly #places: readonly Place[];
  readonly #late: CommandAnswer[][][] = [[], []];

  private constructor(county: string, places: readonly Place[], desks: readonly CounterDesk[]) {
    this.county = county;
    this.#places = places;
    this.desks = desks;
  }

  static async begin(): Promise<History> {
    counties += 1;
    const county = String(340_000 + counties);
    await central.addCounty(county, records);
    const places = [workstation.id, otherWorkstation.id].map((workstationId) => ({
      ...usualPlace,
      county,
      workstationId,
    }));
    const desks = places.map((place) => CounterDesk.empty(place, central.pinPublicKey));
    for (const one of desks) {
      await central.pullSnapshot(county, one.replica);
      one.signInWithoutPassword();
    }
    return new History(county, places, desks);
  }

  async happen(one: Happening): Promise<void> {
    switch (one.what) {
      case 'work':
        for (let step = 0; step < one.steps; step += 1) {
          // Doing something else than the next step comes first or not at all.
          await this.#work(this.#desk(one.desk), persons[one.person]?.id ?? '', step === 0 ? one.turn : 9);
        }
        return;
      case 'send':
        return this.#send(one.desk, one.few, one.fate);
      case 'late answer': {
        const waiting = this.#late[one.desk] ?? [];
        const [answers] = waiting.splice(one.which % Math.max(waiting.length, 1), 1);
        if (answers === undefined) return;
        this.#desk(one.desk).replica.receiveAnswers(answers);
        if (one.twice) this.#desk(one.desk).replica.receiveAnswers(answers);
        return;
      }
      case 'feed':
        return this.#feed(one.desk, one.limit, one.twice);
      case 'restart':
        this.#desk(one.desk).restart();
        this.#desk(one.desk).signInWithoutPassword();
        return;
      case 'settle':
        return this.settle(this.#desk(one.desk));
      case 'foreign':
        return this.#foreign(one.which, persons[one.person]?.id ?? '');
      default:
        one satisfies never;
    }
  }

  /** The line is good again and everybody has time: until nothing waits any more. */
  async calm(): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      let quiet = true;
      for (const [index, one] of this.desks.entries()) {
        one.time.now += 600_000;
        if (one.outgoing().length > 0) {
          quiet = false;
          await this.#send(index, 500, 'answered');
        }
        await this.#feed(index, 1000, false);
      }
      if (quiet) return;
    }
    throw new Error('it never came to rest');
  }

  async check(): Promise<void> {
    const there = await central.sharedRecords(this.county);
    for (const one of this.desks) {
      expect(one.sharedRecords()).toEqual(there);
      const kept = one.committed();
      expect(kept.get('base_record')).toEqual([]);
      expect(one.storage.outbox.summary()).toMatchObject({ waitingServices: 0, pendingCommands: 0 });
      expect(one.storage.verifyAuditTrail()).toBeNull();
      expect(one.reported).toEqual([]);
    }
    checkCounty(there);
  }

  #desk(index: number): CounterDesk {
    const found = this.desks[index];
    if (found === undefined) throw new Error('there are two desks');
    return found;
  }

  /** The clerk goes on with the person as his own screen shows him, now and then doing something else. */
  async #work(one: CounterDesk, personId: string, turn: number): Promise<void> {
    // The central office may have made the clerk inactive, and this counter has heard of it.
    if (one.room.session.clerk() === null) return;
    const page = await one.call('getPersonPage', { personId });
    const mine = page.services.find((each) => each.stage !== 'completed' && each.stage !== 'withdrawn');
    if (mine === undefined) {
      const { serviceNumber: _made, ...input } = application;
      note(`accept ${await one.code('acceptCardApplication', { ...input, personId })}`);
      return;
    }
    const { serviceNumber, steps, blankSerial } = mine;
    const last = steps.at(-1)?.step;
    if (turn === 0) {
      note(`withdraw ${await one.code('withdrawCardApplication', { serviceNumber, reason: '放弃' })}`);
      return;
    }
    if (turn === 1 && blankSerial !== null) {
      note(
        `spoil ${await one.code('recordCardProduction', { serviceNumber, blankSerial, step: 'spoiled', note: null })}`,
      );
      return;
    }
    if (last === 'verified') {
      note(`pin ${await one.pinCode({ serviceNumber }, '285713')}`);
      return;
    }
    if (last === 'pin-set') {
      note(`hand over ${await one.code('handOverCard', { serviceNumber, receiptSigned: true })}`);
      return;
    }
    const next = (await one.call('listBlankCards', {})).next[0]?.blankSerial;
    const step = last === 'chip-written' ? 'printed' : last === 'printed' ? 'verified' : 'chip-written';
    const serial = step === 'chip-written' ? next : blankSerial;
    if (serial === undefined || serial === null) return;
    note(
      `${step} ${await one.code('recordCardProduction', { serviceNumber, blankSerial: serial, step, note: null })}`,
    );
  }

  async #send(index: number, few: number, fate: Extract<Happening, { what: 'send' }>['fate']): Promise<void> {
    const one = this.#desk(index);
    const place = this.#places[index];
    const commands = one.outgoing().slice(0, few);
    const [first] = commands;
    if (place === undefined || first === undefined || fate === 'lost') return;
    if (fate === 'first one failed') {
      one.replica.receiveAnswers([{ id: first.id, outcome: 'rejected', code: 'internal-error' }]);
      one.time.now += 700;
      return;
    }
    const answers = await central.push(place, commands);
    for (const answer of answers) note(answer.outcome);
    if (fate === 'answered') one.replica.receiveAnswers(answers);
    if (fate === 'answer late') this.#late[index]?.push([...answers]);
  }

  async #feed(index: number, limit: number, twice: boolean): Promise<void> {
    const one = this.#desk(index);
    const page = await central.feed(this.county, one.replica.state().cursor, limit);
    one.replica.receiveFeed({ epoch: central.epoch, ...page });
    if (twice) one.replica.receiveFeed({ epoch: central.epoch, ...page });
  }

  async settle(one: CounterDesk): Promise<void> {
    if (one.room.session.clerk() === null) return;
    const { items } = await one.call('listWork', {});
    const refused = items.find((item) => item.state !== 'waiting');
    if (refused !== undefined) {
      note(`settle ${await one.code('settleWork', { key: refused.key, note: '已处理' })}`);
    }
  }

  async #foreign(which: number, personId: string): Promise<void> {
    const active = which !== 0;
    if (which <= 1) return central.change(this.county, [change('clerk', { ...clerk, active })]);
    const found = persons.find((one) => one.id === personId) ?? person;
    const deceasedOn = which === 2 ? '2026-11-21' : null;
    return central.change(this.county, [change('insuredPerson', { ...found, deceasedOn })]);
  }
}

function checkCounty(there: Readonly<Record<string, readonly string[]>>): void {
  // The lines are the canonical JSON of these very records.
  const cards = (there['card'] ?? []).map((line) => JSON.parse(line) as Card);
  const blanks = (there['blankCard'] ?? []).map((line) => JSON.parse(line) as BlankCard);
  const services = (there['serviceRecord'] ?? []).map((line) => JSON.parse(line) as ServiceRecord);
  for (const { id } of persons) {
    const valid = cards.filter((one) => one.personId === id && isCardLive(one) && one.status !== null);
    expect(valid.length, 'one person, one valid card').toBeLessThanOrEqual(1);
  }
  expect(new Set(cards.map((one) => one.blankSerial)).size, 'no blank twice').toBe(cards.length);
  for (const blank of blanks) {
    const made = cards.filter((one) => one.blankSerial === blank.id);
    const open = services.filter(
      (one) => one.blankSerial === blank.id && one.stage !== 'withdrawn' && one.stage !== 'completed',
    );
    const account = [made.length, made.filter(isCardLive).length, open.length].join(' ');
    const expected: Partial<Record<BlankCard['status'], readonly string[]>> = {
      'in-stock': ['0 0 0'],
      'in-production': ['1 1 1'],
      issued: ['1 1 0'],
      spoiled: ['1 0 0', '0 0 0'],
    };
    expect(expected[blank.status], `every blank is accounted for: ${blank.status}`).toContain(account);
  }
  const handedOver = services.filter((one) => one.stage === 'completed').length;
  expect(cards.filter((one) => one.status === '1')).toHaveLength(handedOver);
}

describe('two counters and the central office', () => {
  it('end with the same records, whatever was lost, late, doubled, refused, restarted or changed between them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 20, maxLength: 70 }), async (happenings) => {
        const history = await History.begin();
        try {
          for (const one of happenings) await history.happen(one);
          await history.calm();
          // Whoever has refused work settles some of it: what is rare in the middle must not be left to chance.
          for (const one of history.desks) await history.settle(one);
          await history.calm();
          await history.check();
        } finally {
          for (const one of history.desks) one.remove();
        }
      }),
      { numRuns: 15 },
    );
    // Histories in which nothing goes wrong, or nothing gets done, prove nothing.
    for (const what of ['applied', 'refused', 'accept ok', 'hand over ok', 'settle ok']) {
      expect(seen.get(what) ?? 0, what).toBeGreaterThan(0);
    }
  });
});
