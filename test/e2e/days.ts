import { addDays, civilDateInShanghai } from '../../domain/calendar/civil-date.ts';
import { beginningOf, chainOf, hashOfDay } from '../../domain/day-close/day-chain.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { DayClose } from '../../domain/records/day-close.ts';
import type { BlankCard, Clerk, ServiceRecord, Workstation } from '../../domain/records/records.ts';
import { rangesOf } from '../../domain/stock/serial-ranges.ts';
import type { County } from './county.ts';

/** Whose day it is, at which window, and what is in his drawer. */
interface Desk {
  readonly clerk: Clerk;
  readonly colleague: Clerk;
  readonly here: Workstation;
  readonly beside: Workstation;
  /** The blanks of the drawer, by their serials. */
  readonly drawer: readonly BlankCard[];
  readonly today: string;
  /** A service that was accepted today and is done, unless the fields say otherwise. */
  readonly service: (number: number, by: Clerk, at: Workstation, fields?: Partial<ServiceRecord>) => Change;
  readonly pattern: ServiceRecord;
}

/** The clerk who signs in, a colleague, and the workstation that the first counter of a demonstration is. */
export async function deskOfDay({ witness }: County): Promise<Desk> {
  const clerks = await witness.records('clerk');
  const byName = (name: string) => clerks.find(({ loginName }) => loginName === name);
  const [clerk, colleague] = [byName('clerk1'), byName('clerk2')];
  const workstations = (await witness.records('workstation'))
    .filter(({ officeId }) => officeId === clerk?.officeId)
    .toSorted((a, b) => a.number - b.number);
  // The first one is the witness of the test, who looks at the central office from there.
  const [, here, beside] = workstations;
  const pattern = (await witness.records('serviceRecord'))[0];
  if (!clerk || !colleague || !here || !beside || !pattern) throw new Error('The county is empty.');
  const today = civilDateInShanghai(Date.now());
  const drawer = (await witness.records('blankCard'))
    .filter(({ workstationId, status }) => workstationId === here.id && status === 'in-stock')
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const service: Desk['service'] = (number, by, at, fields = {}) =>
    change('serviceRecord', {
      ...pattern,
      id: `${pattern.id.slice(0, 6)}-${today.replaceAll('-', '')}-9${String(at.number).padStart(2, '0')}-${String(number).padStart(4, '0')}`,
      ...{ officeId: by.officeId, workstationId: at.id, clerkId: by.id, openedOn: today },
      ...{ openedAt: `${today}T00:0${String(number)}:00.000+08:00`, stage: 'completed', ...fields },
    });
  return { clerk, colleague, here, beside, drawer, today, service, pattern };
}

/** The clerk's day before, on which nothing happened, closed with these blanks in his drawer. */
export function closedYesterday(
  { clerk, here, today }: Pick<Desk, 'clerk' | 'here' | 'today'>,
  serials: readonly string[],
): Change {
  const owner = {
    scope: 'clerk',
    officeId: clerk.officeId,
    workstationId: here.id,
    clerkId: clerk.id,
  } as const;
  const chain = chainOf(owner);
  const day = addDays(today, -1);
  const ranges = rangesOf(serials);
  const content: Omit<DayClose, 'hash'> = {
    ...owner,
    ...{ id: '01938f5e-0000-7000-8000-0000000000dc', chain, previousId: beginningOf(chain), day },
    ...{ closedBy: clerk.id, closedAt: `${day}T17:30:00.000+08:00`, reason: null, previousHash: '' },
    report: {
      ...{ services: [], serviceNumbers: [], fees: { count: 0, amount: 0 }, money: [], besideStock: [] },
      ...{ prints: [], looks: [], leftovers: [], clerks: [] },
      cards: [
        {
          ...{ workstationId: here.id, opening: ranges, came: [], left: [], closing: ranges, difference: [] },
          counted: { missing: 0, surplus: 0 },
        },
      ],
    },
  };
  return change('dayClose', { ...content, hash: hashOfDay(content) });
}

/** What stands on the work of a day by another hand: a payout that waits for its second person, and a print without end. */
export function unreviewedWork({
  clerk,
  here,
  today,
  pattern,
}: Pick<Desk, 'clerk' | 'here' | 'today' | 'pattern'>): readonly Change[] {
  const at = `${today}T00:01:00.000+08:00`;
  return [
    change('approval', {
      ...{ id: `${pattern.id}/1`, serviceId: pattern.id, personId: pattern.personId, kind: 'payout' },
      ...{ officeId: clerk.officeId, enteredBy: [clerk.id], enteredAt: at, enteredOn: today },
      ...{ amount: 128_450, state: 'waiting', decidedBy: null, decidedAt: null, reason: null },
    }),
    change('paperPrint', {
      ...{ id: '01938f5e-0000-7000-8000-0000000000aa', subject: pattern.id, paper: 'issue-receipt' },
      ...{ officeId: clerk.officeId, workstationId: here.id, clerkId: clerk.id },
      ...{ printedOn: today, printedAt: at, reprint: 0, reason: null, note: null, result: null },
      ...{ endedAt: null, reclaim: null, reclaimedBy: null, reclaimedAt: null, reclaimNote: null },
    }),
  ];
}
