import { describe, expect, it } from 'vitest';
import { change } from '../../domain/records/change.ts';
import type { Employer, InsuredPerson } from '../../domain/records/records.ts';
import { residentIdCheckCharacter } from '../../domain/identity/resident-id.ts';
import { card, person, servicePoint } from '../../domain/testing/county.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';

const employer: Employer = {
  id: '91350100M000100Y43',
  name: '桐溪县新程物流有限公司',
  phone: '0571-1',
  active: true,
};
const pilot: Employer = { ...employer, id: '91350100M000100Y4Z', name: '早期试点单位' };
const closed: Employer = { ...employer, id: '91310110666007217T', name: '已注销单位', active: false };

const numberOf = (sequence: number) => {
  const first17 = `33012219900101${String(sequence).padStart(3, '0')}`;
  return first17 + residentIdCheckCharacter(first17);
};
const worker = (sequence: number, fields: Partial<InsuredPerson> = {}): InsuredPerson => ({
  ...person,
  id: `worker-${sequence}`,
  documentNumber: numberOf(sequence),
  name: '王芳',
  birthDate: '1990-01-01',
  employerId: employer.id,
  ...fields,
});

const records = [
  ...countyRecords,
  ...[employer, pilot, closed].map((one) => change('employer', one)),
  ...[1, 2, 3].map((sequence) => change('insuredPerson', worker(sequence))),
  change('insuredPerson', worker(4, { employerId: closed.id })),
  change('card', card({ personId: 'worker-3' })),
];

const roster = [
  '新程物流社保卡名册',
  '姓名,身份证号,入职日期',
  `王芳,${numberOf(1)},2026-11-01`,
  `王 芳,${numberOf(2)},2026-11-01`,
  `王芳,${numberOf(3)},2026-11-01`,
  `王芳,${numberOf(4)},2026-09-01`,
  `王芳,${numberOf(5)},2026-11-01`,
  `王芳,${numberOf(1)},2026-11-01`,
  `王芳,1.10105E+17,2026-11-01`,
  '合计,7 人',
].join('\n');

function deskWith(fields = records): CounterDesk {
  const desk = CounterDesk.ready(fields);
  desk.signInWithoutPassword();
  return desk;
}
const inputOf = (text: string, employerCode = employer.id) => ({
  employerCode,
  fileName: '名册.csv',
  content: Buffer.from(text).toString('base64'),
});

describe('an employer’s roster at the counter', () => {
  it('is judged row by row before anything is written, and nobody’s number is shown', async () => {
    const desk = deskWith();
    const before = desk.sharedRecords();
    const view = await desk.call('readRoster', inputOf(roster));
    expect(view).toMatchObject({
      employer: { id: employer.id, name: employer.name },
      headerRow: 2,
      skippedRows: [10],
      rows: 7,
      valid: 1,
      refused: 6,
    });
    const { rows, total } = await desk.call('listRosterRows', { rosterId: view.rosterId });
    expect(total).toBe(7);
    expect(rows.map(({ rowNumber, refusals }) => [rowNumber, ...refusals.map(({ code }) => code)])).toEqual([
      [3],
      [4, 'roster-name-differs'],
      [5, 'card-already-valid'],
      [6, 'not-insured-with-employer', 'registration-overdue'],
      [7, 'person-unknown'],
      [8, 'roster-person-twice'],
      [9, 'roster-number-damaged'],
    ]);
    expect(JSON.stringify([view, rows])).not.toContain(numberOf(1));
    expect(view.reasons.every(({ count }) => count === 1)).toBe(true);
    expect(desk.sharedRecords()).toEqual(before);
    expect(desk.outgoing()).toEqual([]);
  });

  it('is shown page by page, all of it or a part', async () => {
    const desk = deskWith();
    const { rosterId } = await desk.call('readRoster', inputOf(roster));
    const numbers = async (show: 'all' | 'valid' | 'refused', after: number, limit: number) => {
      const { rows, total } = await desk.call('listRosterRows', { rosterId, show, after, limit });
      return [total, ...rows.map(({ rowNumber }) => rowNumber)];
    };
    expect(await numbers('all', 0, 2)).toEqual([7, 3, 4]);
    expect(await numbers('all', 6, 2)).toEqual([7, 9]);
    expect(await numbers('all', 7, 2)).toEqual([7]);
    expect(await numbers('valid', 0, 9)).toEqual([1, 3]);
    expect(await numbers('refused', 1, 2)).toEqual([6, 5, 6]);
    const pageBehind = (after: number) => desk.call('listRosterRows', { rosterId, after, limit: 6 });
    expect((await pageBehind(0)).next).toBe(6);
    expect((await pageBehind(6)).next).toBeNull();
    const twice = { rosterId, reason: 'roster-person-twice' } as const;
    const { rows, total } = await desk.call('listRosterRows', twice);
    expect([total, ...rows.map(({ refusals }) => refusals.map(({ code }) => code))]).toEqual([
      1,
      ['roster-person-twice'],
    ]);
  });

  it('goes back with a reason per row, and leaves in the audit trail how many and no names', async () => {
    const desk = deskWith();
    const { rosterId } = await desk.call('readRoster', inputOf(roster));
    const result = await desk.call('writeRosterResult', { rosterId, format: 'csv', language: 'zh-CN' });
    expect(result.fileName).toBe(`roster-result-${employer.id}-2026-11-22.csv`);
    const text = new TextDecoder('gb18030').decode(Buffer.from(result.content, 'base64'));
    expect(text.split('\r\n').slice(0, 3)).toEqual([
      '原名册行号,姓名,身份证号,入职日期,结果,原因',
      `3,王芳,${numberOf(1)},2026-11-01,可以办理,`,
      `4,王 芳,${numberOf(2)},2026-11-01,不能办理,姓名与参保登记不一致，请按证件核对。`,
    ]);
    const trail = JSON.stringify(desk.committed().get('audit_entry') ?? []);
    expect(trail).toContain('read-roster');
    expect(trail).toContain('write-roster-result');
    expect(trail).not.toContain('王芳');
    expect(trail).not.toContain(numberOf(1));
  });

  it('is refused without an employer that there is, all reasons at once', async () => {
    const desk = deskWith();
    expect(await desk.code('readRoster', inputOf(roster, '91310115591693856A'))).toBe('employer-unknown');
    expect(await desk.code('readRoster', inputOf(roster, '91310115591693856B'))).toBe(
      'employer-code-invalid',
    );
    expect(await desk.code('readRoster', inputOf(roster, closed.id))).toBe('employer-inactive');
    // Known in spite of its check character.
    expect(await desk.code('readRoster', inputOf(roster, pilot.id))).toBe('ok');
    expect(await desk.code('readRoster', inputOf(roster, ' ９1350100m000100y43 '))).toBe('ok');
  });

  it('is refused at a service point', async () => {
    const desk = deskWith();
    desk.storage.unitOfWork.write(() => desk.storage.memory.set('office-id', servicePoint.id));
    expect(await desk.code('readRoster', inputOf(roster))).toBe('office-makes-no-cards');
  });

  it('that cannot be read is told with its own sentence', async () => {
    const desk = deskWith();
    expect(await desk.code('readRoster', inputOf('姓名,电话\n王芳,1\n'))).toBe('roster-columns-missing');
    expect(await desk.code('readRoster', inputOf('姓名,身份证号\n"王芳,1\n'))).toBe(
      'roster-quote-unbalanced',
    );
  });

  it('is gone when it is closed, and when the clerk leaves', async () => {
    const desk = deskWith();
    const first = await desk.call('readRoster', inputOf(roster));
    await desk.call('closeRoster', { rosterId: first.rosterId });
    expect(await desk.code('listRosterRows', { rosterId: first.rosterId })).toBe('not-found');
    const second = await desk.call('readRoster', inputOf(roster));
    await desk.call('lockScreen', {});
    desk.room.session.unlock();
    expect(await desk.code('listRosterRows', { rosterId: second.rosterId })).toBe('ok');
    await desk.call('signOut', {});
    desk.signInWithoutPassword();
    expect(await desk.code('listRosterRows', { rosterId: second.rosterId })).toBe('not-found');
    expect(
      await desk.code('writeRosterResult', { rosterId: second.rosterId, format: 'csv', language: 'en' }),
    ).toBe('not-found');
  });

  it('whose clerk left while it was read is not kept for the next one', async () => {
    const desk = deskWith();
    const reading = desk.code('readRoster', inputOf(roster));
    await desk.call('signOut', {});
    expect(await reading).toBe('roster-interrupted');
  });

  it('whose clerk left while its result was written is given to nobody', async () => {
    const desk = deskWith();
    const { rosterId } = await desk.call('readRoster', inputOf(roster));
    const writing = desk.code('writeRosterResult', { rosterId, format: 'csv', language: 'en' });
    await desk.call('signOut', {});
    expect(await writing).toBe('roster-interrupted');
    expect(desk.committed().get('audit_entry')?.join('')).not.toContain('write-roster-result');
  });

  it('lets other calls have their turn while ten thousand rows are judged', async () => {
    const desk = deskWith();
    const lines = Array.from({ length: 10_000 }, () => `王芳,${numberOf(3)}`);
    let answered = 0;
    const state = { done: false };
    const reading = desk.call('readRoster', inputOf(['姓名,身份证号', ...lines].join('\n'))).then((view) => {
      state.done = true;
      return view;
    });
    // Each turn lets what waits run: without pauses all of them would come before or after the judging.
    const pause = desk.room.pause;
    while (!state.done) {
      await pause();
      await desk.call('listBlankCards', {});
      answered += 1;
    }
    expect((await reading).rows).toBe(10_000);
    expect(answered).toBeGreaterThan(50);
  });
});
