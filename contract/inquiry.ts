import { z } from 'zod';
import { inquirySubjects } from '../domain/records/service-details.ts';
import { presentedAtCounter } from './presented.ts';
import { identifier, instant, serviceNumber } from './primitives.ts';

/** 查询 as a window asks for it. The service number and the as-of time are the counter's. */
export const inquiry = z.object({
  personId: identifier,
  ...presentedAtCounter,
  asked: z
    .array(z.enum(inquirySubjects))
    .max(inquirySubjects.length)
    .transform((asked) => inquirySubjects.filter((subject) => asked.includes(subject))),
});

/** The same as a command. */
export const answerInquiryRequest = inquiry.extend({
  serviceNumber,
  asked: z.array(z.enum(inquirySubjects)).max(inquirySubjects.length),
  asOf: instant.nullable(),
});
