import type { PaperPrint } from '../../domain/records/paper-print.ts';

/**
 * As what the receipt that says 中心未通过 is counted. It is another paper than the one whose place it takes: that one is to be
 * taken back, and this one is given for it.
 */
export const refusedReceipt = 'issue-receipt refused';

/** Prints that somebody at this workstation has to see to. */
export interface PrintQueries {
  /**
   * Papers that were printed at this workstation, that say what a command of this counter did and that the central office
   * has refused or set aside, and of which nobody has recorded what became of them; the oldest first. Whether the refused
   * item is still on the work list or was settled makes no difference. No paper is meant by it of which the queue said that
   * none came, that was printed before the refused command was made, or after it was settled; nor a receipt that itself
   * says that the central office has refused.
   * @param key of one item of the work list: its service, or the id of its command that belongs to none
   */
  papersToReclaim(workstationId: string, key?: string): readonly PaperPrint[];
  /** Those of them whose item is off the work list: what is to be done of them stands nowhere else. */
  papersOfSettledWork(workstationId: string): readonly PaperPrint[];
  /** Prints of a day at this workstation of which it is not known whether paper came; the oldest first. */
  printsWithoutEnd(workstationId: string, day: string): readonly PaperPrint[];
}
