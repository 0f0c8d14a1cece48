import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import {
  largestOutboxFile,
  mostOutboxCommands,
  outboxFileExtension,
  outboxFileFormat,
  type ImportProblem,
} from '../contract/outbox-file.ts';
import { printCommandKinds } from '../domain/paper-print/print-facts.ts';
import type { CounterRoom } from './counter-ports.ts';
import { envelopeOf } from './engine/replica.ts';
import { here } from './workstation.ts';

type Content = CallOutput<'describeOutbox'>;

/** What an export would have in it now; told to a supervisor alone, as he alone may export. */
export function describeOutbox(room: CounterRoom): Outcome<Content> {
  const supervisor = room.session.supervisor();
  return supervisor.ok ? succeed(contentNow(room, room.clock.instant())) : supervisor;
}

/**
 * 导出待确认业务: everything that the central office has not confirmed, as it would be sent, in a file that only the
 * central office can open. Nothing here changes by it: where the line comes back, everything is sent as ever, and what
 * the central office has got by the file it answers as it did (law 3).
 */
export async function exportOutbox(
  room: CounterRoom,
  { path }: CallRequest<'exportOutbox'>,
): Promise<Outcome<Content>> {
  const supervisor = room.session.supervisor();
  if (!supervisor.ok) return supervisor;
  const { memory, outbox, unitOfWork, audit } = room.storage;
  const signingKey = memory.get('signing-key');
  const centralKey = memory.get('pin-public-key');
  // Signed by a key that the central office has never seen, the file could not be taken in anywhere.
  if (signingKey === null || centralKey === null || memory.get('signing-key-known-as') === null) {
    return fail('export-key-unknown');
  }
  const madeAt = room.clock.instant();
  const content = contentNow(room, madeAt);
  if (content.commands === 0) return fail('export-nothing');
  if (content.commands > mostOutboxCommands) return fail('export-too-large');
  const header = {
    product: 'guitai-outbox',
    format: outboxFileFormat,
    ...here(room),
    madeAt,
    commands: content.commands,
  } as const;
  const commands = outbox.unconfirmed().map(envelopeOf);
  const file = room.outboxFiles.seal(header, commands, { signingKey, centralKey });
  // Nobody would take it in: better told here than where the counter may be gone already.
  if (file.length > largestOutboxFile) return fail('export-too-large');
  if (!(await room.outboxFiles.write(path, file))) return fail('file-not-written');
  unitOfWork.write(() =>
    audit.append({
      at: madeAt,
      clerkId: supervisor.clerk.id,
      action: 'export-outbox',
      subject: memory.get('workstation-id'),
      details: { commands: content.commands, services: content.services },
    }),
  );
  return succeed(content);
}

/**
 * 导入他窗口导出文件: hands another window's file to the central office, which alone can open it, and tells what became of
 * it. The effects come by the feed.
 */
export async function importOutbox(
  room: CounterRoom,
  { path }: CallRequest<'importOutbox'>,
): Promise<Outcome<CallOutput<'importOutbox'>>> {
  const supervisor = room.session.supervisor();
  if (!supervisor.ok) return supervisor;
  const file = await room.outboxFiles.read(path);
  if (!file.ok) return file;
  const answer = await room.central.importOutbox(file.value);
  if (!answer.ok) return answer;
  const { problems, officeId, workstationId, commands, applied, refused, rejected, duplicate } = answer.value;
  const { records, unitOfWork, audit } = room.storage;
  unitOfWork.write(() => {
    const at = room.clock.instant();
    const clerkId = supervisor.clerk.id;
    const details = { commands, applied, refused, rejected, duplicate };
    audit.append({ at, clerkId, action: 'import-outbox', subject: workstationId, details });
    // Whoever made these may never hear of it: that they were told here is on record.
    for (const problem of problems) {
      const { commandId, serviceNumber, personId } = problem;
      audit.append({
        at,
        clerkId,
        action: `import-${problem.outcome}`,
        subject: serviceNumber ?? personId,
        details: { command: commandId, codes: codesOf(problem) },
      });
    }
  });
  return succeed({
    ...answer.value,
    officeName: records.get('office', officeId)?.record.name ?? officeId,
    workstationNumber: records.get('workstation', workstationId)?.record.number ?? 0,
    problems: problems.map((problem) => ({
      ...problem,
      personName: records.get('insuredPerson', problem.personId ?? '')?.record.name ?? '',
    })),
  });
}

function codesOf({ refusals, code }: ImportProblem): string {
  return code ?? refusals.map((refusal) => refusal.code).join(' ');
}

function contentNow(room: CounterRoom, at: string): Content {
  const entries = room.storage.outbox.unconfirmed();
  return {
    // What tells of prints goes along and is no work of anybody.
    services: new Set(
      entries.flatMap(({ body, service, id }) => (printCommandKinds.has(body.kind) ? [] : [service ?? id])),
    ).size,
    commands: entries.length,
    oldestAt: entries[0]?.origin.at ?? null,
    fileName: fileName(room, at),
  };
}

/** `guitai-handover-330122-W003-20261125-1432.gth`: where it comes from and when, and nobody's name. */
function fileName(room: CounterRoom, at: string): string {
  const { county, workstationId } = here(room);
  const number = room.storage.records.get('workstation', workstationId)?.record.number ?? 0;
  const [day, minute] = [at.slice(0, 10).replaceAll('-', ''), at.slice(11, 16).replace(':', '')];
  return `guitai-handover-${county}-W${String(number).padStart(3, '0')}-${day}-${minute}.${outboxFileExtension}`;
}
