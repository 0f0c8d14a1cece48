import { describe, expect, it } from 'vitest';
import { change } from '../../domain/records/change.ts';
import type { InsuredPerson } from '../../domain/records/records.ts';
import { residentIdCheckCharacter } from '../../domain/identity/resident-id.ts';
import { contributionParameters, openAccount, openPeriod } from '../../domain/testing/contributions.ts';
import { person } from '../../domain/testing/county.ts';
import { employer, opening } from '../../domain/testing/employer-batch.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';

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
const out = { employerId: null, insuranceStatus: '2' } as const;

const records = [
  ...countyRecords,
  ...contributionParameters,
  change('employer', employer),
  // Two who are paid for here, two who are not any more, one who is paid for elsewhere.
  ...[worker(1), worker(2), worker(3, out), worker(4, out), worker(5, { employerId: 'another' })].map((one) =>
    change('insuredPerson', one),
  ),
  ...[1, 2].map((number) => change('contributionPeriod', openPeriod(`worker-${number}`))),
  ...[3, 4].map((number) =>
    change(
      'contributionPeriod',
      openPeriod(`worker-${number}`, { toMonth: number === 3 ? '2026-09' : '2026-11' }),
    ),
  ),
  change('contributionPeriod', openPeriod('worker-5', { employerId: 'another' })),
  ...[1, 2, 3, 4, 5].map((number) => change('personalAccount', openAccount(`worker-${number}`))),
];

const list = [
  '人员增减表',
  '姓名,身份证号码,增减,日期,缴费基数（元）',
  `王芳,${numberOf(1)},离职,2026-11-10,`,
  `王芳,${numberOf(2)},减员,2026-09-30,`,
  `王芳,${numberOf(3)},入职,2026-11-02,"6,000.00"`,
  `王芳,${numberOf(4)},增员,2026-09-01,5000`,
  `王芳,${numberOf(5)},离职,2026-11-10,`,
  `李伟,${numberOf(6)},离职,2026-11-10,`,
  `王芳,${numberOf(3)},入职,2026-11-02,6000`,
  `王芳,${numberOf(3)},调岗,2026-11-02,`,
  `王芳,1.10105E+17,入职,2026-13-02,六千`,
].join('\n');

const { letterNumber, letterDate, agent } = opening;
const input = (text = list) => ({
  employerCode: employer.id,
  letterNumber,
  letterDate,
  agent: { ...agent },
  fileName: '增减.csv',
  content: Buffer.from(text).toString('base64'),
});

function deskWith(): CounterDesk {
  const desk = CounterDesk.ready(records);
  desk.signInWithoutPassword();
  return desk;
}

const told = (view: {
  readonly rows: readonly {
    readonly state: string;
    readonly refusals: readonly { readonly code: string }[];
  }[];
}) => view.rows.map(({ state, refusals }) => [state, ...refusals.map(({ code }) => code)].join(' '));

const judged = [
  'valid',
  'valid',
  'valid',
  'valid',
  'refused not-insured-with-employer',
  'refused person-unknown',
  'refused movement-person-twice',
  'refused movement-unknown movement-person-twice',
  'refused roster-number-damaged roster-date-unreadable movement-base-unreadable',
];

describe('an employer’s list of leavers and joiners', () => {
  it('is judged by the rules that decide it, before anything is written, and nobody’s number is shown', async () => {
    const desk = deskWith();
    const before = desk.sharedRecords();
    const view = await desk.call('readMovementRoster', input());
    expect(told(view)).toEqual(judged);
    expect(JSON.stringify(view)).not.toContain(numberOf(1));
    expect(desk.sharedRecords()).toEqual(before);
    expect(desk.outgoing()).toEqual([]);
  });

  it('becomes one command for each valid row, with the letter; refused rows hold up no other', async () => {
    const desk = deskWith();
    const { rosterId } = await desk.call('readMovementRoster', input());
    const done = await desk.call('runMovementRoster', { rosterId });
    expect(told(done)).toEqual(judged.map((one) => one.replace(/^valid$/, 'registered')));
    const { records: kept } = desk.storage;
    expect(kept.get('contributionPeriod', 'period-worker-1')?.record.toMonth).toBe('2026-11');
    expect(kept.get('insuredPerson', 'worker-2')?.record).toMatchObject(out);
    // Paid for by the former employer until November: the new one begins in December.
    expect(
      kept
        .find('contributionPeriod', 'personId', 'worker-4')
        .map((one) => `${one.fromMonth} ${one.toMonth ?? 'open'}`)
        .sort(),
    ).toEqual(['2026-01 2026-11', '2026-12 open']);
    const services = desk.outgoing().map(({ kind }) => kind);
    expect(services).toEqual([
      'suspend-insurance',
      'suspend-insurance',
      'resume-insurance',
      'resume-insurance',
    ]);
    const late = kept.find('serviceRecord', 'personId', 'worker-4')[0];
    expect(late).toMatchObject({ channel: 'employer', steps: [{ step: 'resumed-late' }] });
    expect(late?.representative).toMatchObject({ authorisation: 'letter-of-introduction', name: agent.name });
    expect(late?.details).toMatchObject({ letterNumber, hiredOn: '2026-09-01' });
  });

  it('changes nothing when it is run or brought a second time, also after the program ended in the middle', async () => {
    const desk = deskWith();
    const { rosterId } = await desk.call('readMovementRoster', input());
    await desk.call('runMovementRoster', { rosterId });
    const commands = desk.outgoing().length;
    await desk.call('runMovementRoster', { rosterId });
    expect(desk.outgoing()).toHaveLength(commands);
    desk.restart();
    desk.signInWithoutPassword();
    // Of the list that was half done nobody knows any more; what was done stands in the records.
    const again = await desk.call('readMovementRoster', input());
    expect(told(again).slice(0, 4)).toEqual(['done', 'done', 'done', 'done']);
    expect(again.valid).toBe(0);
    await desk.call('runMovementRoster', { rosterId: again.rosterId });
    expect(desk.outgoing()).toHaveLength(commands);
  });

  it('goes back to the employer as a spreadsheet with what became of each row', async () => {
    const desk = deskWith();
    const { rosterId } = await desk.call('readMovementRoster', input());
    await desk.call('runMovementRoster', { rosterId });
    const result = await desk.call('writeRosterResult', { rosterId, format: 'csv', language: 'zh-CN' });
    const lines = new TextDecoder(result.encoding ?? 'utf-8')
      .decode(Buffer.from(result.content, 'base64'))
      .split('\r\n');
    expect(lines[1]).toContain('已登记');
    expect(lines[5]).toContain('目前不是由');
    // With the list everything that was known of it is gone.
    await desk.call('closeRoster', { rosterId });
    expect(await desk.answer('runMovementRoster', { rosterId })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });

  it('is not read without a letter that holds', async () => {
    const desk = deskWith();
    expect(await desk.answer('readMovementRoster', { ...input(), letterDate: '2026-01-01' })).toMatchObject({
      ok: false,
      error: { refusals: [{ code: 'letter-too-old' }] },
    });
    expect(desk.outgoing()).toEqual([]);
  });
});
