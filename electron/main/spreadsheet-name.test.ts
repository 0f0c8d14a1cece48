import { expect, it } from 'vitest';
import { spreadsheetName, spreadsheetPlace } from './spreadsheet-name.ts';

it.each([
  ['/d/result.xlsx', [], '/d/result.xlsx', 'xlsx'],
  ['/d/result.CSV', [], '/d/result.CSV', 'csv'],
  ['/d/result', [], '/d/result.xlsx', 'xlsx'],
  ['/d/result', ['/d/result.xlsx'], '/d/result', 'xlsx'],
  ['/d/result.ods', [], '/d/result.ods.xlsx', 'xlsx'],
] as const)('%s, with %j there, is written as %s', (chosen, taken, path, format) => {
  const isTaken = (one: string) => taken.some((other) => other === one);
  expect(spreadsheetPlace(chosen, isTaken)).toEqual({ path, format });
});

it('is offered under a name without anybody’s name', () => {
  const language = 'zh-CN';
  const batchId = '330122-20261122-003-0900';
  expect(spreadsheetName({ of: 'batch', batchId, language }, '2026-11-22')).toBe(
    `batch-result-${batchId}.xlsx`,
  );
  expect(spreadsheetName({ of: 'roster', rosterId: 'r', language }, '2026-11-22')).toBe(
    'roster-result-2026-11-22.xlsx',
  );
  expect(spreadsheetName({ of: 'statement', serviceNumber: batchId, language }, '2026-11-22')).toBe(
    `statement-${batchId}.xlsx`,
  );
});
