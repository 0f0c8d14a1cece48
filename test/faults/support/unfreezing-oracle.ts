import type { CommandOrigin } from '../../../contract/commands.ts';
import type { CommandBody } from '../../../domain/command/command-rules.ts';
import type { Change } from '../../../domain/records/change.ts';
import { answersRefusing } from './history-bank.ts';
import { askedLine, bankAccountLine, type AskedBank } from './unfreezing-lines.ts';
import type { CardThing, Service } from './oracle-lines.ts';
import { comesRightly, type PersonAtTheCounter } from './people-at-the-counter.ts';

type UnfreezingBody = Extract<
  CommandBody,
  { kind: 'release-account' | 'request-bank-service' | 'withdraw-bank-request' | 'record-bank-answer-told' }
>;

/** What the oracle shares with this part of it. */
interface Shared {
  readonly services: Map<string, Service>;
  readonly cards: Map<string, CardThing>;
  readonly people: ReadonlyMap<string, PersonAtTheCounter>;
  readonly dead: ReadonlyMap<string, boolean>;
  readonly newService: (person: string, origin: CommandOrigin) => Service;
  /** Personal accounts by person: sealed, open or closed. */
  readonly accounts: Map<string, string>;
  /** Whether the pooled fund covers the day, by what is paid. */
  readonly isCovered: (person: string, day: string) => boolean;
}

/**
 * The seal and the bank, told a second time and as simply as it can be: who is covered gets his account back;
 * what the bank says once is so, and the person hears it once. It shares no line with the rules of the product.
 */
export class UnfreezingDesk {
  readonly bankAccounts = new Map<string, { readonly number: string; status: string }>();
  readonly requests = new Map<string, AskedBank>();
  readonly #shared: Shared;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  foreign({ table, record }: Change): void {
    if (table === 'bankRequest') this.#hear(record.id, record.state);
    if (table === 'financialAccount' && !this.bankAccounts.has(record.id)) {
      this.bankAccounts.set(record.id, { number: record.accountNumber, status: record.status });
    }
  }

  /** The central office tells what it has done with the bank: each step once, and the answer is the bank's. */
  #hear(id: string, state: string): void {
    const asked = this.requests.get(id);
    if (asked === undefined) return;
    if (state === 'sent') {
      asked.sent += 1;
      return;
    }
    asked.answered += 1;
    const service = this.#shared.services.get(id);
    if (state === 'withdrawn') {
      // The bank drops nothing that was not recalled.
      asked.outcome = asked.takenBack ? 'withdrawn' : 'something else';
      if (service !== undefined) end(service, 'withdrawn');
      return;
    }
    // It has done it, so that it had it, whether or not that was noted.
    asked.sent = Math.max(asked.sent, 1);
    asked.outcome = answersRefusing(asked.account) ? 'refused' : 'accepted';
    const account = this.bankAccounts.get(asked.person);
    if (asked.outcome === 'accepted' && account !== undefined) account.status = 'active';
    // Told before it was heard here: right, and that is the end; wrong, and it was not told.
    if (asked.told !== asked.outcome) asked.told = '';
    else if (service !== undefined) end(service, 'completed');
  }

  decide({ kind, request }: UnfreezingBody, origin: CommandOrigin, day: string): boolean {
    const { services, accounts } = this.#shared;
    if (kind === 'record-bank-answer-told' || kind === 'withdraw-bank-request') {
      const asked = this.requests.get(request.serviceNumber);
      const service = services.get(request.serviceNumber);
      if (asked?.person !== request.personId || service?.open !== true) return false;
      if (kind === 'withdraw-bank-request') {
        // Once, and not when the bank has spoken.
        if (asked.takenBack || asked.answered > 0 || asked.told !== '') return false;
        asked.takenBack = true;
        service.steps.push('bank-withdrawal');
        return true;
      }
      const said = request.outcome ?? asked.outcome;
      if (said === '' || (asked.answered > 0 && said !== asked.outcome)) return false;
      asked.told = said;
      service.steps.push('bank-answer-told');
      if (asked.answered > 0) end(service, 'completed');
      return true;
    }
    const { serviceNumber, personId, channel, representative } = request;
    const person = this.#shared.people.get(personId);
    if (person === undefined || services.has(serviceNumber) || !comesRightly(request, person)) return false;
    if (this.#shared.dead.get(personId) !== false) return false;
    const service = { ...this.#shared.newService(personId, origin), channel, representative };
    if (kind === 'release-account') {
      const card = [...this.#shared.cards].find(
        ([, one]) => one.person === personId && one.held === 'sealed' && one.state !== 'cancelled',
      );
      const account = accounts.get(personId);
      if (account === 'closed' || (account !== 'sealed' && card === undefined)) return false;
      if (!this.#shared.isCovered(personId, day)) return false;
      if (account === 'sealed') accounts.set(personId, 'open');
      if (card !== undefined) card[1].held = '';
      const done = { stage: 'completed', open: false, steps: ['released'], former: card?.[0] ?? null };
      services.set(serviceNumber, { ...service, ...done });
      return true;
    }
    const account = this.bankAccounts.get(personId);
    const mustBe = { activate: 'not-activated', unfreeze: 'frozen' }[request.request];
    // The bank sees the holder himself, with its form and his papers, and once at a time.
    if (account?.status !== mustBe || channel === 'agent') return false;
    const papers = request.request === 'unfreeze' ? 3 : 2;
    if (new Set(request.papers).size < papers) return false;
    const under = [...this.requests.values()].some(
      ({ person: whose, what, outcome, told }) =>
        whose === personId &&
        what === request.request &&
        outcome !== 'withdrawn' &&
        (outcome === '' || told === ''),
    );
    if (under) return false;
    this.requests.set(serviceNumber, {
      person: personId,
      what: request.request,
      account: account.number,
      sent: 0,
      answered: 0,
      outcome: '',
      takenBack: false,
      told: '',
    });
    services.set(serviceNumber, { ...service, bank: true, steps: ['bank-requested'] });
    return true;
  }

  lines(): readonly string[] {
    return [
      ...[...this.bankAccounts].map(([id, { status }]) => bankAccountLine(id, status)),
      ...[...this.requests].map(([id, asked]) => askedLine(id, asked)),
    ];
  }
}

function end(service: Service, stage: string): void {
  service.stage = stage;
  service.open = false;
}
