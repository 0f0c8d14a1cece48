import type { CommandRequests } from '../../../domain/command/command-rules.ts';
import type { CardThing } from './oracle-lines.ts';

export type PinService = {
  readonly [K in 'change-card-pin' | 'reset-card-pin' | 'unlock-card']: {
    readonly kind: K;
    readonly request: CommandRequests[K];
  };
}['change-card-pin' | 'reset-card-pin' | 'unlock-card'];

/** Of whom the password is, what the book must know to judge. */
export interface HolderOfCard {
  /** What his personal account is. */
  readonly account: string | undefined;
  /** His birth date. */
  readonly born: string;
  /** His numbers, and those of who acts for him. */
  readonly numbers: readonly string[];
}

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
   * The holder stands there with what he must bring and a card in his hand that has a password. What is refused was no
   * try: the new password is looked at first.
   * @param most so many wrong ones lock the card
   * @param holder what his personal account is, and what a stranger knows of him
   */
  decide({ kind, request }: PinService, card: CardThing, most: number, holder: HolderOfCard): Entry | null {
    const stuck = card.held === 'locked' || card.failures >= most;
    switch (kind) {
      case 'unlock-card':
        if (!stuck) return null;
        beginAnew(card, holder.account);
        return { steps: ['unlocked'], stage: 'completed' };
      case 'reset-card-pin':
        if (isGuessed(this.#open(request.sealedPin), holder)) return null;
        beginAnew(card, holder.account);
        this.set(request.cardNumber, request.sealedPin);
        return { steps: ['pin-reported-lost', 'pin-renewed'], stage: 'completed' };
      case 'change-card-pin': {
        const pin = this.#pins.get(request.cardNumber);
        // Nobody here knows what it was.
        if (stuck || pin === undefined) return null;
        const [old, wished] = [this.#open(request.sealedOldPin), this.#open(request.sealedPin)];
        if (old === wished || isGuessed(wished, holder)) return null;
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

/** Whether a stranger would try it among the first: domain rules section 3, told by what a person would say of it. */
function isGuessed(pin: string, { born, numbers }: HolderOfCard): boolean {
  const strokes = Array.from(pin, Number);
  const steps = strokes.slice(1).map((digit, place) => (digit - (strokes[place] ?? 0) + 10) % 10);
  const [first] = steps;
  if (steps.every((step) => step === first) && (first === 0 || first === 1 || first === 9)) return true;
  if (numbers.some((number) => number.replaceAll(/[^0-9]/g, '').endsWith(pin))) return true;
  // Whether all six digits are year, month and day, one behind the other in whatever order.
  const [year = '', month = '', day = ''] = born.split('-');
  const bare = (part: string) => [part, part.replace(/^0/, '')];
  const parts = [[year, year.slice(2)], bare(month), bare(day)];
  const isMadeOf = (rest: string, left: readonly (readonly string[])[]): boolean =>
    left.some((forms, place) =>
      forms.some((form) => {
        if (!rest.startsWith(form)) return false;
        const others = left.filter((_forms, other) => other !== place);
        return rest === form ? !others.includes(parts[0] ?? []) : isMadeOf(rest.slice(form.length), others);
      }),
    );
  return isMadeOf(pin, parts);
}

/** Unlocked, a card is what its account is. */
function beginAnew(card: CardThing, account: string | undefined): void {
  card.failures = 0;
  if (card.held === 'locked') card.held = account === 'sealed' ? 'sealed' : '';
}
