/** 'open': the institution has not settled it with the fund yet. */
export type MedicalBillState = 'open' | 'settled';

/** 医疗费用结算单, as the central office has it from the settlement with the institutions; no counter changes one. */
export interface MedicalBill {
  readonly id: string;
  readonly personId: string;
  readonly institution: string;
  readonly billedOn: string;
  /** Whole fen. */
  readonly amount: number;
  readonly state: MedicalBillState;
}
