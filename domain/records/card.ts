/** AAZ502: 0 sealed, 1 normal, 2 formally lost, 3 locked, 4 provisionally lost, 9 cancelled. */
export type CardStatus = '0' | '1' | '2' | '3' | '4' | '9';

/** What a card can be when its loss is reported: sealed, normal or locked. */
export type StatusBeforeLoss = '0' | '1' | '3';

/** The making of a card: 00 initial … 09 cancelled (domain/card/card-status.ts has the moves). */
export type CardMaking = '00' | '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09';

/** 01 new, 05 lost, 06 exchange, 07 warranty. */
export type CardApplicationType = '01' | '05' | '06' | '07';

/** 社会保障卡; its id is the card number 社会保障卡卡号 (one letter and eight digits). */
export interface Card {
  readonly id: string;
  readonly personId: string;
  readonly blankSerial: string;
  readonly bankCardNumber: string;
  /** Null until the card is handed over: a card in production is not yet anybody's valid card. */
  readonly status: CardStatus | null;
  readonly making: CardMaking;
  readonly applicationType: CardApplicationType;
  readonly serviceId: string | null;
  /** Where the card lies while it is being made and sent; where it was handed over afterwards. */
  readonly officeId: string;
  readonly issuedOn: string | null;
  readonly pinSet: boolean;
  /** The last day of a provisional loss report (口头挂失), by the parameter that held on its day; otherwise null. */
  readonly lossExpiresOn: string | null;
  /** What the card goes back to when the report of its loss is lifted or over; null unless a report was made. */
  readonly statusBeforeLoss: StatusBeforeLoss | null;
  /** Wrong passwords one after the other, as the central office has counted them; none after a right one. */
  readonly pinFailures: number;
}

/** 'announced': on its way from the card maker; 'missing': not found at a count, explained by a supervisor. */
export type BlankCardStatus =
  | 'announced'
  | 'in-stock'
  | 'in-transit'
  | 'in-production'
  | 'issued'
  | 'spoiled'
  | 'returned'
  | 'destroyed'
  | 'missing';

/** A blank card 空白卡 of the stock; its id is the serial printed on it. Card and bank number come with the blank. */
export interface BlankCard {
  readonly id: string;
  readonly cardNumber: string;
  readonly bankCardNumber: string;
  readonly officeId: string;
  /** The workstation the blank was handed to, or null while it lies in the office's safe. */
  readonly workstationId: string | null;
  readonly status: BlankCardStatus;
  readonly serviceId: string | null;
  /** The day of the last move, for the sentence "used on … at …". */
  readonly changedOn: string;
}
