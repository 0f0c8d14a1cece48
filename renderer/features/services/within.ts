import { z } from 'zod';
import { serviceFamily, servicesOf } from '../../../contract/service-views.ts';

/** Which of today's services are wanted, as the way to their list says: what a bar of a picture stands for. */
export const withinServices = z.object({
  whose: servicesOf.optional().catch(undefined),
  hour: z.int().min(0).max(23).optional().catch(undefined),
  family: serviceFamily.optional().catch(undefined),
});
