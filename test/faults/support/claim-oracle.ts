import type { CommandBody } from '../../../domain/command/command-rules.ts';
import type { Service } from './oracle-lines.ts';

/** Money that the bank has paid and that is claimed from whoever got it. */
interface Claim {
  readonly person: string;
  /** What was posted together, and is claimed. */
  readonly group: string;
  /** By which the money had left. */
  readonly by: ReadonlySet<string>;
  readonly amount: number;
  /** What posts it; null until somebody has approved it. */
  posted: string | null;
  /** The account was closed, and is kept for it. */
  reopened: boolean;
  /** What was paid back and stands, by the group that posts it. */
  readonly repaid: Map<string, { readonly reference: string; readonly amount: number }>;
  over: boolean;
}

/** So often one reference of the bank is recorded, when each time but the last was a mistake. */
const mostRecordings = 5;

/**
 * What is owed to the fund, told a second time and as simply as it can be: claimed once at a time, owed until it is paid back;
 * what was paid back by mistake is owed again, and what was claimed by mistake nobody owes. It shares no line with the
 * rules of the product.
 */
export class ClaimBook {
  readonly #claims = new Map<string, Claim>();
  /** How often money of a reference was recorded, and whether it stands. */
  readonly #references = new Map<string, { times: number; stands: boolean }>();
  readonly #services: Map<string, Service>;
  readonly #accounts: Map<string, string>;

  constructor(services: Map<string, Service>, accounts: Map<string, string>) {
    this.#services = services;
    this.#accounts = accounts;
  }

  ask(service: string, asked: Pick<Claim, 'person' | 'group' | 'by' | 'amount'>): void {
    const rest = { posted: null, reopened: false, repaid: new Map<string, never>(), over: false };
    this.#claims.set(service, { ...asked, ...rest });
  }

  /** The group that a service claims; undefined where it is no claim. */
  claimedBy(service: string): string | undefined {
    return this.#claims.get(service)?.group;
  }

  isPosted(service: string): boolean {
    return (this.#claims.get(service)?.posted ?? null) !== null;
  }

  /** What others claim of the money that has left by these services, whichever of its entries they have named. */
  claimedOf(by: ReadonlySet<string>, own: string): number {
    return [...this.#claims]
      .filter(([id, claim]) => id !== own && !claim.over && [...claim.by].some((one) => by.has(one)))
      .reduce((sum, [, { amount }]) => sum + amount, 0);
  }

  /** Somebody else has approved it: an account that was closed is kept for what is owed, until it is paid to the right one. */
  post(service: string, command: string): void {
    const claim = this.#claims.get(service);
    if (claim === undefined) return;
    claim.posted = command;
    claim.reopened = this.#accounts.get(claim.person) === 'closed';
    if (claim.reopened) this.#accounts.set(claim.person, 'sealed');
    this.#services.get(service)?.steps.push('recovery-claimed');
  }

  /** The second person does not sign it: who still wants it asks anew. */
  sendBack(service: string): void {
    const claim = this.#claims.get(service);
    if (claim !== undefined) claim.over = true;
  }

  /**
   * Somebody pays back what he owes, or a part of it: once by each reference, and no more than is owed.
   * @param leftOn on which day had left what is claimed
   * @returns the group that posts it; null where it is refused
   */
  repay(
    request: Extract<CommandBody, { readonly kind: 'record-claim-repayment' }>['request'],
    day: string,
    leftOn: (group: string) => string | undefined,
  ): string | null {
    const { serviceNumber, personId, payerName, bankReference: reference, amount, receivedOn } = request;
    const claim = this.#claims.get(serviceNumber);
    const service = this.#services.get(serviceNumber);
    if (service === undefined || claim?.person !== personId || claim.posted === null) return null;
    if (claim.over || payerName === '' || reference === '') return null;
    const before = this.#references.get(reference) ?? { times: 0, stands: false };
    if (before.stands || before.times >= mostRecordings) return null;
    const owed = owedOf(claim);
    const left = leftOn(claim.group);
    if (amount < 1 || amount > owed || receivedOn > day || left === undefined || receivedOn < left)
      return null;
    const times = before.times + 1;
    this.#references.set(reference, { times, stands: true });
    const group = times === 1 ? `repayment/${reference}` : `repayment/${reference}/again-${String(times)}`;
    claim.repaid.set(group, { reference, amount });
    const isWhole = amount === owed;
    service.steps.push(isWhole ? 'repayment-completed' : 'repayment-recorded');
    if (isWhole) {
      service.stage = 'completed';
      service.open = false;
    }
    return group;
  }

  /** What was recorded as paid back by what was posted together; null where that is something else, or stands no more. */
  repaidBy(group: string): number | null {
    return this.#repaymentOf(group)?.amount ?? null;
  }

  /** Whether what was posted together is a claim of which something was paid back: it is right as far as that. */
  isRepaid(group: string): boolean {
    return (this.#claimOf(group)?.[1].repaid.size ?? 0) > 0;
  }

  /** What was posted together has gone back, and with it whatever it was for a claim. */
  reverse(group: string, balance: number): void {
    const repaid = this.#repaymentOf(group);
    if (repaid !== undefined) {
      // So much is owed again, and the money that really came has its reference.
      repaid.claim.repaid.delete(group);
      const reference = this.#references.get(repaid.reference);
      if (reference !== undefined) reference.stands = false;
      repaid.service.steps.push('repayment-reversed');
      repaid.service.stage = 'accepted';
      repaid.service.open = true;
    }
    const [id, claim] = this.#claimOf(group) ?? [];
    const service = this.#services.get(id ?? '');
    if (claim === undefined || service === undefined) return;
    claim.over = true;
    service.steps.push('recovery-reversed');
    service.stage = 'withdrawn';
    service.open = false;
    // It was open for this alone.
    const isKept = claim.reopened && this.#accounts.get(claim.person) === 'sealed';
    if (isKept && balance === 0) this.#accounts.set(claim.person, 'closed');
  }

  #claimOf(group: string): readonly [string, Claim] | undefined {
    return [...this.#claims].find(([, { posted }]) => posted === group);
  }

  #repaymentOf(group: string) {
    for (const [id, claim] of this.#claims) {
      const repaid = claim.repaid.get(group);
      const service = this.#services.get(id);
      if (repaid !== undefined && service !== undefined) return { ...repaid, claim, service };
    }
    return undefined;
  }
}

function owedOf({ amount, repaid }: Claim): number {
  return [...repaid.values()].reduce((owed, one) => owed - one.amount, amount);
}
