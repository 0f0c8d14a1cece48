import type { AnswerInquiryRequest } from '../inquiry/answer-inquiry.ts';
import { person, serviceNumber } from './county.ts';
import { ownDocument } from './loss.ts';

/** An inquiry in which nothing is missing. */
export const inquiring = {
  serviceNumber,
  personId: person.id,
  channel: 'in-person',
  document: ownDocument,
  representative: null,
  photoCompared: true,
  asked: ['balance', 'rights'],
  asOf: '2026-11-22T09:00:00.000+08:00',
} as const satisfies AnswerInquiryRequest;
