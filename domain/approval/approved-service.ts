import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import type { Refusal } from '../command/refusal.ts';
import type { UsedParameter } from '../parameters/pooling-area-parameter.ts';
import type { Approval } from '../records/approval.ts';
import type { Change } from '../records/change.ts';

/** What is about to be carried out, reckoned anew from the records at hand. */
export interface CarriedOut {
  /** What leaves now, fen: what the second person has seen must be the same. */
  readonly amount: number;
  /** Where it goes: `destinationText`, which the second person signs with the amount; '' where it stays here. */
  readonly destination: string;
  /** The effects at a counter until the central office has decided: no money moves by them. */
  readonly here: readonly Change[];
  /** The effects at the central office: entries, payments, the end of the account and of the card. */
  readonly there: readonly Change[];
  readonly used: readonly UsedParameter[];
}

/** What a kind of service does when it is approved or refused; each is a file of its service. */
export interface ApprovedService {
  /** The facts besides the sheet and who decides. */
  needs(
    request: { readonly serviceNumber: string; readonly personId: string },
    context: CommandContext,
  ): readonly Lookup[];
  /** Decides again, on what is true now, whether it may be carried out: every effect or every refusal. */
  carryOut(
    facts: Facts,
    approval: Approval,
    context: CommandContext,
  ): CarriedOut | { readonly refusals: readonly Refusal[] };
  /** What becomes of the service when the second person refuses: it goes back to who entered it, and keeps everything. */
  sendBack(facts: Facts, approval: Approval, context: CommandContext, reason: string): readonly Change[];
}
