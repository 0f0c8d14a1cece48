import { describe, expect, it } from 'vitest';
import { change } from '../records/change.ts';
import { accountOf, entry } from '../testing/ledger.ts';
import { withSerials } from './entry-serials.ts';

describe('the serials of what is posted', () => {
  it('go on from the last one in the order of posting; what has its own keeps it, and nothing else has one', () => {
    const account = change('personalAccount', accountOf(100));
    const numbered = withSerials(
      [entry(3, { serial: 0 }), entry(9), entry(4, { serial: 0 })].map((one) => change('ledgerEntry', one)),
      20,
    );
    expect(numbered.map(({ record }) => 'serial' in record && record.serial)).toEqual([21, 9, 22]);
    expect(withSerials([account], 20)).toEqual([account]);
  });
});
