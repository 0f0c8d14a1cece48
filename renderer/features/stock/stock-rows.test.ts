import { describe, expect, it } from 'vitest';
import type { StockView } from '../../../contract/stock.ts';
import { mostSerials } from '../../../domain/stock/serial-ranges.ts';
import { boxFrom, rowsOf } from './stock-rows.ts';

const large = { first: '80001001', last: '80002200' };
const small = { first: '80005001', last: '80005010' };
const stock: StockView = {
  places: [{ workstationId: null, number: null, ranges: [large, small], count: 1_210 }],
  beside: [{ status: 'announced', ranges: [{ first: '80009001', last: '80009600' }], count: 600 }],
  counts: [],
  gaps: { ranges: [], count: 0 },
  offices: [],
  recent: [],
  counted: [],
};

describe('the lines of the stock', () => {
  it('are boxes that one command can name, so that nothing in a large safe is out of reach', () => {
    expect(rowsOf(stock).map(({ status, range, count }) => [status, range.first, range.last, count])).toEqual(
      [
        ['in-stock', '80001001', '80001500', mostSerials],
        ['in-stock', '80001501', '80002000', mostSerials],
        ['in-stock', '80002001', '80002200', 200],
        ['in-stock', '80005001', '80005010', 10],
        ['announced', '80009001', '80009500', mostSerials],
        ['announced', '80009501', '80009600', 100],
      ],
    );
  });

  it('are counted from the chosen one on, as many as one count may name', () => {
    expect(boxFrom([large, small], '80001501')).toEqual([{ first: '80001501', last: '80002000' }]);
    expect(boxFrom([large, small], '80002001')).toEqual([{ first: '80002001', last: '80002200' }, small]);
    expect(boxFrom([large, small], null)).toEqual([{ first: '80001001', last: '80001500' }]);
  });
});
