import type { CallRequest } from '../contract/counter-calls.ts';
import type { AttachmentView } from '../contract/service-views.ts';
import { fail, failRefused, succeed, type Outcome } from '../contract/envelope.ts';
import type { AttachDocumentRequest } from '../domain/attachment/attach-document.ts';
import { mediaTypeOf } from '../domain/attachment/media-type.ts';
import { refuse } from '../domain/command/refusal.ts';
import type { Attachment } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { executeCommand } from './engine/execute-command.ts';
import { findService } from './service-view.ts';
import { originOfClerk } from './workstation.ts';

/**
 * 添加扫描件: the command and the content in one transaction. The command goes its way at once; the content follows when
 * the line has time for it.
 */
export function attachDocument(
  room: CounterRoom,
  input: CallRequest<'attachDocument'>,
): Outcome<AttachmentView> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const { serviceNumber, kind, mediaType } = input;
  const bytes = room.bytes.fromBase64(input.content);
  // What a file is, its first bytes say and not its name: nobody is shown anything else under this name.
  if (bytes === null || mediaTypeOf(bytes) !== mediaType) return fail('attachment-unreadable');
  const service =
    room.storage.records.get('serviceRecord', serviceNumber)?.record ??
    findService(room, serviceNumber)?.record;
  if (service === undefined) return failRefused([refuse('service-unknown', { service: serviceNumber })]);
  const origin = originOfClerk(room, worker.clerk);
  const request: AttachDocumentRequest = {
    attachmentId: room.identifiers.newRecordId(),
    serviceNumber,
    personId: service.personId,
    kind,
    mediaType,
    size: bytes.length,
    sha256: room.bytes.sha256(bytes),
  };
  const execution = executeCommand(
    { ...room, written: room.wake },
    origin,
    () => ({ kind: 'attach-document', request }),
    (commandId) =>
      room.storage.attachments.keep({
        attachmentId: request.attachmentId,
        commandId,
        madeAt: origin.at,
        bytes,
      }),
  );
  if (!execution.done) return failRefused(execution.refusals);
  room.emit({ event: 'records-changed', persons: [], services: [serviceNumber] });
  room.emitStatus();
  const record = room.storage.records.get('attachment', request.attachmentId)?.record;
  return record === undefined ? fail('not-found') : succeed(viewAttachment(room, record));
}

/** The scans of a service, in the order in which they were made; with those that the central office refused. */
export function listAttachments(
  room: CounterRoom,
  input: CallRequest<'listAttachments'>,
): Outcome<{ attachments: AttachmentView[] }> {
  const { records, outbox } = room.storage;
  const known = records.find('attachment', 'serviceId', input.serviceNumber);
  const views = known.map((record) => viewAttachment(room, record));
  const ids = new Set(known.map(({ id }) => id));
  for (const { body, origin, state } of outbox.byService(input.serviceNumber)) {
    if (body.kind !== 'attach-document' || (state !== 'refused' && state !== 'rejected')) continue;
    const { attachmentId, ...rest } = body.request;
    if (ids.has(attachmentId)) continue;
    const { today: addedOn, clerkId } = origin;
    const record = { ...rest, id: attachmentId, addedOn, clerkId, receivedAt: null };
    views.push({ ...viewAttachment(room, record), state: 'refused' });
  }
  return succeed({ attachments: views.sort((a, b) => (a.attachmentId < b.attachmentId ? -1 : 1)) });
}

/** What a scan shows: from this counter's own file, or asked of the central office. A look like any other is recorded. */
export async function getAttachment(
  room: CounterRoom,
  input: CallRequest<'getAttachment'>,
): Promise<Outcome<{ content: string }>> {
  const worker = room.session.worker();
  if (!worker.ok) return worker;
  const { attachmentId } = input;
  const record = room.storage.records.get('attachment', attachmentId)?.record;
  const bytes = readHere(room, attachmentId) ?? (await readThere(room, record));
  // While the line was asked the clerk may have left: nobody has looked then, and the next one has not asked.
  if (room.session.clerk()?.id !== worker.clerk.id) return fail('not-signed-in');
  if (bytes === null) return fail(record === undefined ? 'not-found' : 'attachment-unavailable');
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === null) return fail('attachment-unavailable');
  room.storage.unitOfWork.write(() =>
    room.storage.audit.append({
      at: room.clock.instant(),
      clerkId: worker.clerk.id,
      action: 'view-attachment',
      subject: record?.serviceId ?? attachmentId,
      details: { attachment: attachmentId, reason: 'service' },
    }),
  );
  return succeed({ content: `data:${mediaType};base64,${room.bytes.toBase64(bytes)}` });
}

function readHere(room: CounterRoom, attachmentId: string): Uint8Array | null {
  const { attachments } = room.storage;
  const held = attachments.get(attachmentId);
  if (held === undefined) return null;
  const parts: Uint8Array[] = [];
  for (let offset = 0; offset < held.size;) {
    const part = attachments.read(attachmentId, offset);
    if (part.length === 0) throw new Error('a chunk of a content is gone');
    parts.push(part);
    offset += part.length;
  }
  return room.bytes.join(parts);
}

/** Only the content that its record tells of is shown, whatever the line brings. */
async function readThere(room: CounterRoom, record: Attachment | undefined): Promise<Uint8Array | null> {
  if (record === undefined || record.receivedAt === null) return null;
  const bytes = await room.central.attachment(record.id);
  const isTheOne = bytes?.length === record.size && room.bytes.sha256(bytes) === record.sha256;
  return isTheOne ? bytes : null;
}

function viewAttachment(
  room: CounterRoom,
  record: Omit<Attachment, 'serviceId' | 'personId' | 'sha256'>,
): AttachmentView {
  const { id: attachmentId, kind, mediaType, size, addedOn, clerkId, receivedAt } = record;
  const held = room.storage.attachments.get(attachmentId);
  const sent = receivedAt === null ? (held?.sent ?? 0) : size;
  return {
    attachmentId,
    kind,
    mediaType,
    size,
    addedOn,
    clerkName: room.storage.records.get('clerk', clerkId)?.record.name ?? clerkId,
    state: receivedAt !== null ? 'received' : sent > 0 ? 'sending' : 'waiting',
    sent,
    failureCode: receivedAt === null ? (held?.failureCode ?? null) : null,
  };
}
