import type { Facts } from '../command/facts.ts';
import { contributionRights } from '../contribution/contribution-rights.ts';
import { timelineOf } from '../contribution/contribution-timeline.ts';
import { monthText } from '../contribution/month-number.ts';
import { areaOf } from '../contribution-services/contribution-effect.ts';
import { yuanInCapitals } from '../money/yuan-in-capitals.ts';
import type { InsuredPerson, Office } from '../records/records.ts';
import type {
  InformationSheet,
  InsuranceCertificate,
  SheetMonths,
} from '../records/relationship-transfer.ts';
import { coversToday } from '../unfreezing/release-account.ts';

/** What of a record is told to another area: the months, and when the pooled fund paid. */
export type SheetRecord = Pick<
  InformationSheet,
  'months' | 'paidMonths' | 'paidMonthsHere' | 'benefitsFrom' | 'benefitsUntil'
>;

/** The record as a sheet tells it: each month once, in its order; facts: `coverLookups`. */
export function sheetRecordOf(
  facts: Facts,
  person: InsuredPerson,
  county: string,
  today: string,
): SheetRecord {
  const periods = facts.all('contributionPeriod', 'personId', person.id);
  const timeline = timelineOf({ periods, person }, county, today);
  const months: SheetMonths[] = [];
  let paidMonths = 0;
  let paidMonthsHere = 0;
  for (const [offset, paid] of timeline.months.entries()) {
    if (paid === null) continue;
    const month = monthText(timeline.start + offset);
    const { areaCode, base } = paid;
    paidMonths += 1;
    if (areaCode === county) paidMonthsHere += 1;
    const run = months.at(-1);
    const before = timeline.months[offset - 1];
    if (run !== undefined && before?.areaCode === areaCode && before.base === base) {
      months[months.length - 1] = { ...run, toMonth: month };
    } else months.push({ areaCode, fromMonth: month, toMonth: month, base });
  }
  const covered = contributionRights({ periods, person }, areaOf(facts, county), today).months.filter(
    coversToday,
  );
  return {
    months,
    paidMonths,
    paidMonthsHere,
    benefitsFrom: covered[0]?.month ?? null,
    benefitsUntil: covered.at(-1)?.month ?? null,
  };
}

/** 参保人员信息表 for a person who leaves with this balance, fen. */
export function informationSheet(
  person: InsuredPerson,
  record: SheetRecord,
  balance: number,
  issuedOn: string,
): InformationSheet {
  return {
    name: person.name,
    documentKind: person.documentKind,
    documentNumber: person.documentNumber,
    insuranceKind: '310',
    ...record,
    balance,
    balanceInCapitals: yuanInCapitals(balance),
    arrears: 'none',
    issuedOn,
  };
}

/** 参保凭证, every field of domain rules section 5; null where nothing was ever paid and nothing can be certified. */
export function insuranceCertificate(
  person: InsuredPerson,
  record: SheetRecord,
  about: {
    readonly serviceNumber: string;
    readonly county: string;
    readonly balance: number;
    readonly office: Office;
    readonly contact: string;
    readonly issuedOn: string;
  },
): InsuranceCertificate | null {
  const first = record.months[0];
  const last = record.months.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    number: certificateNumberOf(about.serviceNumber),
    checkCode: null,
    name: person.name,
    documentKind: person.documentKind,
    documentNumber: person.documentNumber,
    insuranceKind: '310',
    areaCode: about.county,
    fromMonth: first.fromMonth,
    toMonth: last.toMonth,
    benefitsFrom: record.benefitsFrom,
    benefitsUntil: record.benefitsUntil,
    balance: about.balance,
    balanceInCapitals: yuanInCapitals(about.balance),
    officeName: about.office.name,
    contact: about.contact,
    phone: about.office.phone,
    issuedOn: about.issuedOn,
  };
}

/** The number of a certificate: the service's digits, which are given once in all counties. */
function certificateNumberOf(serviceNumber: string): string {
  return serviceNumber.replaceAll('-', '');
}
