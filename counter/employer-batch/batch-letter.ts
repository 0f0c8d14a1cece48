import type { CallOutput, CallRequest } from '../../contract/counter-calls.ts';
import { failRefused, succeed, type Outcome } from '../../contract/envelope.ts';
import { commandNeeds, decideCommand, type CommandBody } from '../../domain/command/command-rules.ts';
import { refuse, type Refusal } from '../../domain/command/refusal.ts';
import { parseEmployerCode } from '../../domain/identity/employer-code.ts';
import type { Employer } from '../../domain/records/records.ts';
import type { CounterRoom } from '../counter-ports.ts';
import { contextOf } from '../engine/execute-command.ts';
import { loadFacts } from '../engine/local-effects.ts';
import { originOfClerk, serviceNumberOf, serviceNumbersFrom } from '../workstation.ts';

/** 单位: the employer of a credit code by its registered name, so that the clerk sees whose letter he has. */
export function getEmployer(
  room: CounterRoom,
  input: CallRequest<'getEmployer'>,
): Outcome<CallOutput<'getEmployer'>> {
  const { record, refusals } = lookUpEmployer(room, input.employerCode);
  return record === null || refusals.length > 0
    ? failRefused(refusals)
    : succeed({ id: record.id, name: record.name });
}

/**
 * 核对介绍信: everything that opening a batch would refuse of the letter, the employer and the agent, at one time and
 * before the roster is read. Nothing is written.
 */
export function checkBatchLetter(
  room: CounterRoom,
  input: CallRequest<'checkBatchLetter'>,
): Outcome<CallOutput<'checkBatchLetter'>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const { employerCode, ...letter } = input;
  const employer = lookUpEmployer(room, employerCode);
  const batchId = serviceNumberOf(serviceNumbersFrom(room), 0);
  const body: CommandBody = {
    kind: 'open-employer-batch',
    // As if one person of the roster were valid.
    request: { ...letter, batchId, employerId: employer.record?.id ?? '', rows: 1 },
  };
  const context = contextOf('', originOfClerk(room, worker.clerk));
  const decision = decideCommand(loadFacts(room.storage, commandNeeds(body, context)), body, context);
  // What is wrong with the employer is told of the code as it was typed.
  const others = decision.accepted ? [] : decision.refusals.filter(({ field }) => field !== 'employerId');
  const refusals = [...employer.refusals, ...others];
  return employer.record === null || refusals.length > 0
    ? failRefused(refusals)
    : succeed({ id: employer.record.id, name: employer.record.name });
}

/** The employer's record, and every reason why no roster of it is taken. */
export function lookUpEmployer(
  room: CounterRoom,
  typed: string,
): { readonly record: Employer | null; readonly refusals: readonly Refusal[] } {
  const reading = parseEmployerCode(typed);
  // A code of the early pilots fails the check and is known all the same: the record decides.
  const record = room.storage.records.get('employer', reading.ok ? reading.code : typed)?.record ?? null;
  if (record === null) {
    const refusal = reading.ok
      ? refuse('employer-unknown', { code: reading.code }, 'employerCode')
      : refuse('employer-code-invalid', { problem: reading.problem }, 'employerCode');
    return { record, refusals: [refusal] };
  }
  return record.active
    ? { record, refusals: [] }
    : { record, refusals: [refuse('employer-inactive', { employer: record.name }, 'employerCode')] };
}
