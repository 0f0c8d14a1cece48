import type {
  ChangeCardPinRequest,
  ResetCardPinRequest,
  UnlockCardRequest,
} from '../pin-services/pin-service-requests.ts';
import { change } from '../records/change.ts';
import { inWriting, published } from './loss.ts';

/** What the pooling area has settled of passwords, and requests in which nothing is missing. */
export const pinParameters = [
  change('poolingAreaParameter', published('pin-tries', '3')),
  change('poolingAreaParameter', published('pin-reset-by-agent', 'no')),
];

export const unlocking: UnlockCardRequest = inWriting;
export const resetting: ResetCardPinRequest = { ...inWriting, sealedPin: 'TkVX' };
export const changing: ChangeCardPinRequest = { ...resetting, sealedOldPin: 'T0xE' };
