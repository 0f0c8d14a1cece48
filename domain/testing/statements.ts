import type { IssueStatementRequest } from '../statement/issue-statement.ts';
import { person, serviceNumber } from './county.ts';
import { ownDocument } from './loss.ts';

/** November of the account of domain/testing/ledger.ts, everything, with nothing missing. */
export const askingStatement = {
  serviceNumber,
  personId: person.id,
  channel: 'in-person',
  document: ownDocument,
  representative: null,
  photoCompared: true,
  from: '2026-11-01',
  to: '2026-11-22',
  scope: 'all',
  throughSerial: 4,
  figures: { opening: 0, credits: 40_200, debits: 25_000, closing: 15_200 },
  unposted: [],
  asOf: '2026-11-22T09:00:00.000+08:00',
} as const satisfies IssueStatementRequest;
