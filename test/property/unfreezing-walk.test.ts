import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cardStatusOn } from '../../domain/card/standing-card.ts';
import type { CommandBody } from '../../domain/command/command-rules.ts';
import { change, type Change } from '../../domain/records/change.ts';
import {
  accountAfter,
  answeredByBank,
  papersFor,
  sentToBank,
  serviceAfterAnswer,
  type BankAnswer,
} from '../../domain/unfreezing/bank-request.ts';
import { beginning, card, context, person, today } from '../../domain/testing/county.ts';
import { FactBase } from '../../domain/testing/fact-base.ts';
import { inWriting, lifting, lossParameters } from '../../domain/testing/loss.ts';
import {
  activating,
  financialAccount,
  paid,
  personalAccount,
  releasing,
  rightsParameters,
} from '../../domain/testing/unfreezing.ts';

const moves = [
  'pay again',
  'release',
  'release',
  'report',
  'lift',
  'ask the bank',
  'ask the bank',
  'bank gets it',
  'take back',
  'bank drops',
  'bank accepts',
  'bank refuses',
  'bank freezes',
  'tell',
  'tell',
] as const;
type Move = (typeof moves)[number];

/** What the person himself would say of his card and accounts, told without a word of the rules. */
interface Standing {
  paying: boolean;
  sealed: boolean;
  lost: boolean;
  bank: 'not-activated' | 'active' | 'frozen';
  asked: 'nothing' | 'taken' | 'with the bank' | 'answered';
  takenBack: boolean;
}

/** One person whose account and card are sealed and whose bank account was never activated. */
class Walk {
  readonly base = new FactBase([
    ...beginning,
    ...lossParameters,
    ...rightsParameters,
    change('card', card({ status: '0' })),
    change('personalAccount', personalAccount('sealed')),
    change('financialAccount', financialAccount('not-activated')),
    change('contributionPeriod', paid('2020-01', '2025-03')),
  ]);
  readonly standing: Standing = {
    paying: false,
    sealed: true,
    lost: false,
    bank: 'not-activated',
    asked: 'nothing',
    takenBack: false,
  };
  #services = 0;
  #asked = '';

  /** Does it if it can be done; answers whether it was. */
  try(move: Move): boolean {
    const { standing } = this;
    switch (move) {
      case 'pay again':
        // So long ago that no waiting period runs any more.
        this.base.apply([change('contributionPeriod', paid('2020-01', null))]);
        standing.paying = true;
        return this.#checked(true);
      case 'release': {
        const possible = standing.sealed && standing.paying;
        this.#run({ kind: 'release-account', request: { ...releasing, ...this.#number() } }, possible);
        if (possible) standing.sealed = false;
        return this.#checked(possible);
      }
      case 'report': {
        const possible = !standing.lost;
        this.#run({ kind: 'report-loss', request: { ...inWriting, ...this.#number() } }, possible);
        standing.lost = true;
        return this.#checked(possible);
      }
      case 'lift': {
        const possible = standing.lost;
        const request = { ...lifting, lifts: 'formal', ...this.#number() } as const;
        this.#run({ kind: 'lift-loss-report', request }, possible);
        standing.lost = false;
        return this.#checked(possible);
      }
      case 'ask the bank': {
        const possible = standing.bank !== 'active' && standing.asked === 'nothing';
        const request = standing.bank === 'frozen' ? 'unfreeze' : 'activate';
        const number = this.#number();
        const body = { ...activating, ...number, request, papers: papersFor[request] } as const;
        this.#run({ kind: 'request-bank-service', request: body }, possible);
        if (possible) {
          this.#asked = number.serviceNumber;
          standing.asked = 'taken';
          standing.takenBack = false;
        }
        return this.#checked(possible);
      }
      case 'bank gets it': {
        const possible = standing.asked === 'taken' && !standing.takenBack;
        if (possible) {
          this.base.apply([
            change('bankRequest', sentToBank(this.base.get('bankRequest', this.#asked), context.at)),
          ]);
          standing.asked = 'with the bank';
        }
        return this.#checked(possible);
      }
      case 'take back': {
        const open = standing.asked === 'taken' || standing.asked === 'with the bank';
        const possible = open && !standing.takenBack;
        const request = { serviceNumber: this.#asked, personId: person.id, reason: '不再需要' };
        this.#run({ kind: 'withdraw-bank-request', request }, possible);
        if (possible) standing.takenBack = true;
        return this.#checked(possible);
      }
      case 'bank drops': {
        if (!standing.takenBack) return this.#checked(false);
        const dropped = this.#answer({ outcome: 'withdrawn' });
        // He has asked for it himself: nobody tells him.
        if (dropped) standing.asked = 'nothing';
        return this.#checked(dropped);
      }
      case 'bank accepts':
        return this.#checked(this.#answer({ outcome: 'accepted', accountStatus: 'active' }));
      case 'bank refuses':
        return this.#checked(this.#answer({ outcome: 'refused', reasonCode: 'R', reasonText: '原因' }));
      case 'bank freezes': {
        // By itself, as far as the counter can see; never while it has a request.
        const possible = standing.bank === 'active' && standing.asked === 'nothing';
        if (possible) {
          this.base.apply([change('financialAccount', financialAccount('frozen'))]);
          standing.bank = 'frozen';
        }
        return this.#checked(possible);
      }
      case 'tell': {
        const possible = standing.asked === 'answered';
        const request = { serviceNumber: this.#asked, personId: person.id, way: 'in-person' } as const;
        this.#run({ kind: 'record-bank-answer-told', request }, possible);
        if (possible) standing.asked = 'nothing';
        return this.#checked(possible);
      }
      default:
        return move satisfies never;
    }
  }

  /** Whatever the bank says twice is said once. */
  #answer(said: BankAnswer): boolean {
    const { standing } = this;
    if (standing.asked === 'nothing') return false;
    const now = this.base.get('bankRequest', this.#asked);
    const answered = answeredByBank(now, said, context.at);
    expect(answered === null).toBe(standing.asked === 'answered');
    if (answered === null) return false;
    const account = accountAfter(this.base.get('financialAccount', person.id), answered);
    const changes: Change[] = [change('bankRequest', answered)];
    if (account !== null) changes.push(change('financialAccount', account));
    const service = this.base.get('serviceRecord', this.#asked);
    changes.push(change('serviceRecord', serviceAfterAnswer(service, answered, context.at)));
    this.base.apply(changes);
    if (said.outcome === 'accepted') standing.bank = 'active';
    standing.asked = 'answered';
    return true;
  }

  #run(body: CommandBody, possible: boolean): void {
    expect(this.base.run(body, context).accepted, body.kind).toBe(possible);
  }

  #number(): { readonly serviceNumber: string } {
    this.#services += 1;
    return { serviceNumber: `330122-20261122-003-${String(this.#services).padStart(4, '0')}` };
  }

  /** What is on record is what he would say. */
  #checked(done: boolean): boolean {
    const { sealed, lost, bank, asked } = this.standing;
    const held = this.base.get('card', card().id);
    expect(this.base.get('personalAccount', person.id).status).toBe(sealed ? 'sealed' : 'open');
    expect(this.base.get('personalAccount', person.id).balance).toBe(personalAccount('open').balance);
    expect(cardStatusOn(held, today)).toBe(lost ? '2' : sealed ? '0' : '1');
    expect(held.statusBeforeLoss).toBe(lost ? (sealed ? '0' : '1') : null);
    expect(this.base.get('financialAccount', person.id).status).toBe(bank);
    const open = this.base
      .all('serviceRecord')
      .filter(({ kind, closedAt }) => kind === 'request-bank-service' && closedAt === null);
    expect(open).toHaveLength(asked === 'nothing' ? 0 : 1);
    return done;
  }
}

it('seal, loss and the bank each go their own way, whatever is tried in which order', () => {
  const done = new Set<Move>();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...moves), { minLength: 5, maxLength: 40 }), (tried) => {
      const walk = new Walk();
      for (const move of tried) if (walk.try(move)) done.add(move);
    }),
    { seed: 20261122, numRuns: 300 },
  );
  expect([...done].sort()).toEqual([...new Set(moves)].sort());
});
