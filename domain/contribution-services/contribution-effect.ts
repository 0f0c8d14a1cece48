import { releasedAccount, releasedCard, sealedAccount, sealedCard } from '../account/seal.ts';
import type { Month } from '../calendar/month.ts';
import { cardOn, heldCard } from '../card/standing-card.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import {
  contributionRights,
  type ContributionRights,
  type PoolingArea,
} from '../contribution/contribution-rights.ts';
import type { ContributionRecord } from '../contribution/contribution-timeline.ts';
import type { PooledAnswer } from '../contribution/pooled-answer.ts';
import {
  parameterLookups,
  rightsParameterNames,
  type UsedParameter,
} from '../parameters/pooling-area-parameter.ts';
import { change, type Change } from '../records/change.ts';
import type { PersonalAccount } from '../records/records.ts';

/** What a record gives on a day, as far as a change of it is told. */
export interface Cover {
  readonly pooled: PooledAnswer['answer'];
  readonly lastCoveredMonth: Month | null;
  readonly sealedSince: Month | null;
  readonly coveredAgainFrom: Month | null;
  readonly paidMonths: number;
}

/** What a suspension, a resumption or a back payment changes: what is shown before it is confirmed. */
export interface ContributionEffect {
  readonly before: Cover;
  readonly after: Cover;
  /** Months that the pooled fund covers after it and did not before, and the other way round. */
  readonly regained: readonly Month[];
  readonly lost: readonly Month[];
  /** Months that count as continuous after it: arrears made good in time. */
  readonly continuous: readonly Month[];
  /**
   * What becomes of the personal account and its card; null where they stay as they are. One that was closed is opened anew for
   * who is insured again; a card that he was given meanwhile is sealed with it.
   */
  readonly account: 'sealed' | 'released' | 'opened' | 'opened-sealed' | null;
}

/** The facts from which an effect follows. */
export function effectLookups(personId: string): readonly Lookup[] {
  return [
    { table: 'contributionPeriod', by: 'personId', value: personId },
    { table: 'personalAccount', by: 'id', value: personId },
    { table: 'card', by: 'personId', value: personId },
    ...parameterLookups(...rightsParameterNames),
  ];
}

/** The rules of this pooling area, from the facts of `effectLookups`. */
export function areaOf(facts: Facts, county: string): PoolingArea {
  return {
    areaCode: county,
    parameters: rightsParameterNames.flatMap((name) => facts.all('poolingAreaParameter', 'name', name)),
  };
}

/** An effect, and every published value on which it rests. */
export interface ReckonedEffect {
  readonly effect: ContributionEffect;
  readonly used: readonly UsedParameter[];
}

/** Both sides as the record stands on that day: the same function shows the effect and is held against it. */
export function contributionEffect(
  before: ContributionRecord,
  after: ContributionRecord,
  area: PoolingArea,
  today: string,
  account: PersonalAccount | undefined,
): ReckonedEffect {
  const was = contributionRights(before, area, today);
  const becomes = contributionRights(after, area, today);
  const givenBefore = givenMonths(was);
  const givenAfter = givenMonths(becomes);
  const inTimeBefore = new Set(inTimeMonths(was));
  const effect: ContributionEffect = {
    before: coverOf(was),
    after: coverOf(becomes),
    regained: [...givenAfter].filter((month) => !givenBefore.has(month)),
    lost: [...givenBefore].filter((month) => !givenAfter.has(month)),
    continuous: inTimeMonths(becomes).filter((month) => !inTimeBefore.has(month)),
    account: account === undefined ? null : accountMove(account, becomes.today.pooled.answer),
  };
  return { effect, used: [...was.used, ...becomes.used] };
}

/** The account and the card in hand follow what the record gives today; an undecided answer moves nothing. */
export function sealChanges(
  facts: Facts,
  personId: string,
  { account: move }: Pick<ContributionEffect, 'account'>,
  today: string,
): readonly Change[] {
  const account = facts.one('personalAccount', personId);
  if (account === undefined || move === null) return [];
  const seals = move === 'sealed' || move === 'opened-sealed';
  const isOpenedAnew = move === 'opened' || move === 'opened-sealed';
  const stored = heldCard(facts.all('card', 'personId', personId));
  const card = stored === undefined ? undefined : cardOn(stored, today);
  const standing = isOpenedAnew ? ({ ...account, status: 'open', openedOn: today } as const) : account;
  const moved = seals ? sealedAccount(standing) : releasedAccount(standing);
  const movedCard = card === undefined ? undefined : seals ? sealedCard(card) : releasedCard(card);
  return [
    change('personalAccount', moved),
    ...(movedCard === undefined || movedCard === card ? [] : [change('card', movedCard)]),
  ];
}

/**
 * Whether two effects say the same of what somebody is entitled to: what was seen, and what is true. How account and card
 * come to stand follows from that; whether they move thither or stand there already is no difference to whoever pays,
 * as when the turn of the month came between. Nor is it one whether the present month is covered because it was paid or
 * because it was made good in time: the pooled fund pays the same for it. Months gained, lost and paid are compared one by one.
 */
export function sameEffect(one: ContributionEffect, other: ContributionEffect): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder({ before, after, regained, lost, continuous }: ContributionEffect) {
  const cover = (one: Cover) => [
    one.pooled === 'covered-retroactively' ? 'covered' : one.pooled,
    one.lastCoveredMonth,
    one.sealedSince,
    one.coveredAgainFrom,
    one.paidMonths,
  ];
  return [cover(before), cover(after), regained, lost, continuous];
}

/** What becomes of an account where the record gives this answer: nothing where it is left undecided. */
export function accountMove(
  account: PersonalAccount,
  answer: PooledAnswer['answer'],
): 'sealed' | 'released' | null {
  if (answer === 'undecided') return null;
  if (isGiven(answer)) return account.status === 'sealed' ? 'released' : null;
  return account.status === 'open' ? 'sealed' : null;
}

function coverOf({ today }: ContributionRights): Cover {
  const { pooled, lastCoveredMonth, sealedSince, coveredAgainFrom, paidMonths } = today;
  return { pooled: pooled.answer, lastCoveredMonth, sealedSince, coveredAgainFrom, paidMonths };
}

function givenMonths({ months }: ContributionRights): ReadonlySet<Month> {
  return new Set(months.filter(({ pooled }) => isGiven(pooled.answer)).map(({ month }) => month));
}

function inTimeMonths({ months }: ContributionRights): readonly Month[] {
  return months.filter(({ status }) => status === 'made-good-in-time').map(({ month }) => month);
}

function isGiven(answer: PooledAnswer['answer']): boolean {
  return answer === 'covered' || answer === 'covered-retroactively' || answer === 'retired-benefits';
}
