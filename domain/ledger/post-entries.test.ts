import { describe, expect, it } from 'vitest';
import { context, person } from '../testing/county.ts';
import { accountOf, spent } from '../testing/ledger.ts';
import { entriesOf, groupOf, postEntries, type Posting } from './post-entries.ts';

const service = '330122-20261122-003-0001';
const interest: Posting = {
  personId: person.id,
  kind: 'interest',
  institution: '桐溪县医疗保障服务中心',
  debitAccount: 'interest-expense',
  creditAccount: 'personal-account',
  amount: 12,
};
const payout: Posting = {
  ...interest,
  kind: 'payout',
  debitAccount: 'personal-account',
  creditAccount: 'payouts-payable',
  amount: 15_212,
};

describe('entries that are posted together', () => {
  it('have the command as their group, the service by which they are posted, and no number yet', () => {
    expect(entriesOf(groupOf(context, service), [interest, payout])).toEqual([
      {
        ...interest,
        id: `${context.commandId}/1`,
        serial: 0,
        postedOn: context.today,
        insuranceKind: '310',
        groupId: context.commandId,
        serviceId: service,
        reversesId: null,
      },
      expect.objectContaining({ id: `${context.commandId}/2`, amount: 15_212 }),
    ]);
  });

  it('come with the account as they leave it, and its end where it ends', () => {
    const posted = postEntries(groupOf(context, service), [interest, payout], accountOf(15_200), 'closed');
    expect(posted.at(-1)).toEqual({
      table: 'personalAccount',
      record: accountOf(0, { status: 'closed' }),
    });
    expect(posted).toHaveLength(3);
  });

  it('leave out what is nothing, and the account as it was', () => {
    const nothing = { ...interest, amount: 0 };
    const posted = postEntries(groupOf(context, service), [nothing], accountOf(100, { status: 'sealed' }));
    expect(posted).toEqual([{ table: 'personalAccount', record: accountOf(100, { status: 'sealed' }) }]);
  });

  it('move the balance by the account’s own side alone', () => {
    const remitted: Posting = { ...payout, debitAccount: 'payouts-payable', creditAccount: 'bank-deposits' };
    const bought: Posting = { ...payout, kind: 'spending', ...spent, amount: 100 };
    const posted = postEntries(groupOf(context, service), [remitted, bought], accountOf(15_200));
    expect(posted.at(-1)).toEqual({ table: 'personalAccount', record: accountOf(15_100) });
  });
});
