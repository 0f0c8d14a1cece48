import type { ApprovalPaper } from '../../../contract/approval-calls.ts';
import type { BatchRowView, BatchView } from '../../../contract/batch-views.ts';
import type { OutboxImportResult } from '../../../contract/outbox-file-views.ts';
import type { ParcelView } from '../../../contract/parcels.ts';
import type { ServiceView } from '../../../contract/service-views.ts';
import { refuse } from '../../../domain/command/refusal.ts';
import { maskedNumber, names, numberOf, office, openedAt, place } from './sample-people.ts';

const nameOf = (index: number) =>
  [names.usual, names.rare, names.long, names.latin][index % 4] ?? names.usual;

/** 交接清单 of so many cards. */
export function parcel(number: number, count: number): ParcelView {
  const cards = Array.from({ length: count }, (_none, index) => ({
    serviceNumber: numberOf(200 + index),
    cardNumber: `K3301990${String(index).padStart(2, '0')}`,
    personName: nameOf(index),
    maskedNumber,
  }));
  return {
    parcelId: numberOf(number),
    fromOfficeId: 'centre',
    fromOfficeName: place.officeName,
    toOfficeId: 'point',
    toOfficeName: '桐溪县云岭镇便民服务中心医保服务点',
    status: 'sent',
    sentAt: openedAt,
    receivedAt: null,
    count,
    missing: 0,
    surplus: 0,
    waiting: true,
    cards,
    differences: [],
    fromAddress: office.officeAddress,
    toAddress: '桐溪县云岭镇中心街12号',
    toPhone: '0571-6513 8821',
    sentBy: place.clerkName,
    receivedBy: null,
    recallReason: null,
    prints: 0,
  };
}

export function batch(number: number, made: number, employerName: string): BatchView {
  return {
    batchId: numberOf(number),
    employer: { id: '91310110666007217T', name: employerName },
    letterNumber: '桐机介字〔2026〕第118号',
    letterDate: '2026-11-18',
    agentName: names.long,
    maskedAgentNumber: '650102********0028',
    stage: 'made',
    fileName: '名册.xlsx',
    openedAt,
    rows: made,
    valid: made,
    made,
    refused: 0,
    waiting: 0,
    handedOver: 0,
    lying: made,
    kept: 0,
    collected: 0,
    withdrawn: 0,
    unconfirmed: made,
    listPrints: 0,
    running: false,
  };
}

export function batchRows(count: number): BatchRowView[] {
  return Array.from({ length: count }, (_none, index) => ({
    rowNumber: index + 2,
    state: 'made',
    serviceNumber: numberOf(300 + (index % 9_000)),
    personId: `person-${String(index)}`,
    name: index === 3 ? names.longest : nameOf(index),
    maskedNumber,
    blankSerial: String(10_000_000 + index),
    cardNumber: `K33${String(index).padStart(6, '0')}`,
    confirmation: 'waiting',
    refusals: [],
  }));
}

const service: ServiceView = {
  serviceNumber: numberOf(50),
  kind: 'payout',
  channel: 'in-person',
  applicationType: '01',
  formerCardNumber: null,
  representative: null,
  collector: null,
  fee: 0,
  details: { of: 'payout', ground: 'settled-abroad', amount: 1_234_500 },
  bankRequest: null,
  personId: 'person',
  personName: names.rare,
  maskedNumber,
  officeId: 'centre',
  officeName: place.officeName,
  workstationNumber: place.workstationNumber,
  clerkName: place.clerkName,
  stage: 'accepted',
  dueOn: null,
  dueProvisional: false,
  standing: null,
  cardOffice: null,
  openedOn: place.today,
  openedAt,
  closedAt: null,
  documentKind: 'resident-id-card',
  documentValidUntil: null,
  blankSerial: null,
  cardNumber: null,
  pinSet: false,
  cardSealed: false,
  steps: [],
  confirmation: 'confirmed',
  refusals: [],
  failureCode: null,
  stands: true,
  receiptPrints: 0,
  approval: null,
  postedGroup: null,
};

/** 复核单 with so many entries and payees. */
export function approval(number: number, entries: number, parts: Partial<ApprovalPaper> = {}): ApprovalPaper {
  const planned = Array.from({ length: entries }, (_none, index) => ({
    postedOn: place.today,
    kind: index === 0 ? ('interest' as const) : ('payout' as const),
    institution:
      index % 5 === 1 ? '中国邮政储蓄银行股份有限公司桐溪县城关镇人民路支行营业部' : place.officeName,
    debitAccount: index === 0 ? ('interest-expense' as const) : ('personal-account' as const),
    creditAccount: index === 0 ? ('personal-account' as const) : ('payouts-payable' as const),
    amount: 1_840 + index,
  }));
  return {
    approvalId: `${numberOf(number)}/1`,
    serviceNumber: numberOf(number),
    kind: 'payout',
    personId: 'person',
    personName: names.rare,
    maskedNumber,
    amount: 1_234_500,
    enteredBy: [place.clerkName, '赵敏'],
    enteredAt: openedAt,
    state: 'waiting',
    unconfirmed: false,
    refusals: [],
    limitRefusals: [],
    service: { ...service, serviceNumber: numberOf(number) },
    decidedBy: null,
    decidedAt: null,
    reason: null,
    effect: {
      amount: 1_234_500,
      entries: planned,
      before: { balance: 1_232_660, status: 'open' },
      after: { balance: 0, status: 'closed' },
    },
    obstacles: [],
    posted: [],
    payees: Array.from({ length: Math.max(1, Math.floor(entries / 2)) }, (_none, index) => ({
      accountName: nameOf(index),
      bankName: '中国邮政储蓄银行股份有限公司桐溪县城关镇支行',
      accountNumber: `6217***********55${String(index % 100).padStart(2, '0')}`,
      amount: 617_250 + index,
      replaced: index === 1,
    })),
    officeAddress: office.officeAddress,
    officePhone: office.officePhone,
    reprint: 0,
    asOf: place.asOf,
    printedAt: office.printedAt,
    ...parts,
  };
}

/** 导入结果清单 with so many services left to do. */
export function imported(problems: number): OutboxImportResult {
  return {
    officeId: 'point',
    officeName: '桐溪县云岭镇便民服务中心医保服务点',
    workstationId: 'workstation',
    workstationNumber: 1,
    madeAt: openedAt,
    commands: problems + 41,
    applied: 40,
    duplicate: 1,
    refused: problems,
    rejected: 0,
    problems: Array.from({ length: problems }, (_none, index) => ({
      commandId: `command-${String(index)}`,
      kind: 'accept-card-application',
      serviceNumber: numberOf(400 + index),
      personId: `person-${String(index)}`,
      outcome: 'refused',
      refusals: [refuse('card-already-valid', { cardTail: '9977', date: '2026-03-12' })],
      code: null,
      personName: nameOf(index),
    })),
  };
}
