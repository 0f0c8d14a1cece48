/** Papers that whoever holds one can check at the central office's public page: 交易明细 and 参保凭证 (domain rules section 7). */
export const registeredPaperKinds = ['statement', 'insurance-certificate'] as const;
export type RegisteredPaperKind = (typeof registeredPaperKinds)[number];

/** standing: it holds; withdrawn: what it says was taken back; replaced: another paper says it now. */
export const registeredPaperStates = ['standing', 'withdrawn', 'replaced'] as const;
export type RegisteredPaperState = (typeof registeredPaperStates)[number];

/**
 * 可核验纸件: what the central office knows of a paper that left the counter. Its id is the number of the service that
 * made it, which is printed on it. Which sheets of paper were printed of it is told by `PaperPrint`.
 */
export interface RegisteredPaper {
  readonly id: string;
  readonly kind: RegisteredPaperKind;
  readonly personId: string;
  readonly officeId: string;
  /** SHA-256 of the canonical JSON of everything the paper says, lower-case hex (domain/registered-paper/). */
  readonly contentHash: string;
  readonly registeredAt: string;
  /** 核验码, given by the central office alone; null until it has: the paper says that it is provisional. */
  readonly code: string | null;
  readonly state: RegisteredPaperState;
  /** When it was withdrawn or replaced; null while it stands. */
  readonly stateAt: string | null;
  /** The number of the paper that says it now; null unless replaced. */
  readonly replacedBy: string | null;
}
