import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import { fail, failRefused, succeed, type Outcome } from '../contract/envelope.ts';
import type { PaperToReclaim } from '../contract/paper-prints.ts';
import { commandNeeds, decideCommand, type CommandBody } from '../domain/command/command-rules.ts';
import type { PaperPrint } from '../domain/records/paper-print.ts';
import type { Clerk } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { contextOf, executeWithin } from './engine/execute-command.ts';
import { loadFacts } from './engine/local-effects.ts';
import { findService } from './service-view.ts';
import { here, originOfClerk } from './workstation.ts';

type Reclaimed = CallRequest<'recordPaperReclaimed'>;
type ReclaimBody = Extract<CommandBody, { readonly kind: 'record-paper-reclaimed' }>;

/** 须收回的纸件: a page of those whose item is off the work list, the oldest first. */
export function listPapersToReclaim(
  room: CounterRoom,
  { skip, limit }: CallRequest<'listPapersToReclaim'>,
): Outcome<CallOutput<'listPapersToReclaim'>> {
  const papers = room.storage.queries.papersOfSettledWork(here(room).workstationId);
  return succeed({
    papers: papers.slice(skip, skip + limit).map((print) => viewPaper(room, print)),
    total: papers.length,
  });
}

/** How many there are: for the bar that is always there. */
export function countPapersToReclaim(room: CounterRoom): number {
  return room.storage.queries.papersOfSettledWork(here(room).workstationId).length;
}

/** The papers of one item of the work list. */
export function papersOfItem(room: CounterRoom, key: string): readonly PaperToReclaim[] {
  return room.storage.queries
    .papersToReclaim(here(room).workstationId, key)
    .map((print) => viewPaper(room, print));
}

/** 收回登记: what became of one paper. */
export function recordPaperReclaimed(room: CounterRoom, said: Reclaimed): Outcome<Record<string, never>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  if (room.storage.records.get('paperPrint', said.printId) === undefined) return fail('not-found');
  return recordAll(room, worker.clerk, [said]);
}

/**
 * Records what became of every paper of an item, before the item is settled. Nothing is recorded where one is missing: it was
 * printed while the clerk wrote.
 */
export function reclaimPapersOfItem(
  room: CounterRoom,
  clerk: Clerk,
  { key, papers: told }: CallRequest<'settleWork'>,
): Outcome<Record<string, never>> {
  const papers = room.storage.queries.papersToReclaim(here(room).workstationId, key);
  const said = papers.flatMap(({ id }) => told.filter(({ printId }) => printId === id).slice(0, 1));
  const missing = papers.length - said.length;
  return missing > 0 ? fail('papers-unaccounted', { count: missing }) : recordAll(room, clerk, said);
}

/** All of them, or, where one is refused, none. */
function recordAll(
  room: CounterRoom,
  clerk: Clerk,
  said: readonly Reclaimed[],
): Outcome<Record<string, never>> {
  const { storage } = room;
  const origin = originOfClerk(room, clerk);
  const bodies = said.map((request): ReclaimBody => ({ kind: 'record-paper-reclaimed', request }));
  const refusals = bodies.flatMap((body) => {
    const context = contextOf('', origin);
    const decision = decideCommand(loadFacts(storage, commandNeeds(body, context)), body, context);
    return decision.accepted ? [] : decision.refusals;
  });
  if (refusals.length > 0) return failRefused(refusals);
  const subjects = storage.unitOfWork.write(() => bodies.map((body) => recordOne(room, origin, body)));
  if (subjects.length === 0) return succeed({});
  room.wake();
  room.emitStatus();
  room.emit({ event: 'records-changed', persons: [], services: [...new Set(subjects)] });
  return succeed({});
}
/** Belongs into a transaction; answers what the paper was about. */
function recordOne(room: CounterRoom, origin: ReturnType<typeof originOfClerk>, body: ReclaimBody): string {
  const { printId, outcome } = body.request;
  const print = room.storage.records.get('paperPrint', printId)?.record;
  const subject = print?.subject ?? printId;
  executeWithin(room, origin, body, () => {
    room.storage.audit.append({
      at: origin.at,
      clerkId: origin.clerkId,
      action: 'paper-reclaimed',
      subject,
      details: { paper: print?.paper ?? '', reprint: print?.reprint ?? 0, outcome },
    });
  });
  return subject;
}

function viewPaper(room: CounterRoom, print: PaperPrint): PaperToReclaim {
  const { id: printId, paper, reprint, subject, printedAt, result } = print;
  const { records } = room.storage;
  // A sheet of approval has the number of its service before its own.
  const [number = subject] = subject.split('/');
  const personId = findService(room, number)?.record.personId ?? '';
  return {
    printId,
    paper: paper.split(' ')[0] ?? paper,
    reprint,
    subject,
    personName: records.get('insuredPerson', personId)?.record.name ?? '',
    clerkName: records.get('clerk', print.clerkId)?.record.name ?? print.clerkId,
    printedAt,
    isCertain: result === 'printed' || result === 'handed-over',
  };
}
