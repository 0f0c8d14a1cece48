import { createHash } from 'node:crypto';
import type { AttachmentChunkAnswer, MissingAttachmentsAnswer } from '../../contract/sync-protocol.ts';
import { change } from '../../domain/records/change.ts';
import type { Attachment } from '../../domain/records/records.ts';
import type { CentralStorage } from '../storage/central-storage.ts';
import type { CentralClock } from './central-clock.ts';

/** No attachment of this county has this id: its command was not applied here, or was lost with a restore. */
export class UnknownAttachmentError extends Error {
  constructor() {
    super('there is no such attachment');
    this.name = 'UnknownAttachmentError';
  }
}

/** A chunk that goes beyond the size that the record tells. */
export class ContentTooLongError extends Error {
  constructor() {
    super('the content is longer than its record says');
    this.name = 'ContentTooLongError';
  }
}

/** All bytes have come, and they are not the content that the record tells of. They do not count any more. */
export class ContentDiffersError extends Error {
  constructor() {
    super('the content is not the one of its record');
    this.name = 'ContentDiffersError';
  }
}

/** Which of these attachments are known here and have not all their bytes. */
export async function findMissingContents(
  storage: CentralStorage,
  county: string,
  ids: readonly string[],
): Promise<MissingAttachmentsAnswer> {
  return { missing: [...(await storage.contents(county, (store) => store.missing(ids)))] };
}

/**
 * Takes a chunk of a content where the one before it ended; anywhere else it only tells where that is, so that a chunk
 * that comes twice does no harm. The last one is followed by a look at the whole: when it is the content of its record,
 * the record says so from then on. That is a change of the county with a number and a mark like any other, so that
 * every counter hears of it, and a restore that has lost it is noticed (docs/SYNC.md).
 *
 * @throws UnknownAttachmentError, ContentTooLongError, ContentDiffersError
 */
export async function receiveContent(
  { storage, clock }: { readonly storage: CentralStorage; readonly clock: CentralClock },
  county: string,
  chunk: { readonly id: string; readonly offset: number; readonly bytes: Uint8Array },
): Promise<AttachmentChunkAnswer> {
  const { id, offset, bytes } = chunk;
  const { attachment, received } = await storage.contents(county, async (store) => {
    const found = await store.attachment(id);
    if (found === undefined) throw new UnknownAttachmentError();
    if (found.receivedAt !== null) return { attachment: found, received: found.size };
    const here = await store.lockReceived(id);
    if (offset !== here || bytes.length === 0) return { attachment: found, received: here };
    if (offset + bytes.length > found.size) throw new ContentTooLongError();
    await store.append(id, offset, bytes);
    return { attachment: found, received: offset + bytes.length };
  });
  if (received < attachment.size) return { received, whole: false };
  if (attachment.receivedAt === null) await acknowledge(storage, clock, county, attachment);
  return { received, whole: true };
}

/** The chunks of a content in their order, each read when it is asked for. */
export async function* readContent(
  storage: CentralStorage,
  county: string,
  attachment: Pick<Attachment, 'id' | 'size'>,
): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < attachment.size;) {
    const place = start;
    const bytes = await storage.contents(county, (store) => store.chunk(attachment.id, place));
    if (bytes === undefined) throw new Error('a chunk of a content is gone');
    yield bytes;
    start += bytes.length;
  }
}

/** Looks at the whole content chunk by chunk, while nobody is kept waiting, and writes into its record that it is here. */
async function acknowledge(
  storage: CentralStorage,
  clock: CentralClock,
  county: string,
  attachment: Attachment,
): Promise<void> {
  const hash = createHash('sha256');
  for await (const bytes of readContent(storage, county, attachment)) hash.update(bytes);
  if (hash.digest('hex') !== attachment.sha256) {
    await storage.contents(county, async (store) => {
      // Another sender may have begun anew already; what came since then stays.
      if ((await store.lockReceived(attachment.id)) === attachment.size) await store.beginAnew(attachment.id);
    });
    throw new ContentDiffersError();
  }
  await storage.change(county, async (writer) => {
    const now = await writer.one('attachment', attachment.id);
    if (now?.receivedAt !== null) return;
    const { head, applied, refused } = writer.lockedHead;
    const sequence = head + 1;
    const received = change('attachment', { ...now, receivedAt: clock.now() });
    await writer.write({
      changes: [{ sequence, commandId: `content ${attachment.id}`, commandEnd: sequence, change: received }],
      answers: [],
      cardPins: [],
      head: { head: sequence, applied, refused },
    });
  });
}
