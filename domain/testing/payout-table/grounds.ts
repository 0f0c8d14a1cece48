import { change } from '../../records/change.ts';
import { card } from '../county.ts';
import { published } from '../loss.ts';
import {
  account,
  allocated,
  asking,
  balance,
  bill,
  dead,
  gone,
  holding,
  leaver,
  paper,
  papersOfHeirs,
  retiree,
  toHeir,
} from '../payouts.ts';
import { transferOut } from '../transfers.ts';
import { paid } from '../unfreezing.ts';
import type { PayoutCase } from './payout-case.ts';

const grounds = 'section 6, the five grounds (国发〔1998〕44号)';
const owed = (amount: number) => `personal-account > payouts-payable ${String(amount)}`;
const kept = { account: 'open', card: '1' } as const;
const ended = { account: 'closed', card: '9' } as const;

/** What is paid out, and what ends with it. */
export const paidOutCases: readonly PayoutCase[] = [
  {
    source: grounds,
    what: 'settled abroad after retirement: paid, account and card kept',
    records: holding(retiree, { status: 'open' }),
    request: asking['abroad-account-kept'],
    outcome: { ...kept, entries: [owed(balance)], papers: ['settlement-proof'] },
  },
  {
    source: grounds,
    what: 'long treatment abroad, of working age and paying: paid, account and card kept',
    records: [
      ...holding({ ...leaver, insuranceStatus: '1' }, { status: 'open' }),
      change('contributionPeriod', paid('2026-06', null)),
    ],
    request: { ...asking['abroad-account-kept'], papers: [paper('treatment-proof')] },
    outcome: { ...kept, entries: [owed(balance)], papers: ['treatment-proof'] },
  },
  {
    source: grounds,
    what: 'settled abroad, not retired: paid, account closed, card cancelled',
    records: holding(leaver),
    request: asking['settled-abroad'],
    outcome: { ...ended, entries: [owed(balance)], papers: ['settlement-proof'] },
  },
  {
    source: `${grounds}; section 5, last sentence (医保办发〔2021〕43号)`,
    what: 'the receiving office refuses the transfer: paid, closed',
    records: holding(leaver),
    request: asking['transfer-refused'],
    outcome: { ...ended, entries: [owed(balance)], papers: ['transfer-refusal'] },
  },
  {
    source: 'section 5, last sentence: on recorded evidence of the refusal (医保办发〔2021〕43号)',
    what: 'the receiving office has refused the transfer that is on record: no paper says it better',
    records: [...holding(leaver), transferOut('refused')],
    request: { ...asking['transfer-refused'], papers: [] },
    outcome: { ...ended, entries: [owed(balance)], papers: [] },
  },
  {
    source: 'section 5, last sentence: on recorded evidence of the refusal (医保办发〔2021〕43号)',
    what: 'the money of the transfer that is on record came back',
    records: [...holding(leaver), transferOut('returned')],
    request: { ...asking['transfer-refused'], papers: [] },
    outcome: { ...ended, entries: [owed(balance)], papers: [] },
  },
  {
    source: grounds,
    what: 'left with a transfer done elsewhere: what is left is paid, closed',
    records: holding(gone, { balance: 4_210 }),
    request: { ...asking['left-area'], amount: 4_210 },
    outcome: { ...ended, entries: [owed(4_210)], papers: [] },
  },
  {
    source: grounds,
    what: 'left with nothing on the account: it is closed, and nothing is paid',
    records: holding(gone, { balance: 0 }),
    request: { ...asking['left-area'], amount: 0, payees: [] },
    outcome: { ...ended, entries: [], papers: [] },
  },
  {
    source: `${grounds}: first to the deceased's own bank account`,
    what: 'death: to the account of the dead, for his estate',
    records: holding(dead),
    request: asking.death,
    outcome: { ...ended, entries: [owed(balance)], papers: ['death-certificate', 'kinship-proof'] },
  },
  {
    source: `${grounds}: an heir's if that is closed`,
    what: 'death: to one heir, where the account of the dead is closed',
    records: holding(dead),
    request: {
      ...asking.death,
      papers: [...asking.death.papers, paper('own-account-closed')],
      payees: [toHeir(0)],
    },
    outcome: {
      ...ended,
      entries: [owed(balance)],
      papers: ['death-certificate', 'kinship-proof', 'own-account-closed'],
    },
  },
  {
    source: `${grounds}; Civil Code art. 1130`,
    what: 'death: three heirs in equal parts, no fen lost',
    records: holding(dead, { balance: 100_001 }),
    request: {
      ...asking.death,
      amount: 100_001,
      papers: papersOfHeirs,
      payees: [toHeir(0, 1, 3), toHeir(1, 1, 3), toHeir(2, 1, 3)],
    },
    outcome: {
      ...ended,
      entries: [owed(33_334), owed(33_334), owed(33_333)],
      papers: ['death-certificate', 'kinship-proof', 'own-account-closed', 'share-agreement'],
    },
  },
  {
    source: `${grounds}; Civil Code art. 1132`,
    what: 'death: heirs who agreed on a half, a third and a sixth',
    records: holding(dead),
    request: {
      ...asking.death,
      papers: papersOfHeirs,
      payees: [toHeir(0, 1, 2), toHeir(1, 1, 3), toHeir(2, 1, 6)],
    },
    outcome: {
      ...ended,
      entries: [owed(64_225), owed(42_817), owed(21_408)],
      papers: ['death-certificate', 'kinship-proof', 'own-account-closed', 'share-agreement'],
    },
  },
  {
    source: 'section 6: interest first, rounded to the fen once, at posting (银发〔2005〕129号)',
    what: 'a balance that lay for a year: 0.35 per cent of it, then everything',
    records: [...holding(leaver), change('ledgerEntry', allocated(balance, '2025-11-22'))],
    request: { ...asking['settled-abroad'], amount: balance + 456 },
    outcome: {
      ...ended,
      entries: ['interest-expense > personal-account 456', owed(balance + 456)],
      papers: ['settlement-proof'],
    },
  },
  {
    source: 'section 6: open medical bills',
    what: 'bills that are settled stand in the way of nothing',
    records: [...holding(leaver), bill('settled')],
    request: asking['settled-abroad'],
    outcome: { ...ended, entries: [owed(balance)], papers: ['settlement-proof'] },
  },
  {
    source: 'section 6: not before the 10th of the month after stopping [local]',
    what: 'stopped in October: on 22 November the 10th is over',
    records: [
      ...holding(leaver).filter(({ table }) => table !== 'contributionPeriod'),
      change('contributionPeriod', paid('2020-01', '2026-10')),
      change('personalAccount', account({ status: 'open' })),
    ],
    request: asking['settled-abroad'],
    outcome: { ...ended, entries: [owed(balance)], papers: ['settlement-proof'] },
  },
  {
    source: 'section 6: in some areas [local]',
    what: 'an area without an earliest day: stopped in this month, paid in this month',
    records: [
      ...holding(leaver).filter(({ table }) => table !== 'contributionPeriod'),
      change('contributionPeriod', paid('2020-01', '2026-11')),
      change('personalAccount', account({ status: 'open' })),
      change('poolingAreaParameter', published('payout-earliest-day', '0', '2026-01-01')),
    ],
    request: asking['settled-abroad'],
    outcome: { ...ended, entries: [owed(balance)], papers: ['settlement-proof'] },
  },
  {
    source: 'section 6, last line; section 3 (挂失)',
    what: 'a card that is lost is declared lost in writing, and cancelled',
    records: [...holding(leaver), change('card', card({ status: '2', making: '05' }))],
    request: { ...asking['settled-abroad'], card: 'declared-lost' },
    outcome: { ...ended, entries: [owed(balance)], papers: ['settlement-proof'] },
  },
  {
    source:
      'section 2: bank account, Luhn; an account that is no card has no check digit that all banks share',
    what: 'to a passbook account',
    records: holding(leaver),
    request: {
      ...asking['settled-abroad'],
      payees: [
        {
          ...asking['settled-abroad'].payees[0],
          account: {
            ...asking['settled-abroad'].payees[0].account,
            form: 'account',
            accountNumber: '1202 0210 0990 0100 012',
          },
        },
      ],
    },
    outcome: { ...ended, entries: [owed(balance)], papers: ['settlement-proof'] },
  },
];
