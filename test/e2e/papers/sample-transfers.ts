import type { TransferPapers } from '../../../contract/transfer-views.ts';
import { names, numberOf, office, place, verifiable } from './sample-people.ts';

const balance = { balance: 1_284_507, balanceInCapitals: '壹万贰仟捌佰肆拾伍元零柒分' };
const insured = {
  documentKind: 'resident-id-card',
  documentNumber: '11010519491231002X',
  insuranceKind: '310',
  benefitsFrom: '2008-09',
  benefitsUntil: '2026-11',
} as const;

/** 参保凭证、信息表 of somebody who leaves, with so many lines of months. */
export function leaving(number: number, months: number, name: string): TransferPapers {
  const id = numberOf(number);
  return {
    transfer: {
      id,
      personId: 'person',
      direction: 'out',
      state: 'sheet-sent',
      otherArea: {
        areaCode: '330100',
        areaName: '杭州市',
        officeName: '杭州市医疗保障管理服务中心',
        contact: '陈晓',
        phone: '0571-8765 4321',
        bankName: '中国工商银行股份有限公司杭州市解放路支行',
        accountName: '杭州市医疗保险基金财政专户',
        accountNumber: '1202021219900012345',
      },
      certificate: {
        ...insured,
        ...balance,
        number: '330199202611200001',
        checkCode: null,
        name,
        areaCode: '330199',
        fromMonth: '2008-08',
        toMonth: '2026-10',
        officeName: office.officeName,
        contact: office.clerkName,
        phone: office.officePhone,
        issuedOn: place.today,
      },
      broughtCertificate: null,
      sheet: {
        ...insured,
        ...balance,
        name,
        months: Array.from({ length: months }, (_none, index) => ({
          areaCode: index % 4 === 0 ? '330199' : '330100',
          fromMonth: `${String(2026 - index)}-01`,
          toMonth: `${String(2026 - index)}-12`,
          base: 645_000 - index * 1_000,
        })),
        paidMonths: 219,
        paidMonthsHere: 219,
        arrears: 'none',
        issuedOn: place.today,
      },
      amount: balance.balance,
      acceptedOn: place.today,
      receivedOn: null,
      dueOn: '2026-12-04',
      dueProvisional: false,
      letters: [],
      heard: [],
      awaits: true,
      listensUntil: null,
      reasonCode: null,
      reasonText: null,
      closedAt: null,
    },
    confirmation: 'confirmed',
    countyName: office.countyName,
    officeName: office.officeName,
    officeAddress: office.officeAddress,
    officePhone: office.officePhone,
    clerkName: office.clerkName,
    workstationNumber: office.workstationNumber,
    receivingAccount: null,
    personName: name,
    documentNumber: insured.documentNumber,
    printedOn: place.today,
    at: office.printedAt,
    asOf: office.asOf,
    prints: { 'insurance-certificate': 0, 'information-sheet': 0, 'contact-letter': 0 },
    verification: verifiable(number),
  };
}

/** 联系函 of somebody who comes, before the central office has confirmed it, printed again. */
export function coming(number: number): TransferPapers {
  const papers = leaving(number, 0, names.long);
  return {
    ...papers,
    confirmation: 'waiting',
    transfer: {
      ...papers.transfer,
      direction: 'in',
      state: 'requested',
      certificate: null,
      sheet: null,
      broughtCertificate: { number: '330100202611100077', checkCode: '4T8H2W' },
    },
    receivingAccount: {
      accountName: '桐溪县社会保障基金财政专户',
      bankName: '桐溪农村商业银行股份有限公司营业部',
      accountNumber: '201000123456789012',
    },
    prints: { ...papers.prints, 'contact-letter': 1 },
  };
}
