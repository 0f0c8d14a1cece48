import type {
  Attachment,
  BlankCard,
  Card,
  EmployerBatch,
  FinancialAccount,
  Parcel,
  Representative,
  ServiceRecord,
  StockCount,
} from '../../../domain/records/records.ts';
import type { BankRequest } from '../../../domain/records/bank-request.ts';
import { askedLine, bankAccountLine, type AskedBank } from './unfreezing-lines.ts';

/**
 * What the oracle sees of each thing, and how it is written down in one line, as the oracle expects it and as it is
 * read off the records.
 */

export type Blank = Pick<BlankCard, 'cardNumber' | 'officeId' | 'workstationId' | 'status' | 'serviceId'>;

export type CardState =
  | 'in the making'
  | 'collected'
  | 'valid'
  | 'lost by phone'
  | 'lost in writing'
  | 'being replaced'
  | 'being exchanged'
  | 'being exchanged, lost by phone'
  | 'being exchanged, lost in writing'
  | 'cancelled'
  | 'something else';

/** A card: whose it is, what it can do, and where it lies. */
export interface CardThing {
  readonly person: string;
  readonly blank: string;
  state: CardState;
  /** What it is besides, in hand and lost alike; '' is neither. */
  held: 'sealed' | 'locked' | '';
  pin: boolean;
  /** Wrong passwords one after the other. */
  failures: number;
  /** The last day of a loss that was told by telephone. */
  lostUntil: string;
  /** The office that has it in hand; of a card in its holder's hand the one that had it last. */
  lies: string;
}

export interface Service {
  readonly person: string;
  readonly at: string;
  /** The office that accepted it, where its card is collected. */
  home: string;
  /** Made at the centre and collected at a service point. */
  readonly away: boolean;
  stage: string;
  blank: string | null;
  card: string | null;
  /** The parcel that its card was sent in. */
  parcel: string | null;
  /** Done by the bank or waiting for a second person: no step of a card belongs to it, and none waits for it. */
  readonly besideCards: boolean;
  /** The employer's batch that it came with. */
  readonly batch: string | null;
  open: boolean;
  readonly steps: string[];
  readonly channel: string;
  readonly representative: Representative | null;
  readonly type: string;
  readonly former: string | null;
  readonly fee: number;
  takenBy: string | null;
}

export type CardOfService = Parcel['cards'][number];

export interface ParcelThing {
  readonly from: string;
  readonly to: string;
  status: Parcel['status'];
  readonly cards: readonly CardOfService[];
  readonly differences: string[];
}

/** The lines, read off the central office's records. */
export function standing(records: {
  readonly blanks: readonly BlankCard[];
  readonly cards: readonly Card[];
  readonly services: readonly ServiceRecord[];
  readonly attachments: readonly Attachment[];
  readonly counts: readonly StockCount[];
  readonly batches: readonly EmployerBatch[];
  readonly parcels: readonly Parcel[];
  readonly bankAccounts: readonly FinancialAccount[];
  readonly bankRequests: readonly BankRequest[];
}): readonly string[] {
  return [
    ...records.blanks.map((blank) => blankLine(blank.id, blank)),
    ...records.counts.map(({ workstationId, book, counted, missing, surplus }) =>
      countLine(workstationId, book, counted, missing, surplus),
    ),
    ...records.cards.map((card) => cardLine(card.id, cardThingOf(card))),
    ...records.services.map((service) => serviceLine(service.id, serviceOf(service))),
    ...records.attachments.map(({ id, serviceId, kind, receivedAt }) =>
      scanLine(id, serviceId, kind, receivedAt === null ? 0 : 1),
    ),
    ...records.batches.map(({ id, employerId, officeId, stage }) =>
      batchLine(id, employerId, officeId, stage),
    ),
    ...records.bankAccounts.map(({ id, status }) => bankAccountLine(id, status)),
    ...records.bankRequests.map((one) => askedLine(one.id, askedOf(one))),
    ...records.parcels.map((parcel) => parcelLine(parcel.id, parcelOf(parcel))),
  ].sort();
}

export function cardThingOf(card: Card): CardThing {
  return {
    person: card.personId,
    blank: card.blankSerial,
    state: cardStateOf(card),
    held: heldBackBy(card),
    pin: card.pinSet,
    failures: card.pinFailures,
    lostUntil: card.lossExpiresOn ?? '',
    lies: card.officeId,
  };
}

/** What a card is for a person at the shelf. */
function cardStateOf({ status, making, statusBeforeLoss }: Card): CardState {
  const isLost = status === '4' || status === '2';
  const isUsable = status === '0' || status === '1' || status === '3';
  // Only a lost card has a past.
  if (isLost !== (statusBeforeLoss !== null)) return 'something else';
  if (status === '9' && making === '09') return 'cancelled';
  if (isUsable && making === '04') return 'valid';
  if (isUsable && making === '08') return 'being exchanged';
  if (status === '4' && making === '08') return 'being exchanged, lost by phone';
  if (status === '2' && making === '08') return 'being exchanged, lost in writing';
  if (status === '4' && making === '06') return 'lost by phone';
  if (status === '2' && making === '05') return 'lost in writing';
  if (status === '2' && making === '07') return 'being replaced';
  if (isUsable && making === '03') return 'collected';
  return status === null && (making === '01' || making === '02') ? 'in the making' : 'something else';
}

function heldBackBy({ status, statusBeforeLoss }: Card): CardThing['held'] {
  const now = statusBeforeLoss ?? status;
  return now === '0' ? 'sealed' : now === '3' ? 'locked' : '';
}

/** Services that stay open and in which no card is made. */
const beside: ReadonlySet<ServiceRecord['kind']> = new Set([
  'request-bank-service',
  'request-reversal',
  'payout',
  'transfer-out',
  'transfer-in',
]);

export function serviceOf(record: ServiceRecord): Service {
  return {
    person: record.personId,
    at: record.workstationId,
    home: record.officeId,
    away: record.dueOn !== null,
    stage: record.stage,
    blank: record.blankSerial,
    card: record.cardNumber,
    parcel: record.parcelId,
    besideCards: beside.has(record.kind),
    batch: record.batchId,
    open: record.closedAt === null,
    steps: record.steps.map(({ step }) => step),
    channel: record.channel,
    representative: record.representative,
    type: record.applicationType,
    former: record.formerCardNumber,
    fee: record.fee,
    takenBy: record.collector?.role ?? null,
  };
}

function askedOf(asked: BankRequest): AskedBank {
  return {
    person: asked.personId,
    what: asked.kind,
    account: asked.accountNumber,
    sent: asked.sentAt === null ? 0 : 1,
    answered: asked.answeredAt === null ? 0 : 1,
    outcome: asked.answeredAt === null ? '' : asked.state,
    takenBack: asked.withdrawnAt !== null,
    told: asked.toldAt === null ? '' : (asked.toldOutcome ?? 'something'),
  };
}

export function parcelOf({ fromOfficeId, toOfficeId, status, cards, differences }: Parcel): ParcelThing {
  return {
    from: fromOfficeId,
    to: toOfficeId,
    status,
    cards,
    differences: differences.map(({ difference, cardNumber }) => `${difference} ${cardNumber}`),
  };
}

/** A blank, and where it lies. */
export function blankLine(
  id: string,
  { status, serviceId, officeId, workstationId }: Omit<Blank, 'cardNumber'>,
): string {
  return `blank ${id}: ${status}, ${serviceId ?? 'no service'}, at ${officeId}, ${workstationId ?? 'safe'}`;
}

/** A count of one place. */
export function countLine(
  place: string | null,
  book: number,
  found: number,
  missing: readonly string[],
  more: readonly string[],
): string {
  const differences = `missing ${[...missing].sort().join(' ')}, more ${[...more].sort().join(' ')}`;
  return `count at ${place ?? 'safe'}: book ${book}, found ${found}, ${differences}`;
}

/** A card, until when a loss told by telephone holds, and where it lies. */
export function cardLine(id: string, card: Readonly<CardThing>): string {
  const { person, blank, state, held, pin, failures, lostUntil, lies } = card;
  const until = lostUntil === '' ? '' : ` until ${lostUntil}`;
  const password = pin ? 'with' : 'without';
  const besides = held === '' ? '' : `, ${held}`;
  return `card ${id}: ${person}, blank ${blank}, ${state}${until}${besides}, ${password} password, wrong ${String(failures)} times, at ${lies}`;
}

/** A scanned document. */
export function scanLine(id: string, service: string, what: string, received: number): string {
  return `scan ${id}: ${service}, ${what}, content received ${String(received)} times`;
}

/** An employer's batch. */
export function batchLine(id: string, employer: string, office: string, stage: string): string {
  return `batch ${id}: ${employer}, ${office}, ${stage}`;
}

/** A service: whose, where it stands and where its card is collected, what was done, and who came. */
export function serviceLine(id: string, one: Readonly<Service>): string {
  const { channel, representative, type, former, fee, takenBy, batch } = one;
  const who = [channel, representative?.name, type, former, fee, takenBy, batch];
  const parts = [
    one.person,
    one.at,
    one.home,
    one.stage,
    one.away ? 'for the point' : 'on the spot',
    one.blank ?? 'no blank',
    one.card ?? 'no card',
    one.parcel ?? 'no parcel',
    ...one.steps,
    ...who.map((said) => said ?? 'nobody'),
  ];
  return `service ${id}: ${parts.join(', ')}`;
}

/** A parcel: what was listed, and what was found to be different. */
export function parcelLine(
  id: string,
  { from, to, status, cards, differences }: Readonly<ParcelThing>,
): string {
  const told = [...cards.map(({ cardNumber }) => `listed ${cardNumber}`), ...differences].sort();
  return `parcel ${id}: from ${from} to ${to}, ${status}, ${told.join(', ')}`;
}
