import type { CallRequest } from '../contract/counter-calls.ts';
import type { PersonPage } from '../contract/counter-views.ts';
import type { ServiceView } from '../contract/service-views.ts';
import type { Outcome } from '../contract/envelope.ts';
import type { HoldView } from '../contract/unfreezing.ts';
import { liftLookups, refuseLifting } from '../domain/card-loss/lift-loss-report.ts';
import { cardOn, heldCard } from '../domain/card/standing-card.ts';
import { allowedTries, refusePinServiceFor, triesLookups } from '../domain/pin-services/pin-service.ts';
import type { InsuredPerson } from '../domain/records/records.ts';
import { bankRequestFor, isAnswered } from '../domain/unfreezing/bank-request.ts';
import {
  coverLookups,
  refuseRelease,
  rightsOn,
  sealLookups,
  sealOf,
} from '../domain/unfreezing/release-account.ts';
import {
  bankLookups,
  openBankRequest,
  refuseBankRequest,
} from '../domain/unfreezing/request-bank-service.ts';
import { whatHolds, type Hold } from '../domain/unfreezing/what-holds.ts';
import type { CounterRoom } from './counter-ports.ts';
import { loadFacts } from './engine/local-effects.ts';
import { commandOnNewService, commandOnService } from './issue-card.ts';
import { viewBankRequest } from './service-view.ts';
import { viewRefusals } from './view-refusals.ts';
import { here } from './workstation.ts';

/** 启封: under a service number of its own. */
export function releaseAccount(
  room: CounterRoom,
  input: CallRequest<'releaseAccount'>,
): Outcome<ServiceView> {
  return commandOnNewService(room, (serviceNumber) => ({
    kind: 'release-account',
    request: { ...input, serviceNumber },
  }));
}

/** 金融账户激活、解冻: taken here, done by the bank. */
export function requestBankService(
  room: CounterRoom,
  input: CallRequest<'requestBankService'>,
): Outcome<ServiceView> {
  return commandOnNewService(room, (serviceNumber) => ({
    kind: 'request-bank-service',
    request: { ...input, serviceNumber },
  }));
}

/** 撤回银行业务申请: the bank is asked to drop it. */
export function withdrawBankRequest(
  room: CounterRoom,
  input: CallRequest<'withdrawBankRequest'>,
): Outcome<ServiceView> {
  return commandOnService(room, input.serviceNumber, ({ personId }) => ({
    kind: 'withdraw-bank-request',
    request: { ...input, personId },
  }));
}

/** 告知银行答复: with it the service ends. What was told is said with it, so that no restore of the central office loses it. */
export function recordBankAnswerTold(
  room: CounterRoom,
  input: CallRequest<'recordBankAnswerTold'>,
): Outcome<ServiceView> {
  const asked = room.storage.records.get('bankRequest', input.serviceNumber)?.record;
  const told = asked !== undefined && isAnswered(asked) ? { outcome: asked.state } : {};
  return commandOnService(room, input.serviceNumber, ({ personId }) => ({
    kind: 'record-bank-answer-told',
    request: { ...input, ...told, personId },
  }));
}

/** What keeps this person's card or account from being used today. */
export function holdsOf(room: CounterRoom, person: InsuredPerson, today: string): readonly Hold[] {
  const facts = loadFacts(room.storage, [
    ...sealLookups(person.id),
    ...coverLookups(person.id),
    ...bankLookups(person.id),
    ...liftLookups(person.id),
    ...triesLookups,
  ]);
  const seal = sealOf(facts, person.id);
  const rights = rightsOn(facts, person, here(room).county, today).today;
  const stored = heldCard(facts.all('card', 'personId', person.id));
  const financialAccount = facts.one('financialAccount', person.id) ?? null;
  const tries = allowedTries(facts, today)?.count ?? null;
  const wanted = financialAccount === null ? null : bankRequestFor(financialAccount.status);
  return whatHolds({
    seal,
    rights,
    card: stored === undefined ? null : cardOn(stored, today),
    financialAccount,
    openBankRequest: openBankRequest(facts, person.id, null) ?? null,
    tries,
    refusals: {
      release: refuseRelease(person, seal, rights, today),
      unlock: stored === undefined ? [] : refusePinServiceFor('unlock-card', person, stored, today, tries),
      lift: stored === undefined ? [] : refuseLifting(facts, person, stored, today),
      bank: wanted === null ? [] : refuseBankRequest(facts, person, wanted),
    },
  });
}

const begunHere = ['release-account', 'request-bank-service'] as const;

/** What the person's page offers of it: only where something holds, or why not today. */
export function offersOf(holds: readonly Hold[]): PersonPage['offers'] {
  return begunHere.flatMap((kind) => {
    const hold = holds.find(({ services }) => services.includes(kind));
    return hold === undefined ? [] : [{ kind, refusals: viewRefusals(hold.refusals) }];
  });
}

/** As it crosses the border, where nothing is read-only. */
export function viewHold(hold: Hold): HoldView {
  const { needs, services, refusals, bankRequest } = hold;
  return {
    ...hold,
    needs: [...needs],
    services: [...services],
    refusals: viewRefusals(refusals),
    bankRequest: bankRequest === null ? null : viewBankRequest(bankRequest),
  };
}
