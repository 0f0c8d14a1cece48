import type { CommandOrigin } from '../../../contract/commands.ts';
import type { CommandBody } from '../../../domain/command/command-rules.ts';
import type { CalendarYear } from '../../../domain/records/records.ts';
import type { RelationshipTransfer } from '../../../domain/records/relationship-transfer.ts';
import type { AreaAnswer } from '../../../domain/transfer/other-area-answers.ts';
import type { CardThing, Service } from './oracle-lines.ts';
import { paperLine } from './paper-lines.ts';
import type { PaymentDesk, Posted } from './payment-oracle.ts';
import { comesRightly, type PersonAtTheCounter } from './people-at-the-counter.ts';
import { moneyLine, transferLine, type MoneyThing, type TransferThing } from './transfer-lines.ts';
import type { TransferKind } from './transfer-work.ts';

type SheetKind = 'transfer-out' | 'remittance-return';

/** What the oracle shares with this part of it. */
interface Shared {
  readonly services: Map<string, Service>;
  readonly cards: Map<string, CardThing>;
  readonly people: ReadonlyMap<string, PersonAtTheCounter>;
  readonly dead: ReadonlyMap<string, boolean>;
  readonly accounts: Map<string, string>;
  readonly newService: (person: string, origin: CommandOrigin) => Service;
  /** Whether his account is sealed although he was covered on this day and still is. */
  readonly isSealWrong: (person: string, day: string) => boolean;
  readonly insurance: {
    isInsured(person: string): boolean;
    stoppedIn(person: string): string | null;
    owes(person: string, day: string): boolean;
    paidMonths(person: string, day: string): number;
    join(
      person: string,
      transfer: string,
      months: readonly { fromMonth: string; toMonth: string; base: number; areaCode: string }[],
    ): void;
    leave(person: string): void;
  };
  readonly ledger: {
    isOfOffice(clerk: string, office: string): boolean;
    isSigned(sealed: string, text: string, destination?: string): boolean;
    balanceOf(person: string): number;
    post(posted: Posted): void;
    noteAccepted(service: string, by: string): void;
    openSheet(
      kind: SheetKind,
      service: string,
      person: string,
      office: string,
      by: string,
      amount: number,
    ): string;
    withdrawSheet(kind: SheetKind, service: string, reason: string): void;
    countSheets(service: string): number;
  };
  readonly payments: PaymentDesk;
  /** Whether the person's balance is being paid out. */
  readonly isPaidOut: (person: string) => boolean;
  /** The seal of account and card follows what the months say. */
  readonly follow: (person: string, day: string) => void;
  /** What the other area has said under an id. */
  readonly said: (answer: string) => AreaAnswer | undefined;
}

/** Days on which an office works, after which it must have done its part: leaving, coming, and from sheet and money on. */
const daysOut = 10;
const daysTogether = 15;
const daysIn = 5;

/**
 * Relationships on their way, told a second time and as simply as it can be (医保办发〔2021〕43号): who has stopped and owes nothing
 * leaves with his whole balance when a second person has signed, and is of this place until the other has him; who comes gets
 * what his sheet says, from money that is his, and every other fen goes back. It shares no line with the rules of the product.
 */
export class TransferRoom {
  readonly #transfers = new Map<string, TransferThing>();
  readonly #money = new Map<string, MoneyThing>();
  readonly #years: CalendarYear[] = [];
  readonly #shared: Shared;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  learn(year: CalendarYear): void {
    this.#years.push(year);
  }

  /** Whether the relationship of this person is on its way, to here or away. */
  isUnderWay(person: string): boolean {
    return this.#open(person) !== undefined;
  }

  /** Whether he is leaving: what the sheet says of him must stay true. */
  isLeaving(person: string): boolean {
    return this.#open(person)?.direction === 'out';
  }

  /** What of the money that had gone with somebody is on his account again; null while he is on his way. Of any service. */
  cameBackOf(id: string): number | null {
    const transfer = this.#transfers.get(id);
    if (transfer?.open === true) return null;
    return transfer?.direction === 'out'
      ? this.#moneyFor(id).reduce((sum, { credited }) => sum + credited, 0)
      : 0;
  }

  decide(
    { kind, request }: Extract<CommandBody, { readonly kind: TransferKind }>,
    origin: CommandOrigin,
    day: string,
  ): boolean {
    const { ledger, services } = this.#shared;
    const { clerkId, officeId } = origin;
    const { serviceNumber: id, personId: person } = request;
    if (!ledger.isOfOffice(clerkId, officeId)) return false;
    const signed = (text: string, destination = '') =>
      'signature' in request && ledger.isSigned(request.signature, `${text} ${clerkId}`, destination);
    if (kind === 'accept-transfer-out' || kind === 'accept-transfer-in') {
      const who = this.#shared.people.get(person);
      if (who === undefined || services.has(id) || !comesRightly(request, who)) return false;
      if (kind === 'accept-transfer-in') {
        if (!this.#mayCome(person)) return false;
        this.#begin(request, 'in', officeId, this.#due(day, daysTogether), day);
        this.#write(id, 'contact-letter');
      } else {
        const { amount } = request;
        if (!this.#mayLeave(person, day, null) || amount !== ledger.balanceOf(person)) return false;
        if (!signed(`accept ${id} ${String(amount)}`, wordsOf(request.otherArea))) return false;
        this.#begin(request, 'out', officeId, this.#due(day, daysOut), day);
        ledger.openSheet('transfer-out', id, person, officeId, clerkId, amount);
      }
      // Who typed where money goes has a hand in whatever goes there.
      ledger.noteAccepted(id, clerkId);
      const { channel, representative } = request;
      const service = { ...this.#shared.newService(person, origin), channel, representative };
      services.set(id, { ...service, besideCards: true, steps: ['transfer-accepted'] });
      return true;
    }
    const transfer = this.#transfers.get(id);
    const service = services.get(id);
    if (transfer?.person !== person || transfer.office !== officeId || service === undefined) return false;
    switch (kind) {
      case 'withdraw-transfer': {
        const early = ['waiting-approval', 'requested', 'sheet-received'].includes(transfer.state);
        if (!transfer.open || !early || request.reason.trim() === '') return false;
        ledger.withdrawSheet('transfer-out', id, request.reason);
        this.#end(id, 'withdrawn', day, 'withdrawn');
        // Who knows of it is told.
        if (transfer.letters.length > 0) this.#write(id, 'withdrawal');
        return true;
      }
      case 'follow-up-transfer': {
        const asks = request.way === 'ask';
        if (!transfer.open || transfer.state === 'waiting-approval' || request.text.trim() === '')
          return false;
        if (asks && transfer.letters.some(({ sent }) => !sent)) return false;
        if (asks) this.#write(id, 'question');
        service.steps.push(asks ? 'transfer-asked-again' : 'transfer-waiting');
        return true;
      }
      case 'match-remittance': {
        const money = this.#moneyOf(id, request.remittanceId);
        if (money === undefined || !expectsMoney(transfer)) return false;
        if (money.state !== 'unmatched' || money.asked !== null || !money.isHis) return false;
        const missing = this.#expected(transfer) - this.#matched(id);
        // Twice is never his; more or less than is missing is, with a reason.
        if (missing <= 0) return false;
        if (left(money) !== missing && request.note.trim() === '') return false;
        money.state = 'matched';
        service.steps.push('remittance-matched');
        return true;
      }
      case 'credit-transfer': {
        const { accounts, dead } = this.#shared;
        if (!expectsMoney(transfer)) return false;
        // What comes back of the dead is for his heirs; nobody comes any more who has died.
        if (transfer.direction === 'in' && dead.get(person) !== false) return false;
        if ((accounts.get(person) ?? 'closed') === 'closed') return false;
        const expected = this.#expected(transfer);
        if (this.#matched(id) < expected || request.amount !== expected) return false;
        if (!signed(`check ${id} ${String(expected)}`)) return false;
        this.#credit(id, transfer, expected, day);
        return true;
      }
      case 'return-remittance': {
        const money = this.#moneyOf(id, request.remittanceId);
        if (money === undefined || money.asked !== null || request.reason.trim() === '') return false;
        const { amount } = request;
        if (amount === 0 || (amount !== left(money) && amount !== this.#tooMuch(transfer, id, money)))
          return false;
        const about = `${id}/${String(ledger.countSheets(id) + 1)}`;
        if (!signed(`accept ${about} ${String(amount)}`, money.destination)) return false;
        const sheet = ledger.openSheet('remittance-return', id, person, officeId, clerkId, amount);
        money.asked = { sheet, amount, payment: null };
        service.steps.push('remittance-return-asked');
        return true;
      }
      default:
        return kind satisfies never;
    }
  }

  /** The sheet of somebody who leaves. */
  readonly leaving = {
    destinationOf: (id: string) => this.#transfers.get(id)?.destination ?? '',
    amountToApprove: (id: string, day: string): number | null => {
      const transfer = this.#transfers.get(id);
      if (transfer?.state !== 'waiting-approval' || !this.#mayLeave(transfer.person, day, id)) return null;
      return this.#shared.ledger.balanceOf(transfer.person);
    },
    approve: (id: string, day: string): void => {
      const transfer = this.#transfers.get(id);
      if (transfer === undefined) return;
      const { person } = transfer;
      transfer.amount = this.#shared.ledger.balanceOf(person);
      transfer.sheetMonths = this.#shared.insurance.paidMonths(person, day);
      this.#post(id, person, day, 'personal-account', 'transfers-payable', transfer.amount);
      transfer.state = 'sheet-sent';
      this.#write(id, 'information-sheet');
      this.#shared.services.get(id)?.steps.push('transfer-approved');
    },
    sendBack: (id: string, day: string): void => this.#end(id, 'withdrawn', day, null),
  };

  /** The sheet of money that goes back. */
  readonly returning = {
    destinationOf: (id: string, sheet: string) => this.#askedBy(id, sheet)?.destination ?? '',
    amountToApprove: (id: string, _day: string, sheet: string): number | null =>
      this.#askedBy(id, sheet)?.asked?.amount ?? null,
    approve: (id: string, _day: string, sheet: string): void => {
      const money = this.#askedBy(id, sheet);
      const asked = money?.asked ?? null;
      const transfer = this.#transfers.get(id);
      if (money === undefined || asked === null || transfer === undefined) return;
      const { person } = transfer;
      const { account } = money;
      const { amount } = asked;
      const purpose = 'remittance-return';
      const of = [...this.#money.keys()].find((key) => this.#money.get(key) === money) ?? null;
      asked.payment = this.#shared.payments.order({
        service: id,
        person,
        purpose,
        account,
        amount,
        money: of,
      });
      transfer.awaits = true;
      this.#shared.services.get(id)?.steps.push('remittance-return-approved');
    },
    sendBack: (id: string, _day: string, sheet: string): void => {
      const money = this.#askedBy(id, sheet);
      if (money !== undefined) money.asked = null;
    },
  };

  /** The central office has taken up what the bank says of money that was to go back. */
  hearOfMoney(id: string): void {
    const money = this.#money.get(id);
    const asked = money?.asked ?? null;
    const state = this.#shared.payments.stateOf(asked?.payment ?? null);
    if (money === undefined || asked === null || (state !== 'paid' && state !== 'returned')) return;
    if (state === 'paid') money.returned += asked.amount;
    money.asked = null;
    settle(money);
  }

  /**
   * The central office tells that something has become of a transfer: the other area has said something, which is what it has
   * said and nothing else; the bank has answered; a letter is there; or nothing more is waited for.
   */
  hear(record: RelationshipTransfer, day: string): void {
    const transfer = this.#transfers.get(record.id);
    if (transfer === undefined) return;
    const fresh = record.heard.filter((one) => !transfer.heard.includes(one));
    if (fresh.length > 0) {
      for (const one of fresh) this.#take(record.id, transfer, one, day);
      return;
    }
    const waiting = transfer.letters.find(({ sent }) => !sent);
    if (record.state !== transfer.state) this.#hearOfPayment(record.id, transfer, day);
    else if (waiting !== undefined) waiting.sent = true;
    else transfer.awaits = transfer.open;
  }

  /** His own money has gone, or could not. */
  #hearOfPayment(id: string, transfer: TransferThing, day: string): void {
    const state = this.#shared.payments.stateFor(id, 'transfer');
    if (transfer.state !== 'taken') return;
    const rest = this.#shared.payments.restOf(id);
    // Nothing has gone to the other area; what did not go to somebody else is his again.
    if (rest !== null) this.#backOnAccount(id, transfer, 'returned', day, rest, 'paid-otherwise');
    else if (state === 'paid') this.#remitted(id, transfer, 'transfer-remitted');
    if (state === 'returned') this.#backOnAccount(id, transfer, 'returned', day);
  }

  #take(id: string, transfer: TransferThing, answerId: string, day: string): void {
    const answer = this.#shared.said(answerId);
    if (answer === undefined) return;
    transfer.heard.push(answerId);
    const steps = this.#shared.services.get(id)?.steps ?? [];
    const { person, account, amount } = transfer;
    switch (answer.kind) {
      case 'accepted':
        if (transfer.state !== 'sheet-sent') return;
        if (amount === 0) {
          this.#remitted(id, transfer, 'transfer-taken');
          return;
        }
        steps.push('transfer-taken');
        transfer.state = 'taken';
        this.#shared.payments.order({
          service: id,
          person,
          purpose: 'transfer',
          account,
          amount,
          money: null,
        });
        return;
      case 'received':
        if (transfer.state === 'remitted') this.#leftForGood(id, transfer, day);
        return;
      case 'refused':
      case 'money-refused':
        if (transfer.direction === 'in') {
          if (transfer.open && answer.kind === 'refused') this.#end(id, 'refused', day, 'transfer-refused');
          return;
        }
        if (transfer.state === 'remitted') {
          transfer.state = 'money-refused';
          steps.push('transfer-money-refused');
        } else if (transfer.state === 'sheet-sent' || this.#shared.payments.cancel(id, 'transfer')) {
          this.#backOnAccount(id, transfer, 'refused', day);
        }
        return;
      case 'sheet':
        if (transfer.direction === 'out' || !transfer.open) return;
        steps.push(transfer.sheet === null ? 'transfer-sheet-received' : 'transfer-sheet-corrected');
        transfer.sheet = answer.sheet.months;
        transfer.sheetMonths = answer.sheet.paidMonths;
        transfer.amount = answer.sheet.balance;
        transfer.state = 'sheet-received';
        this.#noteReceipt(id, transfer, day);
        return;
      case 'remittance': {
        const who = this.#shared.people.get(person);
        const { payeeName, payeeNumber, payerAreaCode, amount: sum } = answer.money;
        const isFor = payeeName === who?.name && payeeNumber === who.documentNumber;
        const isHis = isFor && payerAreaCode === transfer.area;
        const {
          payerBankName: bankName,
          payerName: accountName,
          payerAccountNumber: payerAccount,
        } = answer.money;
        const from = { bankName, accountName, accountNumber: payerAccount, areaCode: payerAreaCode };
        const rest = {
          account: payerAccount,
          destination: wordsOf(from),
          credited: 0,
          returned: 0,
          asked: null,
        };
        this.#money.set(answerId, { transfer: id, amount: sum, isHis, state: 'unmatched', ...rest });
        this.#post(id, 'nobody', day, 'bank-deposits', 'unmatched-receipts', sum);
        steps.push('transfer-money-received');
        this.#noteReceipt(id, transfer, day);
        return;
      }
      default:
        answer satisfies never;
    }
  }

  #remitted(id: string, transfer: TransferThing, step: string): void {
    transfer.state = 'remitted';
    this.#write(id, 'remittance-advice');
    this.#shared.services.get(id)?.steps.push(step);
  }

  /** The other place has him: insurance, account and card end here. */
  #leftForGood(id: string, transfer: TransferThing, day: string): void {
    const { person } = transfer;
    this.#shared.insurance.leave(person);
    if (this.#shared.ledger.balanceOf(person) === 0) this.#shared.accounts.set(person, 'closed');
    for (const card of this.#shared.cards.values()) {
      if (card.person !== person || card.state === 'cancelled') continue;
      card.state = 'cancelled';
      card.held = '';
      card.lostUntil = '';
    }
    this.#end(id, 'completed', day, 'transfer-received');
  }

  #backOnAccount(
    id: string,
    transfer: TransferThing,
    state: 'refused' | 'returned',
    day: string,
    rest = transfer.amount,
    step: string = state,
  ): void {
    this.#post(id, transfer.person, day, 'transfers-payable', 'personal-account', rest);
    this.#end(id, state, day, `transfer-${step}`);
  }

  #credit(id: string, transfer: TransferThing, expected: number, day: string): void {
    const { person, direction } = transfer;
    let missing = expected;
    for (const money of this.#moneyFor(id)) {
      const taken = money.state === 'matched' ? Math.min(missing, left(money)) : 0;
      this.#post(id, person, day, 'unmatched-receipts', 'personal-account', taken);
      missing -= taken;
      money.credited += taken;
      settle(money);
    }
    const came = direction === 'in';
    if (came) this.#shared.insurance.join(person, id, transfer.sheet ?? []);
    this.#shared.follow(person, day);
    this.#end(id, came ? 'completed' : 'returned', day, came ? 'transfer-credited' : 'transfer-money-back');
    // What comes late, or twice, still comes.
    transfer.awaits = true;
  }

  /** Sheet and money are here: from this day on it is this office's turn. */
  #noteReceipt(id: string, transfer: TransferThing, day: string): void {
    if (transfer.direction === 'out' || transfer.sheet === null || transfer.received !== null) return;
    if (!transfer.open || (this.#moneyFor(id).length === 0 && transfer.amount > 0)) return;
    transfer.received = day;
    transfer.due = this.#due(day, daysIn);
  }

  #begin(
    {
      serviceNumber,
      personId,
      otherArea,
    }: {
      readonly serviceNumber: string;
      readonly personId: string;
      readonly otherArea: Parameters<typeof wordsOf>[0];
    },
    direction: 'in' | 'out',
    office: string,
    due: string,
    day: string,
  ): void {
    this.#transfers.set(serviceNumber, {
      ...{ person: personId, office, direction, area: otherArea.areaCode, account: otherArea.accountNumber },
      destination: wordsOf(otherArea),
      state: direction === 'out' ? 'waiting-approval' : 'requested',
      ...{ amount: 0, sheet: null, sheetMonths: null, letters: [], heard: [], awaits: false },
      ...{ begun: day, received: null, due, open: true, ended: null },
    });
  }

  #write(id: string, kind: string): void {
    const transfer = this.#transfers.get(id);
    transfer?.letters.push({ kind, sent: false });
    if (transfer !== undefined) transfer.awaits = true;
  }

  /** What was written and is not there yet is not sent any more; who never had a letter answers none. */
  #end(id: string, state: string, day: string, step: string | null): void {
    const transfer = this.#transfers.get(id);
    const service = this.#shared.services.get(id);
    if (transfer === undefined || service === undefined) return;
    transfer.letters = transfer.letters.filter(({ sent }) => sent);
    transfer.awaits = transfer.letters.length > 0;
    transfer.state = state;
    transfer.open = false;
    transfer.ended = day;
    if (step !== null) service.steps.push(step);
    service.stage = state === 'completed' ? 'completed' : 'withdrawn';
    service.open = false;
  }

  #post(service: string, person: string, on: string, from: string, to: string, amount: number): void {
    if (amount > 0) this.#shared.ledger.post({ kind: 'transfer', person, on, from, to, amount, service });
  }

  /** Alive, stopped, owing nothing, with an account that nothing holds, and with nothing else under way. */
  #mayLeave(person: string, day: string, own: string | null): boolean {
    const { accounts, cards, dead, insurance, isPaidOut, isSealWrong, services } = this.#shared;
    if (dead.get(person) !== false || isPaidOut(person)) return false;
    const account = accounts.get(person);
    if (account === undefined || account === 'closed') return false;
    if (insurance.stoppedIn(person) === null || insurance.owes(person, day)) return false;
    if (isSealWrong(person, day)) return false;
    if ([...this.#transfers].some(([id, one]) => one.person === person && one.open && id !== own))
      return false;
    const isApplied = [...services.values()].some(
      (one) => one.person === person && one.open && !one.besideCards,
    );
    const isMade = [...cards.values()].some((one) => one.person === person && one.state === 'in the making');
    return !isApplied && !isMade;
  }

  /** Alive, insured here, with an account, and not on his way already. */
  #mayCome(person: string): boolean {
    const { accounts, dead, insurance } = this.#shared;
    if (dead.get(person) !== false || !insurance.isInsured(person)) return false;
    return (accounts.get(person) ?? 'closed') !== 'closed' && !this.isUnderWay(person);
  }

  #open(person: string): TransferThing | undefined {
    return [...this.#transfers.values()].find((one) => one.person === person && one.open);
  }

  #moneyOf(transfer: string, id: string): MoneyThing | undefined {
    const money = this.#money.get(id);
    return money?.transfer === transfer ? money : undefined;
  }

  /** In the order in which it came. */
  #moneyFor(transfer: string): readonly MoneyThing[] {
    return [...this.#money.values()].filter((one) => one.transfer === transfer);
  }

  #askedBy(transfer: string, sheet: string): MoneyThing | undefined {
    return this.#moneyFor(transfer).find(({ asked }) => asked?.sheet === sheet);
  }

  #expected(transfer: TransferThing): number {
    return transfer.amount;
  }

  /** What was found to be his, and has not gone back. */
  #matched(transfer: string): number {
    return this.#moneyFor(transfer)
      .filter(({ state }) => state === 'matched' || state === 'credited')
      .reduce((sum, money) => sum + left(money) + money.credited, 0);
  }

  /** What of his money is more than he is to get; 0: nothing. */
  #tooMuch(transfer: TransferThing, id: string, money: MoneyThing): number {
    const isCounted = money.state === 'matched' || money.state === 'credited';
    const isTold =
      transfer.direction === 'in'
        ? transfer.sheet !== null
        : transfer.state === 'money-refused' || transfer.state === 'returned';
    if (!isCounted || !isTold) return 0;
    return Math.max(0, Math.min(left(money), this.#matched(id) - transfer.amount));
  }

  /** So many days after this one on which offices work. */
  #due(day: string, workingDays: number): string {
    let date = day;
    for (let left = workingDays; left > 0;) {
      date = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
      if (this.#isWorked(date)) left -= 1;
    }
    return date;
  }

  #isWorked(date: string): boolean {
    if (this.#years.some(({ working }) => working.includes(date))) return true;
    const isWeekend = [0, 6].includes(new Date(date).getUTCDay());
    return !isWeekend && !this.#years.some(({ off }) => off.includes(date));
  }

  lines(): readonly string[] {
    return [
      ...[...this.#transfers].map(([id, transfer]) => transferLine(id, transfer)),
      ...[...this.#money].map(([id, money]) => moneyLine(id, money)),
      // Who leaves has a certificate; it is good for as long as he is on his way, and once he is there.
      ...[...this.#transfers].flatMap(([id, { person, office: officeId, direction, open, state }]) =>
        direction === 'in'
          ? []
          : paperLine(id, {
              ...{ kind: 'insurance-certificate', person, officeId },
              state: open || state === 'completed' ? 'standing' : 'withdrawn',
            }),
      ),
    ];
  }
}

/** Whether money can be his: of somebody who comes when there is a sheet, of somebody whose money was not taken. */
function expectsMoney({ direction, state }: TransferThing): boolean {
  return direction === 'in' ? state === 'sheet-received' : state === 'money-refused';
}

/** What of it is nobody's and stays here. */
function left({ amount, credited, returned, asked }: MoneyThing): number {
  return amount - credited - returned - (asked?.amount ?? 0);
}

function settle(money: MoneyThing): void {
  if (money.returned === money.amount) money.state = 'returned';
  else if (money.credited > 0 && money.credited + money.returned === money.amount) money.state = 'credited';
}

/** The account of the other area, in the words that are signed. */
function wordsOf(area: {
  readonly bankName: string;
  readonly accountName: string;
  readonly accountNumber: string;
  readonly areaCode: string;
}): string {
  return JSON.stringify([[area.bankName, area.accountName, area.accountNumber, area.areaCode]]);
}
