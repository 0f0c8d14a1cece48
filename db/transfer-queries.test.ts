import { expect, it, onTestFinished } from 'vitest';
import type { IncomingRemittance, RelationshipTransfer } from '../domain/records/relationship-transfer.ts';
import { change, type Change } from '../domain/records/change.ts';
import { beginTransfer } from '../domain/transfer/relationship-transfer.ts';
import { freshFiles } from './testing/fresh-files.ts';
import { service } from './testing/sample-records.ts';

const { freshStorage } = freshFiles(onTestFinished);

const area = {
  areaCode: '330100',
  areaName: '',
  officeName: '',
  contact: '',
  phone: '',
  bankName: '',
  accountName: '',
  accountNumber: '',
};

function transfer(serviceNumber: string, officeId: string, fields: Partial<RelationshipTransfer>) {
  const due = { dueOn: '2026-11-20', dueProvisional: false };
  const begun = beginTransfer({ serviceNumber, personId: 'p1' }, 'in', area, due, '2026-11-01');
  return [
    service({ id: serviceNumber, kind: 'transfer-in', officeId }),
    change('relationshipTransfer', { ...begun, ...fields }),
  ];
}

function money(id: string, transferId: string, state: IncomingRemittance['state']): Change {
  return change('incomingRemittance', {
    id,
    transferId,
    amount: 100,
    payerAreaCode: '330100',
    payerName: '',
    payerBankName: '',
    payerAccountNumber: '',
    payeeName: '',
    payeeNumber: '',
    reference: transferId,
    receivedOn: '2026-11-10',
    state,
    credited: 0,
    returned: 0,
    returnAsked: null,
    note: null,
  });
}

it('lists what an office has under way by the day on which it is due, and money that nobody has settled, also of what has ended', () => {
  const { records, queries, unitOfWork } = freshStorage();
  const changes = [
    ...transfer('S1', 'o1', { dueOn: '2026-11-25' }),
    ...transfer('S2', 'o1', { dueOn: '2026-11-19' }),
    ...transfer('S3', 'o1', {
      dueOn: '2026-11-18',
      state: 'withdrawn',
      closedAt: '2026-11-12T09:00:00.000+08:00',
    }),
    ...transfer('S4', 'o2', { dueOn: '2026-11-17' }),
    money('M1', 'S3', 'unmatched'),
    money('M2', 'S1', 'matched'),
    money('M3', 'S1', 'returned'),
    money('M4', 'S4', 'unmatched'),
  ];
  unitOfWork.write(() => {
    for (const one of changes) records.putLocal(one);
  });

  expect(queries.transfersUnderWay('o1').map(({ id }) => id)).toEqual(['S2', 'S1']);
  expect(queries.remittancesToSettle('o1').map(({ id }) => id)).toEqual(['M1', 'M2']);
  expect(queries.countTransfersDueBefore('o1', '2026-11-19')).toBe(0);
  expect(queries.countTransfersDueBefore('o1', '2026-11-20')).toBe(1);
});
