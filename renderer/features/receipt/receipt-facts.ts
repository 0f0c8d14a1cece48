import type { TFunction } from 'i18next';
import type { ReceiptPaper as Receipt } from '../../../contract/service-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { yuanInCapitals } from '../../../domain/money/yuan-in-capitals.ts';
import { minuteOf } from '../../components/formatting.ts';
import { serviceName } from '../../components/service-name.ts';
import { stageWords } from '../../components/stage-words.ts';
import type { PayeeView } from '../../../contract/payout-parts.ts';
import { shareText } from '../payout/payout-form.ts';
import { detailLines } from '../desk-service/detail-lines.ts';
import { dueText } from '../transfer/transfer-offer.ts';
import { serviceOfType } from '../issue-card/applicant-choice.tsx';

type ReceiptFacts = readonly (readonly [key: string, value: string])[];

/** What stands on the paper line by line, by the service that it is about. */
export function receiptFacts(receipt: Receipt, t: TFunction): ReceiptFacts {
  switch (receipt.kind) {
    case 'issue-card':
      return issuingFacts(receipt, t);
    case 'report-loss':
    case 'lift-loss-report':
      return lossFacts(receipt, t);
    case 'change-card-pin':
    case 'reset-card-pin':
    case 'unlock-card':
    case 'suspend-insurance':
    case 'resume-insurance':
    case 'register-back-payment':
    case 'release-account':
    case 'answer-inquiry':
    case 'issue-statement':
    case 'request-bank-service':
    case 'request-reversal':
    case 'transfer-out':
    case 'transfer-in':
      return transferFacts(receipt, t);
    case 'payout':
      return payoutFacts(receipt, t);
    default:
      return receipt.kind satisfies never;
  }
}

/** What an application for a card says of itself. */
export function issuingFacts(receipt: Receipt, t: TFunction): ReceiptFacts {
  const isVoid = receipt.standing === 'refused';
  // What was refused will never have what it has not.
  const notThere = isVoid ? '—' : t('receipt.notYet');
  return [
    ['name', receipt.personName],
    ['number', receipt.maskedNumber ?? '—'],
    [
      'service',
      `${t(`service-kind.${serviceOfType(receipt.applicationType)}`)} · ${t(`application-type.${receipt.applicationType}`)}`,
    ],
    ['channel', t(`channel.${receipt.channel}`)],
    ...representativeFacts(receipt, t),
    ...collectorFacts(receipt),
    ['document', documentOf(receipt, t)],
    ['cardNumber', receipt.cardNumber ?? notThere],
    ...(receipt.cardSealed ? [['cardStatus', t('receipt.cardSealed')] as const] : []),
    ['bankCard', bankCardOf(receipt) ?? notThere],
    ...formerFacts(receipt, t),
    ['openedAt', minuteOf(receipt.openedAt)],
    ['stage', t(isVoid ? 'receipt.stage-refused' : `stage.${receipt.stage}`)],
  ];
}

/** Of a loss the paper says above all until when a report by telephone holds. */
function lossFacts(receipt: Receipt, t: TFunction): ReceiptFacts {
  return [
    ['name', receipt.personName],
    ['service', t(`receipt.service-${mannerOf(receipt)}`)],
    ['channel', t(`channel.${receipt.channel}`)],
    ...representativeFacts(receipt, t),
    ['document', receipt.channel === 'telephone' ? t('receipt.byTelephone') : documentOf(receipt, t)],
    ['cardNumber', receipt.cardNumber ?? '—'],
    ['bankCard', bankCardOf(receipt) ?? '—'],
    ['openedAt', minuteOf(receipt.openedAt)],
    ['holdsUntil', receipt.lossExpiresOn ?? t('receipt.noEnd')],
  ];
}

/** What every other service at the desk says, and what only it says. */
function deskFacts(receipt: Receipt, t: TFunction): ReceiptFacts {
  const isVoid = receipt.standing === 'refused';
  return [
    ['name', receipt.personName],
    ...(receipt.maskedNumber === null ? [] : ([['number', receipt.maskedNumber]] as const)),
    ['service', t(serviceName(receipt))],
    ['channel', t(`channel.${receipt.channel}`)],
    ...representativeFacts(receipt, t),
    ['document', documentOf(receipt, t)],
    ...(receipt.cardNumber === null ? [] : ([['cardNumber', receipt.cardNumber]] as const)),
    ...detailLines(receipt.details, t),
    ['openedAt', minuteOf(receipt.openedAt)],
    ...bankFacts(receipt, t),
    ['stage', isVoid ? t('receipt.stage-refused') : stageWords(receipt, t)],
  ];
}

/** Of a payout besides: which papers, who is paid what and where, what becomes of account and card, and until when. */
function payoutFacts(receipt: Receipt, t: TFunction): ReceiptFacts {
  const { payout, standing, waiting } = receipt;
  const facts = deskFacts(receipt, t);
  if (payout === null) return facts;
  const yuan = (amount: number) => t('receipt.yuan', { amount: formatYuan(amount) });
  const { papers, payees, card, interest, dueOn, keepsAccount, state } = payout;
  const isOpen = state !== 'paid' && state !== 'closed' && state !== 'withdrawn';
  const { representative } = receipt;
  const byHeir = receipt.maskedNumber === null && representative !== null;
  // The dead have shown no document and authorised nobody: an heir has asked. How far it is, the first sentence says.
  const left = byHeir ? ['service', 'channel', 'representative', 'document', 'stage'] : ['service', 'stage'];
  return [
    ...facts.slice(0, 1),
    ...(byHeir
      ? [
          ['number', payout.maskedNumber] as const,
          [
            'payout-receipt.applicant',
            `${representative.name} ${representative.maskedNumber} ${t(`relation.${representative.relation}`)}`,
          ] as const,
        ]
      : []),
    ...facts.slice(1).filter(([key]) => !left.includes(key)),
    ['payout-receipt.interest', yuan(interest)],
    ['payout-receipt.account', t(keepsAccount ? 'payout.keeps' : 'payout.closes')],
    ...(card === null
      ? []
      : [
          [
            'payout-receipt.card',
            t(`payout.cardState-${card.surrender}`, { tail: card.cardNumber.slice(-4) }),
          ] as const,
        ]),
    // Until when it is paid is said of what the central office has accepted, and of nothing else.
    ...(isOpen && !waiting && standing !== 'refused' ? [['payout-receipt.dueOn', dueOn] as const] : []),
    ...(papers.length === 0
      ? []
      : [
          [
            'payout-receipt.papers',
            papers.map(({ kind, reference }) => `${t(`payout.paper-${kind}`)} ${reference}`).join('；'),
          ] as const,
        ]),
    ...payees.flatMap((payee): ReceiptFacts =>
      payee.replaced ? [] : [['payout-receipt.payee', payeeLine(payee, receipt, t)]],
    ),
  ];
}

/** One payee: who, on which account, and how much of it; paid is said only of what the bank has said so. */
function payeeLine(
  { heir, share, account, amount, payment }: PayeeView,
  { personName }: Receipt,
  t: TFunction,
): string {
  const who =
    heir === null ? personName : `${heir.name}（${t(`payout.heir-${heir.relation}`)} ${shareText(share)}）`;
  const said = [who, account.bankName, account.maskedNumber];
  if (amount !== null) said.push(t('receipt.yuan', { amount: formatYuan(amount) }));
  if (payment !== null) said.push(t(`payout.payment-${payment.state}`));
  return said.join(' ');
}

/** Of a transfer besides: what goes or comes, how far it is, why it did not, and by when this office has done its part. */
function transferFacts(receipt: Receipt, t: TFunction): ReceiptFacts {
  const { transfer, standing, stage } = receipt;
  const facts = deskFacts(receipt, t);
  if (transfer === null || standing === 'refused') return facts;
  const { state, amount, reasonText } = transfer;
  const isOpen = stage !== 'completed' && stage !== 'withdrawn';
  return [
    ...facts.filter(([key]) => key !== 'stage'),
    ...(amount === 0
      ? []
      : ([
          [
            'transfer-receipt.amount',
            `${t('receipt.yuan', { amount: formatYuan(amount) })} ${yuanInCapitals(amount)}`,
          ],
        ] as const)),
    ...(isOpen ? ([['transfer-receipt.due', dueText(transfer, t)]] as const) : []),
    ...(reasonText === null ? [] : ([['service-details.reason', reasonText]] as const)),
    ['stage', t(`transfer.state-${state}`)],
  ];
}

function bankFacts({ bankRequest, standing }: Receipt, t: TFunction): ReceiptFacts {
  if (bankRequest === null || standing === 'refused') return [];
  const { state, reasonText } = bankRequest;
  const answer = [t(`bank-request.answer-${state}`), ...(reasonText === null ? [] : [reasonText])];
  return [['bank-request.answer', answer.join('：')]];
}

/** Which paper of a loss this is: by telephone, in writing, or lifted. */
export function mannerOf(receipt: Receipt): 'provisional' | 'formal' | 'lifted' {
  if (receipt.kind === 'lift-loss-report') return 'lifted';
  return receipt.channel === 'telephone' ? 'provisional' : 'formal';
}

/** Whether somebody else than its holder takes the card, as far as the service says by now. */
export function isTakenByAnother({ kind, collector, representative }: Receipt): boolean {
  if (kind !== 'issue-card') return false;
  return collector === null ? representative !== null : collector.role !== 'holder';
}

/** Who signs, by its sentence. */
export function signatureOf(receipt: Receipt): string {
  if (isTakenByAnother(receipt)) return 'receipt.collectorSignature';
  return receipt.kind !== 'issue-card' && receipt.representative !== null
    ? 'receipt.applicantSignature'
    : 'receipt.signature';
}

/** Who acted for the holder, as what he did, and his document masked. */
function representativeFacts({ channel, representative }: Receipt, t: TFunction): ReceiptFacts {
  if (representative === null) return [];
  const { name, maskedNumber, relation, authorisation } = representative;
  const said = [name, maskedNumber, t(`relation.${relation}`), t(`authorisation.${authorisation}`)];
  return [[channel === 'guardian' ? 'guardian' : 'representative', said.join(' ')]];
}

/** Who took the card for him. */
function collectorFacts({ collector }: Receipt): ReceiptFacts {
  return collector === null || collector.role === 'holder'
    ? []
    : [['collector', `${collector.name} ${collector.maskedNumber}`]];
}

/** The card that is followed by the new one, and what was paid. */
function formerFacts(receipt: Receipt, t: TFunction): ReceiptFacts {
  const { formerCardNumber: card, fee } = receipt;
  const standing =
    card === null || receipt.stage === 'withdrawn'
      ? card
      : t(receipt.stage === 'completed' ? 'receipt.formerCancelled' : 'receipt.formerWaiting', { card });
  return [
    ...(standing === null ? [] : ([['formerCard', standing]] as const)),
    ...(fee === 0 ? [] : ([['fee', t('receipt.yuan', { amount: formatYuan(fee) })]] as const)),
  ];
}

function documentOf(receipt: Receipt, t: TFunction): string {
  return receipt.documentKind === null ? '—' : t(`document-kind.${receipt.documentKind}`);
}

function bankCardOf(receipt: Receipt): string | null {
  return receipt.maskedBankCardNumber === null
    ? null
    : [receipt.bankName, receipt.maskedBankCardNumber].filter((part) => part !== null).join(' ');
}
