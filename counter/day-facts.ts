import type { DayPage } from '../contract/day-views.ts';
import type { PlaceOfDay } from '../domain/day-close/close-day-request.ts';
import { bookBefore, daysOfBook, touches } from '../domain/day-close/cards-of-day.ts';
import type { DayOwner } from '../domain/day-close/day-chain.ts';
import type { DayReport, Leftover, LeftoverKind } from '../domain/records/day-close.ts';
import { rangesOf } from '../domain/stock/serial-ranges.ts';
import type { CounterRoom } from './counter-ports.ts';
import type { OutboxEntry } from './ports.ts';
import { here } from './workstation.ts';

/** Items of the work list that are read at one stretch. */
const workInTurn = 500;

/**
 * What lay at a place when the day began and when it ended: what lies there now, walked back along the book. Of a clerk's day
 * his drawer, of an office's the safe and every drawer that has, or had, cards.
 */
export function placesOf(room: CounterRoom, owner: DayOwner, day: string): readonly PlaceOfDay[] {
  const { queries } = room.storage;
  const { officeId, workstationId } = owner;
  const lines = queries.movementsSince(day);
  const later = lines.filter(({ movedOn }) => movedOn > day);
  const places =
    workstationId === null
      ? [null, ...queries.placesOfOffice(officeId).map(({ id }) => id)]
      : [workstationId];
  return places.flatMap((id) => {
    const place = { officeId, workstationId: id };
    const now = queries.blankSerials(place, 'in-stock');
    const closing = bookBefore(now, later, place);
    const opening = bookBefore(now, lines, place);
    const touched = lines.some((line) => line.toWorkstationId === id || line.fromWorkstationId === id);
    // An empty drawer at which nothing was done is not told; the safe and one's own drawer always are.
    if (owner.scope === 'office' && id !== null && !touched && closing.length + opening.length === 0)
      return [];
    return [{ workstationId: id, opening: rangesOf(opening), closing: rangesOf(closing) }];
  });
}

/** The lines of the book that this counter has for the cards of a day, by their ids. */
export function linesHeard(
  room: CounterRoom,
  owner: DayOwner,
  previousDay: string | null,
  day: string,
): readonly string[] {
  const [from = day] = daysOfBook(previousDay, day);
  return room.storage.queries
    .movementsSince(from)
    .flatMap((line) => (line.movedOn <= day && touches(line, owner) ? [line.id] : []))
    .sort();
}

/**
 * What waits in this counter's outbox of a day or of one before it: not sent, refused, or stopped. Of a clerk's day what he
 * himself commanded.
 */
export function workLeft(room: CounterRoom, owner: DayOwner, day: string): readonly Leftover[] {
  const { outbox } = room.storage;
  const isHis = ({ origin }: OutboxEntry) =>
    origin.today <= day && (owner.scope === 'office' || origin.clerkId === owner.clerkId);
  const unsent = outbox
    .unconfirmed()
    .filter((entry) => entry.state === 'pending' && isHis(entry) && !isPrint(entry));
  const papers = room.storage.queries
    .papersToReclaim(here(room).workstationId)
    .filter(
      (print) => print.printedOn <= day && (owner.scope === 'office' || print.clerkId === owner.clerkId),
    );
  const settled = refusedEntries(room).filter(isHis);
  return [
    { kind: 'unsent', items: keysOf(unsent) },
    { kind: 'refused', items: keysOf(settled.filter(({ state }) => state === 'refused')) },
    { kind: 'paper-to-reclaim', items: papers.map(({ id }) => id).sort() },
    { kind: 'stopped', items: keysOf(settled.filter(({ state }) => state === 'rejected')) },
  ];
}

/** What is left over and has no name of its own: by which command it was done, and which paper it is. */
export function namesOfLeftovers(
  { storage }: CounterRoom,
  { leftovers }: DayReport,
): Pick<DayPage, 'commands' | 'prints'> {
  const itemsOf = (...kinds: readonly LeftoverKind[]) =>
    leftovers.flatMap(({ kind, items }) => (kinds.includes(kind) ? items : []));
  return {
    commands: Object.fromEntries(
      itemsOf('unsent', 'refused', 'stopped').flatMap((id) => {
        const command = storage.outbox.get(id);
        return command === undefined ? [] : [[id, command.body.kind]];
      }),
    ),
    prints: Object.fromEntries(
      itemsOf('print-unknown', 'paper-to-reclaim').flatMap((id) => {
        const print = storage.records.get('paperPrint', id)?.record;
        return print === undefined ? [] : [[id, { paper: print.paper, subject: print.subject }]];
      }),
    ),
  };
}

/** That a paper was printed is no work: its end is asked of the printer, and told apart. */
function isPrint({ body }: OutboxEntry): boolean {
  return body.kind === 'record-print' || body.kind === 'record-print-end';
}

/** Everything that was refused or stopped and that nobody has settled; it stands before what only waits. */
function refusedEntries(room: CounterRoom): readonly OutboxEntry[] {
  const { outbox } = room.storage;
  const entries: OutboxEntry[] = [];
  for (let after: Parameters<typeof outbox.workAfter>[0] = null; ;) {
    const page = outbox.workAfter(after, workInTurn);
    const refused = page.filter(({ waits }) => !waits);
    entries.push(...refused.flatMap(({ key }) => outbox.byKey(key)));
    const last = page.at(-1);
    if (refused.length < workInTurn || last === undefined) break;
    after = last;
  }
  return entries.filter(({ settledAt }) => settledAt === null);
}

/** The service, or of what belongs to none the command, each once. */
function keysOf(entries: readonly OutboxEntry[]): readonly string[] {
  return [...new Set(entries.map(({ service, id }) => service ?? id))].sort();
}
