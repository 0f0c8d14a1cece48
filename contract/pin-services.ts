import { z } from 'zod';
import { presentedDocument, presentedRepresentative } from './presented.ts';
import { cardNumber, civilDate, identifier, serviceNumber } from './primitives.ts';

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
export const sealedPin = z.base64().max(2000);

/** 卡片解锁 as a window asks for it. The service number is the counter's. */
export const cardUnlocking = z.object(asked);

/** The services in which the password pad is turned to the person. */
export const pinEntryService = z.enum(['change-card-pin', 'reset-card-pin']);

/** 密码修改 or 密码重置 before the pad is turned: who stands there with which documents. */
export const pinEntryOpening = z.object({ ...asked, service: pinEntryService });
export type PinEntryOpening = z.infer<typeof pinEntryOpening>;

/** Whose password it is: of a card that is being handed over, or of somebody whose documents were shown for it. */
export const pinEntryAbout = z.union([z.object({ serviceNumber }), z.object({ personId: identifier })]);

/** What the pad seals with and for which card, and what a new password may not be made of: tails, no whole numbers. */
export const pinEntryFacts = z.object({
  publicKey: z.string(),
  cardNumber: z.string(),
  birthDate: civilDate,
  tails: z.array(z.string()),
});
export type PinEntryFacts = z.infer<typeof pinEntryFacts>;

/** What the pad's window sends, sealed there: the old password where one is asked for, and the new one. */
export const pinEntry = z.object({
  personId: identifier,
  sealedOldPin: sealedPin.nullable(),
  sealedPin,
});

/** The same as commands. */
export const pinServiceRequests = {
  'change-card-pin': z.object({ ...asked, serviceNumber, sealedPin, sealedOldPin: sealedPin }),
  'reset-card-pin': z.object({ ...asked, serviceNumber, sealedPin }),
  'unlock-card': z.object({ ...asked, serviceNumber }),
} as const;
