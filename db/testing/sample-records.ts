import type { Change } from '../../domain/records/change.ts';
import type { RecordTypes } from '../../domain/records/record-tables.ts';
import { plainService } from '../../domain/records/service-record.ts';

type Sample<T extends keyof RecordTypes> = Partial<RecordTypes[T]> & { readonly id: string };

export function person(values: Sample<'insuredPerson'>): Change & { readonly table: 'insuredPerson' } {
  return {
    table: 'insuredPerson',
    record: {
      documentKind: 'resident-id-card',
      documentNumber: '11010519491231002X',
      name: '张三',
      pinyin: 'zhangsan',
      pinyinInitials: 'zs',
      sex: 'male',
      birthDate: '1949-12-31',
      address: '',
      phone: null,
      employerId: null,
      insuranceStatus: '1',
      retiredFrom: null,
      deceasedOn: null,
      ...values,
    },
  };
}

export function card(values: Sample<'card'>): Change & { readonly table: 'card' } {
  return {
    table: 'card',
    record: {
      personId: 'p1',
      blankSerial: '00000001',
      bankCardNumber: '6200000000000005',
      status: '1',
      making: '04',
      applicationType: '01',
      serviceId: null,
      officeId: 'o1',
      issuedOn: '2026-11-20',
      pinSet: true,
      lossExpiresOn: null,
      statusBeforeLoss: null,
      pinFailures: 0,
      ...values,
    },
  };
}

export function blank(values: Sample<'blankCard'>): Change & { readonly table: 'blankCard' } {
  return {
    table: 'blankCard',
    record: {
      cardNumber: 'A00000001',
      bankCardNumber: '6200000000000005',
      officeId: 'o1',
      workstationId: 'w1',
      status: 'in-stock',
      serviceId: null,
      changedOn: '2026-11-20',
      ...values,
    },
  };
}

export function service(values: Sample<'serviceRecord'>): Change & { readonly table: 'serviceRecord' } {
  return {
    table: 'serviceRecord',
    record: {
      kind: 'issue-card',
      channel: 'in-person',
      personId: 'p1',
      officeId: 'o1',
      workstationId: 'w1',
      clerkId: 'c1',
      stage: 'accepted',
      openedOn: '2026-11-22',
      openedAt: '2026-11-22T09:00:00.000+08:00',
      closedAt: null,
      documentKind: 'resident-id-card',
      documentNumber: '11010519491231002X',
      documentValidUntil: 'long-term',
      blankSerial: null,
      cardNumber: null,
      steps: [{ step: 'accepted', at: '2026-11-22T09:00:00.000+08:00', clerkId: 'c1', note: null }],
      ...plainService,
      ...values,
    },
  };
}

export function parcel(values: Sample<'parcel'>): Change & { readonly table: 'parcel' } {
  return {
    table: 'parcel',
    record: {
      fromOfficeId: 'o1',
      toOfficeId: 'o2',
      status: 'sent',
      cards: [],
      differences: [],
      sentAt: '2026-11-22T10:00:00.000+08:00',
      sentBy: 'c1',
      receivedAt: null,
      receivedBy: null,
      ...values,
    },
  };
}

export function ledgerEntry(values: Sample<'ledgerEntry'>): Change & { readonly table: 'ledgerEntry' } {
  return {
    table: 'ledgerEntry',
    record: {
      personId: 'p1',
      serial: 1,
      postedOn: '2026-11-20',
      kind: 'allocation',
      insuranceKind: '310',
      groupId: 'g1',
      serviceId: null,
      institution: '',
      debitAccount: 'contributions-received',
      creditAccount: 'personal-account',
      amount: 12_345,
      reversesId: null,
      ...values,
    },
  };
}
