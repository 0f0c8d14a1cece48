import { z } from 'zod';
import { civilDate } from '../../../contract/primitives.ts';

/** Of the list of what is due between two days: which, as the way to it says. */
export const dueBetween = z.object({
  from: civilDate.optional().catch(undefined),
  to: civilDate.optional().catch(undefined),
});
