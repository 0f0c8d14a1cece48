import type { ContributionsView } from '../../../contract/contribution-views.ts';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { AnswerSlip, InquiryAnswers } from '../../../contract/inquiry-views.ts';
import { refuse, type Refusal } from '../../../domain/command/refusal.ts';
import { because } from '../../../domain/contribution/rights-reason.ts';
import { maskedNumber, names, numberOf, office, place } from './sample-people.ts';
import { receipt } from './sample-receipts.ts';

const today: ContributionsView['today'] = {
  pooled: {
    answer: 'not-covered',
    reason: because('contributions-stopped', { firstUnpaid: '2026-09', month: '2026-11' }),
  },
  balance: { spendable: true, reason: because('balance-stays-spendable') },
  lastCoveredMonth: '2026-09',
  sealedSince: '2026-10',
  coveredAgainFrom: null,
  makeGood: { answer: 'possible', months: ['2026-09', '2026-10'], dueNow: '2026-11', until: '2026-12-31' },
  paidMonths: 219,
  years: 18,
  monthsBeyond: 3,
};

/** 答复单 about today, resting on everything that a pooling area publishes. */
export const answerSlip: AnswerSlip = {
  ...office,
  personName: names.rare,
  maskedNumber,
  month: null,
  explained: null,
  on: place.today,
  today,
  parameters: [
    {
      name: 'stop-effect',
      value: 'month-after-first-unpaid-month',
      validFrom: '2026-01-01',
      source: '桐医保〔2025〕31号',
    },
    { name: 'continuous-gap-months', value: '3', validFrom: '2021-12-01', source: '医保办发〔2021〕43号' },
    { name: 'waiting-period-months', value: '6', validFrom: '2021-12-01', source: '桐医保〔2021〕12号' },
    { name: 'credit-rate-employee', value: '0.02', validFrom: '2024-01-01', source: '桐政办发〔2023〕40号' },
    {
      name: 'retiree-credit-monthly',
      value: '9500',
      validFrom: '2024-01-01',
      source: '桐政办发〔2023〕40号',
    },
  ],
  waiting: true,
  reprint: 1,
};

/** 答复单 whose sources are so long that it goes on. */
export const longSlip: AnswerSlip = {
  ...answerSlip,
  personName: names.longest,
  reprint: 0,
  parameters: Array.from({ length: 8 }, (_none, index) =>
    answerSlip.parameters.map((one) => ({
      ...one,
      source: `${one.source}《关于进一步完善职工基本医疗保险门诊共济保障机制和个人账户管理有关问题的通知》第${String(index + 1)}条`,
    })),
  ).flat(),
};

export const inquiryReceipt = receipt(40, {
  kind: 'answer-inquiry',
  personName: names.rare,
  details: {
    of: 'answer-inquiry',
    asked: ['balance', 'months', 'rights', 'card', 'services'],
    asOf: place.asOf,
  },
});

/** A working life, with a gap and months of a second place. */
export const inquiryAnswers: InquiryAnswers = {
  asked: ['balance', 'months', 'rights', 'card', 'services'],
  askedAsOf: place.asOf,
  waiting: false,
  balance: { status: 'sealed', amount: 1_284_500 },
  months: {
    years: Array.from({ length: 38 }, (_none, index) => ({
      year: String(2026 - index),
      months: index === 0 ? 'pppppppp' + 'ggg' + 'n' : index % 2 === 0 ? 'ppppppbbpppp' : 'pppppppppppp',
    })),
    paidMonths: 219,
    inYears: 18,
    monthsBeyond: 3,
  },
  rights: today,
  cards: Array.from({ length: 4 }, (_none, index) => ({
    cardNumber: `K3301990${String(index)}`,
    status: index === 0 ? '1' : '9',
    statusBeforeLoss: null,
    lossExpiresOn: null,
    issuedOn: `20${String(26 - index * 3).padStart(2, '0')}-03-12`,
  })),
  services: {
    total: 23,
    latest: Array.from({ length: 20 }, (_none, index) => ({
      serviceNumber: numberOf(100 + index),
      kind: 'issue-card',
      applicationType: '06',
      openedOn: '2026-03-12',
      stage: 'completed',
      details: null,
    })),
  },
};

/** What stands in the way of a card: two things, and as many as will not stand on a sheet. */
export const fewRefusals: readonly Refusal[] = [
  refuse('guardian-required', { age: 12, limit: 16 }),
  refuse('document-expired', { date: '2026-10-31' }, 'document.validUntil'),
];
export const manyRefusals: readonly Refusal[] = [
  ...fewRefusals,
  refuse('card-already-valid', { cardTail: '9977', date: '2026-03-12' }),
  refuse('fee-not-paid', { amount: '20.00' }),
  refuse('representative-under-age', { age: 15, limit: 18 }, 'representative.documentNumber'),
  refuse('document-number-invalid', { problem: 'length' }, 'representative.documentNumber'),
  refuse('document-name-differs', { recorded: names.longest }),
  refuse('authorisation-unfit', { authorisation: 'death-certificate', channel: 'agent' }),
  refuse('former-card-not-lost', { cardTail: '9977' }),
  refuse('former-card-not-taken-in', { cardTail: '9977' }),
  refuse('card-in-making', { date: '2026-11-18', service: numberOf(91) }),
  refuse('card-reported-lost', { cardTail: '9977' }),
  refuse('card-locked', { cardTail: '9977' }),
  refuse('card-sealed', { cardTail: '9977' }),
  ...(
    [
      'document-number-differs',
      'document-kind-not-accepted',
      'holder-document-missing',
      'collector-unfit',
      'former-card-unknown',
      'no-former-card',
    ] as const
  ).map((code) => refuse(code)),
];

/** Somebody who cannot have a card today, and why. */
export function personWithout(personId: string, refusals: readonly Refusal[]): PersonPage {
  return {
    personId,
    name: names.rare,
    documentKind: 'household-booklet',
    maskedNumber,
    sex: 'male',
    birthDate: '2014-03-12',
    age: 12,
    address: office.officeAddress,
    maskedPhone: null,
    employerId: null,
    employerName: null,
    insuranceStatus: '1',
    retiredFrom: null,
    deceasedOn: null,
    personalAccount: null,
    financialAccount: null,
    cards: [],
    contributions: { years: [], today },
    recentEntries: [],
    services: [],
    offers: [{ kind: 'issue-card', refusals: [...refusals] }],
    holds: [],
    awaitingPin: null,
    application: {
      types: [],
      formerCardNumber: null,
      fee: null,
      dueOn: null,
      dueProvisional: false,
      needsGuardian: true,
    },
    asOf: place.asOf,
  };
}
