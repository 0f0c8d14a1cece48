import type { PresentedAtCounter } from '../desk-service/presented-at-counter.ts';
import type { PresentedDocument } from '../records/records.ts';
import type { ContributionEffect } from './contribution-effect.ts';

/** An employer asks for its own people, by its agent with a letter of introduction. */
export interface AskedByEmployer {
  readonly channel: 'employer';
  readonly employerId: string;
  readonly letterNumber: string;
  readonly letterDate: string;
  readonly agent: PresentedDocument & { readonly phone: string };
}

/** Whoever reports a death brings the certificate; the dead authorise nobody. */
export interface AskedAfterDeath {
  readonly channel: 'death-report';
  readonly reporter: PresentedDocument & { readonly relation: string; readonly phone: string };
  readonly deceasedOn: string;
  /** Number of the death certificate 死亡医学证明（推断）书, or of the court's declaration. */
  readonly certificate: string;
}

/** The person, his agent or guardian, or his employer's agent. */
export type Asker = PresentedAtCounter | AskedByEmployer;

interface ContributionService {
  readonly serviceNumber: string;
  readonly personId: string;
}

/**
 * 停保. Who leaves an employer (or his own flexible employment: null) ends what is paid there and nothing else; who moves
 * away or dies, everything. Whose payment ends may be left unsaid where only one goes on.
 */
export type SuspendInsuranceRequest = ContributionService &
  (
    | {
        readonly ground: 'left-employer';
        readonly employerId?: string | null | undefined;
        /** The last month that is paid. */
        readonly lastMonth: string;
        readonly asker: Asker;
      }
    | { readonly ground: 'moved-away'; readonly lastMonth: string; readonly asker: Asker }
    | {
        readonly ground: 'deceased';
        /** Null where nobody pays any more: then the record says which month was the last. */
        readonly lastMonth: string | null;
        readonly asker: AskedAfterDeath;
      }
  );

/** Who pays from now on. */
export type Employment =
  | { readonly manner: 'employer'; readonly employerId: string; readonly hiredOn: string }
  | { readonly manner: 'flexible' };

/** 续保. */
export interface ResumeInsuranceRequest extends ContributionService {
  readonly employment: Employment;
  /** The first month that is paid again. */
  readonly fromMonth: string;
  /** Fen a month. */
  readonly base: number;
  readonly asker: Asker;
}

/** 补缴: which months, on which base, and what the clerk was shown of it before he confirmed. */
export interface RegisterBackPaymentRequest extends ContributionService {
  readonly fromMonth: string;
  readonly toMonth: string;
  /** Fen a month. */
  readonly base: number;
  /** Whose arrears they are; null in flexible employment. */
  readonly employerId: string | null;
  readonly seen: { readonly amount: number; readonly effect: ContributionEffect };
  readonly asker: Asker;
}
