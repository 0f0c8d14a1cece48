import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '../../domain/calendar/civil-date.ts';
import { isCardLive, mayCardMakingMove, mayCardStatusMove } from '../../domain/card/card-status.ts';
import { cardOn } from '../../domain/card/standing-card.ts';
import type { CommandBody } from '../../domain/command/command-rules.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { Card, CardApplicationType } from '../../domain/records/records.ts';
import {
  application,
  beginning,
  blankCard,
  card,
  context,
  person,
  replacementFee,
  today,
} from '../../domain/testing/county.ts';
import { FactBase } from '../../domain/testing/fact-base.ts';
import { byTelephone, inWriting, lifting, lossParameters } from '../../domain/testing/loss.ts';

/** What a card is in its holder's hand, and how a counter writes it (AAZ502). */
const kinds = { sealed: '0', normal: '1', locked: '3' } as const;
type Kind = keyof typeof kinds;

/** One thing that is tried, some days after the one before. */
interface Attempt {
  readonly what:
    'telephone' | 'writing' | 'lift' | 'replace' | 'exchange' | 'make' | 'hand over' | 'withdraw';
  readonly days: number;
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  what: fc.constantFrom<Attempt['what'][]>(
    'telephone',
    'writing',
    'writing',
    'lift',
    'replace',
    'exchange',
    'make',
    'hand over',
    'hand over',
    'withdraw',
  ),
  days: fc.constantFrom(0, 0, 0, 1, 3, 6),
});

/** The holder's card as he sees it, told without a word of the rules. */
interface Holder {
  kind: Kind;
  report: 'none' | 'telephone' | 'writing';
  /** The last day of a report by telephone. */
  until: string;
}

/** One person with one card, and a blank for each of his applications. */
class Walk {
  readonly base: FactBase;
  readonly holder: Holder;
  #today = today;
  #services = 0;
  #blanks = 0;

  constructor(kind: Kind) {
    this.holder = { kind, report: 'none', until: '' };
    this.base = new FactBase([
      ...beginning,
      ...lossParameters,
      change('poolingAreaParameter', replacementFee),
      ...Array.from({ length: 60 }, (_none, index) => change('blankCard', blankCard(100 + index))),
      change('card', card({ status: kinds[kind] })),
    ]);
  }

  /** Does it if the counter lets him; answers what was done. */
  try({ what, days }: Attempt): string | null {
    this.#today = addDays(this.#today, days);
    const { holder } = this;
    if (holder.report === 'telephone' && holder.until < this.#today) holder.report = 'none';
    const before = this.#held();
    if (before === undefined) throw new Error('he has a card at every moment');
    const done = this.#body(what, before).every((body) => this.#run(body));
    const tale = `${holder.kind} ${holder.report} ${what}`;
    if (done) this.#follow(what);
    this.#check();
    return done ? tale : null;
  }

  #follow(what: Attempt['what']): void {
    const { holder } = this;
    if (what === 'telephone' || what === 'writing') holder.report = what;
    if (what === 'telephone') holder.until = addDays(this.#today, 5);
    if (what === 'lift') holder.report = 'none';
    if (what === 'hand over') {
      // The new card: only a seal goes on.
      if (holder.kind === 'locked') holder.kind = 'normal';
      holder.report = 'none';
    }
  }

  /** What is on record is what he sees: one card, sealed, normal or locked, and lost while a report stands. */
  #check(): void {
    const { kind, report } = this.holder;
    const held = this.#held();
    const standing = held === undefined ? undefined : cardOn(held, this.#today);
    const status = { none: kinds[kind], telephone: '4', writing: '2' }[report];
    expect(standing?.status).toBe(status);
    expect(standing?.statusBeforeLoss).toBe(report === 'none' ? null : kinds[kind]);
    const live = this.base.all('card').filter((one) => isCardLive(one) && one.status !== null);
    expect(live.length, 'one person, one card').toBe(1);
    for (const one of this.base.all('card')) {
      if (!isCardLive(one)) expect([one.lossExpiresOn, one.statusBeforeLoss]).toEqual([null, null]);
    }
  }

  #held(): Card | undefined {
    return this.base.all('card').find((one) => isCardLive(one) && one.status !== null);
  }

  #body(what: Attempt['what'], { id: cardNumber, status }: Card): readonly CommandBody[] {
    const open = this.base.all('serviceRecord').find(({ closedAt }) => closedAt === null);
    const serviceNumber = open?.id ?? 'none';
    const belonging = { serviceNumber, personId: person.id };
    const blank = blankCard(100 + this.#blanks);
    switch (what) {
      case 'telephone':
        return [{ kind: 'report-loss', request: { ...byTelephone, cardNumber, ...this.#number() } }];
      case 'writing':
        return [{ kind: 'report-loss', request: { ...inWriting, cardNumber, ...this.#number() } }];
      case 'lift': {
        const lifts = status === '2' ? 'formal' : 'provisional';
        return [{ kind: 'lift-loss-report', request: { ...lifting, lifts, cardNumber, ...this.#number() } }];
      }
      case 'replace':
      case 'exchange': {
        const applicationType: CardApplicationType = what === 'replace' ? '05' : '06';
        const asked = { applicationType, formerCardNumber: cardNumber, feePaid: true };
        return [
          { kind: 'accept-card-application', request: { ...application, ...asked, ...this.#number() } },
        ];
      }
      case 'make': {
        this.#blanks += 1;
        const pin = { ...belonging, cardNumber: blank.cardNumber, sealedPin: 'c2VhbGVk' };
        return [
          ...(['chip-written', 'printed', 'verified'] as const).map((step): CommandBody => {
            const request = { ...belonging, blankSerial: blank.id, step, note: null };
            return { kind: 'record-card-production', request };
          }),
          { kind: 'set-card-pin', request: pin },
        ];
      }
      case 'hand over': {
        const made = { cardNumber: open?.cardNumber ?? 'none', blankSerial: open?.blankSerial ?? 'none' };
        const request = { ...belonging, ...made, receiptSigned: true, formerCardTakenIn: true };
        return [{ kind: 'hand-over-card', request }];
      }
      case 'withdraw': {
        const request = { ...belonging, blankSerial: open?.blankSerial ?? null, reason: '放弃' };
        return [{ kind: 'withdraw-card-application', request }];
      }
      default:
        return what satisfies never;
    }
  }

  #run(body: CommandBody): boolean {
    const decision = this.base.decide(body, { ...context, today: this.#today });
    if (!decision.accepted) return false;
    decision.changes.forEach((one) => this.#checkMove(one));
    this.base.apply(decision.changes);
    return true;
  }

  /** Along the tables: also a report that is over goes where the table says, and what comes then goes on from there. */
  #checkMove(one: Change): void {
    if (one.table !== 'card') return;
    const old = this.base.all('card').find(({ id }) => id === one.record.id);
    if (old === undefined) return;
    const standing = cardOn(old, this.#today);
    const path = [old.status, standing.status, one.record.status];
    for (const [from, to] of [path.slice(0, 2), path.slice(1)]) {
      if (from === undefined || to === undefined || to === null || from === to) continue;
      expect(mayCardStatusMove(from, to), `status ${from ?? 'none'} to ${to}`).toBe(true);
    }
    const [from, to] = [standing.making, one.record.making];
    const between = from === '02' && to === '04' ? '03' : from;
    if (between !== to) expect(mayCardMakingMove(between, to), `making ${from} to ${to}`).toBe(true);
  }

  #number(): { readonly serviceNumber: string } {
    this.#services += 1;
    return { serviceNumber: `330122-20261122-003-${String(this.#services).padStart(4, '0')}` };
  }
}

it('a sealed, normal or locked card is lost, found, replaced and exchanged, and never comes out as another', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.constantFrom<Kind[]>('sealed', 'normal', 'locked'),
      fc.array(attempt, { minLength: 10, maxLength: 40 }),
      (kind, attempts) => {
        const walk = new Walk(kind);
        for (const one of attempts) {
          const done = walk.try(one);
          if (done !== null) seen.set(done, (seen.get(done) ?? 0) + 1);
        }
      },
    ),
    { numRuns: 600 },
  );
  const often = ['sealed', 'normal', 'locked'].flatMap((kind) =>
    [
      'none telephone',
      'none writing',
      'telephone writing',
      'telephone lift',
      'writing lift',
      'writing replace',
    ].map((what) => `${kind} ${what}`),
  );
  for (const what of [
    ...often,
    'sealed none exchange',
    'sealed none hand over',
    'sealed writing hand over',
  ]) {
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(2);
  }
  for (const refused of ['locked none exchange', 'sealed none replace', 'locked none replace']) {
    expect(seen.has(refused), refused).toBe(false);
  }
});
