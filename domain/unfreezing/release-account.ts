import { releasedAccount, releasedCard } from '../account/seal.ts';
import { heldCard } from '../card/standing-card.ts';
import { statusApartFromLoss } from '../card/card-status.ts';
import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { contributionRights, type ContributionRights } from '../contribution/contribution-rights.ts';
import type { RightsToday } from '../contribution/rights-today.ts';
import { deskService, deskServiceLookups, refuseDeskService } from '../desk-service/desk-service.ts';
import { refusePresented } from '../desk-service/presented-at-counter.ts';
import {
  keptParameters,
  parameterLookups,
  rightsParameterNames,
} from '../parameters/pooling-area-parameter.ts';
import { change, type Change } from '../records/change.ts';
import type { Card, InsuredPerson, PersonalAccount } from '../records/records.ts';
import type { ReleaseAccountRequest } from './unfreezing-requests.ts';

/**
 * 启封: the account was sealed because contributions stopped, and the record proves that the pooled fund covers again
 * today: the seal comes off the account and its card here (domain rules section 1). Where the record does not prove it,
 * nobody releases anything: what is missing, and what would help, is said.
 */
export const releaseAccount: CommandRule<ReleaseAccountRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...deskServiceLookups(request, context),
    ...sealLookups(request.personId),
    ...coverLookups(request.personId),
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseDeskService(facts, request, context)];
    const person = facts.one('insuredPerson', request.personId);
    const seal = sealOf(facts, request.personId);
    const record = person === undefined ? null : rightsOn(facts, person, context.county, context.today);
    const rights = record?.today ?? null;
    if (person !== undefined) {
      refusals.push(...refusePresented(request, person, context.today));
      if (rights !== null) refusals.push(...refuseRelease(person, seal, rights, context.today));
    }
    if (record === null || rights === null || refusals.length > 0) return refuseAll(refusals);
    const { account, card } = seal;
    const changes: Change[] = [];
    if (account !== null) changes.push(change('personalAccount', releasedAccount(account)));
    if (card !== null) changes.push(change('card', releasedCard(card)));
    return accept([
      ...changes,
      change(
        'serviceRecord',
        deskService(request, context, {
          kind: 'release-account',
          presented: request,
          aboutCard: card?.id ?? null,
          step: 'released',
          details: {
            of: 'release-account',
            account: account !== null,
            card: card !== null,
            reason: rights.pooled.reason.code,
          },
          parameters: keptParameters(...record.used),
        }),
      ),
    ]);
  },
};

/** What of a person is sealed now: each null where it is not. */
export interface Seal {
  readonly account: PersonalAccount | null;
  readonly card: Card | null;
  /** The account was closed: there is nothing to release any more. */
  readonly closed: boolean;
}

/** The facts that tell what is sealed. */
export function sealLookups(personId: string): readonly Lookup[] {
  return [
    { table: 'personalAccount', by: 'id', value: personId },
    { table: 'card', by: 'personId', value: personId },
  ];
}

/** The facts from which the rights of today follow. */
export function coverLookups(personId: string): readonly Lookup[] {
  return [
    { table: 'contributionPeriod', by: 'personId', value: personId },
    ...parameterLookups(...rightsParameterNames),
  ];
}

/** What is sealed: the account, and the card in the holder's hand, also while it is reported lost. */
export function sealOf(facts: Facts, personId: string): Seal {
  const account = facts.one('personalAccount', personId);
  const card = heldCard(facts.all('card', 'personId', personId));
  return {
    account: account?.status === 'sealed' ? account : null,
    card: card !== undefined && statusApartFromLoss(card) === '0' ? card : null,
    closed: account?.status === 'closed',
  };
}

/** What the record gives today; facts: `coverLookups`. */
export function rightsOn(
  facts: Facts,
  person: InsuredPerson,
  county: string,
  today: string,
): ContributionRights {
  return contributionRights(
    { periods: facts.all('contributionPeriod', 'personId', person.id), person },
    {
      areaCode: county,
      parameters: rightsParameterNames.flatMap((name) => facts.all('poolingAreaParameter', 'name', name)),
    },
    today,
  );
}

/** Whether the pooled fund pays for what happens today. */
export function coversToday({ pooled }: Pick<RightsToday, 'pooled'>): boolean {
  switch (pooled.answer) {
    case 'covered':
    case 'covered-retroactively':
    case 'retired-benefits':
      return true;
    case 'waiting-period':
    case 'not-covered':
    case 'undecided':
      return false;
    default:
      return pooled.answer satisfies never;
  }
}

/** Every reason why the seal cannot come off today, and with it what would help; also for the person's page. */
export function refuseRelease(
  person: InsuredPerson,
  seal: Seal,
  rights: RightsToday,
  today: string,
): readonly Refusal[] {
  if (person.deceasedOn !== null) return [refuse('holder-deceased', { date: person.deceasedOn })];
  if (seal.closed) return [refuse('account-closed')];
  if (seal.account === null && seal.card === null) return [refuse('account-not-sealed')];
  if (coversToday(rights)) return [];
  if (rights.pooled.answer === 'undecided')
    return [refuse('release-undecided', { month: today.slice(0, 7) })];
  const since = rights.sealedSince ?? today.slice(0, 7);
  return [refuse('release-not-covered', { month: today.slice(0, 7), since }), ...helpOf(rights)];
}

/** What would bring cover again: the arrears that can still be made good, or the month in which it comes by itself. */
function helpOf({ makeGood, coveredAgainFrom }: RightsToday): readonly Refusal[] {
  const help: Refusal[] = [];
  if (coveredAgainFrom !== null) help.push(refuse('release-covered-from', { from: coveredAgainFrom }));
  switch (makeGood.answer) {
    case 'possible': {
      const months = makeGood.dueNow === null ? makeGood.months : [...makeGood.months, makeGood.dueNow];
      const params = { count: months.length, from: months[0] ?? '', to: months.at(-1) ?? '' };
      help.push(
        makeGood.until === null
          ? refuse('release-make-good', params)
          : refuse('release-make-good-until', { ...params, until: makeGood.until }),
      );
      break;
    }
    case 'too-late':
      if (coveredAgainFrom === null) help.push(refuse('release-resume-first', { until: makeGood.until }));
      break;
    case 'nothing-open':
    case 'undecided':
      if (coveredAgainFrom === null) help.push(refuse('release-pay-first'));
      break;
    default:
      makeGood satisfies never;
  }
  return help;
}
