import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAuditTrail, verifyAuditTrail, type AuditHead } from './audit-trail.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { connect } from './open-database.ts';
import { noon } from './testing/sample-commands.ts';
import { freshFiles } from './testing/fresh-files.ts';

const { freshOptions, freshStorage } = freshFiles(onTestFinished);

const length = 6;

function fill(
  append: (entry: Parameters<ReturnType<typeof createAuditTrail>['append']>[0]) => void,
  count: number,
): void {
  for (let index = 0; index < count; index += 1) {
    append({
      at: noon,
      clerkId: 'c1',
      action: 'look',
      subject: `s${index}`,
      details: { times: index, b: 'x' },
    });
  }
}

/** A trail of six entries, and a second connection on it for somebody who has taken the guards off. */
function trailWithIntruder(): { readonly intruder: Database.Database; readonly head: AuditHead } {
  const options = freshOptions();
  const storage = freshStorage(options);
  fill((entry) => storage.audit.append(entry), length);
  const intruder = connect(options);
  onTestFinished(() => {
    intruder.close();
  });
  intruder.exec('DROP TRIGGER audit_entry_is_never_edited; DROP TRIGGER audit_entry_is_never_deleted');
  return { intruder, head: storage.auditHead() };
}

describe('the audit trail', () => {
  it('holds after any number of entries, also over restarts', () => {
    const options = freshOptions();
    for (let round = 1; round <= 3; round += 1) {
      const storage = freshStorage(options);
      fill((entry) => storage.audit.append(entry), length);
      expect(storage.auditHead().seq).toBe(round * length);
      expect(storage.verifyAuditTrail(storage.auditHead())).toBeNull();
      storage.close();
    }
  });

  it('cannot be edited or cut by a statement of the program', () => {
    const options = freshOptions();
    const storage = freshStorage(options);
    fill((entry) => storage.audit.append(entry), 1);
    const other = connect(options);
    onTestFinished(() => {
      other.close();
    });
    expect(() => other.exec(`UPDATE audit_entry SET action = 'x'`)).toThrow('never edited');
    expect(() => other.exec('DELETE FROM audit_entry')).toThrow('never cut');
    expect(() => other.exec('REPLACE INTO audit_entry SELECT * FROM audit_entry')).toThrow('never cut');
  });

  const columns = ['version', 'at', 'clerk_id', 'action', 'subject', 'details', 'previous_hash', 'hash'];
  const edits = columns.flatMap((column) => [1, 3, length].map((seq) => [column, seq] as const));
  it.each(edits)('shows that %s of entry %i was edited', (column, seq) => {
    const { intruder } = trailWithIntruder();
    intruder
      .prepare(`UPDATE audit_entry SET ${column} = ${column === 'version' ? '2' : `'x'`} WHERE seq = ?`)
      .run(seq);
    expect(verifyAuditTrail(intruder)).toMatchObject({ seq });
  });

  it.each([1, 3])('shows that entry %i was deleted', (seq) => {
    const { intruder } = trailWithIntruder();
    intruder.prepare('DELETE FROM audit_entry WHERE seq = ?').run(seq);
    expect(verifyAuditTrail(intruder)).toEqual({ seq, reason: 'missing' });
  });

  it('shows that an entry was deleted and the later ones moved up', () => {
    const { intruder } = trailWithIntruder();
    intruder.exec('DELETE FROM audit_entry WHERE seq = 3');
    for (const seq of [4, 5, 6])
      intruder.prepare('UPDATE audit_entry SET seq = ? WHERE seq = ?').run(seq - 1, seq);
    expect(verifyAuditTrail(intruder)).toEqual({ seq: 3, reason: 'not-chained' });
  });

  it('shows that two entries were swapped', () => {
    const { intruder } = trailWithIntruder();
    for (const [from, to] of [
      [2, 99],
      [3, 2],
      [99, 3],
    ]) {
      intruder.prepare('UPDATE audit_entry SET seq = ? WHERE seq = ?').run(to, from);
    }
    expect(verifyAuditTrail(intruder)).toMatchObject({ seq: 2 });
  });

  it('shows by its anchor that its end was cut', () => {
    const { intruder, head } = trailWithIntruder();
    intruder.prepare('DELETE FROM audit_entry WHERE seq > 4').run();
    expect(verifyAuditTrail(intruder)).toBeNull();
    expect(verifyAuditTrail(intruder, head)).toEqual({ seq: 5, reason: 'missing' });
    intruder.prepare('DELETE FROM audit_entry').run();
    expect(verifyAuditTrail(intruder, head)).toEqual({ seq: 1, reason: 'missing' });
  });

  it('shows by its anchor that it was made anew as a whole', () => {
    const { head } = trailWithIntruder();
    const forged = new Database(':memory:');
    onTestFinished(() => {
      forged.close();
    });
    migrate(forged, migrations);
    const trail = createAuditTrail(forged);
    fill((entry) => trail.append({ ...entry, clerkId: 'c2' }), length + 2);
    expect(verifyAuditTrail(forged)).toBeNull();
    expect(verifyAuditTrail(forged, head)).toEqual({ seq: length, reason: 'anchor-differs' });
  });

  it('holds beyond an anchor that was taken earlier', () => {
    const storage = freshStorage();
    fill((entry) => storage.audit.append(entry), 2);
    const head = storage.auditHead();
    fill((entry) => storage.audit.append(entry), 2);
    expect(storage.verifyAuditTrail(head)).toBeNull();
  });
});
