import { z } from 'zod';
import { waitingAges } from '../domain/calendar/waiting-age.ts';
import type { CommandKind } from '../domain/command/command-rules.ts';
import { commandRequests } from './commands.ts';
import { cardView } from './counter-views.ts';
import { serviceView } from './service-views.ts';
import { refusal } from './envelope.ts';
import { paperToReclaim } from './paper-prints.ts';
import { instant } from './primitives.ts';
import { recordSchemas, serviceKind, serviceStage } from './records.ts';
import { serviceDetails } from './service-details.ts';

/** 待处理: what waits for the central office, or was refused by it and is work for a person. */

export const commandKind = z.enum(
  Object.keys(commandRequests) as readonly string[] as readonly [CommandKind, ...CommandKind[]],
);

/** Why something waits: the line is down, the last try failed, it stands behind such a one, or its answer is on the way. */
const waitingReason = z.enum(['line', 'failure', 'behind', 'answer']);

/** Where a page of the work list ends: of what is for a person, or of what only waits, and at which command. */
export const workPlace = z.object({ waits: z.boolean(), ordinal: z.int() });

/** One service that waits, that the central office refused, or that was set aside: what was done here, and what stands there. */
export const workItem = z.object({
  /** The service's number, or the id of a command that belongs to none: by it the item is settled. */
  key: z.string(),
  serviceNumber: z.string().nullable(),
  /** What the first command is about that is not confirmed. */
  kind: commandKind,
  /** Of a command on a parcel: which, where to, and how many cards. */
  parcel: z.object({ parcelId: z.string(), toOfficeName: z.string(), cards: z.int() }).nullable(),
  service: serviceView.nullable(),
  /** Papers that were printed here of what was refused: what becomes of each is recorded when the item is settled. */
  papers: z.array(paperToReclaim),
  personName: z.string(),
  madeAt: instant,
  state: z.enum(['waiting', 'refused', 'rejected']),
  refusals: z.array(refusal),
  failureCode: z.string().nullable(),
  /** Of what waits; null otherwise. */
  waitingReason: waitingReason.nullable(),
  tries: z.int(),
  nextTryAt: instant.nullable(),
  /** Cards of the person as the central office has them. */
  standingCards: z.array(cardView),
  /** The person's other services there, and how far they are: what this one collided with. */
  standingServices: z.array(
    z.object({
      serviceNumber: z.string(),
      kind: serviceKind,
      stage: serviceStage,
      details: serviceDetails.nullable(),
      officeName: z.string(),
      openedAt: instant,
      /** Null where it never came to a card. */
      cardNumber: z.string().nullable(),
    }),
  ),
  /** The blank card that was meant, as it stands there. */
  standingBlanks: z.array(
    z.object({ blankSerial: z.string(), status: recordSchemas.blankCard.shape.status }),
  ),
});
export type WorkItem = z.infer<typeof workItem>;

/** 待确认 by how long it has waited: what of the work list only waits for the central office. */
export const waitingByAge = z.object({
  total: z.int(),
  /** All of them, from the newest to the oldest. `row`: where the first of these is on the work list; null where there is none. */
  ages: z.array(z.object({ age: z.enum(waitingAges), count: z.int(), row: z.int().nullable() })),
  oldest: workItem
    .pick({ key: true, serviceNumber: true, kind: true, personName: true, madeAt: true })
    .nullable(),
});
export type WaitingByAge = z.infer<typeof waitingByAge>;
