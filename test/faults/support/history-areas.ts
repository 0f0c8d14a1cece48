import type {
  AreaLetter,
  OtherAreaGateway,
  TransferCase,
} from '../../../central/other-area/other-area-gateway.ts';
import {
  demonstrationAreas,
  SimulatedOtherArea,
  type AreaConduct,
} from '../../../central/other-area/simulated-other-area.ts';
import type { AreaAnswer } from '../../../domain/transfer/other-area-answers.ts';

/**
 * The other areas of a history, by the last digit of their codes as in the demonstration: one does everything right, one
 * refuses, one stays silent, one is late, one sends too little, one too much, one for somebody else, one twice, one takes
 * the relationship and not the money; and for one another sends it.
 */
export const areaCodes = [
  ...Array.from({ length: 9 }, (_unused, digit) => `31010${String(digit)}`),
  '310117',
];

/** The late one speaks only when so many questions were asked, about this or about others. */
const questions = 6;

function conductOf(about: TransferCase): AreaConduct {
  const { answersAfter, does } = demonstrationAreas(about);
  return { failures: 0, answersAfter: countOf(answersAfter), does };
}

/** A minute is long: that one is the late one. Null: it stays silent. */
function countOf(answersAfter: number | null): number | null {
  if (answersAfter === null) return null;
  return answersAfter < 60_000 ? 0 : questions;
}

/** An area has several accounts; the last digit of the one from which money came is the bank's answer when it goes back. */
function fromOneOfItsAccounts(answer: AreaAnswer, { id }: TransferCase): AreaAnswer {
  if (answer.kind !== 'remittance') return answer;
  const payerAccountNumber = `310000123456${String(3 + (Number(id.at(-1)) % 3))}`;
  return { ...answer, money: { ...answer.money, payerAccountNumber } };
}

/** They are down when they are told to be, and remember what they have said. */
export class HistoryAreas implements OtherAreaGateway {
  down = false;
  #asked = 0;
  readonly #areas = new SimulatedOtherArea(conductOf, () => this.#asked);
  readonly #said = new Map<string, AreaAnswer>();
  readonly #thinking = new Set<string>();

  send(letter: AreaLetter): Promise<void> {
    return this.down ? Promise.reject(new Error('the other area is down')) : this.#areas.send(letter);
  }

  async answers(about: TransferCase): Promise<readonly AreaAnswer[]> {
    if (this.down) throw new Error('the other area is down');
    this.#asked += 1;
    const answers = (await this.#areas.answers(about)).map((answer) => fromOneOfItsAccounts(answer, about));
    for (const answer of answers) this.#said.set(answer.id, answer);
    // Who is late will still speak; who is silent will not.
    if (answers.length > 0 || conductOf(about).answersAfter === null) this.#thinking.delete(about.id);
    else if (conductOf(about).answersAfter === questions) this.#thinking.add(about.id);
    return answers;
  }

  /** What it has said under this id. */
  said(answerId: string): AreaAnswer | undefined {
    return this.#said.get(answerId);
  }

  /** Whether it will speak if it is only asked often enough. */
  isThinking(transferId: string): boolean {
    return this.#thinking.has(transferId);
  }
}
