import type { OpenService, OpenWork } from '../counter/ports/open-work.ts';
import { isProblem, isWork, type OpenCommand, type OutboxRegister } from './outbox-register.ts';

/** What is open in the outbox, told from memory: no command is read for it. */
export function createOpenWork(register: () => OutboxRegister): OpenWork {
  return {
    workAfter: (place, limit) => register().workAfter(place, limit),
    workCount: () => register().workCount,
    waitingWork: () => register().waitingWork(),
    sendableAmong(ids, now) {
      const sendable = takeSendable(register().commands(), Number.MAX_SAFE_INTEGER, now);
      return new Set(sendable.flatMap(({ id }) => (ids.has(id) ? [id] : [])));
    },
    openServices() {
      const found = new Map<string, OpenService>();
      for (const command of register().commands()) {
        const { service, batch = null, kind, at } = command;
        if (service === null || service === batch || kind === 'attach-document' || !isOpen(command)) continue;
        const known = found.get(service);
        const refused = isProblem(command) || known?.refused === true;
        const written = known?.written === true || writes(command, service);
        found.set(service, { service, at: known?.at ?? at, refused, written });
      }
      return [...found.values()];
    },
    openServicesOfBatches() {
      const services = new Map<string, Set<string>>();
      for (const command of register().commands()) {
        const { batch = null, service } = command;
        if (batch === null || !isOpen(command)) continue;
        const found = services.get(batch) ?? new Set();
        services.set(batch, found.add(service ?? command.id));
      }
      return new Map([...services].map(([batch, found]) => [batch, found.size]));
    },
    unfinishedServicesOf(subject) {
      const work = register().ofSubject(subject).filter(isWork);
      return [...new Set(work.flatMap(({ service }) => (service === null ? [] : [service])))];
    },
  };
}

/** Also what was answered and has not come back in the feed. */
function isOpen(command: OpenCommand): boolean {
  return command.state === 'applied' || isWork(command);
}

function writes({ touches }: OpenCommand, service: string): boolean {
  return touches?.writes.some(({ table, id }) => table === 'serviceRecord' && id === service) === true;
}

/**
 * The first commands, in order, that may be sent at `now`. One that is to be tried later holds back what comes after
 * it for the same subject or in the same service, or what was decided upon a record that it has written (a blank that
 * it moved, a service whose card it took in), and that in turn what comes after: their order is kept. So wait the rows of
 * an employer's batch behind what opens it, and what ends it behind its rows. The others go on (law 4).
 * Instants have one width and one offset, so that they compare as texts.
 */
export function takeSendable(
  commands: Iterable<OpenCommand>,
  limit: number,
  now: string,
): readonly OpenCommand[] {
  const held = {
    subjects: new Set<string>(),
    services: new Set<string>(),
    batchesOfRows: new Set<string>(),
    records: new Set<string>(),
  };
  const sendable: OpenCommand[] = [];
  for (const command of commands) {
    if (sendable.length >= limit) break;
    if (command.state !== 'pending') continue;
    const { subject, service, nextTryAt, batch = null } = command;
    const isRow = batch !== null && batch !== service;
    const postponed = nextTryAt !== null && nextTryAt > now;
    const behindBatch = batch !== null && (isRow ? held.services : held.batchesOfRows).has(batch);
    const behind = held.subjects.has(subject) || (service !== null && held.services.has(service));
    if (postponed || behind || behindBatch || standsOn(command, held.records)) {
      held.subjects.add(subject);
      for (const { table, id } of command.touches?.writes ?? []) held.records.add(`${table} ${id}`);
      if (service !== null) held.services.add(service);
      if (isRow) held.batchesOfRows.add(batch);
    } else {
      sendable.push(command);
    }
  }
  return sendable;
}

/** Whether a command was decided upon one of these records, read by its own id. */
function standsOn({ touches }: OpenCommand, records: ReadonlySet<string>): boolean {
  if (records.size === 0) return false;
  return (
    touches?.reads.some(({ table, by, value }) => by === 'id' && records.has(`${table} ${value}`)) === true
  );
}
