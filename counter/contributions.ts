import {
  contributionMarks,
  type ContributionsView,
  type MonthExplained,
} from '../contract/contribution-views.ts';
import type { CallRequest } from '../contract/counter-calls.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import {
  contributionRights,
  type ContributionRights,
  type MonthRight,
} from '../domain/contribution/contribution-rights.ts';
import type { Reason } from '../domain/contribution/rights-reason.ts';
import { rightsParameterNames } from '../domain/parameters/pooling-area-parameter.ts';
import type { InsuredPerson } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { noteLook } from './note-look.ts';
import { here } from './workstation.ts';

/** 缴费月份: the months of a person as the strip shows them, and what he is told who asks today. */
export function viewContributions(room: CounterRoom, person: InsuredPerson): ContributionsView {
  const { months, today } = rightsOf(room, person);
  return {
    years: yearsOf(months),
    today: {
      ...today,
      pooled: { ...today.pooled, reason: viewReason(today.pooled.reason) },
      balance: { ...today.balance, reason: viewReason(today.balance.reason) },
      makeGood: viewMakeGood(today.makeGood),
    },
  };
}

/** 逐月说明: why a month is what it is, for the pooled fund and for the personal account. */
export function getMonthRights(
  room: CounterRoom,
  input: CallRequest<'getMonthRights'>,
): Outcome<MonthExplained> {
  const person = room.storage.records.get('insuredPerson', input.personId)?.record;
  if (person === undefined) return fail('not-found');
  noteLook(room, person, 'look-at-months');
  const asked = rightsOf(room, person).months.find(({ month }) => month === input.month);
  return succeed({
    month: input.month,
    explained:
      asked === undefined
        ? null
        : {
            status: asked.status,
            paidOn: asked.paidOn,
            pooled: { ...asked.pooled, reason: viewReason(asked.pooled.reason) },
            personal: { ...asked.personal, reason: viewReason(asked.personal.reason) },
          },
  });
}

/** Everything that a person's months give, as of today. */
export function rightsOf(room: CounterRoom, person: InsuredPerson): ContributionRights {
  const { records } = room.storage;
  return contributionRights(
    { periods: records.find('contributionPeriod', 'personId', person.id), person },
    {
      areaCode: here(room).county,
      parameters: rightsParameterNames.flatMap((name) => records.find('poolingAreaParameter', 'name', name)),
    },
    room.clock.today(),
  );
}

/** Twelve marks a year, newest first; a month of which the record says nothing is like one that is not due. */
export function yearsOf(months: readonly MonthRight[]): ContributionsView['years'] {
  const marks = new Map(months.map(({ month, status }) => [month, contributionMarks[status]]));
  const [first, last] = [months.at(0), months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const years: ContributionsView['years'] = [];
  for (let year = Number(last.month.slice(0, 4)); year >= Number(first.month.slice(0, 4)); year -= 1) {
    const letters = Array.from(
      { length: 12 },
      (_, index) =>
        marks.get(`${year}-${String(index + 1).padStart(2, '0')}`) ?? contributionMarks['not-due'],
    );
    years.push({ year: String(year), months: letters.join('') });
  }
  return years;
}

function viewMakeGood(
  makeGood: ContributionRights['today']['makeGood'],
): ContributionsView['today']['makeGood'] {
  switch (makeGood.answer) {
    case 'nothing-open':
      return makeGood;
    case 'possible':
    case 'too-late':
      return { ...makeGood, months: [...makeGood.months] };
    case 'undecided':
      return { answer: 'undecided', reason: viewReason(makeGood.reason) };
    default:
      return makeGood satisfies never;
  }
}

function viewReason(reason: Reason): ContributionsView['today']['pooled']['reason'] {
  return { ...reason, params: { ...reason.params } };
}
