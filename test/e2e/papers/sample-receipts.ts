import type { PayoutOnPaper } from '../../../contract/payout-parts.ts';
import type { ReceiptPaper } from '../../../contract/service-views.ts';
import { maskedNumber, names, numberOf, office, openedAt } from './sample-people.ts';

const blank: ReceiptPaper = {
  ...office,
  serviceNumber: numberOf(1),
  standing: 'final',
  personName: names.usual,
  maskedNumber,
  documentKind: 'resident-id-card',
  channel: 'in-person',
  applicationType: '01',
  formerCardNumber: null,
  representative: null,
  collector: null,
  fee: 0,
  details: null,
  bankRequest: null,
  cardNumber: null,
  kind: 'issue-card',
  paper: 'issue-receipt',
  waiting: false,
  dueOn: null,
  dueProvisional: false,
  cardSealed: false,
  payout: null,
  transfer: null,
  lossExpiresOn: null,
  maskedBankCardNumber: null,
  bankName: null,
  verification: null,
  openedAt,
  closedAt: null,
  stage: 'completed',
  reprint: 0,
};

/** A receipt about anything, of the service with this number. */
export function receipt(number: number, parts: Partial<ReceiptPaper>): ReceiptPaper {
  return { ...blank, serviceNumber: numberOf(number), ...parts };
}

const agent = {
  name: names.long,
  maskedNumber: '650102********0028',
  documentKind: 'resident-id-card',
  relation: 'spouse',
  authorisation: 'written-authorisation',
  maskedPhone: '138****6621',
} as const;

/** A card that was replaced, taken by another: everything that a receipt of a card can say. */
export const cardReceipt = receipt(1, {
  personName: names.rare,
  channel: 'agent',
  representative: agent,
  collector: {
    role: 'agent',
    name: names.long,
    maskedNumber: agent.maskedNumber,
    documentKind: 'resident-id-card',
  },
  applicationType: '05',
  formerCardNumber: 'K33019901',
  fee: 2_000,
  cardNumber: 'K33019977',
  cardSealed: true,
  maskedBankCardNumber: '6217***********5518',
  bankName: '桐溪农村商业银行',
});

/** The same before the central office has confirmed it, printed again. */
export const provisionalReceipt = receipt(2, {
  personName: names.latin,
  documentKind: 'permanent-residence-card',
  maskedNumber: '9330***********017',
  standing: 'provisional',
  waiting: true,
  cardNumber: 'K33019978',
  maskedBankCardNumber: '6217***********5526',
  bankName: '桐溪农村商业银行',
  reprint: 1,
});

const payee = (index: number, name: string): PayoutOnPaper['payees'][number] => ({
  heir: { name, documentKind: 'resident-id-card', maskedNumber, relation: 'child' },
  share: { numerator: 1, denominator: 20 },
  account: {
    form: 'bank-card',
    bankName: '中国邮政储蓄银行股份有限公司桐溪县城关镇支行',
    accountName: name,
    maskedNumber: `6217***********55${String(index).padStart(2, '0')}`,
  },
  amount: 61_725,
  replaced: false,
  payment: { groupId: null, state: 'paid', bankReference: `BK20261123-${String(index)}`, reasonText: null },
});

const payout = (payees: PayoutOnPaper['payees'], parts: Partial<PayoutOnPaper>): PayoutOnPaper => ({
  maskedNumber,
  state: 'paid',
  keepsAccount: false,
  papers: [{ kind: 'settlement-proof', reference: '沪公境准字第 20260915 号' }],
  payees,
  card: { cardNumber: 'K33019978', surrender: 'taken-in' },
  amount: 1_234_500,
  interest: 1_840,
  dueOn: '2026-12-04',
  dueProvisional: false,
  ...parts,
});

/** Somebody who has settled abroad is paid by the bank. */
export const payoutReceipt = receipt(3, {
  kind: 'payout',
  personName: names.latin,
  details: { of: 'payout', ground: 'settled-abroad', amount: 1_234_500 },
  payout: payout([{ ...payee(0, names.latin), heir: null, amount: 1_234_500 }], {}),
});

/** Twenty heirs: more than a sheet. */
export const heirsReceipt = receipt(4, {
  kind: 'payout',
  maskedNumber: null,
  documentKind: null,
  standing: 'provisional',
  waiting: true,
  stage: 'accepted',
  details: { of: 'payout', ground: 'death', amount: 1_234_500 },
  representative: { ...agent, relation: 'child' },
  payout: payout(
    Array.from({ length: 20 }, (_none, index) => ({
      ...payee(index, index % 3 === 0 ? names.long : index % 3 === 1 ? names.rare : names.usual),
      amount: null,
      payment: null,
    })),
    {
      state: 'accepted',
      papers: [
        { kind: 'death-certificate', reference: '桐溪县人民医院 2026-10-08' },
        { kind: 'kinship-proof', reference: '桐公证字 2026-117' },
        { kind: 'share-agreement', reference: '2026-11-02' },
      ],
    },
  ),
});

/** A name of two hundred characters. */
export const longestReceipt = receipt(5, {
  kind: 'suspend-insurance',
  personName: names.longest,
  details: {
    of: 'suspend-insurance',
    ground: 'moved-away',
    lastMonth: '2026-10',
    letterNumber: null,
    deceasedOn: null,
    deathCertificate: null,
  },
});

/** A card that is made at the centre, while the line is down and the next year's calendar is not there. */
export const slip = receipt(6, {
  paper: 'collection-slip',
  standing: 'provisional',
  waiting: true,
  personName: names.rare,
  channel: 'guardian',
  representative: { ...agent, relation: 'parent', authorisation: 'guardianship-proof' },
  stage: 'accepted',
  dueOn: '2027-01-05',
  dueProvisional: true,
});
