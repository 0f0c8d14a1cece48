import type { IdentityDocumentKind } from '../identity/identity-document.ts';
import type { PresentedDocument } from '../records/records.ts';

/** The employer's agent 单位经办人, by his document, and how he is reached. */
export interface EmployerAgent extends PresentedDocument {
  readonly phone: string;
}

/** 受理单位批量: the employer's agent stands at the counter with the letter of introduction and the roster. */
export interface OpenEmployerBatchRequest {
  readonly batchId: string;
  /** The unified social credit code on the letter. */
  readonly employerId: string;
  readonly letterNumber: string;
  readonly letterDate: string;
  readonly agent: EmployerAgent;
  /** How many persons of the roster were found valid. */
  readonly rows: number;
}

/** 受理一名职工: one row of the roster. */
export interface AcceptBatchApplicationRequest {
  readonly batchId: string;
  readonly serviceNumber: string;
  readonly personId: string;
  /** As the roster has them. */
  readonly documentKind: IdentityDocumentKind;
  readonly documentNumber: string;
  readonly documentName: string;
}

/** 制卡完毕: nothing more comes into the batch. */
export interface CloseEmployerBatchRequest {
  readonly batchId: string;
}

/** One finished card of a batch. */
export interface BatchCard {
  readonly serviceNumber: string;
  readonly personId: string;
  readonly cardNumber: string;
  readonly blankSerial: string;
}

/** The most cards that one command hands over: a batch is handed over by several. */
export const mostCardsHandedOver = 500;

/** 整批交付: the employer's agent signs the list and takes the cards along. */
export interface HandOverBatchRequest {
  readonly batchId: string;
  readonly cards: readonly BatchCard[];
  readonly agent: PresentedDocument;
  readonly listSigned: boolean;
}

/** A service of a batch whose card was not finished. */
export interface UnfinishedBatchService {
  readonly serviceNumber: string;
  readonly personId: string;
  /** The blank that was written for it, or null. */
  readonly blankSerial: string | null;
}

/** 撤销批量: what is not made is withdrawn. */
export interface CancelEmployerBatchRequest {
  readonly batchId: string;
  readonly reason: string;
  readonly unfinished: readonly UnfinishedBatchService[];
}
