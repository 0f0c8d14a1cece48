import type {
  ApprovalPaper,
  ApprovalSheet,
  ApprovalSummary,
  LedgerEffectView,
  LedgerEntryView,
} from '../contract/approval-calls.ts';
import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import type { ServiceView } from '../contract/service-views.ts';
import { fail, failRefused, succeed, type Outcome } from '../contract/envelope.ts';
import { approvalLookups, refuseAboveLimit, refuseApprover } from '../domain/approval/approval.ts';
import { approvedServices } from '../domain/approval/approved-services.ts';
import type { CommandContext } from '../domain/command/command-rule.ts';
import type { CommandBody } from '../domain/command/command-rules.ts';
import { refuse } from '../domain/command/refusal.ts';
import { maskResidentId } from '../domain/identity/resident-id.ts';
import { parameterLookups } from '../domain/parameters/pooling-area-parameter.ts';
import { refusePayoutOffice } from '../domain/payout/payout-conditions.ts';
import type { Approval } from '../domain/records/approval.ts';
import type { Change } from '../domain/records/change.ts';
import type { LedgerEntry } from '../domain/records/ledger-entry.ts';
import { effectOf } from '../domain/reversal/approved-reversal.ts';
import { recoveryLookups } from '../domain/reversal/recovery-claim.ts';
import { groupOfPerson } from '../domain/reversal/reversal.ts';
import { payeesOf } from './approval-payees.ts';
import { clerkSigns, signerSigns, type Sign } from './clerk-signature.ts';
import type { CounterRoom } from './counter-ports.ts';
import { contextOf } from './engine/execute-command.ts';
import { loadFacts } from './engine/local-effects.ts';
import { commandOnNewService, commandOnService } from './issue-card.ts';
import { noteLook } from './note-look.ts';
import { confirmationOf, findService, stepsOf, viewService } from './service-view.ts';
import { viewRefusals } from './view-refusals.ts';
import { here, originOfClerk } from './workstation.ts';
import { timesPrinted } from './printed-papers.ts';

/** Under what the prints of a sheet are counted. */
const approvalPaper = 'approval-sheet';

/** 复核: a page of what waits for a second person in this office, the oldest first. */
export function listApprovals(
  room: CounterRoom,
  input: CallRequest<'listApprovals'>,
): Outcome<CallOutput<'listApprovals'>> {
  const context = contextOfClerk(room);
  if (!context.ok) return context;
  const { queries } = room.storage;
  const { officeId } = here(room);
  return succeed({
    approvals: queries
      .approvalsWaiting(officeId, input.skip, input.limit)
      .map((approval) => summarise(room, approval, context.value)),
    total: queries.countApprovalsWaiting(officeId),
  });
}

/** How many there are: for the bar that is always there. */
export function countApprovals(room: CounterRoom): number {
  return room.storage.queries.countApprovalsWaiting(here(room).officeId);
}

/** 复核单: what is decided about, reckoned anew from the records as they stand here. */
export function getApproval(room: CounterRoom, input: CallRequest<'getApproval'>): Outcome<ApprovalSheet> {
  const context = contextOfClerk(room);
  if (!context.ok) return context;
  const approval = room.storage.records.get('approval', input.approvalId)?.record;
  const found = approval === undefined ? undefined : findService(room, approval.serviceId);
  if (approval === undefined || found === undefined) return fail('not-found');
  room.session.looks.noteService(approval.personId, approval.serviceId);
  const { decidedBy } = approval;
  return succeed({
    ...summarise(room, approval, context.value),
    service: viewService(room, found.record, found.entries),
    decidedBy: decidedBy === null ? null : clerkName(room, decidedBy),
    decidedAt: approval.decidedAt,
    reason: approval.reason,
    ...(approval.state === 'waiting'
      ? outcomeOf(room, approval, context.value)
      : { effect: null, obstacles: [] }),
    posted:
      approval.state === 'approved'
        ? room.storage.records
            .find('ledgerEntry', 'serviceId', approval.serviceId)
            .toSorted((a, b) => a.serial - b.serial)
            .map(viewEntry)
        : [],
  });
}

/** 复核单 as it is printed now. The next print's number is on it already; the print itself is recorded apart. */
export function getApprovalPaper(
  room: CounterRoom,
  input: CallRequest<'getApprovalPaper'>,
): Outcome<ApprovalPaper> {
  const sheet = getApproval(room, input);
  if (!sheet.ok) return sheet;
  const { records, memory } = room.storage;
  const office = records.get('office', sheet.value.service.officeId)?.record;
  const approval = records.get('approval', input.approvalId)?.record;
  return succeed({
    ...sheet.value,
    payees: approval === undefined ? [] : payeesOf(room, approval),
    officeAddress: office?.address ?? '',
    officePhone: office?.phone ?? '',
    reprint: timesPrinted(room, sheet.value.approvalId, approvalPaper),
    asOf: memory.get('as-of'),
    printedAt: room.clock.instant(),
  });
}

/** 复核通过: under the signature of the second person, who types his password at this desk or at his own. */
export async function approveService(
  room: CounterRoom,
  input: CallRequest<'approveService'>,
): Promise<Outcome<ServiceView>> {
  return await decide(room, input, (about, sign, { destination }) => ({
    kind: 'approve-service',
    request: {
      ...about,
      amount: input.amount,
      signature: sign('approve', about.approvalId, input.amount, destination()),
    },
  }));
}

/** 复核退回: the same, with the reason. */
export async function refuseApproval(
  room: CounterRoom,
  input: CallRequest<'refuseApproval'>,
): Promise<Outcome<ServiceView>> {
  return await decide(room, input, (about, sign, { approval: { amount } }) => ({
    kind: 'refuse-approval',
    request: { ...about, reason: input.reason, signature: sign('refuse', about.approvalId, amount) },
  }));
}

/** 冲正 before it is asked for: what it would do, or everything that is in its way. */
export function getReversal(
  room: CounterRoom,
  input: CallRequest<'getReversal'>,
): Outcome<CallOutput<'getReversal'>> {
  const context = contextOfClerk(room);
  if (!context.ok) return context;
  const { personId, groupId, way } = input;
  const person = room.storage.records.get('insuredPerson', personId)?.record;
  if (person === undefined) return fail('not-found');
  noteLook(room, person, 'look-at-person', null);
  const facts = loadFacts(room.storage, [
    ...recoveryLookups(personId),
    ...parameterLookups('payout-accepted-at'),
    { table: 'office', by: 'id', value: context.value.officeId },
  ]);
  const group = groupOfPerson(facts, personId, groupId);
  const effect = effectOf(way)(facts, personId, groupId, { ...context.value, commandId: 'reversal' }, null);
  return succeed({
    reversed: group.map(viewEntry),
    sameDay: group.length > 0 && group.every(({ postedOn }) => postedOn === context.value.today),
    effect: 'refusals' in effect ? null : viewEffect(room, personId, effect.amount, effect.changes),
    refusals: viewRefusals([
      ...(way === 'claim' ? refusePayoutOffice(facts, context.value) : []),
      ...('refusals' in effect ? effect.refusals : []),
    ]),
  });
}

/** 申请冲正: under a service number of its own and the clerk's own signature; then it waits for the second person. */
export async function requestReversal(
  room: CounterRoom,
  input: CallRequest<'requestReversal'>,
): Promise<Outcome<ServiceView>> {
  const { password, ...asked } = input;
  const signing = await clerkSigns(room, password);
  if (!signing.ok) return signing;
  return commandOnNewService(room, (serviceNumber) => ({
    kind: 'request-reversal',
    request: { ...asked, serviceNumber, signature: signing.value('accept', serviceNumber, asked.amount) },
  }));
}

/** 登记追回款 of a claim that stands. */
export function recordClaimRepayment(
  room: CounterRoom,
  input: CallRequest<'recordClaimRepayment'>,
): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, ({ personId }) => ({
    kind: 'record-claim-repayment',
    request: { ...input, personId },
  }));
}

/** What both decisions say of the sheet. */
type AboutSheet = Readonly<Record<'approvalId' | 'serviceNumber' | 'personId', string>> &
  Pick<Approval, 'kind'>;

async function decide(
  room: CounterRoom,
  input: CallRequest<'approveService'> | CallRequest<'refuseApproval'>,
  make: (
    about: AboutSheet,
    sign: Sign,
    sheet: { readonly approval: Approval; readonly destination: () => string },
  ) => CommandBody,
): Promise<Outcome<ServiceView>> {
  const signing = await signerSigns(room, input);
  if (!signing.ok) return signing;
  const { clerk, sign } = signing.value;
  const approval = room.storage.records.get('approval', input.approvalId)?.record;
  if (approval === undefined)
    return failRefused([refuse('approval-unknown', { approval: input.approvalId })]);
  const { id: approvalId, serviceId: serviceNumber, personId, kind } = approval;
  const about = { approvalId, serviceNumber, personId, kind };
  // Where the money goes as it stands here; the central office believes the signature where that is true there.
  const destination = () => {
    const carried = carryOutHere(room, approval, contextOf('not-yet-decided', originOfClerk(room, clerk)));
    return 'refusals' in carried ? '' : carried.destination;
  };
  return commandOnService(room, serviceNumber, () => make(about, sign, { approval, destination }), clerk);
}

function summarise(room: CounterRoom, approval: Approval, context: CommandContext): ApprovalSummary {
  const person = room.storage.records.get('insuredPerson', approval.personId)?.record;
  const facts = loadFacts(room.storage, approvalLookups({ approvalId: approval.id }, context));
  const confirmation = confirmationOf(stepsOf(room.storage.outbox.byService(approval.serviceId)));
  return {
    approvalId: approval.id,
    serviceNumber: approval.serviceId,
    kind: approval.kind,
    personId: approval.personId,
    personName: person?.name ?? '',
    maskedNumber: maskResidentId(person?.documentNumber ?? ''),
    amount: approval.amount,
    enteredBy: approval.enteredBy.map((clerkId) => clerkName(room, clerkId)),
    enteredAt: approval.enteredAt,
    state: approval.state,
    unconfirmed: confirmation === 'waiting',
    refusals: viewRefusals(refuseApprover(facts, approval, context)),
    limitRefusals: viewRefusals(refuseAboveLimit(facts, approval.amount, context).refusals),
  };
}

/** What would be done if it were approved now, or what is in its way. */
function outcomeOf(
  room: CounterRoom,
  approval: Approval,
  context: CommandContext,
): Pick<ApprovalSheet, 'effect' | 'obstacles'> {
  const carried = carryOutHere(room, approval, context);
  return 'refusals' in carried
    ? { effect: null, obstacles: viewRefusals(carried.refusals) }
    : { effect: viewEffect(room, approval.personId, carried.amount, carried.there), obstacles: [] };
}

function carryOutHere(room: CounterRoom, approval: Approval, context: CommandContext) {
  const service = approvedServices[approval.kind];
  const about = { serviceNumber: approval.serviceId, personId: approval.personId };
  return service.carryOut(loadFacts(room.storage, service.needs(about, context)), approval, context);
}

function viewEffect(
  room: CounterRoom,
  personId: string,
  amount: number,
  changes: readonly Change[],
): LedgerEffectView | null {
  const before = room.storage.records.get('personalAccount', personId)?.record;
  if (before === undefined) return null;
  const after =
    changes.flatMap((one) => (one.table === 'personalAccount' ? [one.record] : [])).at(-1) ?? before;
  return {
    amount,
    entries: changes.flatMap((one) => (one.table === 'ledgerEntry' ? [viewEntry(one.record)] : [])),
    before: { balance: before.balance, status: before.status },
    after: { balance: after.balance, status: after.status },
  };
}

function viewEntry(entry: LedgerEntry): LedgerEntryView {
  const { postedOn, kind, institution, debitAccount, creditAccount, amount } = entry;
  return { postedOn, kind, institution, debitAccount, creditAccount, amount };
}

function contextOfClerk(room: CounterRoom): Outcome<CommandContext> {
  const worker = room.session.worker();
  return worker.ok ? succeed(contextOf('not-yet-decided', originOfClerk(room, worker.clerk))) : worker;
}

function clerkName(room: CounterRoom, clerkId: string): string {
  return room.storage.records.get('clerk', clerkId)?.record.name ?? clerkId;
}
