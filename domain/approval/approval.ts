import type { ClerkSignature, CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, refuseActor } from '../issuance/service-facts.ts';
import { formatYuan } from '../money/fen.ts';
import {
  countOn,
  parameterLookups,
  type ParameterName,
  type UsedParameter,
} from '../parameters/pooling-area-parameter.ts';
import type { Approval } from '../records/approval.ts';
import type { ClerkRole } from '../records/records.ts';

/** How much a clerk and a supervisor may approve, fen; 0: nothing [local]. */
const limitOf: { readonly [R in ClerkRole]: ParameterName } = {
  clerk: 'approval-limit-clerk',
  supervisor: 'approval-limit-supervisor',
};

/** What anybody who approves or refuses looks at. */
export function approvalLookups(
  { approvalId }: { readonly approvalId: string },
  context: CommandContext,
): readonly Lookup[] {
  return [
    ...actorLookups(context),
    { table: 'approval', by: 'id', value: approvalId },
    ...parameterLookups(...Object.values(limitOf)),
  ];
}

/** A new sheet for a service: it waits for the second person. */
export function requestApproval(
  context: CommandContext,
  about: Pick<Approval, 'serviceId' | 'personId' | 'kind' | 'amount' | 'enteredBy'>,
  earlier: readonly Approval[],
): Approval {
  return {
    ...about,
    id: `${about.serviceId}/${String(earlier.length + 1)}`,
    enteredBy: [...new Set([...about.enteredBy, context.clerkId])],
    officeId: context.officeId,
    enteredAt: context.at,
    enteredOn: context.today,
    state: 'waiting',
    decidedBy: null,
    decidedAt: null,
    reason: null,
  };
}

/** The sheet of a service that still waits. */
export function waitingApproval(approvals: readonly Approval[]): Approval | undefined {
  return approvals.find(({ state }) => state === 'waiting');
}

/**
 * Every reason why this clerk may not decide about this sheet: whoever had a hand in it never does, whatever his role and
 * at whatever workstation. Also for the queue, which shows each clerk what he may decide.
 */
export function refuseApprover(
  facts: Facts,
  approval: Approval,
  context: CommandContext,
): readonly Refusal[] {
  const refusals: Refusal[] = [...refuseActor(facts, context)];
  if (approval.state !== 'waiting') {
    refusals.push(refuse('approval-decided', { approval: approval.id, state: approval.state }));
  }
  if (approval.officeId !== context.officeId) refusals.push(refuse('approval-other-office'));
  if (approval.enteredBy.includes(context.clerkId)) {
    const clerk = facts.one('clerk', context.clerkId);
    refusals.push(refuse('approval-by-enterer', { clerk: clerk?.name ?? context.clerkId }));
  }
  return refusals;
}

/** Whether the amount is within what his role may approve, and the parameter by which that was found. */
export function refuseAboveLimit(
  facts: Facts,
  amount: number,
  context: CommandContext,
): { readonly refusals: readonly Refusal[]; readonly used: readonly UsedParameter[] } {
  const clerk = facts.one('clerk', context.clerkId);
  // An unknown clerk is refused by himself.
  if (clerk === undefined) return { refusals: [], used: [] };
  const name = limitOf[clerk.role];
  const limit = countOn(facts, name, context.today);
  if (limit === undefined) return { refusals: [refuse('parameter-missing', { name })], used: [] };
  return {
    refusals:
      amount > limit.count
        ? [refuse('approval-above-limit', { amount: formatYuan(amount), limit: formatYuan(limit.count) })]
        : [],
    used: [limit],
  };
}

/**
 * What a clerk signs, word by word: which step of which service, for how much, and who. A signature fits nothing else, and
 * so is of no use to whoever finds it in a file.
 */
export function signedText(
  step: 'accept' | 'check' | 'approve' | 'refuse' | 'withdraw' | 'close-day',
  about: string,
  clerkId: string,
  amount: number,
): string {
  return `${step} ${about} ${String(amount)} ${clerkId}`;
}

/** Somebody who is paid by transfer: which account, and of whom which part. */
export interface Destination {
  readonly bankName: string;
  readonly accountName: string;
  readonly accountNumber: string;
  readonly part: string;
}

/** Where money goes, word by word as it is signed: an account that another writes into a file is not signed. */
export function destinationText(to: readonly Destination[]): string {
  return JSON.stringify(
    to.map(({ bankName, accountName, accountNumber, part }) => [bankName, accountName, accountNumber, part]),
  );
}

/**
 * What is sealed of what is signed. Of the destination it is a digest, because one seal holds few bytes and heirs are many.
 * @param sha256 the digest of a text, lower-case hex; of the platform
 */
export function sealedSubject(
  { subject, destination }: Pick<ClerkSignature, 'subject' | 'destination'>,
  sha256: (text: string) => string,
): string {
  return destination === '' ? subject : sha256(`${subject}\n${destination}`);
}

/** The signature as a decision carries it. */
export function clerkSignature(subject: string, sealed: string, destination = ''): ClerkSignature {
  return { purpose: 'clerk-signature', subject, destination, sealed };
}
