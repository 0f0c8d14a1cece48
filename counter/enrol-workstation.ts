import type { CallRequest } from '../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { CounterRoom } from './counter-ports.ts';
import type { MemoryName } from './ports.ts';

/**
 * 登记工作站: binds this workstation to a central office; once, and again where that no longer accepts its credential,
 * because it was restored from a backup of before the enrolment, or a replaced machine is back. Only as the same
 * workstation: what waits in its outbox was done there.
 */
export async function enrolWorkstation(
  room: CounterRoom,
  input: CallRequest<'enrolWorkstation'>,
): Promise<Outcome<Record<string, never>>> {
  const { memory, unitOfWork, audit } = room.storage;
  const before = memory.get('token');
  if (before !== null && room.line().reason !== 'credential-refused') return fail('already-enrolled');
  const officeId = before === null ? input.officeId : memory.get('office-id');
  const workstationId = memory.get('workstation-id');
  const result = await room.central.enrol(input.centralUrl, input.enrolmentCode, officeId, workstationId);
  if (!result.ok) return fail(result.code);
  if (memory.get('token') !== before) return fail('already-enrolled');
  // An older central office does not look at which workstation asks.
  const own = (['county', 'office-id', 'workstation-id'] as const).every(
    (name) => before === null || memory.get(name) === result.memory[name],
  );
  if (!own) return fail('enrolment-refused');
  unitOfWork.write(() => {
    for (const [name, value] of Object.entries(result.memory)) memory.set(name as MemoryName, value);
    audit.append({
      at: room.clock.instant(),
      clerkId: null,
      action: before === null ? 'enrol-workstation' : 'enrol-workstation-again',
      subject: memory.get('workstation-id'),
      details: {},
    });
  });
  room.wake();
  room.emitStatus();
  return succeed({});
}
