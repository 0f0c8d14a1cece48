import { z } from 'zod';
import { identityQuestions } from '../domain/card-loss/card-loss-requests.ts';
import { presentedAtCounter } from './presented.ts';
import { cardNumber, identifier, serviceNumber } from './primitives.ts';

const about = { personId: identifier, cardNumber };
const byTelephone = z.object({
  ...about,
  channel: z.literal('telephone'),
  answered: z.array(z.enum(identityQuestions)).max(identityQuestions.length),
});
const withDocuments = z.object({ ...about, ...presentedAtCounter });

/** 挂失 as a window asks for it: by telephone, or with documents. The service number is the counter's. */
export const lossReport = z.discriminatedUnion('channel', [byTelephone, withDocuments]);

/** 解挂 as a window asks for it. */
export const lossLifting = z.object({
  ...about,
  ...presentedAtCounter,
  lifts: z.enum(['provisional', 'formal']),
});

/** The same as commands. */
export const reportLossRequest = z.discriminatedUnion('channel', [
  byTelephone.extend({ serviceNumber }),
  withDocuments.extend({ serviceNumber }),
]);
export const liftLossReportRequest = lossLifting.extend({ serviceNumber });
