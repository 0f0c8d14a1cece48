import { hashedCommand } from '../../contract/hashed-command.ts';
import type { CommandOrigin } from '../../contract/commands.ts';
import {
  commandBelonging,
  commandNeeds,
  decideCommand,
  type CommandBody,
} from '../../domain/command/command-rules.ts';
import type { CommandContext } from '../../domain/command/command-rule.ts';
import type { Refusal } from '../../domain/command/refusal.ts';
import type { CounterStorage } from '../ports.ts';
import type { Identifiers, Sealing } from '../ports/platform.ts';
import { loadFacts, notedReads, writeLocalEffects } from './local-effects.ts';

export interface Executor {
  readonly storage: CounterStorage;
  readonly identifiers: Identifiers;
  readonly sealing: Sealing;
  /** Called after the commit: something waits to be sent. */
  readonly written: () => void;
}

export type Execution =
  | { readonly done: true; readonly commandId: string }
  | { readonly done: false; readonly refusals: readonly Refusal[] };

/**
 * Decides a command on what this counter knows and, when it may be, writes state, audit and outbox in one transaction
 * (laws 1 to 3). `make` builds the command inside the transaction, so that a service number is taken with it or not
 * at all. A refusal writes nothing. `beside` writes what belongs to the command and is no record.
 */
export function executeCommand(
  executor: Executor,
  origin: CommandOrigin & { readonly county: string },
  make: () => CommandBody,
  beside: (commandId: string) => void = () => undefined,
): Execution {
  const execution = executor.storage.unitOfWork.write(() => executeWithin(executor, origin, make(), beside));
  if (execution.done) executor.written();
  return execution;
}

/**
 * The same inside a transaction that the caller holds, for several commands that are written together or not at all.
 * Each has its own id, outbox row and audit entry; one that is refused writes nothing, and the others stand. Whoever
 * holds the transaction says afterwards that something was written.
 */
export function executeWithin(
  { storage, identifiers, sealing }: Omit<Executor, 'written'>,
  origin: CommandOrigin & { readonly county: string },
  body: CommandBody,
  beside: (commandId: string) => void = () => undefined,
): Execution {
  const commandId = identifiers.newCommandId();
  const context = contextOf(commandId, origin);
  const reads = commandNeeds(body, context);
  const decision = decideCommand(loadFacts(storage, reads), body, context);
  if (!decision.accepted) return { done: false, refusals: decision.refusals };
  const sent = originOf(origin);
  const { subject, service } = commandBelonging(body);
  storage.outbox.append(
    {
      id: commandId,
      body,
      origin: sent,
      hash: sealing.sha256(hashedCommand({ ...body, origin: sent })),
      subject,
      service,
      effects: decision.changes,
    },
    notedReads(reads),
  );
  writeLocalEffects(storage, decision.changes);
  beside(commandId);
  storage.audit.append({
    at: origin.at,
    clerkId: origin.clerkId,
    action: body.kind,
    subject: service ?? subject,
    details: { command: commandId },
  });
  return { done: true, commandId };
}

/**
 * The context in which a command is decided here; the central office decides it again.
 * @param decidedOn the day on which that is, where it is not the command's own
 */
export function contextOf(
  commandId: string,
  origin: CommandOrigin & { readonly county: string },
  decidedOn: string = origin.today,
): CommandContext {
  return { commandId, county: origin.county, ...originOf(origin), decidedOn };
}

function originOf(origin: CommandOrigin): CommandOrigin {
  const { officeId, workstationId, clerkId, today, at } = origin;
  return { officeId, workstationId, clerkId, today, at };
}
