import { expect } from 'vitest';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { ServiceRecord } from '../../domain/records/records.ts';
import { application, blankCard, county, person, workstation } from '../../domain/testing/county.ts';
import { until } from '../helpers/until.ts';
import { countyRecords } from '../property/support/counter-desk.ts';
import { JoinedDesk } from '../property/support/joined-desk.ts';
import type { Chance } from './support/chance.ts';

const { serviceNumber: _made, ...applicationInput } = application;
/** How often the central office is restored. */
export const restores = Number(process.env['GUITAI_RESTORES'] ?? 20);

/** More than a clerk gets done with between so many restores: at none of them may everything have been done. */
const enough = 20 + 2 * restores;

const personsOf = (whose: string) =>
  Array.from({ length: enough }, (_unused, index) => `person-${whose}-${String(index)}`);

/** Persons who come to both counters at the same time. */
export const persistentPersons = personsOf('both');
const persons = [...personsOf('a'), ...personsOf('b'), ...persistentPersons];

/** The sample county with two counters that have blanks and persons enough. */
export const restoredCounty: readonly Change[] = [
  ...countyRecords.filter((one) => !['workstation', 'blankCard', 'insuredPerson'].includes(one.table)),
  ...[1, 2].flatMap((number) => {
    const id = `workstation-10${String(number)}`;
    return [
      change('workstation', { ...workstation, id, number: 100 + number }),
      // A blank for each, also for those who come to both.
      ...Array.from({ length: 2 * enough }, (_unused, index) =>
        change('blankCard', blankCard(10_000 * number + index, { workstationId: id })),
      ),
    ];
  }),
  ...persons.map((id) => change('insuredPerson', { ...person, id })),
];

const production = ['chip-written', 'printed', 'verified'] as const;

/** A clerk at a real counter, who goes on with what he has begun. */
export class Clerk {
  readonly joined: JoinedDesk;
  readonly #own: string[];
  #service: { readonly serviceNumber: string; blankSerial: string; done: number } | null = null;

  private constructor(joined: JoinedDesk, whose: 'a' | 'b') {
    this.joined = joined;
    this.#own = personsOf(whose);
  }

  static async at(url: string, whose: 'a' | 'b', code?: string): Promise<Clerk> {
    const clerk = new Clerk(await JoinedDesk.at(url, code), whose);
    clerk.joined.start();
    await clerk.online();
    clerk.joined.desk.signInWithoutPassword();
    return clerk;
  }

  async online(): Promise<void> {
    await until('the counter is online', () => {
      this.joined.wake();
      return this.joined.line?.state === 'online';
    });
  }

  /** A few steps of issuing cards; one that the rules refuse by now, or that has to wait for the county, ends it. */
  async work(chance: Chance): Promise<void> {
    for (let step = chance.below(9); step >= 0; step -= 1) {
      if (!(await this.#step())) {
        this.#service = null;
        return;
      }
    }
  }

  /** Begins with a person, whom the other counter may begin with at the same time; tells whether the rules let him. */
  async begin(personId: string): Promise<boolean> {
    const accepted = await this.joined.desk.answer('acceptCardApplication', {
      ...applicationInput,
      personId,
    });
    if (!accepted.ok) return false;
    const { serviceNumber } = accepted.value as { readonly serviceNumber: string };
    this.#service = { serviceNumber, blankSerial: '', done: 0 };
    return true;
  }

  async #step(): Promise<boolean> {
    const { desk } = this.joined;
    const service = this.#service;
    if (service === null) {
      const personId = this.#own.shift();
      return personId !== undefined && (await this.begin(personId));
    }
    const { serviceNumber } = service;
    service.done += 1;
    const step = production[service.done - 1];
    if (step !== undefined) {
      if (step === 'chip-written') {
        const blanks = await desk.answer('listBlankCards', {});
        if (!blanks.ok) return false;
        const { next } = blanks.value as { readonly next: readonly { readonly blankSerial: string }[] };
        service.blankSerial = next[0]?.blankSerial ?? '';
      }
      const { blankSerial } = service;
      return (
        (await desk.code('recordCardProduction', { serviceNumber, blankSerial, step, note: null })) === 'ok'
      );
    }
    if (service.done === production.length + 1) {
      return (await desk.pinCode({ serviceNumber }, '285713')) === 'ok';
    }
    this.#service = null;
    return (await desk.code('handOverCard', { serviceNumber, receiptSigned: true })) === 'ok';
  }

  /** Every command that this counter ever made, with what it knows of it. */
  commands(): readonly { readonly id: string; readonly state: string; readonly kind: string }[] {
    const rows = this.joined.desk.committed().get('outbox') ?? [];
    return rows.map((row) => JSON.parse(row) as { id: string; state: string; kind: string });
  }
}

/** Nothing waits at either counter, and both have what the central office has. */
export async function calm(clerks: readonly Clerk[], office: CentralStorage): Promise<void> {
  for (const { joined } of clerks) {
    await until(
      'nothing waits any more',
      async () => {
        joined.wake();
        const { pendingCommands, waitingServices } = joined.desk.storage.outbox.summary();
        const head = (await office.read(county, (reader) => reader.head()))?.head;
        const { cursor, snapshot } = joined.desk.replica.state();
        return pendingCommands === 0 && waitingServices === 0 && snapshot === null && cursor === head;
      },
      60,
    );
  }
}

/**
 * What must be true in the end: nothing lost, nothing double, all equal.
 * @param there every shared record at the central office, by table
 */
export async function checkNothingLost(
  clerks: readonly Clerk[],
  office: CentralStorage,
  there: Readonly<Record<string, readonly string[]>>,
): Promise<{ readonly applied: number; readonly refused: number }> {
  const counts = { applied: 0, refused: 0 };
  for (const clerk of clerks) {
    const { desk, reported } = clerk.joined;
    expect(desk.sharedRecords()).toEqual(there);
    expect(desk.storage.verifyAuditTrail()).toBeNull();
    expect(reported).toEqual([]);
    const commands = clerk.commands();
    const ids = commands.map(({ id }) => id);
    const known = await office.read(county, (reader) => reader.answers(ids));
    const outcomes = new Map(known.map(({ commandId, outcome }) => [commandId, outcome]));
    for (const { id, state, kind } of commands) {
      if (state === 'done') {
        counts.applied += 1;
        expect(outcomes.get(id), kind).toBe('applied');
      } else {
        counts.refused += 1;
        // A refusal of the lost time stays what the clerk was told: the central office does not know it any more.
        expect(state).toBe('refused');
        expect(outcomes.get(id) ?? 'refused', kind).toBe('refused');
      }
    }
  }
  const state = await office.read(county, (reader) => reader.head());
  expect(state?.applied, 'the central office has applied each once, and nothing else').toBe(counts.applied);
  const services = (there['serviceRecord'] ?? []).map((row) => JSON.parse(row) as ServiceRecord);
  for (const { steps } of services) {
    const names = steps.map(({ step }) => step);
    expect(new Set(names).size, 'no step twice').toBe(names.length);
  }
  const persons = services.map(({ personId }) => personId);
  expect(new Set(persons).size, 'one person, one card').toBe(persons.length);
  return counts;
}
