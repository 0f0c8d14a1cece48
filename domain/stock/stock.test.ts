import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../command/command-rules.ts';
import { refusalBasis } from '../command/refusal-codes.ts';
import { change, type Change } from '../records/change.ts';
import type { BlankCard } from '../records/records.ts';
import {
  beginning,
  blankCard,
  centre,
  clerk,
  context,
  otherWorkstation,
  pointWorkstation,
  servicePoint,
  today,
  workstation,
} from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { serialsOf } from './serial-ranges.ts';
import type { CountBlankCardsRequest, MoveBlankCardsRequest } from './stock-requests.ts';

const supervisor = { ...clerk, id: 'clerk-gu', role: 'supervisor' } as const;
const byClerk = context;
const bySupervisor = { ...context, clerkId: supervisor.id };

/** Blanks of a lot of their own: serial 60000100 and on. */
const lot = (number: number, fields: Partial<BlankCard>) =>
  change('blankCard', blankCard(100 + number, fields));
const safe: Partial<BlankCard> = { workstationId: null };
const county: readonly Change[] = [
  ...beginning,
  change('clerk', supervisor),
  ...[0, 1, 2].map((number) => lot(number, safe)),
  ...[10, 11].map((number) => lot(number, { ...safe, status: 'announced' })),
  lot(12, { ...safe, status: 'in-transit' }),
  lot(13, { ...safe, status: 'in-transit', officeId: servicePoint.id }),
  lot(20, { status: 'spoiled' }),
  lot(21, { ...safe, status: 'returned' }),
  lot(22, { status: 'issued' }),
  lot(23, { status: 'missing' }),
  lot(24, { status: 'missing', serviceId: '330122-20261120-009-0001' }),
  lot(30, { workstationId: otherWorkstation.id }),
];
const serial = (number: number) => blankCard(100 + number).id;
const named = (...numbers: readonly number[]) =>
  numbers.map((number) => ({ first: serial(number), last: serial(number) }));
const span = (from: number, to: number) => [{ first: serial(from), last: serial(to) }];

function run(body: CommandBody, who = byClerk) {
  const base = new FactBase(county);
  return { base, decision: base.run(body, who) };
}

const receive = (ranges = span(10, 11)): CommandBody => ({
  kind: 'receive-blank-cards',
  request: { ranges },
});
const move = (fields: Partial<MoveBlankCardsRequest> = {}): CommandBody => ({
  kind: 'move-blank-cards',
  request: { ranges: span(0, 1), toOfficeId: centre.id, toWorkstationId: workstation.id, ...fields },
});
const giveBack = (ranges: ReturnType<typeof span>): CommandBody => ({
  kind: 'return-blank-cards',
  request: { ranges, reason: '旧版停用' },
});
const destroy = (ranges: ReturnType<typeof span>): CommandBody => ({
  kind: 'destroy-blank-cards',
  request: { ranges, reason: '集中销毁' },
});
const drawer = [{ first: blankCard(1).id, last: blankCard(5).id }];
const count = (fields: Partial<CountBlankCardsRequest> = {}): CommandBody => ({
  kind: 'count-blank-cards',
  request: { workstationId: workstation.id, expected: drawer, counted: drawer, explanation: null, ...fields },
});

describe('blank cards', () => {
  it.each<
    [what: string, body: CommandBody, who: typeof context, serials: number[], become: Partial<BlankCard>]
  >([
    [
      'announced are received into the safe',
      receive(),
      bySupervisor,
      [10, 11],
      { ...safe, status: 'in-stock' },
    ],
    [
      'sent by another office are received',
      receive(named(12)),
      bySupervisor,
      [12],
      { ...safe, status: 'in-stock' },
    ],
    ['go from the safe to the own workstation', move(), byClerk, [0, 1], { workstationId: workstation.id }],
    [
      'go to any workstation, by a supervisor',
      move({ toWorkstationId: otherWorkstation.id }),
      bySupervisor,
      [0, 1],
      { workstationId: otherWorkstation.id },
    ],
    [
      'go to another office on the way',
      move({ toOfficeId: servicePoint.id, toWorkstationId: null }),
      bySupervisor,
      [0, 1],
      { officeId: servicePoint.id, workstationId: null, status: 'in-transit' },
    ],
    [
      'are returned from the safe',
      giveBack(span(0, 1)),
      bySupervisor,
      [0, 1],
      { ...safe, status: 'returned' },
    ],
    [
      'spoiled and returned are destroyed',
      destroy(named(20, 21)),
      bySupervisor,
      [20, 21],
      { status: 'destroyed' },
    ],
  ])('%s', (_what, body, who, serials, become) => {
    const { base, decision } = run(body, who);
    expect(codesOf(decision)).toEqual(['accepted']);
    for (const number of serials) {
      expect(base.get('blankCard', serial(number))).toMatchObject({ ...become, changedOn: today });
    }
    if (!decision.accepted) return;
    expect(decision.changes.filter(({ table }) => table === 'blankCard')).toHaveLength(serials.length);
    // The book has them all, each once, whatever lines it needs.
    const lines = decision.changes.flatMap((one) => (one.table === 'stockMovement' ? [one.record] : []));
    expect(lines.flatMap(({ ranges }) => serialsOf(ranges)).sort()).toEqual(serials.map(serial));
    expect(decision.changes).toHaveLength(serials.length + lines.length);
  });

  it('received at another office may be used there', () => {
    const base = new FactBase(county);
    const there = {
      ...context,
      officeId: servicePoint.id,
      workstationId: pointWorkstation.id,
      clerkId: 'clerk-point',
    };
    base.apply([change('clerk', { ...supervisor, id: 'clerk-point', officeId: servicePoint.id })]);
    base.run(move({ toOfficeId: servicePoint.id, toWorkstationId: null }), bySupervisor);
    expect(codesOf(base.decide(receive(span(0, 1)), bySupervisor))).toEqual(['blanks-other-office']);
    expect(codesOf(base.run(receive(span(0, 1)), there))).toEqual(['accepted']);
    expect(base.get('blankCard', serial(0))).toMatchObject({ officeId: servicePoint.id, status: 'in-stock' });
  });

  // What a clerk may and a supervisor must is common practice of the keeping of blanks [practice].
  it.each<[what: string, body: CommandBody, who: typeof context, codes: string[]]>([
    ['received by a clerk', receive(), byClerk, ['stock-supervisor-only']],
    ['received and here already', receive(span(0, 1)), bySupervisor, ['blanks-not-arriving']],
    ['received and meant for another office', receive(named(13)), bySupervisor, ['blanks-other-office']],
    [
      'to another workstation, by a clerk',
      move({ toWorkstationId: otherWorkstation.id }),
      byClerk,
      ['blanks-not-yours'],
    ],
    ["out of another's drawer, by a clerk", move({ ranges: named(30) }), byClerk, ['blanks-not-yours']],
    ['to where they lie', move({ toWorkstationId: null }), byClerk, ['blanks-there-already']],
    [
      'to another office, by a clerk',
      move({ toOfficeId: servicePoint.id, toWorkstationId: null }),
      byClerk,
      ['stock-supervisor-only'],
    ],
    [
      "to another office's workstation",
      move({ toOfficeId: servicePoint.id, toWorkstationId: pointWorkstation.id }),
      bySupervisor,
      ['stock-place-unknown'],
    ],
    [
      'to an office that is none',
      move({ toOfficeId: 'none', toWorkstationId: null }),
      bySupervisor,
      ['stock-place-unknown'],
    ],
    [
      'to a workstation of another office',
      move({ toWorkstationId: pointWorkstation.id }),
      bySupervisor,
      ['stock-place-unknown'],
    ],
    ['that were issued', move({ ranges: named(22) }), bySupervisor, ['blanks-not-in-stock']],
    ["returned out of another's drawer", giveBack(named(30)), byClerk, ['blanks-not-yours']],
    ['returned twice', giveBack(named(21)), bySupervisor, ['blanks-not-in-stock']],
    ['destroyed by a clerk', destroy(named(20)), byClerk, ['stock-supervisor-only']],
    ['destroyed and good', destroy(span(0, 1)), bySupervisor, ['blanks-not-to-destroy']],
    ['nobody knows', move({ ranges: named(99) }), byClerk, ['blanks-unknown']],
    ['named twice', move({ ranges: [...span(0, 1), ...named(1)] }), byClerk, ['serials-twice']],
    ['in a range that runs backwards', move({ ranges: span(1, 0) }), byClerk, ['serial-range-reversed']],
    [
      'too many at once',
      move({ ranges: [{ first: '60000000', last: '60000500' }] }),
      byClerk,
      ['serials-too-many'],
    ],
  ])('are refused when they are %s', (_what, body, who, codes) => {
    expect(codesOf(run(body, who).decision)).toEqual(codes);
  });

  it('that do not fit are told all at once, by reason, with their serials; none of them moves', () => {
    const { base, decision } = run(move({ ranges: [...span(0, 1), ...span(20, 23), ...named(30, 98, 99)] }));
    expect(decision).toMatchObject({
      accepted: false,
      refusals: [
        { code: 'blanks-not-in-stock', params: { serials: `${serial(20)}–${serial(23)}`, count: 4 } },
        { code: 'blanks-not-yours', params: { serials: serial(30) } },
        { code: 'blanks-unknown', params: { serials: `${serial(98)}–${serial(99)}`, count: 2 } },
      ],
    });
    if (decision.accepted) throw new Error('it was accepted');
    for (const refusal of decision.refusals) expect(refusal.basis).toBe(refusalBasis[refusal.code]);
    expect(base.get('blankCard', serial(0)).workstationId).toBeNull();
  });
});

describe('a count', () => {
  const short = [{ first: blankCard(1).id, last: blankCard(4).id }];

  it('that agrees with the book is a clerk’s own, and changes no blank', () => {
    const { decision } = run(count());
    expect(decision).toMatchObject({
      changes: [
        {
          table: 'stockCount',
          record: {
            id: context.commandId,
            workstationId: workstation.id,
            book: 5,
            counted: 5,
            missing: [],
            surplus: [],
            explanation: null,
            supervisorId: null,
          },
        },
      ],
    });
  });

  it('with a difference is signed by a supervisor, and what is not there is missing', () => {
    const { base, decision } = run(count({ counted: short, explanation: '盘点时未找到' }), bySupervisor);
    expect(decision).toMatchObject({
      changes: [
        {
          record: {
            counted: 4,
            missing: [blankCard(5).id],
            explanation: '盘点时未找到',
            supervisorId: supervisor.id,
          },
        },
        { record: { id: blankCard(5).id, status: 'missing' } },
        { table: 'stockMovement', record: { kind: 'missing', fromWorkstationId: workstation.id } },
      ],
    });
    // It turns up again: signed for as well, and in stock where it was found.
    const found = count({ expected: short, counted: drawer, explanation: '在抽屉后面找到' });
    expect(codesOf(base.run(found, { ...bySupervisor, commandId: 'another' }))).toEqual(['accepted']);
    expect(base.get('blankCard', blankCard(5).id)).toMatchObject({
      status: 'in-stock',
      workstationId: workstation.id,
    });
    expect(base.get('stockCount', 'another')).toMatchObject({ missing: [], surplus: [blankCard(5).id] });
  });

  it('does not put a card in stock that was written and lost on its way: it is to be destroyed', () => {
    const found = count({ counted: [...drawer, ...named(24)], explanation: '夹在交接清单里' });
    const { base } = run(found, bySupervisor);
    expect(base.get('blankCard', serial(24))).toMatchObject({
      status: 'spoiled',
      workstationId: workstation.id,
    });
  });

  it('of the safe names what was on its way here and never came: missing, signed for, and in stock when it comes', () => {
    const never = { workstationId: null, expected: span(10, 12), counted: named(10) } as const;
    expect(codesOf(run(count(never), bySupervisor).decision)).toEqual(['count-difference-unexplained']);
    const { base } = run(count({ ...never, explanation: '承运人确认遗失' }), bySupervisor);
    const statuses = [10, 11, 12].map((number) => base.get('blankCard', serial(number)).status);
    // What is there has not been received by that.
    expect(statuses).toEqual(['announced', 'missing', 'missing']);
    const came = count({ workstationId: null, expected: [], counted: named(11), explanation: '迟到' });
    expect(codesOf(base.run(came, { ...bySupervisor, commandId: 'another' }))).toEqual(['accepted']);
    expect(base.get('blankCard', serial(11))).toMatchObject({ status: 'in-stock', workstationId: null });
  });

  it('that finds what another office missed takes it into its own book, signed for and explained', () => {
    const base = new FactBase(county);
    base.apply([
      lot(50, { status: 'missing', officeId: servicePoint.id, workstationId: null }),
      lot(51, {
        status: 'missing',
        officeId: servicePoint.id,
        serviceId: '330122-20261120-009-0002',
      }),
    ]);
    const found = { counted: [...drawer, ...named(50), ...named(51)] };
    expect(codesOf(base.decide(count(found), bySupervisor))).toEqual(['count-difference-unexplained']);
    expect(codesOf(base.decide(count({ ...found, explanation: '误送本处' }), byClerk))).toEqual([
      'count-difference-unsigned',
    ]);
    expect(codesOf(base.run(count({ ...found, explanation: '误送本处' }), bySupervisor))).toEqual([
      'accepted',
    ]);
    const here = { officeId: context.officeId, workstationId: workstation.id };
    expect(base.get('blankCard', serial(50))).toMatchObject({ ...here, status: 'in-stock' });
    // One that was written is a cancelled card: here it is accounted for, and destroyed.
    expect(base.get('blankCard', serial(51))).toMatchObject({ ...here, status: 'spoiled' });
  });

  it('notes a surplus that belongs elsewhere and leaves it where the book has it', () => {
    const { base, decision } = run(
      count({ counted: [...drawer, ...named(30)], explanation: '4号窗口的卡' }),
      bySupervisor,
    );
    expect(codesOf(decision)).toEqual(['accepted']);
    expect(base.get('blankCard', serial(30)).workstationId).toBe(otherWorkstation.id);
  });

  it.each<[what: string, body: CommandBody, who: typeof context, codes: string[]]>([
    [
      'a difference nobody explains',
      count({ counted: short }),
      bySupervisor,
      ['count-difference-unexplained'],
    ],
    [
      'blanks as an explanation',
      count({ counted: short, explanation: '  ' }),
      bySupervisor,
      ['count-difference-unexplained'],
    ],
    [
      'a difference that a clerk signs',
      count({ counted: short, explanation: '少一张' }),
      byClerk,
      ['count-difference-unsigned'],
    ],
    [
      'both',
      count({ counted: short }),
      byClerk,
      ['count-difference-unexplained', 'count-difference-unsigned'],
    ],
    [
      "another's drawer, by a clerk",
      count({ workstationId: otherWorkstation.id, expected: named(30), counted: named(30) }),
      byClerk,
      ['stock-supervisor-only'],
    ],
    [
      'the safe, by a clerk',
      count({ workstationId: null, expected: span(0, 2), counted: span(0, 2) }),
      byClerk,
      ['stock-supervisor-only'],
    ],
    [
      'the safe, by a supervisor',
      count({ workstationId: null, expected: span(0, 2), counted: span(0, 2) }),
      bySupervisor,
      ['accepted'],
    ],
    [
      'a book that has changed since',
      count({ expected: [...drawer, ...named(22)], counted: [...drawer, ...named(22)] }),
      byClerk,
      ['count-book-changed'],
    ],
    [
      'another office',
      count({ workstationId: pointWorkstation.id, expected: [], counted: [] }),
      bySupervisor,
      ['stock-place-unknown'],
    ],
    ['an empty drawer', count({ expected: [], counted: [] }), byClerk, ['accepted']],
    [
      'a drawer to which nothing is on its way',
      count({ expected: span(10, 12), counted: [], explanation: '未到' }),
      bySupervisor,
      ['count-book-changed'],
    ],
    [
      'what is on its way to another office',
      count({ workstationId: null, expected: named(13), counted: [], explanation: '未到' }),
      bySupervisor,
      ['count-book-changed'],
    ],
  ])('is decided so: %s', (_what, body, who, codes) => {
    expect(codesOf(run(body, who).decision)).toEqual(codes);
  });
});
