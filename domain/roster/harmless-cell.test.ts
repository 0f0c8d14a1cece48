import { expect, it } from 'vitest';
import { trimCell } from './cell-text.ts';
import { harmlessCell } from './harmless-cell.ts';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠a'])(
  '%j is no formula any more, and the reader of rosters gives it back',
  (text) => {
    expect(harmlessCell(text)).toBe(`'${text}`);
    expect(trimCell(harmlessCell(text))).toBe(trimCell(text));
  },
);

it.each(['王芳', '11010519491231002X', '', ' =1', "'=1", '2026-11-03'])('%j stays', (text) => {
  expect(harmlessCell(text)).toBe(text);
});
