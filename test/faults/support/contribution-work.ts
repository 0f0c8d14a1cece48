import type { CallInput } from '../../../contract/counter-calls.ts';
import { addMonths } from '../../../domain/calendar/month.ts';
import type { CommandKind } from '../../../domain/command/command-rules.ts';
import { employer, opening } from '../../../domain/testing/employer-batch.ts';
import { agent, guardian } from '../../../domain/testing/county.ts';
import { ownDocument } from '../../../domain/testing/loss.ts';
import type { Situation, Tried } from './situation.ts';
import { codeOf } from './told.ts';

export type ContributionKind = Extract<
  CommandKind,
  'suspend-insurance' | 'resume-insurance' | 'register-back-payment'
>;

const base = 500_000;

/** How a clerk comes to each command about contributions. */
export const contributionWork: { readonly [K in ContributionKind]: (situation: Situation) => Tried } = {
  async 'suspend-insurance'(situation) {
    const { counter, personId, turn } = situation;
    const lastMonth = addMonths(counter.room.clock.today().slice(0, 7), -lastPaid(situation));
    const ground = turn % 2 === 0 ? 'left-employer' : 'moved-away';
    return codeOf(
      await counter.ask('suspendInsurance', { personId, lastMonth, ground, asker: asker(situation) }),
    );
  },
  async 'resume-insurance'(situation) {
    const { counter, personId } = situation;
    const { present, lastPaidMonth } = (await counter.look('getContributionDesk', { personId })) ?? nothing;
    const fromMonth = lastPaidMonth !== null && lastPaidMonth >= present ? addMonths(present, 1) : present;
    const hiredOn = numberOf(personId) % 4 === 0 ? '2026-09-01' : '2026-11-02';
    const employment: CallInput<'resumeInsurance'>['employment'] =
      numberOf(personId) % 3 === 0
        ? { manner: 'flexible' }
        : { manner: 'employer', employerId: employer.id, hiredOn };
    const input = { personId, fromMonth, base, employment, asker: presented(situation) };
    return codeOf(await counter.ask('resumeInsurance', input));
  },
  async 'register-back-payment'(situation) {
    const { counter, personId } = situation;
    const desk = await counter.look('getContributionDesk', { personId });
    const [gap] = desk?.gaps ?? [];
    if (gap === undefined) return null;
    const asked = { personId, ...gap, base, employerId: null };
    const shown = await counter.look('getContributionEffect', { kind: 'register-back-payment', ...asked });
    if (shown === null) return null;
    if (shown.effect === null || shown.due === null) return 'nothing shown';
    const seen = { amount: shown.due.amount, effect: shown.effect };
    const input = { ...asked, seen, asker: presented(situation) };
    return codeOf(await counter.ask('registerBackPayment', input));
  },
};

/** On these turns somebody who has nothing else to do here comes for his insurance. */
const insuranceTurn = 21;
const backPaymentTurn = 22;

/** What comes next in a person's insurance, by what the page offers; null where nothing of these is the next. */
export function contributionKindFor({ page, turn }: Situation): ContributionKind | null {
  const can = (kind: ContributionKind) =>
    page.offers.some((offer) => offer.kind === kind && offer.refusals.length === 0);
  if (turn === backPaymentTurn && can('register-back-payment')) return 'register-back-payment';
  if (turn === insuranceTurn || turn === backPaymentTurn)
    return can('resume-insurance') ? 'resume-insurance' : 'suspend-insurance';
  return null;
}

/** So many months ago was paid for the last time: never so long that a waiting period would come with the next month. */
function lastPaid({ personId }: Situation): number {
  return numberOf(personId) % 3;
}

/** Mostly the person himself; now and then his employer asks for him. */
function asker(situation: Situation): CallInput<'suspendInsurance'>['asker'] {
  if (numberOf(situation.personId) % 5 !== 0) return presented(situation);
  const { letterNumber, letterDate, agent: document } = opening;
  return { channel: 'employer', employerId: employer.id, letterNumber, letterDate, agent: { ...document } };
}

function presented({ page }: Situation) {
  const document = { ...ownDocument };
  if (page.age < 16) {
    return { channel: 'guardian', document, representative: { ...guardian }, photoCompared: true } as const;
  }
  return numberOf(page.personId) % 7 === 0
    ? ({ channel: 'agent', document, representative: { ...agent }, photoCompared: true } as const)
    : ({ channel: 'in-person', document, representative: null, photoCompared: true } as const);
}

function numberOf(personId: string): number {
  return Number(personId.slice(-3));
}

const nothing = { present: '2026-11', lastPaidMonth: null };
