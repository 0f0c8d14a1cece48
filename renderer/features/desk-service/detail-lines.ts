import type { TFunction } from 'i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import { minuteOf } from '../../components/formatting.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import type { ReversalDetails } from '../../../domain/records/service-details.ts';
import { openOf, repaidOf } from '../../../domain/reversal/standing-claim.ts';
import { yuanInCapitals } from '../../../domain/money/yuan-in-capitals.ts';

/** A line of what only one kind of service says: the key of its label, and its value. */
export type DetailLine = readonly [label: string, value: string];

/** What only this kind of service says, line by line, for its page and its paper. */
export function detailLines(details: ServiceView['details'], t: TFunction): readonly DetailLine[] {
  if (details === null) return [];
  const yuan = (amount: number) => t('receipt.yuan', { amount: formatYuan(amount) });
  switch (details.of) {
    case 'suspend-insurance':
      return [
        ['service-details.suspension', t(`service-details.ground-${details.ground}`)],
        ...known('service-details.lastMonth', details.lastMonth),
        ...known('service-details.deceasedOn', details.deceasedOn),
        ...known('service-details.deathCertificate', details.deathCertificate),
        ...known('service-details.letter', details.letterNumber),
      ];
    case 'resume-insurance':
      return [
        [
          'service-details.resumption',
          t(details.employerId === null ? 'service-details.flexible' : 'service-details.employee'),
        ],
        ...known('service-details.hiredOn', details.hiredOn),
        ['service-details.fromMonth', details.fromMonth],
        ['service-details.base', yuan(details.base)],
        ...known('service-details.letter', details.letterNumber),
      ];
    case 'register-back-payment':
      return [
        [
          'service-details.months',
          t('service-details.monthsValue', { from: details.fromMonth, to: details.toMonth }),
        ],
        ['service-details.base', yuan(details.base)],
        ['service-details.amount', `${yuan(details.amount)} ${capitals(details.amount, t)}`.trim()],
        ...known(
          'service-details.employerShare',
          details.employerShare === 0 ? null : yuan(details.employerShare),
        ),
        ...known('service-details.letter', details.letterNumber),
      ];
    case 'answer-inquiry':
      return [
        [
          'service-details.asked',
          details.asked.map((subject) => t(`inquiry.subject-${subject}`)).join(' · '),
        ],
        ...(details.asOf === null ? [] : ([['service-details.asOf', minuteOf(details.asOf)]] as const)),
      ];
    case 'issue-statement':
      return [
        ['statement.period', `${t('statement.days', details)} · ${t(`statement.scope-${details.scope}`)}`],
        ['statement.opening', yuan(details.figures.opening)],
        ['statement.closing', yuan(details.figures.closing)],
        ...(details.asOf === null ? [] : ([['service-details.asOf', minuteOf(details.asOf)]] as const)),
      ];
    case 'release-account':
      return [
        [
          'service-details.released',
          [
            ...(details.account ? [t('unfreezing.account')] : []),
            ...(details.card ? [t('person.card')] : []),
          ].join(' · '),
        ],
        ['service-details.ground', t(`service-details.cover-${details.reason}`)],
      ];
    case 'request-bank-service':
      return [
        ['service-details.bankRequest', t(`unfreezing.bank-${details.request}`)],
        ['service-details.bank', details.bankName],
        ['service-details.papers', details.papers.map((paper) => t(`bank-paper.${paper}`)).join(' · ')],
      ];
    case 'change-card-pin':
      return [['service-details.triesLeft', String(details.triesLeft)]];
    case 'request-reversal':
      return [
        [
          'service-details.reversal',
          t(
            `service-details.${details.way === 'claim' ? 'claimed' : details.sameDay ? 'voided' : 'reversed'}`,
          ),
        ],
        [
          details.way === 'claim' ? 'repayment.claimed' : 'service-details.reversedAmount',
          yuan(details.amount),
        ],
        // By the central office itself: the bank had paid more than was owed.
        ['service-details.reason', details.reason === '' ? t('service-details.unowed') : details.reason],
        ...claimLines(details, t),
      ];
    case 'transfer-out':
    case 'transfer-in':
      return [[`service-details.${details.of}`, `${details.areaName}（${details.areaCode}）`]];
    case 'payout':
      return [
        ['service-details.payoutGround', t(`service-details.payout-${details.ground}`)],
        ['service-details.payoutAmount', `${yuan(details.amount)} ${capitals(details.amount, t)}`.trim()],
      ];
    default:
      return details satisfies never;
  }
}

/** Of a claim that is posted: what has come back, each by itself, and what is still owed. */
function claimLines(details: ReversalDetails, t: TFunction): readonly DetailLine[] {
  if (details.claim === null) return [];
  const yuan = (amount: number) => t('receipt.yuan', { amount: formatYuan(amount) });
  return [
    ...details.claim.repayments.map(({ receivedOn, payerName, amount, bankReference }): DetailLine => [
      'repayment.title',
      t('repayment.line', {
        date: receivedOn,
        payer: payerName,
        amount: formatYuan(amount),
        reference: bankReference,
      }),
    ]),
    ['repayment.repaid', yuan(repaidOf(details))],
    ['repayment.open', yuan(openOf(details))],
  ];
}

/** A line of what may be missing: nothing then. */
function known(label: string, value: string | null): readonly DetailLine[] {
  return value === null ? [] : [[label, value]];
}

/** 大写 beside the figures, where Chinese is read. */
function capitals(amount: number, t: TFunction): string {
  return t('service-details.inCapitals', { capitals: yuanInCapitals(amount) });
}
