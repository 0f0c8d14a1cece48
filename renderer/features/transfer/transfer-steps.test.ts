import { describe, expect, it } from 'vitest';
import type { TransferView } from '../../../contract/transfer-views.ts';
import { mayFollowUp, mayWithdraw, papersOf, wayOf } from './transfer-steps.ts';

type Transfer = TransferView['transfer'];

const openedAt = '2026-11-22T09:00:00.000+08:00';
const later = '2026-11-23T10:00:00.000+08:00';

function transferOf(fields: Partial<Transfer>): Transfer {
  // What the way is told from; nothing else of it is looked at.
  return {
    direction: 'out',
    state: 'waiting-approval',
    letters: [],
    sheet: null,
    certificate: null,
    closedAt: null,
    ...fields,
  } as unknown as Transfer;
}

function way(fields: Partial<Transfer>, ...steps: readonly string[]) {
  const service = {
    openedAt,
    steps: steps.map((step) => ({ step, at: later })),
  } as unknown as TransferView['service'];
  return wayOf({ transfer: transferOf(fields), service });
}

const letter = (kind: Transfer['letters'][number]['kind'], sentAt: string | null) => ({
  id: 'letter',
  kind,
  text: null,
  writtenAt: openedAt,
  sentAt,
});

describe('the way of a transfer', () => {
  it('is whole from the beginning, and says of nothing that is to come that it was done', () => {
    expect(way({})).toEqual([
      ['taken', openedAt],
      ['approved', null],
      ['sheet-sent', null],
      ['accepted-there', null],
      ['remitted', null],
      ['received-there', null],
    ]);
  });

  it('calls the sheet sent only when the other area has it', () => {
    const written = way(
      { state: 'sheet-sent', letters: [letter('information-sheet', null)] },
      'transfer-approved',
    );
    expect(written.find(([step]) => step === 'sheet-sent')).toEqual(['sheet-sent', null]);
    const sent = way(
      { state: 'sheet-sent', letters: [letter('information-sheet', later)] },
      'transfer-approved',
    );
    expect(sent.find(([step]) => step === 'sheet-sent')).toEqual(['sheet-sent', later]);
  });

  it('ends where it ended: of what was refused nothing is still to come', () => {
    expect(
      way(
        { state: 'refused', letters: [letter('information-sheet', later)], closedAt: later },
        'transfer-approved',
        'transfer-refused',
      ).map(([step]) => step),
    ).toEqual(['taken', 'approved', 'sheet-sent', 'refused']);
  });

  it('waits for money that the other area did not take, and not for its receipt', () => {
    expect(
      way({ state: 'money-refused' }, 'transfer-approved', 'transfer-taken', 'transfer-money-refused').map(
        ([step]) => step,
      ),
    ).toEqual(['taken', 'approved', 'accepted-there', 'money-refused', 'money-back']);
  });

  it('has money with a sheet that brings none', () => {
    const sheet = { balance: 0 } as Transfer['sheet'];
    expect(
      way({ direction: 'in', state: 'sheet-received', sheet }, 'transfer-sheet-received'),
    ).toContainEqual(['money-received', later]);
  });
});

describe('what can be done about a transfer', () => {
  it('is taken back while nothing has left or was credited, and asked about once the other area has something', () => {
    expect(mayWithdraw(transferOf({ state: 'waiting-approval' }))).toBe(true);
    expect(mayWithdraw(transferOf({ state: 'sheet-sent' }))).toBe(false);
    expect(mayFollowUp(transferOf({ state: 'waiting-approval' }))).toBe(false);
    expect(mayFollowUp(transferOf({ state: 'sheet-sent' }))).toBe(true);
    expect(mayFollowUp(transferOf({ state: 'completed', closedAt: later }))).toBe(false);
  });

  it('has the certificate from the beginning and the sheet once it was written; who comes has the letter alone', () => {
    const certificate = {} as Transfer['certificate'];
    const sheet = {} as Transfer['sheet'];
    expect(papersOf(transferOf({ certificate }))).toEqual(['insurance-certificate']);
    expect(papersOf(transferOf({ certificate, sheet }))).toEqual([
      'insurance-certificate',
      'information-sheet',
    ]);
    expect(papersOf(transferOf({ direction: 'in', sheet }))).toEqual(['contact-letter']);
  });
});
