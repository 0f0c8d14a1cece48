import type { CallName } from '../../contract/counter-calls.ts';
import type { CommandEnvelope } from '../../contract/sync-protocol.ts';
import { envelopeOf } from '../../counter/engine/replica.ts';
import { openCounterStorage } from '../../db/counter-storage.ts';
import { papersFor } from '../../domain/unfreezing/bank-request.ts';
import type { Backend } from '../../electron/backend/backend.ts';
import { countyCode } from '../../central/demonstration/places.ts';
import { countyOf } from '../bench/county-file.ts';
import { askingOf, makeDesk, startBackendOf, type Desk, type RunningDesk } from '../bench/desk.ts';
import { benchBlank, findApplicants, issueCard, type Applicant } from '../bench/issuing.ts';
import { Chance } from '../faults/support/chance.ts';
import { clerksPassword, recordsOfWindows, type LoadedWindow } from './windows.ts';
import { findVisitors, presentedBy, type Visitor } from './visitors.ts';

export interface PreparedWork {
  /** The commands of each window in their order, as its counter would send them. */
  readonly byWorkstation: ReadonlyMap<string, readonly CommandEnvelope[]>;
  /** How long the counter took for one, milliseconds: what a clerk waits for, its commit included. */
  readonly millisecondsEach: number;
  /** Services that were refused at the window and given up: nothing of them is sent. */
  readonly refusedHere: number;
  /** Who has not come to any of these windows. */
  readonly left: readonly Visitor[];
}

/** What a window does for those who come, and of a hundred how many come for it. */
const shares = {
  'issue a card': 30,
  'answer an inquiry': 22,
  'issue a statement': 18,
  'report a loss': 10,
  'lose and find': 8,
  'ask the bank': 7,
  'suspend insurance': 5,
} as const;
type Service = keyof typeof shares;

/** A card and the papers of its service are so many commands. */
const commandsOfCard = 8;

/** How many blanks of the bench's own each window that makes cards is given, for so many commands. */
export function blanksOf(commands: number): number {
  return Math.ceil(commands / commandsOfCard) + 1;
}

/**
 * Has the real counter decide what so many windows do for so many commands each, on a real encrypted file of a county:
 * one window after the other on the same file, each with people of its own, without a line. What then waits in the outbox
 * is what the windows send.
 */
export async function prepareCommands(settings: {
  readonly persons: number;
  readonly windows: readonly LoadedWindow[];
  readonly commandsEach: number;
  readonly seed: number;
  readonly pinPublicKey: string;
}): Promise<PreparedWork> {
  const { windows, commandsEach, pinPublicKey } = settings;
  const county = await countyOf(settings.persons);
  const makers = windows.filter(({ makesCards }) => makesCards);
  const desk = await makeDesk(county, {
    line: false,
    prepare: ({ records, memory }) => {
      memory.set('pin-public-key', pinPublicKey);
      memory.set('county', countyCode);
      for (const one of recordsOfWindows(windows)) records.putConfirmed(one, 0);
      for (const blank of blanksFor(windows, commandsEach)) {
        records.putConfirmed({ table: 'blankCard', record: blank }, 0);
      }
    },
  });
  const each = blanksOf(commandsEach);
  const applicants = findApplicants(desk, makers.length * each);
  const people = { visitors: [...findVisitors(desk.database)], applicants: [...applicants] };
  const chance = new Chance(settings.seed);
  let refusedHere = 0;
  const begun = performance.now();
  try {
    for (const window of windows) {
      const place = makers.indexOf(window);
      const own = place < 0 ? [] : applicants.slice(place * each, (place + 1) * each);
      refusedHere += await workAt(desk, window, { ...people, applicants: own }, commandsEach, chance);
    }
    const milliseconds = performance.now() - begun;
    const byWorkstation = outboxOf(desk, windows, commandsEach);
    const count = [...byWorkstation.values()].reduce((sum, commands) => sum + commands.length, 0);
    return { byWorkstation, millisecondsEach: milliseconds / count, refusedHere, left: people.visitors };
  } finally {
    await desk.remove();
  }
}

/** The blanks of every window that makes cards, each window's own ones. */
export function blanksFor(windows: readonly LoadedWindow[], commandsEach: number) {
  const each = blanksOf(commandsEach);
  return windows
    .filter(({ makesCards }) => makesCards)
    .flatMap(({ workstation }, place) =>
      Array.from({ length: each }, (_unused, index) => benchBlank(place * each + index, workstation)),
    );
}

interface People {
  readonly applicants: readonly Applicant[];
  /** Who has come is taken away. */
  readonly visitors: Visitor[];
}

/** One window until it has made so many commands; tells how many services were refused here. */
async function workAt(
  desk: Desk,
  window: LoadedWindow,
  people: People,
  commandsEach: number,
  chance: Chance,
): Promise<number> {
  const storage = openCounterStorage(desk.database);
  storage.unitOfWork.write(() => {
    storage.memory.set('office-id', window.workstation.officeId);
    storage.memory.set('workstation-id', window.workstation.id);
  });
  storage.close();
  const backend = startBackendOf(desk);
  try {
    const clerk = new ClerkAtWindow(backend);
    await clerk.call('counter', 'signIn', { loginName: window.clerk.loginName, password: clerksPassword });
    const applicants = [...people.applicants];
    while (clerk.commands < commandsEach) {
      const service = serviceFor(chance, window);
      const applicant = service === 'issue a card' ? applicants.shift() : undefined;
      if (applicant !== undefined) await clerk.issueCard(applicant);
      else {
        const visitor = people.visitors.shift();
        if (visitor === undefined) throw new Error('nobody is left in the county who could come');
        await clerk.serve(service === 'issue a card' ? 'answer an inquiry' : service, visitor);
      }
    }
    return clerk.refused;
  } finally {
    await new Promise((resolve) => setImmediate(resolve));
    await backend.stop();
  }
}

function serviceFor(chance: Chance, { makesCards }: LoadedWindow): Service {
  const possible = Object.entries(shares).filter(([service]) => makesCards || service !== 'issue a card');
  let roll = chance.below(possible.reduce((sum, [, share]) => sum + share, 0));
  for (const [service, share] of possible) {
    roll -= share;
    if (roll < 0 && isService(service)) return service;
  }
  throw new Error('the shares are more than their sum');
}

function isService(name: string): name is Service {
  return Object.hasOwn(shares, name);
}

/** A clerk who does what people come for, and prints the receipt of each service. */
class ClerkAtWindow {
  readonly call: RunningDesk['call'];
  commands = 0;
  refused = 0;
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.call = askingOf(backend);
  }

  async issueCard(applicant: Applicant): Promise<void> {
    let serviceNumber: string | null = null;
    const call: RunningDesk['call'] = async (caller, name, input) => {
      const answer = await this.call(caller, name, input);
      serviceNumber ??= serviceOf(answer);
      return answer;
    };
    await issueCard({ call }, applicant, () => {
      this.commands += 1;
    });
    await this.#print(serviceNumber);
  }

  async serve(service: Exclude<Service, 'issue a card'>, visitor: Visitor): Promise<void> {
    const { id: personId, cardNumber } = visitor;
    const who = { personId, ...presentedBy(visitor) };
    switch (service) {
      case 'answer an inquiry':
        await this.#ask('answerInquiry', { ...who, asked: ['balance', 'rights'] });
        return;
      case 'issue a statement': {
        const { today } = await this.call('counter', 'getCounterStatus', {});
        await this.#ask('issueStatement', { ...who, from: '2000-01-01', to: today, scope: 'all' });
        return;
      }
      case 'report a loss':
        await this.#ask('reportLoss', { ...who, cardNumber });
        return;
      case 'lose and find':
        await this.#ask('reportLoss', { ...who, cardNumber });
        await this.#ask('liftLossReport', { ...who, cardNumber, lifts: 'formal' });
        return;
      case 'ask the bank': {
        const { financialAccount } = await this.call('counter', 'getPersonPage', { personId });
        const request = financialAccount?.status === 'frozen' ? 'unfreeze' : 'activate';
        await this.#ask('requestBankService', { ...who, request, papers: papersFor[request] });
        return;
      }
      case 'suspend insurance': {
        const { present } = await this.call('counter', 'getContributionDesk', { personId });
        const { personId: _person, ...asker } = who;
        await this.#ask('suspendInsurance', {
          personId,
          lastMonth: present,
          ground: 'moved-away',
          asker,
        });
        return;
      }
      default:
        service satisfies never;
    }
  }

  /** A service that the rules refuse is a person who has come in vain. */
  async #ask(name: CallName, input: unknown): Promise<void> {
    const outcome = await this.#backend.answer('counter', name, input);
    await new Promise((resolve) => setImmediate(resolve));
    if (!outcome.ok) {
      if (outcome.error.code !== 'refused') throw new Error(`${name}: ${JSON.stringify(outcome.error)}`);
      this.refused += 1;
      return;
    }
    this.commands += 1;
    await this.#print(serviceOf(outcome.value));
  }

  /** Every service has a receipt. */
  async #print(serviceNumber: string | null): Promise<void> {
    if (serviceNumber === null) throw new Error('a service was answered without its number');
    const { printId } = await this.call('counter', 'recordPrint', { paper: 'issue-receipt', serviceNumber });
    await this.call('counter', 'recordPrintEnd', { printId, end: 'printed' });
    this.commands += 2;
  }
}

function serviceOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('serviceNumber' in answer)) return null;
  return String(answer.serviceNumber);
}

function outboxOf(desk: Desk, windows: readonly LoadedWindow[], commandsEach: number) {
  const storage = openCounterStorage(desk.database);
  try {
    const byWorkstation = new Map<string, CommandEnvelope[]>(
      windows.map(({ workstation }) => [workstation.id, []]),
    );
    for (const entry of storage.outbox.unconfirmed()) {
      const command = envelopeOf(entry);
      byWorkstation.get(command.origin.workstationId)?.push(command);
    }
    for (const [workstationId, commands] of byWorkstation) {
      if (commands.length < commandsEach) throw new Error(`${workstationId} has made too little`);
    }
    return byWorkstation;
  } finally {
    storage.close();
  }
}
