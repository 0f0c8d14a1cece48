import type { CounterVariant } from '../support/counter.ts';
import type { OfficeVariant } from '../support/office.ts';

/**
 * A mistake that somebody could make, put over the real parts from outside: the product has no switch for it. The
 * checker that does not see it proves nothing about the product either.
 */
export interface Variant {
  readonly name: string;
  readonly office?: OfficeVariant;
  /** Made anew for each counter of each history where the mistake has a memory of its own. */
  readonly counter?: () => CounterVariant;
}
