/** What the bank was asked for, as the oracle expects it. */
export interface AskedBank {
  readonly person: string;
  readonly what: string;
  readonly account: string;
  /** How often it went to the bank, and how often an answer was written: each once at most. */
  sent: number;
  answered: number;
  told: boolean;
}

/** An account at the bank. */
export function bankAccountLine(id: string, status: string): string {
  return `account at the bank ${id}: ${status}`;
}

/** A request to the bank: how often it went there, was answered, and whether the person knows. */
export function askedLine(id: string, { person, what, sent, answered, told }: AskedBank): string {
  return `asked the bank ${id}: ${person}, ${what}, sent ${sent}, answered ${answered}, ${told ? 'told' : 'not told'}`;
}
