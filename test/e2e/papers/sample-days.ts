import type { DayPage } from '../../../contract/day-views.ts';
import { names, numberOf, office, place } from './sample-people.ts';

const hash = (digit: string) => digit.repeat(64);
const range = (first: number, last = first) => ({ first: String(first), last: String(last) });

/** An office's day with everything that a day can have: two windows, every kind of what is left over, and what came late. */
export const wholeDay: DayPage = {
  scope: 'office',
  day: place.today,
  officeName: office.officeName,
  officeAddress: office.officeAddress,
  officePhone: office.officePhone,
  clerkName: null,
  workstationNumber: null,
  closing: {
    closeId: 'whole-day',
    closedAt: '2026-11-20T17:32:09.000+08:00',
    closedBy: '李明',
    reason: '3 号窗口网络中断，两件未发送；已逐项核对，次日上午处理。',
    hash: hash('a'),
    previousHash: hash('3'),
    confirmed: true,
  },
  report: {
    services: [
      { kind: 'issue-card', completed: 42, open: 3, withdrawn: 1 },
      { kind: 'report-loss', completed: 5, open: 0, withdrawn: 0 },
      { kind: 'reset-card-pin', completed: 11, open: 0, withdrawn: 0 },
      { kind: 'transfer-out', completed: 0, open: 2, withdrawn: 0 },
      { kind: 'payout', completed: 1, open: 1, withdrawn: 0 },
      { kind: 'issue-statement', completed: 17, open: 0, withdrawn: 0 },
    ],
    serviceNumbers: Array.from({ length: 83 }, (_none, index) => numberOf(index + 1)),
    fees: { count: 4, amount: 8_000 },
    money: [
      { kind: 'payout', state: 'approved', count: 1, amount: 128_450 },
      { kind: 'payout', state: 'waiting', count: 1, amount: 1_234_500 },
      { kind: 'reversal', state: 'approved', count: 1, amount: 35_000 },
      { kind: 'transfer-out', state: 'refused', count: 1, amount: 812_300 },
    ],
    cards: [
      {
        workstationId: null,
        opening: [range(80_001_000, 80_001_499)],
        came: [{ kind: 'received', ranges: [range(80_002_000, 80_002_199)] }],
        left: [
          { kind: 'moved', ranges: [range(80_001_000, 80_001_049)] },
          { kind: 'sent', ranges: [range(80_001_050, 80_001_079)] },
        ],
        closing: [range(80_001_080, 80_001_499), range(80_002_000, 80_002_199)],
        difference: [],
        counted: { missing: 0, surplus: 0 },
      },
      {
        workstationId: 'window-3',
        opening: [range(80_000_960, 80_000_999)],
        came: [{ kind: 'moved', ranges: [range(80_001_000, 80_001_049)] }],
        left: [
          { kind: 'used', ranges: [range(80_000_960, 80_000_987), range(80_000_989, 80_000_999)] },
          { kind: 'spoiled', ranges: [range(80_000_988)] },
          { kind: 'missing', ranges: [range(80_001_007)] },
        ],
        closing: [range(80_001_000, 80_001_006), range(80_001_009, 80_001_049)],
        difference: [range(80_001_008)],
        counted: { missing: 1, surplus: 0 },
      },
      {
        workstationId: 'window-5',
        opening: [range(80_000_400, 80_000_409)],
        came: [],
        left: [{ kind: 'used', ranges: [range(80_000_400, 80_000_405)] }],
        closing: [range(80_000_406, 80_000_409)],
        difference: [],
        counted: null,
      },
    ],
    besideStock: [
      { kind: 'spoiled', ranges: [range(80_000_971)] },
      { kind: 'destroyed', ranges: [range(80_000_120, 80_000_123)] },
    ],
    prints: [
      { paper: 'issue-receipt final', printed: 42, reprinted: 2, failed: 1 },
      { paper: 'issue-receipt', printed: 17, reprinted: 0, failed: 0 },
      { paper: 'insurance-certificate', printed: 2, reprinted: 1, failed: 0 },
    ],
    looks: [
      { reason: 'document', count: 61 },
      { reason: 'service', count: 83 },
      { reason: 'search', count: 4 },
    ],
    leftovers: [
      { kind: 'unsent', items: [numberOf(81), numberOf(82)] },
      { kind: 'refused', items: [numberOf(40)] },
      { kind: 'stopped', items: ['count-of-window-3'] },
      { kind: 'approval-waiting', items: [numberOf(77)] },
      { kind: 'print-unknown', items: ['print-1'] },
      { kind: 'paper-to-reclaim', items: ['print-2'] },
      { kind: 'drawer-not-counted', items: ['window-5'] },
      { kind: 'cards-differ', items: ['80001008'] },
      { kind: 'clerk-not-closed', items: ['clerk/window-5/clerk-2'] },
    ],
    clerks: [
      { clerkId: 'clerk-1', workstationId: 'window-3', closeId: 'closed-1', services: 61 },
      { clerkId: 'clerk-2', workstationId: 'window-5', closeId: null, services: 22 },
    ],
  },
  late: [
    {
      serviceNumber: numberOf(84),
      kind: 'issue-card',
      openedAt: '2026-11-20T16:58:30.000+08:00',
      stage: 'completed',
    },
  ],
  clerkNames: { 'clerk-1': place.clerkName, 'clerk-2': names.long },
  workstationNumbers: { 'window-3': 3, 'window-5': 5 },
  commands: { 'count-of-window-3': 'count-blank-cards' },
  prints: {
    'print-1': { paper: 'one-time-notice', subject: numberOf(79) },
    'print-2': { paper: 'issue-receipt final', subject: numberOf(40) },
  },
  reprint: 0,
  asOf: '2026-11-20T17:31:50.000+08:00',
  printedAt: '2026-11-20T17:33:00.000+08:00',
};

/** A clerk's day on which nothing happened, printed again, and confirmed by nobody yet. */
export const emptyDay: DayPage = {
  ...wholeDay,
  scope: 'clerk',
  clerkName: place.clerkName,
  workstationNumber: place.workstationNumber,
  closing: {
    closeId: 'empty-day',
    closedAt: '2026-11-20T17:30:00.000+08:00',
    closedBy: place.clerkName,
    reason: null,
    hash: hash('b'),
    previousHash: null,
    confirmed: false,
  },
  report: {
    ...wholeDay.report,
    ...{ services: [], serviceNumbers: [], fees: { count: 0, amount: 0 }, money: [], besideStock: [] },
    cards: [
      {
        workstationId: 'window-3',
        opening: [range(80_001_000, 80_001_009)],
        came: [],
        left: [],
        closing: [range(80_001_000, 80_001_009)],
        difference: [],
        counted: { missing: 0, surplus: 0 },
      },
    ],
    ...{ prints: [], looks: [], leftovers: [], clerks: [] },
  },
  late: [],
  reprint: 1,
};
