import type { Facts } from '../command/facts.ts';
import type { Approval } from '../records/approval.ts';
import type {
  CardsOfPlace,
  ClerkOfDay,
  DayReport,
  Leftover,
  LooksByReason,
  LeftoverKind,
  MoneyOfKind,
  PrintsOfPaper,
  ServicesOfKind,
} from '../records/day-close.ts';
import { leftoverKinds } from '../records/day-close.ts';
import type { PaperPrint } from '../records/paper-print.ts';
import type { ServiceRecord } from '../records/records.ts';
import { rangesOf } from '../stock/serial-ranges.ts';
import {
  besideStock,
  cardsOfPlace,
  carriedOpening,
  closingWith,
  daysOfBook,
  placesOfDay,
} from './cards-of-day.ts';
import type { CloseDayRequest } from './close-day-request.ts';
import { chainOf, type DayOwner } from './day-chain.ts';

/** What a counter closes with, besides the records. */
export type OwnKnowledge = Pick<
  CloseDayRequest,
  'previousId' | 'previousDay' | 'places' | 'heard' | 'looks' | 'waiting'
>;

/** Whether a service was accepted by whose day it is. */
function isServiceOf(owner: DayOwner, service: ServiceRecord): boolean {
  if (service.officeId !== owner.officeId) return false;
  if (owner.scope === 'office') return true;
  return service.clerkId === owner.clerkId && service.workstationId === owner.workstationId;
}

/**
 * The page of a day, as the records say it: the same at the counter and at the central office.
 * @param facts services, approvals, movements and counts of blank cards, prints and closed days of `day`; the day closed
 * before it, and the movements since
 * @param window the workstation whose counter knows `own`
 */
export function dayReport(
  facts: Facts,
  owner: DayOwner,
  day: string,
  own: OwnKnowledge,
  window: string,
): DayReport {
  const services = facts
    .all('serviceRecord', 'openedOn', day)
    .filter((one) => isServiceOf(owner, one))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const approvals = facts.all('approval', 'enteredOn', day).filter((one) => isApprovalOf(owner, one));
  const prints = facts.all('paperPrint', 'printedOn', day).filter((one) => isDoneBy(owner, one));
  const lines = facts.all('stockMovement', 'movedOn', day);
  const cards = cardsOf(facts, owner, day, own);
  const linesOf = lines.filter((one) => isDoneBy(owner, one));
  const clerks = owner.scope === 'office' ? clerksOfDay(facts, owner, day, services, linesOf) : [];
  return {
    services: servicesByKind(services),
    serviceNumbers: services.map(({ id }) => id),
    fees: {
      count: services.filter(({ fee }) => fee > 0).length,
      amount: services.reduce((sum, { fee }) => sum + fee, 0),
    },
    money: moneyByKind(approvals),
    cards,
    besideStock: besideStock(linesOf),
    prints: printsByPaper(prints),
    looks: looksByReason([own.looks, ...looksElsewhere(facts, owner, day, window)]),
    leftovers: inOrder([
      ...own.waiting,
      { kind: 'approval-waiting', items: idsOf(approvals.filter(({ state }) => state === 'waiting')) },
      { kind: 'print-unknown', items: idsOf(prints.filter(({ result }) => result === null)) },
      // The safe is a supervisor's to count; a drawer with cards in it is counted by whoever closes his day.
      {
        kind: 'drawer-not-counted',
        items:
          owner.scope === 'office'
            ? []
            : cards.flatMap(({ workstationId, counted, closing }) =>
                workstationId !== null && counted === null && closing.length > 0 ? [workstationId] : [],
              ),
      },
      {
        kind: 'cards-differ',
        items: cards.flatMap(({ difference }) => difference.map(({ first, last }) => `${first}-${last}`)),
      },
      {
        kind: 'clerk-not-closed',
        items: clerks.flatMap((one) =>
          one.closeId === null ? [chainOf({ ...one, scope: 'clerk', officeId: owner.officeId })] : [],
        ),
      },
    ]),
    clerks,
  };
}

/**
 * What an office's page has of the looks at its other windows: each stands in the audit trail of its own counter, and in the
 * pages with which the clerks there have closed. Who has not closed is told of as left over.
 */
function looksElsewhere(
  facts: Facts,
  { scope, officeId }: DayOwner,
  day: string,
  window: string,
): readonly (readonly LooksByReason[])[] {
  if (scope === 'clerk') return [];
  return facts
    .all('dayClose', 'day', day)
    .flatMap((one) =>
      one.scope === 'clerk' && one.officeId === officeId && one.workstationId !== window
        ? [one.report.looks]
        : [],
    );
}

function looksByReason(pages: readonly (readonly LooksByReason[])[]): readonly LooksByReason[] {
  const sums = new Map<string, number>();
  for (const { reason, count } of pages.flat()) sums.set(reason, (sums.get(reason) ?? 0) + count);
  return [...sums]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((a, b) => (a.reason < b.reason ? -1 : 1));
}

/** Services of a closed day that its page does not count: accepted on it, and heard of or written only afterwards 补记. */
export function lateServices(
  close: DayOwner & { readonly report: Pick<DayReport, 'serviceNumbers'> },
  ofDay: readonly ServiceRecord[],
): readonly ServiceRecord[] {
  const counted = new Set(close.report.serviceNumbers);
  return ofDay.filter((one) => isServiceOf(close, one) && !counted.has(one.id));
}

/** The blank cards of every place, each with what the day before it was closed with. */
function cardsOf(
  facts: Facts,
  owner: DayOwner,
  day: string,
  { previousId, previousDay, places, heard }: OwnKnowledge,
): readonly CardsOfPlace[] {
  const previous = facts.one('dayClose', previousId);
  const since = daysOfBook(previousDay, day).flatMap((one) => facts.all('stockMovement', 'movedOn', one));
  const lines = since.filter(({ movedOn }) => movedOn === day);
  const before = since.filter(({ movedOn }) => movedOn < day);
  const known = new Set(heard);
  const unheard = since.filter(({ id }) => !known.has(id));
  const counts = facts.all('stockCount', 'countedOn', day);
  return placesOfDay(owner, places, previous, since).flatMap((place) => {
    const told = places.find((one) => one.workstationId === place.workstationId);
    const opening =
      previous === undefined ? (told?.opening ?? []) : rangesOf(carriedOpening(previous, before, place));
    const closing = rangesOf(closingWith(told?.closing ?? [], unheard, place));
    const cards = cardsOfPlace({ ...place, opening, closing }, lines, counts);
    const isNothing = opening.length + cards.came.length + cards.left.length === 0;
    // An empty drawer at which nothing was done is not told; the safe and one's own drawer always are.
    const isTold = told !== undefined || place.workstationId === owner.workstationId || !isNothing;
    return isTold ? [cards] : [];
  });
}

function isDoneBy(
  owner: DayOwner,
  done: { readonly officeId: string; readonly workstationId: string; readonly clerkId: string },
): boolean {
  if (done.officeId !== owner.officeId) return false;
  if (owner.scope === 'office') return true;
  return done.clerkId === owner.clerkId && done.workstationId === owner.workstationId;
}

function isApprovalOf(owner: DayOwner, approval: Approval): boolean {
  if (approval.officeId !== owner.officeId) return false;
  return owner.scope === 'office' || (owner.clerkId !== null && approval.enteredBy.includes(owner.clerkId));
}

function servicesByKind(services: readonly ServiceRecord[]): readonly ServicesOfKind[] {
  const kinds = [...new Set(services.map(({ kind }) => kind))].sort();
  return kinds.map((kind) => {
    const stages = services.filter((one) => one.kind === kind).map(({ stage }) => stage);
    const completed = stages.filter((stage) => stage === 'completed').length;
    const withdrawn = stages.filter((stage) => stage === 'withdrawn').length;
    return { kind, completed, withdrawn, open: stages.length - completed - withdrawn };
  });
}

function moneyByKind(approvals: readonly Approval[]): readonly MoneyOfKind[] {
  const sums = new Map<string, MoneyOfKind>();
  for (const { kind, state, amount } of approvals) {
    const before = sums.get(`${kind} ${state}`) ?? { kind, state, count: 0, amount: 0 };
    sums.set(`${kind} ${state}`, { ...before, count: before.count + 1, amount: before.amount + amount });
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

function printsByPaper(prints: readonly PaperPrint[]): readonly PrintsOfPaper[] {
  const papers = [...new Set(prints.map(({ paper }) => paper))].sort();
  return papers.map((paper) => {
    const all = prints.filter((one) => one.paper === paper);
    const failed = all.filter(
      ({ result }) => result !== null && result !== 'printed' && result !== 'handed-over',
    );
    const out = all.filter((one) => !failed.includes(one));
    const reprinted = out.filter(({ reprint }) => reprint > 0).length;
    return { paper, printed: out.length - reprinted, reprinted, failed: failed.length };
  });
}

/** Everybody who accepted something or moved cards at a workstation of the office. */
function clerksOfDay(
  facts: Facts,
  { officeId }: DayOwner,
  day: string,
  services: readonly ServiceRecord[],
  lines: readonly { readonly clerkId: string; readonly workstationId: string }[],
): readonly ClerkOfDay[] {
  const closed = new Map(facts.all('dayClose', 'day', day).map(({ chain, id }) => [chain, id]));
  const counts = new Map<string, ClerkOfDay>();
  const add = (one: { readonly clerkId: string; readonly workstationId: string }, by: number) => {
    const { clerkId, workstationId } = one;
    const chain = chainOf({ scope: 'clerk', officeId, clerkId, workstationId });
    const before = counts.get(chain)?.services ?? 0;
    counts.set(chain, { clerkId, workstationId, closeId: closed.get(chain) ?? null, services: before + by });
  };
  for (const one of services) add(one, 1);
  for (const one of lines) add(one, 0);
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, clerk]) => clerk);
}

function idsOf(records: readonly { readonly id: string }[]): readonly string[] {
  return records.map(({ id }) => id);
}

/** Leftovers by kind, each with its items in order and once; kinds of which nothing is left are not there. */
function inOrder(leftovers: readonly Leftover[]): readonly Leftover[] {
  const items = (kind: LeftoverKind) => [
    ...new Set(leftovers.filter((one) => one.kind === kind).flatMap((one) => one.items)),
  ];
  return leftoverKinds.flatMap((kind) => {
    const left = items(kind).sort();
    return left.length === 0 ? [] : [{ kind, items: left }];
  });
}
