import { z } from 'zod';
import type { CounterStatus } from '../contract/counter-views.ts';
import type { CounterRoom } from './counter-ports.ts';
import { countApprovals } from './approvals.ts';
import { countLateTransfers } from './transfer-views.ts';
import { countBankAnswers } from './bank-answers.ts';
import { isWhole, readSnapshotState } from './engine/snapshot-state.ts';
import { countLate } from './point-services.ts';
import { countPapersToReclaim } from './reclaim.ts';
import { viewClerk } from './sign-in.ts';

const demonstrationClerks = z.array(z.object({ loginName: z.string(), password: z.string() }));

/** The bar that is always there: who, where, the line, and what waits. Costs no more than a few reads. */
export function counterStatus(room: CounterRoom): CounterStatus {
  const { memory, outbox, records } = room.storage;
  const office = records.get('office', memory.get('office-id') ?? '')?.record;
  const workstation = records.get('workstation', memory.get('workstation-id') ?? '')?.record;
  const clerk = room.session.clerk();
  const summary = outbox.summary();
  const line = room.line();
  const mode = memory.get('mode') === 'demonstration' ? 'demonstration' : 'production';
  return {
    mode,
    enrolled: memory.get('token') !== null,
    centralUrl: memory.get('central-url'),
    countyName: memory.get('county-name'),
    office: office === undefined ? null : { id: office.id, kind: office.kind, name: office.name },
    workstation:
      workstation === undefined
        ? null
        : { id: workstation.id, number: workstation.number, name: workstation.name },
    clerk: clerk === null ? null : viewClerk(clerk),
    locked: room.session.locked,
    today: room.clock.today(),
    connection: {
      state: line.state,
      since: room.clock.instantAfter(line.since - room.monotonic()),
      reason: line.reason,
      asOf: memory.get('as-of'),
    },
    outbox: {
      waiting: summary.waitingServices,
      oldestAt: summary.oldestAt,
      problems: summary.problems,
    },
    papersToReclaim: countPapersToReclaim(room),
    bankAnswers: countBankAnswers(room),
    approvals: countApprovals(room),
    lateTransfers: countLateTransfers(room),
    late: countLate(room),
    firstSynchronisation: firstSynchronisation(room),
    demonstrationClerks: mode === 'demonstration' && clerk === null ? whoMaySignIn(room) : [],
  };
}

function firstSynchronisation(room: CounterRoom): CounterStatus['firstSynchronisation'] {
  if (isWhole(room.storage)) return { done: true, stage: 'receiving', received: 0, total: null };
  const state = readSnapshotState(room.storage);
  if (state === null) {
    const stage = room.storage.memory.get('epoch') === null ? 'receiving' : 'catching-up';
    return { done: false, stage, received: 0, total: null };
  }
  const { received, total, file } = state;
  if (file === undefined) return { done: false, stage: 'receiving', received, total };
  if (received > 0) return { done: false, stage: 'filing', received, total };
  // As many of the records as their bytes are of the file.
  const share = Math.min(1, room.storage.snapshotDownload.held() / file.size);
  return { done: false, stage: 'receiving', received: Math.floor(total * share), total };
}

/** The demonstration's clerks of this office, as the login page shows them. */
function whoMaySignIn(room: CounterRoom): CounterStatus['demonstrationClerks'] {
  const text = room.storage.memory.get('demonstration-clerks');
  if (text === null) return [];
  const officeId = room.storage.memory.get('office-id');
  return demonstrationClerks.parse(JSON.parse(text)).flatMap(({ loginName, password }) =>
    room.storage.records
      .find('clerk', 'loginName', loginName)
      .filter((clerk) => clerk.active && clerk.officeId === officeId)
      .map((clerk) => ({ loginName, password, name: clerk.name, role: clerk.role })),
  );
}
