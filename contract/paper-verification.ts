import { z } from 'zod';
import { registeredPaperStates } from '../domain/records/registered-paper.ts';
import { verificationCode } from './day-records.ts';
import { identifier, instant } from './primitives.ts';

/** By what whoever holds a paper has it checked; null of a paper from before papers were registered. */
export const paperVerification = z
  .object({
    /** 核验码; null until the central office has confirmed the paper: then it can be printed anew with it. */
    code: verificationCode.nullable(),
    /** The public page on which it is checked; null where no address is known. */
    page: z.string().nullable(),
    /** The page with number and code filled in, for a phone; null until there is a code. */
    link: z.string().nullable(),
    state: z.enum(registeredPaperStates),
    /** Since when it does not stand any more; null while it does. */
    stateAt: instant.nullable(),
    /** The number of the paper that says it now; null unless replaced. */
    replacedBy: identifier.nullable(),
    /** Whether a sheet may be out that was printed before the code was there: it is exchanged for one that has it. */
    isOutWithoutCode: z.boolean(),
  })
  .nullable();
export type PaperVerification = z.infer<typeof paperVerification>;
