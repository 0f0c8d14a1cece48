/** Why insurance stops 停保: the job was left, the person moved to another pooling area, or died. */
export type SuspensionGround = 'left-employer' | 'moved-away' | 'deceased';

/** 停保: which month is the last that is paid, and why. */
export interface SuspensionDetails {
  readonly of: 'suspend-insurance';
  readonly ground: SuspensionGround;
  /** The last month that is paid, 'YYYY-MM'. */
  readonly lastMonth: string;
}

/** 续保: with an employer, or in flexible employment 灵活就业 (`employerId` null). */
export interface ResumptionDetails {
  readonly of: 'resume-insurance';
  readonly employerId: string | null;
  /** The first month that is paid again, 'YYYY-MM'. */
  readonly fromMonth: string;
  /** Contribution base per month, fen. */
  readonly base: number;
}

/** 补缴: the months that are made good, and what they cost. */
export interface BackPaymentDetails {
  readonly of: 'register-back-payment';
  readonly fromMonth: string;
  readonly toMonth: string;
  /** Contribution base per month, fen. */
  readonly base: number;
  /** Everything that is paid, fen. */
  readonly amount: number;
}

/** 密码修改 whose old password was wrong: how often it may still be tried. */
export interface WrongPinDetails {
  readonly of: 'change-card-pin';
  readonly triesLeft: number;
}

/** What a service says besides what all services say: kept whole, by the kind of service. */
export type ServiceDetails = SuspensionDetails | ResumptionDetails | BackPaymentDetails | WrongPinDetails;
