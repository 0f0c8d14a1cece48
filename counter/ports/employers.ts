import type { ContributionPeriod, Employer, InsuredPerson } from '../../domain/records/records.ts';

/** Somebody whom an employer insures, as a list shows him. */
export type InsuredRow = Pick<
  InsuredPerson,
  'id' | 'name' | 'documentNumber' | 'insuranceStatus' | 'retiredFrom' | 'deceasedOn'
>;

/** What he was paid for, as far as arrears ask for it. */
export type PaidRow = Pick<InsuredRow, 'id' | 'retiredFrom' | 'deceasedOn'> &
  Pick<ContributionPeriod, 'employerId' | 'fromMonth' | 'toMonth'>;

/** A registration with the employer, and the day of hiring that it was made for; null where none was recorded. */
export interface RegistrationRow {
  readonly personId: string;
  readonly registeredOn: string;
  readonly hiredOn: string | null;
}

/** What the page of an employer asks of the storage. */
export interface EmployerQueries {
  employers(): readonly Pick<Employer, 'id' | 'name' | 'active'>[];
  countInsured(employerId: string): number;
  /** In the order of their names in pinyin. */
  insuredOf(employerId: string, skip: number, limit: number): readonly InsuredRow[];
  /** These of them, in the same order. */
  insuredAmong(personIds: readonly string[], skip: number, limit: number): readonly InsuredRow[];
  /** One row for each period of everybody who is with the employer now, person by person. */
  paidOf(employerId: string): readonly PaidRow[];
  /** The registrations of those who are with the employer now. */
  registrationsOf(employerId: string): readonly RegistrationRow[];
}
