import { executeCommand } from '../../../counter/engine/execute-command.ts';
import { originOfClerk } from '../../../counter/workstation.ts';
import type { CommandBody } from '../../../domain/command/command-rules.ts';
import type { Counter } from './counter.ts';
import type { Tried } from './situation.ts';

/** A command as the counter gives it, without the call of a window. */
export function command(counter: Counter, make: () => CommandBody): Tried {
  const worker = counter.room.session.worker();
  if (!worker.ok) return Promise.resolve(null);
  const executor = { ...counter.room, written: counter.room.wake };
  const execution = executeCommand(executor, originOfClerk(counter.room, worker.clerk), make);
  if (!execution.done) return Promise.resolve(execution.refusals.map(({ code }) => code).join(' '));
  counter.acknowledge(execution.commandId);
  return Promise.resolve('ok');
}
