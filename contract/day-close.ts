import { z } from 'zod';
import { dayScopes, leftoverKinds } from '../domain/records/day-close.ts';
import { civilDate, identifier, typedText } from './primitives.ts';

const ranges = z.array(z.object({ first: identifier, last: identifier })).max(100_000);

/** 日终 as a command. */
export const closeDayRequest = z.object({
  scope: z.enum(dayScopes),
  day: civilDate,
  clerkId: identifier.nullable(),
  workstationId: identifier.nullable(),
  previousId: z.string().min(1).max(200),
  previousDay: civilDate.nullable(),
  places: z
    .array(z.object({ workstationId: identifier.nullable(), opening: ranges, closing: ranges }))
    .max(1_000),
  heard: z.array(z.string().max(200)).max(100_000),
  looks: z.array(z.object({ reason: z.string().max(100), count: z.int().min(0) })).max(100),
  waiting: z
    .array(z.object({ kind: z.enum(leftoverKinds), items: z.array(z.string().max(200)).max(100_000) }))
    .max(leftoverKinds.length),
  reason: typedText.max(200).nullable(),
  signature: z.string().max(4_096).nullable(),
});
