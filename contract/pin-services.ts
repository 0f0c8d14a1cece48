import { z } from 'zod';
import { presentedDocument, presentedRepresentative } from './presented.ts';
import { cardNumber, identifier, serviceNumber } from './primitives.ts';

/** Who stands at the counter for which card. */
const asked = {
  personId: identifier,
  cardNumber,
  channel: z.enum(['in-person', 'agent', 'guardian']),
  document: presentedDocument,
  representative: presentedRepresentative.nullable(),
  photoCompared: z.boolean(),
};
/** base64 of what the central office alone can open. */
const sealedPin = z.base64().max(2000);

/** 卡片解锁 as a window asks for it. The service number is the counter's. */
export const cardUnlocking = z.object(asked);

/** The services in which the password pad is turned to the person. */
export const pinEntryService = z.enum(['change-card-pin', 'reset-card-pin']);

/** 密码修改 or 密码重置 before the pad is turned: who stands there with which documents. */
export const pinEntryOpening = z.object({ ...asked, service: pinEntryService });
export type PinEntryOpening = z.infer<typeof pinEntryOpening>;

const entry = z.string().max(12);

/** What the pad's window sends: the old password where one is asked for, and the new one twice. */
export const pinEntry = z.object({
  personId: identifier,
  old: entry.nullable(),
  first: entry,
  second: entry,
});

/** The same as commands. */
export const pinServiceRequests = {
  'change-card-pin': z.object({ ...asked, serviceNumber, sealedPin, sealedOldPin: sealedPin }),
  'reset-card-pin': z.object({ ...asked, serviceNumber, sealedPin }),
  'unlock-card': z.object({ ...asked, serviceNumber }),
} as const;
