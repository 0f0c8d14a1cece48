import type { CallRequest } from '../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { CounterRoom } from './counter-ports.ts';
import type { MemoryName } from './ports.ts';

/** 登记工作站: binds this workstation to a central office, once. */
export async function enrolWorkstation(
  room: CounterRoom,
  input: CallRequest<'enrolWorkstation'>,
): Promise<Outcome<Record<string, never>>> {
  const { memory, unitOfWork, audit } = room.storage;
  if (memory.get('token') !== null) return fail('already-enrolled');
  const result = await room.central.enrol(input.centralUrl, input.enrolmentCode, input.officeId);
  if (!result.ok) return fail(result.code);
  if (memory.get('token') !== null) return fail('already-enrolled');
  unitOfWork.write(() => {
    for (const [name, value] of Object.entries(result.memory)) memory.set(name as MemoryName, value);
    audit.append({
      at: room.clock.instant(),
      clerkId: null,
      action: 'enrol-workstation',
      subject: memory.get('workstation-id'),
      details: {},
    });
  });
  room.wake();
  room.emitStatus();
  return succeed({});
}
