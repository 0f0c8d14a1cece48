import { addMonths, monthsBetween } from '../../domain/calendar/month.ts';
import { yuanInCapitals } from '../../domain/money/yuan-in-capitals.ts';
import type { InformationSheet } from '../../domain/records/relationship-transfer.ts';
import type { AreaAnswer } from '../../domain/transfer/other-area-answers.ts';
import type { AreaLetter, OtherAreaGateway, TransferCase } from './other-area-gateway.ts';

/** How a simulated area behaves towards one transfer. */
export interface AreaConduct {
  /** It cannot be reached for so many of the first calls about this transfer. */
  readonly failures: number;
  /** It answers so many milliseconds after it was asked first; null: it stays silent. */
  readonly answersAfter: number | null;
  readonly does:
    | 'right'
    | 'refuses'
    | 'refuses-money'
    | 'too-little'
    | 'too-much'
    | 'other-person'
    | 'other-area'
    | 'twice';
}

/** What chooses the conduct: the same for the same transfer at any time. */
export type AreaRule = (about: TransferCase) => AreaConduct;

const right: AreaConduct = { failures: 0, answersAfter: 2_000, does: 'right' };

/**
 * The demonstration's rule, by the last digit of the area's code: 0 does everything right, as whole cities (330100, 310000)
 * do; 1 refuses; 2 stays silent; 3 takes a minute; 4 sends too little and the rest when it is asked; 5 sends too much;
 * 6 sends money for somebody else, and the right money when it is asked; 7 sends it twice; 8 takes the relationship and not
 * the money; 9 is reached at the fourth call only. For 17 (330117) an area sends the money that nobody has asked, and the
 * right one when it is asked.
 */
export const demonstrationAreas: AreaRule = ({ areaCode }) => {
  if (areaCode.endsWith('17')) return { ...right, does: 'other-area' };
  switch (areaCode.at(-1)) {
    case '1':
      return { ...right, does: 'refuses' };
    case '2':
      return { ...right, answersAfter: null };
    case '3':
      return { ...right, answersAfter: 60_000 };
    case '4':
      return { ...right, does: 'too-little' };
    case '5':
      return { ...right, does: 'too-much' };
    case '6':
      return { ...right, does: 'other-person' };
    case '7':
      return { ...right, does: 'twice' };
    case '8':
      return { ...right, does: 'refuses-money' };
    case '9':
      return { ...right, failures: 3 };
    case undefined:
    default:
      return right;
  }
};

class OtherAreaUnreachableError extends Error {
  constructor() {
    super('the other area cannot be reached');
    this.name = 'OtherAreaUnreachableError';
  }
}

/** How long the simulated insurance elsewhere lasted, months, and at what base per month, fen. */
const monthsElsewhere = 36;
const baseElsewhere = 450_000;

/** What is too much, fen. */
const excess = 10_000;

/** The area that sends what nobody has asked it for. */
const unaskedArea = '640181';

/**
 * Other areas in memory. They forget with the process when they were asked first and what they said; what they answer
 * follows from the transfer, the letters about it and the record as it was without its months, so that a central office that
 * was started anew, or brought back to an earlier state, hears the same.
 */
export class SimulatedOtherArea implements OtherAreaGateway {
  readonly #rule: AreaRule;
  readonly #now: () => number;
  readonly #letters = new Map<string, AreaLetter>();
  readonly #asked = new Map<string, number>();
  readonly #calls = new Map<string, number>();
  readonly #answered = new Map<string, AreaAnswer>();
  /** Every letter that was handed over, as often as it was. */
  readonly handedOver: AreaLetter[] = [];

  constructor(rule: AreaRule = demonstrationAreas, now: () => number = Date.now) {
    this.#rule = rule;
    this.#now = now;
  }

  /** How many letters it has: one that came twice is one. */
  get letters(): number {
    return this.#letters.size;
  }

  send(letter: AreaLetter): Promise<void> {
    return this.#reached(letter.about, () => {
      this.handedOver.push(letter);
      this.#letters.set(letter.id, letter);
      this.#askedAt(letter.about);
    });
  }

  answers(about: TransferCase): Promise<readonly AreaAnswer[]> {
    return this.#reached(about, () => {
      const { answersAfter, does } = this.#rule(about);
      if (answersAfter === null || this.#now() - this.#askedAt(about) < answersAfter) return [];
      const answers = about.direction === 'out' ? answersOut(about, does) : answersIn(about, does);
      return answers.map((answer) => this.#firstWord(about, answer));
    });
  }

  /** What was once answered is told again as it was, whatever the record here has become since. */
  #firstWord({ county }: TransferCase, answer: AreaAnswer): AreaAnswer {
    const key = `${county} ${answer.id}`;
    const first = this.#answered.get(key) ?? answer;
    this.#answered.set(key, first);
    return first;
  }

  #askedAt({ id, county }: TransferCase): number {
    const key = `${county} ${id}`;
    const at = this.#asked.get(key) ?? this.#now();
    this.#asked.set(key, at);
    return at;
  }

  /** A call that comes through, or fails as often as the rule says. */
  #reached<T>(about: TransferCase, work: () => T): Promise<T> {
    const key = `${about.county} ${about.id}`;
    const calls = (this.#calls.get(key) ?? 0) + 1;
    this.#calls.set(key, calls);
    return calls <= this.#rule(about).failures
      ? Promise.reject(new OtherAreaUnreachableError())
      : Promise.resolve(work());
  }
}

/** To somebody who leaves: whether he is taken, and when the money is there, what becomes of it. */
function answersOut(about: TransferCase, does: AreaConduct['does']): readonly AreaAnswer[] {
  const { id, amount } = about;
  if (!has(about, 'information-sheet')) return [];
  if (does === 'refuses') {
    const reasonText = '该人员未在我统筹区参保登记，请本人先办理参保登记';
    return [{ id: `${id}.no`, kind: 'refused', reasonCode: 'NOT-REGISTERED', reasonText }];
  }
  const taken: AreaAnswer = { id: `${id}.yes`, kind: 'accepted' };
  if (!has(about, 'remittance-advice')) return [taken];
  if (does !== 'refuses-money' || amount === 0) return [taken, { id: `${id}.end`, kind: 'received' }];
  const reasonText = '我统筹区不接收个人账户资金转入，请由转出地支付给本人';
  return [
    taken,
    { id: `${id}.no-money`, kind: 'money-refused', reasonCode: 'NO-MONEY', reasonText },
    money(about, 'back', amount),
  ];
}

/** To somebody who comes: his sheet and the money, or why not. */
function answersIn(about: TransferCase, does: AreaConduct['does']): readonly AreaAnswer[] {
  const { id } = about;
  if (!has(about, 'contact-letter')) return [];
  if (does === 'refuses') {
    const reasonText = '该人员在我统筹区存在单位欠费，补缴后方可办理转移';
    return [{ id: `${id}.no`, kind: 'refused', reasonCode: 'ARREARS', reasonText }];
  }
  const sheet = sheetOf(about);
  const told: AreaAnswer = { id: `${id}.sheet`, kind: 'sheet', sheet };
  const { balance } = sheet;
  const asked = has(about, 'question');
  switch (does) {
    case 'right':
    case 'refuses-money':
      return [told, money(about, '1', balance)];
    case 'too-little': {
      const first = Math.floor(balance * 0.9);
      return [told, money(about, '1', first), ...(asked ? [money(about, '2', balance - first)] : [])];
    }
    case 'too-much':
      return [told, money(about, '1', balance + excess)];
    case 'other-person':
      return [
        told,
        money(about, '1', balance, { payeeName: '王建国', payeeNumber: '440524188001010014' }),
        ...(asked ? [money(about, '2', balance)] : []),
      ];
    case 'other-area':
      return [
        told,
        money({ ...about, areaCode: unaskedArea }, '1', balance),
        ...(asked ? [money(about, '2', balance)] : []),
      ];
    case 'twice':
      return [told, money(about, '1', balance), money(about, '2', balance)];
    default:
      return does satisfies never;
  }
}

function has({ letters }: TransferCase, kind: AreaLetter['kind']): boolean {
  return letters.some((letter) => letter.kind === kind);
}

type Money = Extract<AreaAnswer, { readonly kind: 'remittance' }>['money'];

function money(about: TransferCase, which: string, amount: number, fields: Partial<Money> = {}): AreaAnswer {
  const { id, areaCode, name, documentNumber } = about;
  return {
    id: `${id}.m${which}`,
    kind: 'remittance',
    money: {
      amount,
      payerAreaCode: areaCode,
      payerName: '医疗保障基金管理中心',
      payerBankName: '示范银行',
      // Each area has its own, for ever.
      payerAccountNumber: `${areaCode}16735000000001`,
      payeeName: name,
      payeeNumber: documentNumber,
      reference: id,
      ...fields,
    },
  };
}

/** Three years before the first month paid here, and a balance that follows from the number of the transfer. */
function sheetOf({
  id,
  areaCode,
  name,
  documentKind,
  documentNumber,
  paidHereFrom,
}: TransferCase): InformationSheet {
  const toMonth = addMonths(paidHereFrom ?? '2026-01', -1);
  const fromMonth = addMonths(toMonth, 1 - monthsElsewhere);
  const balance = 100_000 + (Number(id.replace(/\D/g, '').slice(-7)) % 400_000);
  const paidMonths = monthsBetween(fromMonth, toMonth) + 1;
  return {
    name,
    documentKind,
    documentNumber,
    insuranceKind: '310',
    months: [{ areaCode, fromMonth, toMonth, base: baseElsewhere }],
    paidMonths,
    paidMonthsHere: paidMonths,
    benefitsFrom: addMonths(fromMonth, 1),
    benefitsUntil: addMonths(toMonth, 1),
    balance,
    balanceInCapitals: yuanInCapitals(balance),
    arrears: 'none',
    issuedOn: acceptedOn(id) ?? `${addMonths(toMonth, 1)}-01`,
  };
}

/** The day in the number of a service (330199-20261127-002-0001): the other area answers at once, and the same whenever it is asked. */
function acceptedOn(id: string): string | undefined {
  const day = /^\d{6}-(\d{4})(\d{2})(\d{2})-/.exec(id);
  return day === null ? undefined : day.slice(1).join('-');
}
