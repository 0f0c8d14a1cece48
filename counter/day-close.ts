import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import type { DayPage } from '../contract/day-views.ts';
import { fail, failRefused, succeed, type Outcome } from '../contract/envelope.ts';
import { addDays } from '../domain/calendar/civil-date.ts';
import type { CommandBody } from '../domain/command/command-rules.ts';
import type { CloseDayRequest } from '../domain/day-close/close-day-request.ts';
import {
  beginningOf,
  chainOf,
  isLinked,
  isUnbroken,
  signedDay,
  type DayOwner,
} from '../domain/day-close/day-chain.ts';
import { dayReport, lateServices } from '../domain/day-close/day-report.ts';
import { closeDay as closeDayRule } from '../domain/day-close/close-day.ts';
import type { DayClose, DayReport } from '../domain/records/day-close.ts';
import type { Clerk } from '../domain/records/records.ts';
import { signerSigns } from './clerk-signature.ts';
import type { CounterRoom } from './counter-ports.ts';
import { linesHeard, namesOfLeftovers, placesOf, workLeft } from './day-facts.ts';
import { contextOf, executeCommand } from './engine/execute-command.ts';
import { loadFacts } from './engine/local-effects.ts';
import { saveResult } from './employer-batch/batch-result.ts';
import { timesPrinted } from './printed-papers.ts';
import { here, originOfClerk } from './workstation.ts';

/** Under what the prints of a closed day are counted. */
export const dayPaper = 'day-close';

/** How far back days that were not closed are looked for. */
const daysLookedBack = 31;

/** 日终: how a day stands now, of the clerk at this workstation or of the office, or how it was closed. */
export function getDay(room: CounterRoom, input: CallRequest<'getDay'>): Outcome<CallOutput<'getDay'>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const owner = ownerOf(room, input.scope, worker.clerk);
  const open = openDays(room, owner);
  const day = input.day ?? open[0] ?? room.clock.today();
  const closed = closedOn(room, owner, day);
  if (closed !== undefined) return succeed({ page: pageOf(room, closed), openDays: open });
  const body = bodyOf(room, owner, day);
  return succeed({
    page: pageOf(room, { ...owner, day, report: reportOf(room, body, worker.clerk) }),
    openDays: open,
  });
}

/** 日终: closed here at once, and for good when the central office has closed it too. */
export async function closeDay(
  room: CounterRoom,
  input: CallRequest<'closeDay'>,
): Promise<Outcome<CallOutput<'closeDay'>>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const owner = ownerOf(room, input.scope, worker.clerk);
  const { day, reason, signer } = input;
  const signing = signer === null ? null : await signerSigns(room, signer);
  if (signing?.ok === false) return signing;
  const signature =
    signing === null
      ? null
      : signing.value.sign('close-day', signedDay(chainOf(owner), day), 0, reason?.trim() ?? '');
  const execution = executeCommand(
    { ...room, written: room.wake },
    originOfClerk(room, signing?.value.clerk ?? worker.clerk),
    // Inside the transaction: what is left over is what is left over when it is written.
    () => bodyOf(room, owner, day, { reason, signature }),
  );
  if (!execution.done) return failRefused(execution.refusals);
  room.emit({ event: 'records-changed', persons: [], services: [] });
  room.emitStatus();
  return succeed({ closeId: execution.commandId });
}

/** The closed days of this office and its clerks, newest first. */
export function listClosedDays(
  room: CounterRoom,
  input: CallRequest<'listClosedDays'>,
): Outcome<CallOutput<'listClosedDays'>> {
  const { queries, records } = room.storage;
  const { officeId } = here(room);
  const chain = chainOf({ scope: 'office', officeId, workstationId: null, clerkId: null });
  const shown = queries.closedDays(officeId, input.skip, input.limit);
  return succeed({
    days: shown.map((close) => {
      const page = pageOf(room, close);
      return {
        closeId: close.id,
        scope: close.scope,
        day: close.day,
        closedAt: close.closedAt,
        clerkName: page.clerkName,
        workstationNumber: page.workstationNumber,
        leftovers: close.report.leftovers.reduce((sum, { items }) => sum + items.length, 0),
        late: page.late.length,
        confirmed: page.closing?.confirmed ?? false,
      };
    }),
    total: queries.countClosedDays(officeId),
    // The office's from its first day on; of its clerks, who are many, what is shown.
    unbroken:
      isUnbroken(queries.closedDaysOf(chain)) &&
      shown.every((close) => isLinked(close, records.get('dayClose', close.previousId)?.record)),
  });
}

/** A closed day as it is printed again. */
export function getClosedDay(room: CounterRoom, input: CallRequest<'getClosedDay'>): Outcome<DayPage> {
  const close = room.storage.records.get('dayClose', input.closeId)?.record;
  return close === undefined || close.officeId !== here(room).officeId
    ? fail('not-found')
    : succeed(pageOf(room, close));
}

/** 归档: the closed day with its hashes, as the record is, so that whoever has the file can check the chain; or its paper. */
export async function saveClosedDay(
  room: CounterRoom,
  input: CallRequest<'saveClosedDay'>,
): Promise<Outcome<Record<string, never>>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const found = getClosedDay(room, input);
  const close = room.storage.records.get('dayClose', input.closeId)?.record;
  if (!found.ok) return found;
  const { officeName, clerkNames, workstationNumbers, commands, prints, late } = found.value;
  const named = { officeName, clerkNames, workstationNumbers, commands, prints };
  const record = JSON.stringify({ ...named, close, late }, null, 2);
  room.storage.unitOfWork.write(() =>
    room.storage.audit.append({
      at: room.clock.instant(),
      clerkId: worker.clerk.id,
      action: 'save-closed-day',
      subject: input.closeId,
      details: { as: input.pdf === null ? 'json' : 'pdf' },
    }),
  );
  const json = room.bytes.toBase64(room.bytes.fromText(`${record}\n`));
  return saveResult(room, input.path, input.pdf ?? json);
}

function ownerOf(room: CounterRoom, scope: DayOwner['scope'], clerk: Clerk): DayOwner {
  const { officeId, workstationId } = here(room);
  return scope === 'office'
    ? { scope, officeId, workstationId: null, clerkId: null }
    : { scope, officeId, workstationId, clerkId: clerk.id };
}

function closedOn(room: CounterRoom, owner: DayOwner, day: string): DayClose | undefined {
  const chain = chainOf(owner);
  return room.storage.records.find('dayClose', 'day', day).find((one) => one.chain === chain);
}

/** Days on which something was accepted and that are not closed, and today. */
function openDays(room: CounterRoom, owner: DayOwner): string[] {
  const { queries } = room.storage;
  const { officeId, clerkId, workstationId } = owner;
  const today = room.clock.today();
  const last = queries.lastClosedDay(chainOf(owner));
  const from = [addDays(today, -daysLookedBack), ...(last === undefined ? [] : [addDays(last.day, 1)])]
    .sort()
    .at(-1);
  const of = clerkId === null || workstationId === null ? null : { clerkId, workstationId };
  const days = queries.daysWithServices(officeId, from ?? today, today, of);
  return closedOn(room, owner, today) === undefined ? [...days, today] : [...days];
}

function bodyOf(
  room: CounterRoom,
  owner: DayOwner,
  day: string,
  signed: Pick<CloseDayRequest, 'reason' | 'signature'> = { reason: null, signature: null },
): CommandBody & { readonly kind: 'close-day' } {
  const chain = chainOf(owner);
  const { scope, clerkId, workstationId } = owner;
  const last = room.storage.queries.lastClosedDay(chain);
  return {
    kind: 'close-day',
    request: {
      ...{ scope, day, clerkId, workstationId },
      previousId: last?.id ?? beginningOf(chain),
      previousDay: last?.day ?? null,
      places: placesOf(room, owner, day),
      heard: linesHeard(room, owner, last?.day ?? null, day),
      looks: room.storage.queries.looksOfDay(day, clerkId),
      waiting: workLeft(room, owner, day),
      ...signed,
    },
  };
}

/** The page as the rule would reckon it now. */
function reportOf(
  room: CounterRoom,
  { request }: CommandBody & { readonly kind: 'close-day' },
  clerk: Clerk,
): DayReport {
  const context = contextOf('', originOfClerk(room, clerk));
  const facts = loadFacts(room.storage, closeDayRule.needs(request, context));
  const owner = { ...request, officeId: context.officeId };
  return dayReport(facts, owner, request.day, request, context.workstationId);
}

function pageOf(
  room: CounterRoom,
  of: DayOwner & Pick<DayClose, 'day' | 'report'> & Partial<DayClose>,
): DayPage {
  const { records, memory, queries } = room.storage;
  const { scope, day, report } = of;
  const office = records.get('office', of.officeId)?.record;
  const close = of.id === undefined ? undefined : records.get('dayClose', of.id);
  const clerkName = (id: string) => records.get('clerk', id)?.record.name ?? id;
  const chains = report.leftovers.flatMap(({ kind, items }) => (kind === 'clerk-not-closed' ? items : []));
  const clerkIds = [
    ...report.clerks.map(({ clerkId }) => clerkId),
    ...chains.map((chain) => chain.split('/')[2] ?? ''),
  ];
  return {
    ...{ scope, day, report },
    officeName: office?.name ?? '',
    officeAddress: office?.address ?? '',
    officePhone: office?.phone ?? '',
    clerkName: of.clerkId === null ? null : clerkName(of.clerkId),
    workstationNumber:
      of.workstationId === null
        ? null
        : (records.get('workstation', of.workstationId)?.record.number ?? null),
    closing:
      close === undefined
        ? null
        : {
            closeId: close.record.id,
            closedAt: close.record.closedAt,
            closedBy: clerkName(close.record.closedBy),
            reason: close.record.reason,
            hash: close.record.hash,
            previousHash: close.record.previousHash === '' ? null : close.record.previousHash,
            confirmed: close.version > 0,
          },
    late:
      close === undefined
        ? []
        : lateServices(close.record, records.find('serviceRecord', 'openedOn', day)).map((one) => ({
            serviceNumber: one.id,
            kind: one.kind,
            openedAt: one.openedAt,
            stage: one.stage,
          })),
    clerkNames: Object.fromEntries(clerkIds.map((id) => [id, clerkName(id)])),
    workstationNumbers: Object.fromEntries(
      queries.placesOfOffice(of.officeId).map(({ id, number }) => [id, number]),
    ),
    ...namesOfLeftovers(room, report),
    reprint: close === undefined ? 0 : timesPrinted(room, close.record.id, dayPaper),
    asOf: memory.get('as-of'),
    printedAt: room.clock.instant(),
  };
}
