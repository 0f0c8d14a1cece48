/** Answers of the bank of which the person has not heard, to requests that an office has taken. */
export interface BankQueries {
  /** The numbers of the services, those that have waited longest first. */
  bankAnswersToTell(officeId: string, skip: number, limit: number): readonly string[];
  countBankAnswersToTell(officeId: string): number;
}
