/** What the bank was asked for, as the oracle expects it. */
export interface AskedBank {
  readonly person: string;
  readonly what: string;
  readonly account: string;
  /** How often it went to the bank, and how often an answer was written: each once at most. */
  sent: number;
  answered: number;
  /** What the bank said; '' while it has said nothing. */
  outcome: string;
  /** The person does not want it any more. */
  takenBack: boolean;
  /** What he was told; '' while he was told nothing. */
  told: string;
}

/** An account at the bank. */
export function bankAccountLine(id: string, status: string): string {
  return `account at the bank ${id}: ${status}`;
}

/** A request to the bank: how often it went there, was answered, how, and what the person knows. */
export function askedLine(id: string, asked: AskedBank): string {
  const { person, what, sent, answered, outcome, takenBack, told } = asked;
  return (
    `asked the bank ${id}: ${person}, ${what}${takenBack ? ', taken back' : ''}, sent ${sent}, ` +
    `answered ${answered} ${outcome}, ${told === '' ? 'not told' : `told ${told}`}`
  );
}
