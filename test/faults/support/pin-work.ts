import type { CommandKind } from '../../../domain/command/command-rules.ts';
import { guardian } from '../../../domain/testing/county.ts';
import { ownDocument } from '../../../domain/testing/loss.ts';
import type { Situation, Tried } from './situation.ts';
import { codeOf } from './told.ts';

export type PinServiceKind = Extract<CommandKind, 'change-card-pin' | 'reset-card-pin' | 'unlock-card'>;

/** Passwords that a person takes one after the other; the first is the one with which cards are handed over here. */
const pins = ['285713', '739164', '604827'] as const;

/** On these turns a person with a card in his hand comes for its password. */
const changeTurn = 12;
const helpTurn = 11;

/** How a clerk comes to each service of a password; what is typed goes by how often the person was here. */
export const pinWork: { readonly [K in PinServiceKind]: (situation: Situation) => Tried } = {
  'change-card-pin': (situation) => {
    const visits = situation.page.services.length;
    return typed(situation, 'change-card-pin', pinOf(visits), pinOf(visits + 1));
  },
  'reset-card-pin': (situation) =>
    typed(situation, 'reset-card-pin', null, pinOf(situation.page.services.length)),
  async 'unlock-card'(situation) {
    return codeOf(await situation.counter.ask('unlockCard', asked(situation)));
  },
};

/** What the person's card needs on this turn, or null. */
export function pinServiceFor({ page, turn }: Situation): PinServiceKind | null {
  const card = heldCard(page);
  if (card === undefined || (turn !== changeTurn && turn !== helpTurn)) return null;
  if (turn === changeTurn) return 'change-card-pin';
  return card.status === '3' && page.services.length % 2 === 0 ? 'unlock-card' : 'reset-card-pin';
}

/** What a clerk sees of earlier tries, for a history to be known as one in which they happened. */
export function triesSeen({ page }: Situation): readonly string[] {
  const steps = page.services.flatMap((service) => service.steps.map(({ step }) => step));
  return ['pin-changed', 'pin-wrong', 'pin-wrong-locked'].filter((step) => steps.includes(step));
}

async function typed(
  situation: Situation,
  service: 'change-card-pin' | 'reset-card-pin',
  old: string | null,
  wished: string,
): Tried {
  const { counter, personId } = situation;
  const opened = await counter.ask('openPinEntry', { ...asked(situation), service });
  return opened.ok ? codeOf(await counter.enterPin({ personId, old }, wished)) : codeOf(opened);
}

function asked({ page, personId }: Situation) {
  const who =
    page.age < 16
      ? ({ channel: 'guardian', representative: guardian } as const)
      : ({ channel: 'in-person', representative: null } as const);
  const cardNumber = heldCard(page)?.cardNumber ?? '';
  return { personId, cardNumber, document: ownDocument, photoCompared: true, ...who };
}

function heldCard(page: Situation['page']) {
  return page.cards.find(({ status }) => status !== null && status !== '9');
}

function pinOf(number: number): string {
  return pins[number % pins.length] ?? pins[0];
}
