import type {
  Attachment,
  BlankCard,
  Card,
  EmployerBatch,
  ServiceRecord,
  StockCount,
} from '../../../domain/records/records.ts';

/** How each thing is written down in one line, as the oracle expects it and as it is read off the records. */

export type Blank = Pick<BlankCard, 'cardNumber' | 'officeId' | 'workstationId' | 'status' | 'serviceId'>;

export type CardState =
  | 'in the making'
  | 'collected'
  | 'valid'
  | 'lost by phone'
  | 'lost in writing'
  | 'being replaced'
  | 'being exchanged'
  | 'cancelled'
  | 'something else';

/** The lines, read off the central office's records. */
export function standing(records: {
  readonly blanks: readonly BlankCard[];
  readonly cards: readonly Card[];
  readonly services: readonly ServiceRecord[];
  readonly attachments: readonly Attachment[];
  readonly counts: readonly StockCount[];
  readonly batches: readonly EmployerBatch[];
}): readonly string[] {
  return [
    ...records.blanks.map((blank) => blankLine(blank.id, blank)),
    ...records.counts.map(({ workstationId, book, counted, missing, surplus }) =>
      countLine(workstationId, book, counted, missing, surplus),
    ),
    ...records.cards.map((card) =>
      cardLine(
        card.id,
        card.personId,
        card.blankSerial,
        cardStateOf(card),
        card.pinSet,
        card.lossExpiresOn ?? '',
      ),
    ),
    ...records.services.map((service) => {
      const { id, personId, workstationId, stage, blankSerial, steps, collector } = service;
      const { channel, representative, applicationType, formerCardNumber, fee, batchId } = service;
      const who = [channel, representative?.name, applicationType, formerCardNumber, fee, collector?.role];
      return serviceLine(id, [
        personId,
        workstationId,
        stage,
        blankSerial ?? 'no blank',
        ...steps.map((step) => step.step),
        ...[...who, batchId].map((one) => one ?? 'nobody'),
      ]);
    }),
    ...records.attachments.map(({ id, serviceId, kind, receivedAt }) =>
      scanLine(id, serviceId, kind, receivedAt === null ? 0 : 1),
    ),
    ...records.batches.map(({ id, employerId, officeId, stage }) =>
      batchLine(id, employerId, officeId, stage),
    ),
  ].sort();
}

/** What a card is for a person at the shelf. */
export function cardStateOf({ status, making }: Card): CardState {
  if (status === '9' && making === '09') return 'cancelled';
  if (status === '1' && making === '04') return 'valid';
  if (status === '1' && making === '08') return 'being exchanged';
  if (status === '4' && making === '06') return 'lost by phone';
  if (status === '2' && making === '05') return 'lost in writing';
  if (status === '2' && making === '07') return 'being replaced';
  if (status === '1' && making === '03') return 'collected';
  return status === null && (making === '01' || making === '02') ? 'in the making' : 'something else';
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

/** A card, and until when a loss told by telephone holds. */
export function cardLine(
  id: string,
  person: string,
  blank: string,
  state: CardState,
  pin: boolean,
  lostUntil: string,
): string {
  const until = lostUntil === '' ? '' : ` until ${lostUntil}`;
  return `card ${id}: ${person}, blank ${blank}, ${state}${until}, ${pin ? 'with' : 'without'} password`;
}

/** A scanned document. */
export function scanLine(id: string, service: string, what: string, received: number): string {
  return `scan ${id}: ${service}, ${what}, content received ${String(received)} times`;
}

/** An employer's batch. */
export function batchLine(id: string, employer: string, office: string, stage: string): string {
  return `batch ${id}: ${employer}, ${office}, ${stage}`;
}

/** A service. */
export function serviceLine(id: string, parts: readonly (string | number)[]): string {
  return `service ${id}: ${parts.join(', ')}`;
}
