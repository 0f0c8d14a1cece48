import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../command/command-rules.ts';
import { change, type Change } from '../records/change.ts';
import type { PaperPrint } from '../records/paper-print.ts';
import {
  beginning,
  centre,
  clerk,
  context,
  otherWorkstation,
  serviceNumber,
  servicePoint,
  workstation,
} from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { mayHaveCome, nextReprint } from './earlier-prints.ts';
import type { RecordPaperReclaimedRequest, RecordPrintRequest } from './paper-print-requests.ts';

const printId = '019ab0c0-0000-7000-8000-000000000001';
const asking: RecordPrintRequest = {
  printId,
  subject: serviceNumber,
  paper: 'issue-receipt',
  reprint: 0,
  reason: null,
  note: null,
};
const printed: PaperPrint = {
  id: printId,
  subject: serviceNumber,
  paper: 'issue-receipt',
  officeId: centre.id,
  workstationId: workstation.id,
  clerkId: clerk.id,
  printedOn: context.today,
  printedAt: context.at,
  reprint: 0,
  reason: null,
  note: null,
  result: 'printed',
  endedAt: context.at,
  reclaim: null,
  reclaimedBy: null,
  reclaimedAt: null,
  reclaimNote: null,
};

function decide(body: CommandBody, records: readonly Change[] = [], origin: Partial<typeof context> = {}) {
  return new FactBase([...beginning, ...records]).decide(body, { ...context, ...origin });
}
const record = (request: Partial<RecordPrintRequest>, records: readonly Change[] = []) =>
  decide({ kind: 'record-print', request: { ...asking, ...request } }, records);
const end = (records: readonly Change[], origin: Partial<typeof context> = {}) =>
  decide({ kind: 'record-print-end', request: { printId, result: 'printed' } }, records, origin);
const reclaim = (
  request: Partial<RecordPaperReclaimedRequest>,
  records: readonly Change[],
  origin: Partial<typeof context> = {},
) =>
  decide(
    {
      kind: 'record-paper-reclaimed',
      request: { printId, outcome: 'taken-back', note: null, ...request },
    },
    records,
    origin,
  );
const print = (fields: Partial<PaperPrint> = {}) => change('paperPrint', { ...printed, ...fields });
const inactive = change('clerk', { ...clerk, active: false });
const moved = change('clerk', { ...clerk, officeId: servicePoint.id });

describe('a print', () => {
  it('is recorded with who asked for it, where and when, before anybody knows whether paper came', () => {
    expect(record({})).toMatchObject({
      accepted: true,
      changes: [{ table: 'paperPrint', record: { ...printed, result: null, endedAt: null } }],
    });
  });

  it('of a service that the central office does not have is recorded all the same: the paper is there', () => {
    expect(codesOf(record({ subject: '330122-20261122-003-0999' }))).toEqual(['accepted']);
  });

  it.each<[what: string, records: readonly Change[]]>([
    ['has stopped meanwhile', [inactive]],
    ['has moved to another office meanwhile', [moved]],
  ])('and its end are recorded under a clerk whom the central office %s', (_what, records) => {
    expect(codesOf(record({}, records))).toEqual(['accepted']);
    expect(codesOf(end([print({ result: null }), ...records]))).toEqual(['accepted']);
  });

  it.each<[what: string, request: Partial<RecordPrintRequest>, codes: readonly string[]]>([
    ['the first needs no reason', {}, ['accepted']],
    ['a reprint without a reason', { reprint: 1 }, ['reprint-reason-missing']],
    ['a reprint with one', { reprint: 1, reason: 'damaged' }, ['accepted']],
    ['another reason without words', { reprint: 2, reason: 'other' }, ['reprint-note-missing']],
    [
      'another reason with blanks for words',
      { reprint: 2, reason: 'other', note: ' ' },
      ['reprint-note-missing'],
    ],
    ['another reason in words', { reprint: 2, reason: 'other', note: '寄往外地' }, ['accepted']],
  ])('%s', (_what, request, codes) => {
    expect(codesOf(record(request))).toEqual(codes);
  });

  it('keeps the number that stands on the paper, whatever other counters have printed meanwhile', () => {
    const others = [print({ id: '019ab0c0-0000-7000-8000-000000000002' })];
    expect(record({}, others)).toMatchObject({ changes: [{ record: { reprint: 0, reason: null } }] });
    expect(record({ reprint: 1, reason: 'lost' }, others)).toMatchObject({
      changes: [{ record: { reprint: 1, reason: 'lost' } }],
    });
  });

  it('for the first time has no reason, whatever was said', () => {
    expect(record({ reason: 'damaged', note: '碎纸' })).toMatchObject({
      changes: [{ record: { reason: null, note: null } }],
    });
  });

  it('is recorded once', () => {
    expect(codesOf(record({}, [print()]))).toEqual(['print-recorded-already']);
  });

  it('of somebody or at a window that the county does not know is none', () => {
    const strangers = decide({ kind: 'record-print', request: asking }, [], {
      clerkId: 'nobody',
      workstationId: 'nowhere',
    });
    expect(codesOf(strangers)).toEqual(['clerk-unknown', 'workstation-unknown']);
  });
});

describe('the end of a print', () => {
  it.each<
    [what: string, records: readonly Change[], origin: Partial<typeof context>, codes: readonly string[]]
  >([
    ['is recorded', [print({ result: null })], {}, ['accepted']],
    ['is told once', [print()], {}, ['print-ended-already']],
    ['is that of a print', [], {}, ['print-unknown']],
    [
      'is told by the window that printed',
      [print({ result: null, workstationId: otherWorkstation.id })],
      {},
      ['print-other-workstation'],
    ],
  ])('%s', (_what, records, origin, codes) => {
    expect(codesOf(end(records, origin))).toEqual(codes);
  });
});

describe('a paper that says what the central office has refused', () => {
  it('is taken back by a clerk, who stands in the record with the time', () => {
    expect(reclaim({}, [print()])).toMatchObject({
      changes: [
        {
          record: {
            reclaim: 'taken-back',
            reclaimedBy: clerk.id,
            reclaimedAt: context.at,
            reclaimNote: null,
          },
        },
      ],
    });
  });

  it.each<
    [
      what: string,
      request: Partial<RecordPaperReclaimedRequest>,
      records: readonly Change[],
      codes: readonly string[],
    ]
  >([
    ['cannot be had, and why', { outcome: 'not-obtainable', note: '已离开本县' }, [print()], ['accepted']],
    ['cannot be had, without a word', { outcome: 'not-obtainable' }, [print()], ['reclaim-note-missing']],
    ['of which nobody knows whether it came', {}, [print({ result: null })], ['accepted']],
    ['that may have come', {}, [print({ result: 'lost' })], ['accepted']],
    ['that never came', {}, [print({ result: 'cancelled' })], ['paper-never-came']],
    ['that was taken back already', {}, [print({ reclaim: 'taken-back' })], ['paper-reclaimed-already']],
    ['of another office', {}, [print({ officeId: servicePoint.id })], ['print-other-office']],
    ['that nobody printed', {}, [], ['print-unknown']],
    ['recorded by a clerk who may do nothing', {}, [print(), inactive], ['clerk-inactive']],
  ])('%s', (_what, request, records, codes) => {
    expect(codesOf(reclaim(request, records))).toEqual(codes);
  });
});

describe('what the next print of a paper says', () => {
  it.each<[what: string, prints: readonly Partial<PaperPrint>[], besides: number, next: number]>([
    ['nothing was printed', [], 0, 0],
    ['one was', [{}], 0, 1],
    ['one at another counter was', [{ workstationId: otherWorkstation.id }], 0, 1],
    ['one is on its way', [{ result: null }], 0, 1],
    ['of one nobody knows whether it came', [{ result: 'lost' }], 0, 1],
    ['none came of it', [{ result: 'refused' }, { result: 'cancelled' }], 0, 0],
    ['two counters without a line have each printed a first one', [{}, {}], 0, 2],
    ['another paper of the same service was', [{ paper: 'collection-slip' }], 0, 0],
    ['two stand in this counter’s old log', [], 2, 2],
    ['two stand in the old log, and one since', [{ reprint: 2 }], 2, 3],
    ['another counter has counted two in its own', [{ reprint: 2 }], 0, 3],
    [
      'the number of a print of which no paper came is free again',
      [{}, { reprint: 1, result: 'refused' }],
      0,
      1,
    ],
  ])('where %s', (_what, prints, besides, next) => {
    const all = prints.map((fields) => ({ ...printed, ...fields }));
    expect(nextReprint(all, 'issue-receipt', besides)).toBe(next);
    expect(
      all.every((one) => mayHaveCome(one) === !['refused', 'cancelled'].includes(one.result ?? '')),
    ).toBe(true);
  });
});
