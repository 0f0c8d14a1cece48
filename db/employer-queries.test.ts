import { describe, expect, it, onTestFinished } from 'vitest';
import { change } from '../domain/records/change.ts';
import type { ServiceRecord } from '../domain/records/records.ts';
import { service } from '../domain/testing/county.ts';
import { freshFiles } from './testing/fresh-files.ts';
import { person } from './testing/sample-records.ts';

const { freshStorage } = freshFiles(onTestFinished);

const registration = (
  id: string,
  personId: string,
  employerId: string | null,
  more: object,
): ServiceRecord => ({
  ...service({ id, personId, kind: 'resume-insurance' }),
  openedOn: '2026-05-01',
  details: {
    ...{ of: 'resume-insurance', employerId, fromMonth: '2026-05', base: 500_000 },
    ...{ hiredOn: null, letterNumber: null },
    ...more,
  },
});

describe('the people of an employer', () => {
  it('come in the order of their names, from any place on, and are nobody else’s', () => {
    const { records, queries } = freshStorage();
    for (const [id, pinyin, employerId] of [
      ['p1', 'wangwu', 'e1'],
      ['p2', 'lisi', 'e1'],
      ['p3', 'anqi', 'e2'],
      ['p4', 'lisi', 'e1'],
      ['p5', 'zhaoliu', null],
    ] as const)
      records.putConfirmed(
        person({ id, pinyin, employerId, documentNumber: `11010519491231002${id.slice(1)}` }),
        0,
      );
    const ids = (skip: number, limit: number) => queries.insuredOf('e1', skip, limit).map(({ id }) => id);
    expect(queries.countInsured('e1')).toBe(3);
    expect(ids(0, 10)).toEqual(['p2', 'p4', 'p1']);
    expect(ids(1, 1)).toEqual(['p4']);
    expect(queries.insuredAmong(['p1', 'p2'], 0, 10).map(({ id }) => id)).toEqual(['p2', 'p1']);
    expect(queries.insuredAmong(['p1', 'p2'], 1, 10).map(({ id }) => id)).toEqual(['p1']);
    expect(queries.insuredAmong([], 0, 10)).toEqual([]);
    expect(queries.countInsured('e9')).toBe(0);
  });

  it('have the registrations with this employer alone, with the day of hiring where one was recorded', () => {
    const { records, queries } = freshStorage();
    records.putConfirmed(person({ id: 'p1', employerId: 'e1' }), 0);
    records.putConfirmed(person({ id: 'p2', employerId: 'e2', documentNumber: '110105194912310020' }), 0);
    for (const one of [
      registration('s1', 'p1', 'e1', { hiredOn: '2026-03-01' }),
      registration('s2', 'p1', 'e2', { hiredOn: '2025-03-01' }),
      registration('s3', 'p1', null, {}),
      registration('s4', 'p1', 'e1', {}),
      // He is with another by now.
      registration('s5', 'p2', 'e1', { hiredOn: '2026-03-01' }),
    ])
      records.putConfirmed(change('serviceRecord', one), 0);
    expect(queries.registrationsOf('e1')).toEqual([
      { personId: 'p1', registeredOn: '2026-05-01', hiredOn: '2026-03-01' },
      { personId: 'p1', registeredOn: '2026-05-01', hiredOn: null },
    ]);
  });
});
