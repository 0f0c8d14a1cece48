import { z } from 'zod';
import type { CommandBody, CommandKind, CommandRequests } from '../domain/command/command-rules.ts';
import { productionSteps } from '../domain/issuance/issue-card-requests.ts';
import {
  blankSerial,
  cardNumber,
  civilDate,
  identifier,
  instant,
  serviceNumber,
  sha256,
  typedText,
} from './primitives.ts';
import { attachmentKind, attachmentMediaType, identityDocumentKind } from './records.ts';

const step = { serviceNumber, personId: identifier };

/** The request of each command; the form on the screen, the counter and the central office use this one shape. */
export const commandRequests = {
  'accept-card-application': z.object({
    ...step,
    channel: z.literal('in-person'),
    documentKind: identityDocumentKind,
    documentNumber: typedText.min(1).max(40),
    documentName: z.string().min(1).max(200),
    documentValidUntil: z.union([civilDate, z.literal('long-term')]),
    photoCompared: z.boolean(),
  }),
  'record-card-production': z.object({
    ...step,
    blankSerial,
    step: z.enum(productionSteps),
    note: typedText.max(200).nullable(),
  }),
  'set-card-pin': z.object({ ...step, cardNumber, sealedPin: z.base64().max(2000) }),
  'hand-over-card': z.object({ ...step, cardNumber, blankSerial, receiptSigned: z.boolean() }),
  'withdraw-card-application': z.object({
    ...step,
    blankSerial: blankSerial.nullable(),
    reason: typedText.min(1).max(200),
  }),
  'spoil-blank-card': z.object({
    blankSerial,
    reason: typedText.min(1).max(200),
    serviceNumber: serviceNumber.nullable(),
  }),
  'attach-document': z.object({
    ...step,
    attachmentId: z.uuid(),
    kind: attachmentKind,
    mediaType: attachmentMediaType,
    size: z.int(),
    sha256,
  }),
} as const satisfies { readonly [K in CommandKind]: z.ZodType<CommandRequests[K]> };

/** A kind with its request. */
export const commandBody = z.discriminatedUnion('kind', [
  bodyOf('accept-card-application'),
  bodyOf('record-card-production'),
  bodyOf('set-card-pin'),
  bodyOf('hand-over-card'),
  bodyOf('withdraw-card-application'),
  bodyOf('spoil-blank-card'),
  bodyOf('attach-document'),
]) satisfies z.ZodType<CommandBody>;

/** Who commanded, where and when, as the counter recorded it. The county is the one of the workstation's credential. */
export const commandOrigin = z.object({
  officeId: identifier,
  workstationId: identifier,
  clerkId: identifier,
  today: civilDate,
  at: instant,
});
export type CommandOrigin = z.infer<typeof commandOrigin>;

function bodyOf<K extends CommandKind>(kind: K) {
  return z.object({ kind: z.literal(kind), request: commandRequests[kind] });
}
