import type { ReceiptPaper } from '../../../contract/service-views.ts';
import type { StatementView } from '../../../contract/statement-views.ts';
import { addDays } from '../../../domain/calendar/civil-date.ts';
import type { LedgerEntry } from '../../../domain/records/ledger-entry.ts';
import { balanceCurve } from '../../../domain/statement/balance-curve.ts';
import { statementOf } from '../../../domain/statement/personal-statement.ts';
import { names, numberOf, place, verifiable } from './sample-people.ts';
import { receipt } from './sample-receipts.ts';

export interface SampleStatement {
  readonly receipt: ReceiptPaper;
  readonly statement: StatementView;
}

/** An account on which so much has moved: every third entry is an allocation, and some institutions have long names. */
export function statement(
  number: number,
  lines: number,
  parts: Partial<StatementView> = {},
): SampleStatement {
  const first = '1999-01-01';
  const entries = Array.from({ length: lines }, (_none, index): LedgerEntry => {
    const isAllocation = index % 3 === 0;
    return {
      id: `entry-${String(index)}`,
      personId: 'person',
      serial: 100_001 + index,
      postedOn: addDays(first, index),
      kind: isAllocation ? 'allocation' : 'spending',
      insuranceKind: '310',
      groupId: `entry-${String(index)}`,
      serviceId: null,
      institution:
        index % 10 === 4
          ? '桐溪县城关镇社区卫生服务中心附属第一综合门诊部（定点零售药店）'
          : '桐溪县人民医院',
      debitAccount: isAllocation ? 'contributions-received' : 'personal-account',
      creditAccount: isAllocation ? 'personal-account' : 'designated-institutions',
      amount: isAllocation ? 40_000 + index : 1_000 + index,
      reversesId: null,
    };
  });
  const question = { from: first, to: '2026-11-20', scope: 'all', throughSerial: 1_000_000 } as const;
  const { lines: said, ...figures } = statementOf(entries, question);
  return {
    receipt: receipt(number, {
      kind: 'issue-statement',
      personName: names.rare,
      verification: verifiable(number),
      details: {
        of: 'issue-statement',
        ...question,
        figures,
        unposted: [],
        asOf: place.asOf,
      },
    }),
    statement: {
      from: question.from,
      to: question.to,
      scope: 'all',
      figures,
      askedAsOf: place.asOf,
      lines: said,
      curve: balanceCurve(entries, question),
      unposted: [],
      ...parts,
    },
  };
}

/** What is on its way and in no balance yet. */
export const unposted = {
  unposted: [{ serviceNumber: numberOf(90), kind: 'payout', openedOn: '2026-11-19' }],
} as const;
