import type Database from 'better-sqlite3';
import type { AttachmentStore, HeldContent } from '../counter/ports.ts';

/** Bytes of one row: so much is in memory at a time when a content is read. */
const rowSize = 256 * 1024;

/**
 * The contents of scanned documents that this counter holds, each in rows of 256 KiB. What may be sent and what may be
 * forgotten is no mark of its own: it follows from the command's state and from what the central office has confirmed
 * of the record, so that a restore, a refusal or a new pull of the county needs no mending here.
 */
export function createAttachmentStore(database: Database.Database): AttachmentStore {
  const keep = database.prepare<[string, string, number, string]>(
    'INSERT INTO attachment_content (attachment_id, command_id, size, made_at) VALUES (?, ?, ?, ?)',
  );
  const keepChunk = database.prepare<[string, number, Uint8Array]>(
    'INSERT INTO attachment_chunk (attachment_id, number, bytes) VALUES (?, ?, ?)',
  );
  const selection =
    'SELECT c.attachment_id AS attachmentId, c.size, c.sent, c.failure_code AS failureCode FROM ';
  const held = database.prepare<[string], HeldContent>(
    `${selection} attachment_content AS c WHERE c.attachment_id = ?`,
  );
  const chunk = database
    .prepare<[string, number], Uint8Array>(
      'SELECT bytes FROM attachment_chunk WHERE attachment_id = ? AND number = ?',
    )
    .pluck();
  // CROSS JOIN keeps the order of the tables: from the few that are not received, never from all that are kept.
  const due = database.prepare<[number], HeldContent>(
    `${selection} attachment AS a INDEXED BY attachment_not_received
     CROSS JOIN attachment_content AS c ON c.attachment_id = a.id
     CROSS JOIN outbox AS o ON o.id = c.command_id
     WHERE a.received_at IS NULL AND o.state IN ('applied', 'done') ORDER BY c.ordinal LIMIT ?`,
  );
  const noteSent = database.prepare<[number, string]>(
    'UPDATE attachment_content SET sent = ?, failure_code = NULL WHERE attachment_id = ?',
  );
  const noteFailure = database.prepare<[string, string]>(
    'UPDATE attachment_content SET failure_code = ? WHERE attachment_id = ?',
  );
  const sizeOfAll = database
    .prepare<[], number>('SELECT coalesce(sum(size), 0) FROM attachment_content')
    .pluck();
  const oldestSafe = database
    .prepare<[string, number], string>(
      `SELECT c.attachment_id FROM attachment_content AS c INDEXED BY attachment_content_by_age
       JOIN attachment AS a ON a.id = c.attachment_id
       WHERE c.made_at < ? AND a.received_at IS NOT NULL AND a.version BETWEEN 0 AND ?
       ORDER BY c.made_at LIMIT 1`,
    )
    .pluck();
  const oldestRefused = database
    .prepare<[string], string>(
      `SELECT c.attachment_id FROM attachment_content AS c INDEXED BY attachment_content_by_age
       JOIN outbox AS o ON o.id = c.command_id
       WHERE c.made_at < ? AND o.state IN ('refused', 'rejected') ORDER BY c.made_at LIMIT 1`,
    )
    .pluck();
  const forget = database.prepare<[string]>('DELETE FROM attachment_content WHERE attachment_id = ?');
  const forgetChunks = database.prepare<[string]>('DELETE FROM attachment_chunk WHERE attachment_id = ?');

  return {
    keep({ attachmentId, commandId, madeAt, bytes }) {
      keep.run(attachmentId, commandId, bytes.length, madeAt);
      for (let start = 0; start < bytes.length; start += rowSize) {
        keepChunk.run(attachmentId, start / rowSize, bytes.subarray(start, start + rowSize));
      }
    },
    get: (attachmentId) => held.get(attachmentId),
    read(attachmentId, offset) {
      const bytes = chunk.get(attachmentId, Math.floor(offset / rowSize));
      return bytes?.subarray(offset % rowSize) ?? new Uint8Array();
    },
    due: (limit) => due.all(limit),
    noteSent(attachmentId, sent) {
      noteSent.run(sent, attachmentId);
    },
    noteFailure(attachmentId, failureCode) {
      noteFailure.run(failureCode, attachmentId);
    },
    forgetOne({ madeBefore, durable, mostBytes }) {
      const found =
        oldestSafe.get(madeBefore, durable) ??
        oldestRefused.get(madeBefore) ??
        ((sizeOfAll.get() ?? 0) > mostBytes ? oldestSafe.get(endOfTime, durable) : undefined);
      if (found === undefined) return false;
      forgetChunks.run(found);
      forget.run(found);
      return true;
    },
  };
}

/** Behind every instant, compared as a text. */
const endOfTime = '9999';
