import type { AcceptPayoutRequest } from '../../payout/payout-requests.ts';
import { agent } from '../county.ts';
import { asking, dead, holding, leaver, ownAccount, papersOfHeirs, toHeir, toHimself } from '../payouts.ts';
import { refused, type PayoutCase } from './payout-case.ts';

const settled = asking['settled-abroad'];
const heirs: AcceptPayoutRequest = { ...asking.death, papers: papersOfHeirs };
const table = 'section 6, the five grounds';
const bank = 'section 6: by transfer to the named bank account; section 2';

/** What is not paid out because of who would be paid, where, or who asks for it. */
export const payeeRefusals: readonly PayoutCase[] = [
  refused(
    `${table}; Civil Code art. 1130`,
    'shares of which a sixth is missing',
    holding(dead),
    { ...heirs, payees: [toHeir(0, 1, 2), toHeir(1, 1, 3)] },
    'payout-shares-not-whole',
  ),
  refused(
    `${table}; Civil Code art. 1130`,
    'shares that are more than the whole',
    holding(dead),
    { ...heirs, payees: [toHeir(0, 2, 3), toHeir(1, 1, 2)] },
    'payout-shares-not-whole',
  ),
  refused(
    table,
    'an heir named twice',
    holding(dead),
    { ...heirs, payees: [toHeir(0, 1, 2), toHeir(0, 1, 2)] },
    'payout-heir-twice',
  ),
  refused(
    table,
    'the estate and an heir at once',
    holding(dead),
    { ...heirs, payees: [{ ...toHimself, share: { numerator: 1, denominator: 2 } }, toHeir(0, 1, 2)] },
    'payout-payees-mixed',
  ),
  refused(
    table,
    'who asks is none of the heirs',
    holding(dead),
    { ...heirs, payees: [toHeir(1, 1, 2), toHeir(2, 1, 2)] },
    'payout-applicant-no-heir',
  ),
  refused(
    'Civil Code art. 18, 161',
    'after a death as if the dead had come',
    holding(dead),
    { ...asking.death, asker: settled.asker },
    'payout-asker-unfit',
  ),
  refused(
    bank,
    'to somebody else’s account',
    holding(leaver),
    { ...settled, payees: [{ ...toHimself, account: { ...ownAccount, accountName: agent.name } }] },
    'payout-account-name-differs',
  ),
  refused(
    bank,
    'to somebody else',
    holding(leaver),
    { ...settled, payees: [toHeir(0)] },
    'payout-payee-not-holder',
  ),
  refused(
    bank,
    'a wrong digit in the number of the card',
    holding(leaver),
    {
      ...settled,
      payees: [{ ...toHimself, account: { ...ownAccount, accountNumber: '6217850000001234562' } }],
    },
    'payout-card-number-invalid',
  ),
  refused(
    bank,
    'a number that is none, at no bank',
    holding(leaver),
    {
      ...settled,
      payees: [
        { ...toHimself, account: { ...ownAccount, form: 'account', accountNumber: '12-34', bankName: '' } },
      ],
    },
    'payout-account-number-invalid',
    'payout-bank-missing',
  ),
  refused(bank, 'to nobody', holding(leaver), { ...settled, payees: [] }, 'payout-payee-missing'),
];
