import { addDays } from '../../domain/calendar/civil-date.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type {
  IncomingRemittance,
  OtherArea,
  RelationshipTransfer,
  TransferState,
} from '../../domain/records/relationship-transfer.ts';
import type { InsuredPerson, ServiceRecord } from '../../domain/records/records.ts';
import { plainService } from '../../domain/records/service-record.ts';
import type { County } from './county.ts';
import { areaWith } from './transfer-desk.ts';

interface Wanted {
  readonly direction: RelationshipTransfer['direction'];
  readonly state: TransferState;
  /** In so many days; below 0 it is late where it is open. */
  readonly due: number;
  readonly provisional?: boolean;
  /** Money that nobody has settled. */
  readonly money?: number;
  readonly name?: string;
  readonly areaName?: string;
}

/** A due list with everything on it; in the order in which it is to be seen. */
const wanted: readonly Wanted[] = [
  { direction: 'out', state: 'sheet-sent', due: -16 },
  {
    direction: 'in',
    state: 'sheet-received',
    due: -3,
    money: 128_450,
    name: '阿卜杜热西提·阿布都克里木·买买提依明',
    areaName: '黔西南布依族苗族自治州',
  },
  { direction: 'out', state: 'remitted', due: 0 },
  { direction: 'in', state: 'sheet-received', due: 0, money: 90_000 },
  { direction: 'in', state: 'requested', due: 9 },
  { direction: 'out', state: 'taken', due: 40, provisional: true },
  // What has ended is due no more, whatever its day was.
  { direction: 'in', state: 'completed', due: -40, money: 10_000 },
];

/** One of them as it lies at the central office. */
export interface DueTransfer {
  readonly person: InsuredPerson;
  readonly transfer: RelationshipTransfer;
}

/** Transfers of the county centre that are late, due today, due later, provisional, and ended with money left. */
export async function transfersDue(
  { witness }: County,
  today: string,
): Promise<{ readonly due: readonly DueTransfer[]; readonly changes: readonly Change[] }> {
  const served = new Set((await witness.records('serviceRecord')).map(({ personId }) => personId));
  const people = (await witness.records('insuredPerson')).filter(
    ({ id, deceasedOn, documentKind }) =>
      deceasedOn === null && documentKind === 'resident-id-card' && !served.has(id),
  );
  const made = wanted.map((one, index) => {
    const found = people[index];
    if (found === undefined) throw new Error('The county is too small.');
    return makeOne(one, index, { ...found, name: one.name ?? found.name }, today);
  });
  return {
    due: made.map(({ person, transfer }) => ({ person, transfer })),
    changes: made.flatMap(({ changes }) => changes),
  };
}

function makeOne(
  { direction, state, due, provisional = false, money = 0, areaName = '杭州市西湖区' }: Wanted,
  index: number,
  person: InsuredPerson,
  today: string,
) {
  const acceptedOn = addDays(today, due - 20);
  const at = `${acceptedOn}T09:1${String(index)}:00.000+08:00`;
  const closedAt = state === 'completed' ? at : null;
  // One by which nothing more is asked: what lies here is what is looked at.
  const otherArea: OtherArea = { ...areaWith('330102'), areaName };
  const service: ServiceRecord = {
    ...plainService,
    id: `330199-${acceptedOn.replaceAll('-', '')}-001-900${String(index)}`,
    kind: `transfer-${direction}`,
    channel: 'in-person',
    personId: person.id,
    officeId: 'O1',
    workstationId: 'W01',
    clerkId: 'K-clerk1',
    stage: closedAt === null ? 'accepted' : 'completed',
    openedOn: acceptedOn,
    openedAt: at,
    closedAt,
    documentKind: person.documentKind,
    documentNumber: person.documentNumber,
    documentValidUntil: 'long-term',
    blankSerial: null,
    cardNumber: null,
    steps: ['transfer-accepted', ...(direction === 'out' ? ['transfer-approved'] : [])].map((step) => ({
      ...{ step, at, note: null },
      clerkId: step === 'transfer-approved' ? 'K-supervisor' : 'K-clerk1',
    })),
    details: { of: `transfer-${direction}`, areaCode: otherArea.areaCode, areaName },
  };
  const transfer: RelationshipTransfer = {
    id: service.id,
    personId: person.id,
    direction,
    state,
    otherArea,
    certificate: null,
    broughtCertificate: null,
    sheet: null,
    amount: money,
    acceptedOn,
    receivedOn: null,
    dueOn: addDays(today, due),
    dueProvisional: provisional,
    letters: [],
    heard: [],
    awaits: false,
    listensUntil: null,
    reasonCode: null,
    reasonText: null,
    closedAt,
  };
  const remittance: IncomingRemittance = {
    id: `${service.id}.m1`,
    transferId: service.id,
    amount: money,
    payerAreaCode: otherArea.areaCode,
    payerName: otherArea.accountName,
    payerBankName: otherArea.bankName,
    payerAccountNumber: otherArea.accountNumber,
    payeeName: person.name,
    payeeNumber: person.documentNumber,
    reference: service.id,
    receivedOn: acceptedOn,
    state: 'unmatched',
    credited: 0,
    returned: 0,
    returnAsked: null,
    note: null,
  };
  return {
    person,
    transfer,
    changes: [
      change('insuredPerson', person),
      change('serviceRecord', service),
      change('relationshipTransfer', transfer),
      ...(money > 0 ? [change('incomingRemittance', remittance)] : []),
    ],
  };
}
