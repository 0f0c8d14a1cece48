/** One card in a parcel. */
export interface ParcelCard {
  readonly serviceNumber: string;
  readonly cardNumber: string;
}

/** 'missing': listed and not found; 'surplus': found and not listed. */
export interface ParcelDifference extends ParcelCard {
  readonly difference: 'missing' | 'surplus';
}

/** 'recalled': taken back by who sent it, `receivedAt` and `receivedBy` say when and by whom. */
export type ParcelStatus = 'sent' | 'received' | 'recalled';

/** 交接单: finished cards on their way from one office to another. */
export interface Parcel {
  readonly id: string;
  readonly fromOfficeId: string;
  readonly toOfficeId: string;
  readonly status: ParcelStatus;
  readonly cards: readonly ParcelCard[];
  readonly differences: readonly ParcelDifference[];
  readonly sentAt: string;
  readonly sentBy: string;
  readonly receivedAt: string | null;
  readonly receivedBy: string | null;
}
