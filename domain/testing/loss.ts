import type { LiftLossReportRequest, ReportLossRequest } from '../card-loss/card-loss-requests.ts';
import { change } from '../records/change.ts';
import type { PoolingAreaParameter, PresentedDocument } from '../records/records.ts';
import { card, person, serviceNumber } from './county.ts';

/** What a loss needs of the county: what the pooling area has settled, and requests in which nothing is missing. */

export function published(name: string, value: string, validFrom = '2025-01-01'): PoolingAreaParameter {
  return { id: `${name}@${validFrom}`, name, value, validFrom, source: '示范参数' };
}

export const lossParameters = [
  change('poolingAreaParameter', published('provisional-loss-days', '5')),
  change('poolingAreaParameter', published('lift-after-formal-loss', 'until-replaced')),
];

export const ownDocument: PresentedDocument = {
  name: person.name,
  documentKind: 'resident-id-card',
  documentNumber: person.documentNumber,
  documentValidUntil: 'long-term',
};

const about = { serviceNumber, personId: person.id, cardNumber: card().id };

export const byTelephone = {
  ...about,
  channel: 'telephone',
  answered: ['document-number', 'address', 'bank'],
} as const satisfies ReportLossRequest;

export const inWriting = {
  ...about,
  channel: 'in-person',
  document: ownDocument,
  representative: null,
  photoCompared: true,
} as const satisfies ReportLossRequest;

export const lifting: LiftLossReportRequest = { ...inWriting, lifts: 'provisional' };
