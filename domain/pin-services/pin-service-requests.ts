import type { DeskServiceRequest } from '../desk-service/desk-service.ts';
import type { PresentedAtCounter } from '../desk-service/presented-at-counter.ts';

/** 卡片解锁: the password stays what it is. */
export interface UnlockCardRequest extends DeskServiceRequest, PresentedAtCounter {
  readonly cardNumber: string;
}

/** 密码重置: the old password is forgotten. */
export interface ResetCardPinRequest extends UnlockCardRequest {
  /** base64 of the new password; nobody but the central office can open it. */
  readonly sealedPin: string;
}

/** 密码修改: the old password is known, and shown to the central office alone. */
export interface ChangeCardPinRequest extends ResetCardPinRequest {
  /** base64 of the password that the card has now. */
  readonly sealedOldPin: string;
}
