import { change, type Change } from '../../records/change.ts';
import { agent, card, person, service } from '../county.ts';
import {
  account,
  asking,
  bill,
  dead,
  holding,
  leaver,
  ownAccount,
  paper,
  retiree,
  toHeir,
  toHimself,
} from '../payouts.ts';
import { transferOut } from '../transfers.ts';
import { paid } from '../unfreezing.ts';
import { refused, type PayoutCase } from './payout-case.ts';

const settled = asking['settled-abroad'];
const stoppedIn = (month: string): readonly Change[] => [
  ...holding(leaver).filter(({ table }) => table !== 'contributionPeriod'),
  change('contributionPeriod', paid('2020-01', month)),
  change('personalAccount', account({ status: month < '2026-10' ? 'sealed' : 'open' })),
];

const table = 'section 6, the five grounds';

/** What is not paid out, with every reason at once. */
export const refusedCases: readonly PayoutCase[] = [
  refused(
    'section 5, last sentence: on recorded evidence of the refusal (医保办发〔2021〕43号)',
    'refused long ago, and insured here since: that refusal says nothing of today, and a paper is asked for',
    [...holding(leaver), transferOut('refused', '440113-20240301-001-0002', '2024-03-01')],
    { ...asking['transfer-refused'], papers: [] },
    'payout-paper-transfer-refusal',
  ),
  refused(
    'section 6: not before open medical bills are settled',
    'two bills are open',
    [...holding(leaver), bill('open'), bill('open', 'bill-2')],
    settled,
    'medical-bills-open',
  ),
  refused(
    'section 6: not before the 10th of the month after stopping [local]',
    'stopped in this month',
    stoppedIn('2026-11'),
    settled,
    'payout-too-early',
  ),
  {
    ...refused('section 6: county level and up', 'at a street service point', holding(leaver), settled),
    office: 'service-point',
    outcome: { refused: ['payout-not-here'] },
  },
  refused(
    'issue: on a disputed account',
    'whose the account is stands in question',
    holding(leaver, { hold: 'disputed' }),
    settled,
    'payout-account-disputed',
  ),
  refused(
    'issue: on a held account (司法冻结)',
    'a court has ordered that nothing leaves it',
    holding(dead, { hold: 'court-order' }),
    asking.death,
    'payout-account-court-order',
  ),
  refused(
    'issue: on a sealed account; section 1',
    'kept and sealed: the seal comes off first',
    holding(retiree, { status: 'sealed' })
      .filter(({ table: one }) => one !== 'contributionPeriod')
      .map((one) =>
        one.table === 'insuredPerson' ? change('insuredPerson', { ...retiree, retiredFrom: null }) : one,
      ),
    { ...asking['abroad-account-kept'], papers: [paper('treatment-proof')] },
    'payout-account-sealed',
  ),
  refused(
    'issue: on a sealed account; section 1',
    'sealed although the record gives cover',
    [...stoppedIn('2026-10'), change('personalAccount', account())],
    settled,
    'payout-seal-unfounded',
  ),
  refused(
    table,
    'still paid for',
    [
      ...holding({ ...leaver, insuranceStatus: '1' }, { status: 'open' }),
      change('contributionPeriod', paid('2026-06', null)),
    ],
    settled,
    'payout-not-stopped',
  ),
  refused(
    table,
    'settled abroad, but retired: the account is kept',
    holding(retiree, { status: 'open' }),
    settled,
    'payout-retired',
  ),
  refused(
    table,
    'not retired: settling abroad does not keep the account',
    holding(leaver),
    asking['abroad-account-kept'],
    'payout-account-sealed',
    'payout-not-retired',
  ),
  refused(
    table,
    'the transfer is not done',
    holding(leaver),
    asking['left-area'],
    'payout-transfer-not-done',
  ),
  refused(table, 'the death is not recorded', holding(leaver), asking.death, 'payout-death-not-recorded'),
  refused(table, 'the person has died', holding(dead), settled, 'insured-person-deceased'),
  refused(
    `${table}, needs`,
    'no proof of settlement',
    holding(leaver),
    { ...settled, papers: [] },
    'payout-paper-settlement',
  ),
  refused(
    `${table}, needs`,
    'a proof without its number is none',
    holding(leaver),
    { ...settled, papers: [paper('settlement-proof', ' ')] },
    'payout-paper-settlement',
  ),
  refused(
    `${table}, needs`,
    'no proof of what is abroad',
    holding(retiree, { status: 'open' }),
    { ...asking['abroad-account-kept'], papers: [] },
    'payout-paper-abroad',
  ),
  refused(
    `${table}, needs`,
    'no refusal in writing',
    holding(leaver),
    { ...asking['transfer-refused'], papers: [] },
    'payout-paper-transfer-refusal',
  ),
  refused(
    'no right leaves twice; section 5',
    'the relationship is on its way to another area',
    [...holding(leaver), transferOut('sheet-sent')],
    settled,
    'transfer-under-way',
  ),
  refused(
    'section 5, last sentence: on recorded evidence',
    'the transfer that is recorded was taken by the receiving office',
    [...holding(leaver), transferOut('completed')],
    { ...asking['transfer-refused'], papers: [] },
    'payout-paper-transfer-refusal',
  ),
  refused(
    `${table}, needs`,
    'no paper at all of a death, and several heirs',
    holding(dead),
    { ...asking.death, papers: [], payees: [toHeir(0, 1, 2), toHeir(1, 1, 2)] },
    'payout-paper-death-certificate',
    'payout-paper-kinship',
    'payout-paper-own-account-closed',
    'payout-paper-share-agreement',
  ),
  refused(
    'section 6, last line',
    'the card is neither given up nor declared lost',
    holding(leaver),
    { ...settled, card: null },
    'payout-card-not-given-up',
  ),
  refused(
    'section 6: kept',
    'the card is taken in although the account is kept',
    holding(retiree, { status: 'open' }),
    { ...asking['abroad-account-kept'], card: 'taken-in' },
    'payout-card-kept',
  ),
  refused(
    'section 3 (一人一卡)',
    'a card is being made',
    [...holding(leaver), change('card', card({ id: 'A12345679', status: null, making: '01' }))],
    settled,
    'payout-card-in-making',
  ),
  refused(
    'section 3 (一人一卡)',
    'a card is applied for and not begun: it would come to life when the account is closed',
    [...holding(leaver), change('serviceRecord', service({ id: '440113-20261101-001-0009' }))],
    settled,
    'payout-card-in-making',
  ),
  refused(
    'section 3: documents',
    'another person’s document',
    holding(leaver),
    {
      ...settled,
      asker: {
        ...settled.asker,
        document: { ...settled.asker.document, documentNumber: agent.documentNumber },
      },
    },
    'document-number-differs',
  ),
  refused(
    'section 6',
    'already closed',
    holding(leaver, { status: 'closed', balance: 0 }),
    { ...settled, amount: 0 },
    'payout-account-closed',
  ),
  refused(
    'section 6',
    'nothing is there to pay, and the account is kept',
    holding(retiree, { status: 'open', balance: 0 }),
    { ...asking['abroad-account-kept'], amount: 0 },
    'payout-nothing-there',
  ),
  refused(
    'section 6: amount as it was shown',
    'another amount than was shown',
    holding(leaver),
    { ...settled, amount: 128_000 },
    'approval-changed',
  ),
  refused(
    'section 3 (一次性告知)',
    'everything at once',
    [
      ...holding({ ...person, insuranceStatus: '1' }, { hold: 'disputed', status: 'open' }),
      change('contributionPeriod', paid('2026-06', null)),
      bill('open'),
    ],
    {
      ...settled,
      papers: [],
      card: null,
      payees: [{ ...toHimself, account: { ...ownAccount, accountName: agent.name } }],
    },
    'payout-account-disputed',
    'payout-account-name-differs',
    'medical-bills-open',
    'payout-card-not-given-up',
    'payout-not-stopped',
    'payout-paper-settlement',
  ),
];
