import { describe, expect, it } from 'vitest';
import { printEnd, type PrintEnd } from '../../contract/printing.ts';
import { application, serviceNumber } from '../../domain/testing/county.ts';
import { connect } from '../../db/open-database.ts';
import { CounterDesk } from './support/counter-desk.ts';

const { serviceNumber: _made, ...applicationInput } = application;
const receipt = { serviceNumber, paper: 'issue-receipt' } as const;

async function deskWithService(): Promise<CounterDesk> {
  const desk = CounterDesk.ready();
  desk.signInWithoutPassword();
  await desk.call('acceptCardApplication', applicationInput);
  return desk;
}

const rowsOf = (desk: CounterDesk, table: string) => desk.committed().get(table) ?? [];
const printed = (desk: CounterDesk) => rowsOf(desk, 'paper_print').filter((row) => row.includes('"printed"'));
const again = { ...receipt, reason: 'not-printed-well' } as const;
const audited = (desk: CounterDesk) =>
  rowsOf(desk, 'audit_entry').filter((row) => row.includes('print-ended'));

describe('a print', () => {
  it('is recorded as printed when the queue says so, and not before', async () => {
    const desk = await deskWithService();
    const { printId } = await desk.call('recordPrint', receipt);
    expect(printed(desk)).toEqual([]);
    await desk.call('recordPrintEnd', { printId, end: 'printed' });
    expect(printed(desk)).toHaveLength(1);
    expect(audited(desk)).toHaveLength(1);
  });

  it.each(printEnd.options)(
    'that ended with %s is counted unless it is known that no paper came',
    async (end) => {
      const desk = await deskWithService();
      const counts: Record<PrintEnd, number> = {
        printed: 1,
        'handed-over': 1,
        lost: 1,
        refused: 0,
        cancelled: 0,
      };
      const { printId } = await desk.call('recordPrint', receipt);
      await desk.call('recordPrintEnd', { printId, end });
      expect(await desk.call('getReceipt', { serviceNumber })).toMatchObject({ reprint: counts[end] });
      expect(await desk.call('recordPrint', again)).toMatchObject({ reprint: counts[end] });
    },
  );

  it('of which nobody knows the end is counted: the next sheet says that it may be the second', async () => {
    const desk = await deskWithService();
    await desk.call('recordPrint', receipt);
    expect(await desk.call('recordPrint', again)).toMatchObject({ reprint: 1 });
  });

  it('ends once, whatever is said of it later', async () => {
    const desk = await deskWithService();
    const { printId } = await desk.call('recordPrint', receipt);
    await desk.call('recordPrintEnd', { printId, end: 'printed' });
    expect(await desk.code('recordPrintEnd', { printId, end: 'cancelled' })).toBe('not-found');
    expect(printed(desk)).toHaveLength(1);
    expect(audited(desk)).toHaveLength(1);
  });

  it('of a paper that was printed before has its reason, which stands in the record and in the audit trail', async () => {
    const desk = await deskWithService();
    await desk.call('recordPrint', receipt);
    expect(await desk.code('recordPrint', receipt)).toBe('reprint-reason-missing');
    expect(await desk.code('recordPrint', { ...receipt, reason: 'other' })).toBe('reprint-note-missing');
    expect(rowsOf(desk, 'paper_print')).toHaveLength(1);
    await desk.call('recordPrint', { ...receipt, reason: 'other', note: '寄往外地' });
    const prints = desk.storage.records.find('paperPrint', 'subject', serviceNumber);
    expect(prints.map(({ reprint, reason, note }) => ({ reprint, reason, note }))).toEqual(
      expect.arrayContaining([
        { reprint: 0, reason: null, note: null },
        { reprint: 1, reason: 'other', note: '寄往外地' },
      ]),
    );
    const trail = rowsOf(desk, 'audit_entry').filter((row) => row.includes('reprint'));
    expect(trail.some((row) => row.includes('other'))).toBe(true);
  });

  it('of before prints were shared is counted with those that are', async () => {
    const desk = await deskWithService();
    const log = connect(desk.options);
    log
      .prepare(
        `INSERT INTO print_log (service_number, paper, printed_at, clerk_id, print_end) VALUES (?, ?, ?, 'c1', ?)`,
      )
      .run(serviceNumber, receipt.paper, '2026-11-22T09:00:00.000+08:00', 'handed-over');
    log.close();
    expect(await desk.call('getReceipt', { serviceNumber })).toMatchObject({ reprint: 1 });
    expect(await desk.call('recordPrint', again)).toMatchObject({ reprint: 1 });
    expect(await desk.call('recordPrint', again)).toMatchObject({ reprint: 2 });
  });

  it('ends also while the screen is locked, and stands under the clerk who asked for it', async () => {
    const desk = await deskWithService();
    const { printId } = await desk.call('recordPrint', receipt);
    desk.room.session.lock();
    await desk.call('recordPrintEnd', { printId, end: 'printed' });
    expect(audited(desk)[0]).toContain(desk.room.session.clerk()?.id ?? 'nobody');
  });
});
