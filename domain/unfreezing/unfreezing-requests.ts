import type { PresentedAtCounter } from '../desk-service/presented-at-counter.ts';
import type { BankOutcome, BankPaper, BankRequestKind } from '../records/bank-request.ts';

/** How the person is told what the bank answered. */
export const tellingWays = ['in-person', 'telephone', 'message'] as const;

interface ServiceOfPerson {
  readonly serviceNumber: string;
  readonly personId: string;
}

/** 启封: the seal comes off account and card where the record gives cover. */
export type ReleaseAccountRequest = ServiceOfPerson & PresentedAtCounter;

/** 金融账户激活、解冻: the form and the papers that lie on the desk go to the bank. */
export type RequestBankServiceRequest = ServiceOfPerson &
  PresentedAtCounter & { readonly request: BankRequestKind; readonly papers: readonly BankPaper[] };

/** 撤回银行业务申请: the person does not want it any more. */
export interface WithdrawBankRequestRequest extends ServiceOfPerson {
  readonly reason: string;
}

/** 告知银行答复: the person has heard what the bank says. */
export interface RecordBankAnswerToldRequest extends ServiceOfPerson {
  readonly way: (typeof tellingWays)[number];
  /**
   * What he was told, as this counter had it from the central office: it stands where that office has lost the answer
   * with a restore. Older counters do not say it.
   */
  readonly outcome?: BankOutcome | undefined;
}
