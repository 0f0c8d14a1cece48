import { commandBelonging, type CommandBody } from '../../domain/command/command-rules.ts';
import type { Lookup } from '../../domain/command/facts.ts';
import type { CardOfService } from '../../domain/parcel/parcel-requests.ts';
import { cardLookups } from '../../domain/parcel/send-parcel.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { SliceFacts } from './slice-facts.ts';

/**
 * What a refusal shows of the central office: the cards and services of the person that the command is about, the
 * service that was meant, and the blank card; of a command on a parcel the parcel, and its cards with their services.
 */
export function standingLookups(body: CommandBody): readonly Lookup[] {
  const { subject, service } = commandBelonging(body);
  const blank = blankOf(body);
  return [
    { table: 'card', by: 'personId', value: subject },
    { table: 'serviceRecord', by: 'personId', value: subject },
    ...(service === null ? [] : [{ table: 'serviceRecord', by: 'id', value: service } as const]),
    ...(blank === null ? [] : [{ table: 'blankCard', by: 'id', value: blank } as const]),
    ...parcelOf(body).map((value) => ({ table: 'parcel', by: 'id', value }) as const),
    ...cardLookups(cardsOf(body)),
  ];
}

/** The records as they stand now, each once. */
export function standingRecords(facts: SliceFacts, body: CommandBody): readonly Change[] {
  const { subject, service } = commandBelonging(body);
  const blank = blankOf(body);
  const services = [
    ...facts.of('serviceRecord', 'personId', subject),
    ...(service === null ? [] : facts.of('serviceRecord', 'id', service)),
    ...cardsOf(body).flatMap(({ serviceNumber }) => facts.of('serviceRecord', 'id', serviceNumber)),
  ];
  const distinct = new Map(services.map((one) => [one.id, one]));
  return [
    ...facts.of('card', 'personId', subject).map((card) => change('card', card)),
    ...[...distinct.values()].map((one) => change('serviceRecord', one)),
    ...(blank === null ? [] : facts.of('blankCard', 'id', blank).map((one) => change('blankCard', one))),
    ...parcelOf(body).flatMap((id) => facts.of('parcel', 'id', id).map((one) => change('parcel', one))),
    ...cardsOf(body).flatMap(({ cardNumber }) =>
      facts.of('card', 'id', cardNumber).map((card) => change('card', card)),
    ),
  ];
}

function blankOf({ request }: CommandBody): string | null {
  return 'blankSerial' in request ? request.blankSerial : null;
}

function parcelOf({ request }: CommandBody): readonly string[] {
  return 'parcelId' in request ? [request.parcelId] : [];
}

function cardsOf({ kind, request }: CommandBody): readonly CardOfService[] {
  if (kind === 'send-parcel') return request.cards;
  return kind === 'receive-parcel' ? request.scanned : [];
}
