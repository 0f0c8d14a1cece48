import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import type { PersonPage } from '../contract/counter-views.ts';
import type { ServiceView } from '../contract/service-views.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { StatementView } from '../contract/statement-views.ts';
import { maskResidentId } from '../domain/identity/resident-id.ts';
import { refuse } from '../domain/command/refusal.ts';
import { refuseOfDeceased } from '../domain/inquiry/who-asks.ts';
import { isServiceClosed } from '../domain/records/service-record.ts';
import type { InsuredPerson, ServiceKind } from '../domain/records/records.ts';
import type { LedgerEntry } from '../domain/records/ledger-entry.ts';
import type {
  ReversalDetails,
  StatementFigures,
  StatementQuestion,
} from '../domain/records/service-details.ts';
import { effectOn } from '../domain/ledger/balance.ts';
import { balanceCurve } from '../domain/statement/balance-curve.ts';
import { lastSerial, statementOf } from '../domain/statement/personal-statement.ts';
import type { CounterRoom } from './counter-ports.ts';
import { saveResult } from './employer-batch/batch-result.ts';
import { commandOnNewService } from './issue-card.ts';
import { noteLook } from './note-look.ts';
import { findService } from './service-view.ts';
import { viewRefusals } from './view-refusals.ts';

/** 打印交易明细: who asks for which days is noted with what it came to; the paper says the same whenever it is printed. */
export function issueStatement(
  room: CounterRoom,
  input: CallRequest<'issueStatement'>,
): Outcome<ServiceView> {
  const { from, to, scope } = input;
  const entries = entriesOf(room, input.personId);
  const question = { from, to, scope, throughSerial: lastSerial(entries) };
  return commandOnNewService(room, (serviceNumber) => ({
    kind: 'issue-statement',
    request: {
      ...input,
      ...question,
      serviceNumber,
      figures: figuresOf(statementOf(entries, question)),
      unposted: unpostedOf(room, input.personId, entries),
      asOf: room.storage.memory.get('as-of'),
    },
  }));
}

/** What the person's page offers of it, or why not. */
export function statementOffer(room: CounterRoom, person: InsuredPerson): PersonPage['offers'][number] {
  const account = room.storage.records.get('personalAccount', person.id);
  const refusals = [
    ...refuseOfDeceased(person),
    ...(account === undefined ? [refuse('statement-no-account')] : []),
  ];
  return { kind: 'issue-statement', refusals: viewRefusals(refusals) };
}

/** What a statement says: from the entries that there were when it was asked for, and none that came since. */
export function getStatement(room: CounterRoom, input: CallRequest<'getStatement'>): Outcome<StatementView> {
  const service = findService(room, input.serviceNumber)?.record;
  if (service?.details?.of !== 'issue-statement') return fail('not-found');
  noteLook(room, { id: service.personId }, 'look-at-statement');
  const { from, to, scope, figures, asOf } = service.details;
  const entries = entriesOf(room, service.personId);
  return succeed({
    ...{ from, to, scope, figures, askedAsOf: asOf },
    lines: statementOf(entries, service.details).lines,
    curve: balanceCurve(entries, service.details),
    unposted: viewUnposted(room, service.details.unposted),
  });
}

/** 另存为电子表格: the lines of the paper, for the person to take with him; written down as a look of its own. */
export async function saveStatement(
  room: CounterRoom,
  input: CallRequest<'saveStatement'>,
): Promise<Outcome<Record<string, never>>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const { serviceNumber, path, format, language } = input;
  const statement = getStatement(room, { serviceNumber });
  if (!statement.ok) return statement;
  const service = findService(room, serviceNumber)?.record;
  const person = room.storage.records.get('insuredPerson', service?.personId ?? '')?.record;
  if (person === undefined) return fail('not-found');
  const written = await room.rosterFiles.writeStatement({
    ...{ format, language, serviceNumber, statement: statement.value },
    person: { name: person.name, maskedNumber: maskResidentId(person.documentNumber) },
  });
  room.storage.unitOfWork.write(() =>
    room.storage.audit.append({
      at: room.clock.instant(),
      clerkId: room.session.clerk()?.id ?? null,
      action: 'save-statement',
      subject: serviceNumber,
      details: { lines: statement.value.lines.length, format },
    }),
  );
  return saveResult(room, path, written.content);
}

/** What a statement would come to, so that the clerk sees before he prints whether these are the days that are wanted. */
export function getStatementPreview(
  room: CounterRoom,
  input: CallRequest<'getStatementPreview'>,
): Outcome<CallOutput<'getStatementPreview'>> {
  const { personId, from, to, scope } = input;
  const person = room.storage.records.get('insuredPerson', personId)?.record;
  if (person === undefined) return fail('not-found');
  noteLook(room, person, 'look-at-statement');
  const entries = entriesOf(room, personId);
  const question: StatementQuestion = { from, to, scope, throughSerial: lastSerial(entries) };
  const statement = statementOf(entries, question);
  return succeed({
    figures: figuresOf(statement),
    lines: statement.lines.length,
    curve: balanceCurve(entries, question),
  });
}

function entriesOf(room: CounterRoom, personId: string) {
  return room.storage.records.find('ledgerEntry', 'personId', personId);
}

function figuresOf({ opening, credits, debits, closing }: StatementFigures): StatementFigures {
  return { opening, credits, debits, closing };
}

/** By these the balance moves, when a second person has approved it and the central office has posted it. */
const movesBalance: ReadonlySet<ServiceKind> = new Set([
  'request-reversal',
  'transfer-out',
  'transfer-in',
  'payout',
]);

/**
 * What is under way and has moved nothing on the account yet, by the numbers of its services. What a bank had paid beyond what
 * is owed, and a repayment that is taken back, never move it.
 */
function unpostedOf(room: CounterRoom, personId: string, entries: readonly LedgerEntry[]): string[] {
  const moving = entries.filter((entry) => effectOn('personal-account', entry) !== 0);
  const posted = new Set(moving.map(({ serviceId }) => serviceId));
  const groups = new Set(moving.map(({ groupId }) => groupId));
  return room.storage.records
    .find('serviceRecord', 'personId', personId)
    .filter((service) => movesBalance.has(service.kind) && !isServiceClosed(service))
    .filter(({ id }) => !posted.has(id))
    .filter(({ details }) => details?.of !== 'request-reversal' || movesBy(details, groups))
    .map(({ id }) => id);
}

/** A claim moves the balance while it is not posted, a reversal where it takes back what has moved it. */
function movesBy({ way, claim, groupId }: ReversalDetails, groups: ReadonlySet<string>): boolean {
  return way === 'claim' ? claim === null : groups.has(groupId);
}

function viewUnposted(room: CounterRoom, numbers: readonly string[]): StatementView['unposted'] {
  return numbers.flatMap((serviceNumber) => {
    const service = findService(room, serviceNumber)?.record;
    return service === undefined ? [] : [{ serviceNumber, kind: service.kind, openedOn: service.openedOn }];
  });
}
