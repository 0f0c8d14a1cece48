/** One card with the service that it was made for. */
export interface CardOfService {
  readonly serviceNumber: string;
  readonly cardNumber: string;
}

/** The most cards that one parcel holds. */
export const largestParcel = 200;
/** The most cards that are found in one: also what is not on its list. */
export const mostScanned = 2 * largestParcel;

/** 交接发出: finished cards go to the office where they are collected. */
export interface SendParcelRequest {
  readonly parcelId: string;
  readonly toOfficeId: string;
  readonly cards: readonly CardOfService[];
}

/** 交接接收: what was in the parcel when it was opened, card by card, by scan. */
export interface ReceiveParcelRequest {
  readonly parcelId: string;
  readonly scanned: readonly CardOfService[];
}

/** 补收: one card that came without its parcel, or late. */
export interface ReceiveCardRequest extends CardOfService {
  readonly personId: string;
}

/** 重制: a card that was sent and never arrived is cancelled and made anew. */
export interface RemakeMissingCardRequest extends CardOfService {
  readonly personId: string;
  readonly blankSerial: string;
  readonly reason: string;
}

/** 撤回交接: the office that sent a parcel takes it back, because the other is closed or cannot say what came. */
export interface RecallParcelRequest {
  readonly parcelId: string;
  readonly reason: string;
}

/** 改在本处领取: a card that was taken back is handed over where it lies. */
export interface CollectHereRequest extends CardOfService {
  readonly personId: string;
  readonly reason: string;
}

export const notificationWays = ['telephone', 'message', 'in-person'] as const;

/** 通知: the holder was told that his card is there. */
export interface RecordNotificationRequest {
  readonly serviceNumber: string;
  readonly personId: string;
  readonly way: (typeof notificationWays)[number];
}
