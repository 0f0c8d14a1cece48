import type { CommandRequests } from '../../../domain/command/command-rules.ts';
import type { CardThing } from './oracle-lines.ts';

export type PinService = {
  readonly [K in 'change-card-pin' | 'reset-card-pin' | 'unlock-card']: {
    readonly kind: K;
    readonly request: CommandRequests[K];
  };
}['change-card-pin' | 'reset-card-pin' | 'unlock-card'];

/** What a service of a password left in the book: its steps, and whether it came to something. */
interface Entry {
  readonly steps: readonly string[];
  readonly stage: 'completed' | 'withdrawn';
}

/**
 * The passwords as somebody would keep them who could look into every envelope, told a second time: which card has
 * which, and how often it was wrong. It shares no line with the rules of the product.
 */
export class PinBook {
  readonly #pins = new Map<string, string>();
  readonly #open: (sealed: string) => string;

  /** @param open takes what a counter sealed out of its envelope */
  constructor(open: (sealed: string) => string) {
    this.#open = open;
  }

  /** A password that was set when the card was handed over, or by its holder afterwards. */
  set(cardNumber: string, sealed: string): void {
    this.#pins.set(cardNumber, this.#open(sealed));
  }

  /**
   * The holder stands there with what he must bring and a card in his hand that has a password.
   * @param most so many wrong ones lock the card
   * @param account what his personal account is
   */
  decide(
    { kind, request }: PinService,
    card: CardThing,
    most: number,
    account: string | undefined,
  ): Entry | null {
    const stuck = card.held === 'locked' || card.failures >= most;
    switch (kind) {
      case 'unlock-card':
        if (!stuck) return null;
        beginAnew(card, account);
        return { steps: ['unlocked'], stage: 'completed' };
      case 'reset-card-pin':
        beginAnew(card, account);
        this.set(request.cardNumber, request.sealedPin);
        return { steps: ['pin-reported-lost', 'pin-renewed'], stage: 'completed' };
      case 'change-card-pin': {
        const pin = this.#pins.get(request.cardNumber);
        // Nobody here knows what it was.
        if (stuck || pin === undefined) return null;
        const [old, wished] = [this.#open(request.sealedOldPin), this.#open(request.sealedPin)];
        if (old === wished) return null;
        if (old === pin) {
          card.failures = 0;
          this.#pins.set(request.cardNumber, wished);
          return { steps: ['pin-changed'], stage: 'completed' };
        }
        card.failures += 1;
        const last = card.failures >= most;
        if (last && card.held === '') card.held = 'locked';
        return { steps: [last ? 'pin-wrong-locked' : 'pin-wrong'], stage: 'withdrawn' };
      }
      default:
        return kind satisfies never;
    }
  }
}

/** Unlocked, a card is what its account is. */
function beginAnew(card: CardThing, account: string | undefined): void {
  card.failures = 0;
  if (card.held === 'locked') card.held = account === 'sealed' ? 'sealed' : '';
}
