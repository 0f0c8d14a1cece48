import { describe, expect, it } from 'vitest';
import { change, type Change } from '../../domain/records/change.ts';
import { areaWith, period } from '../../domain/testing/contribution-history.ts';
import { person } from '../../domain/testing/county.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';

const paid = (fromMonth: string, toMonth: string | null): Change =>
  change('contributionPeriod', { ...period(fromMonth, toMonth), personId: person.id });

function deskWith(...records: readonly Change[]): CounterDesk {
  const parameters = areaWith().parameters.map((one) => change('poolingAreaParameter', one));
  const desk = CounterDesk.ready([...countyRecords, ...parameters, ...records]);
  desk.signInWithoutPassword();
  return desk;
}

async function contributionsOf(desk: CounterDesk) {
  return (await desk.call('getPersonPage', { personId: person.id })).contributions;
}

describe('the months on a person’s page (domain rules section 4)', () => {
  it('are marked one by one, and say until when the gap can be closed', async () => {
    const { years, today } = await contributionsOf(deskWith(paid('2025-11', '2026-09')));
    expect(years).toEqual([
      { year: '2026', months: 'pppppppppggn' },
      { year: '2025', months: 'nnnnnnnnnnpp' },
    ]);
    expect(today).toMatchObject({
      pooled: { answer: 'not-covered', reason: { code: 'contributions-stopped' } },
      balance: { spendable: true },
      sealedSince: '2026-11',
      makeGood: { answer: 'possible', months: ['2026-10'], dueNow: '2026-11', until: '2027-01-31' },
      paidMonths: 11,
    });
  });

  it('are explained when asked, for the pooled fund and the personal account apart', async () => {
    const desk = deskWith(paid('2026-01', '2026-09'));
    expect(await desk.call('getMonthRights', { personId: person.id, month: '2026-10' })).toMatchObject({
      explained: {
        status: 'gap',
        pooled: { answer: 'covered', reason: { code: 'covered-until-stop' } },
        personal: { answer: 'no-allocation', amount: null },
      },
    });
    expect(await desk.call('getMonthRights', { personId: person.id, month: '2026-09' })).toMatchObject({
      explained: { status: 'paid', personal: { answer: 'allocation', amount: 10_000 } },
    });
  });

  it('of which nothing is recorded say so; nobody’s are not found', async () => {
    const desk = deskWith(paid('2026-01', null));
    const asked = await desk.call('getMonthRights', { personId: person.id, month: '1999-01' });
    expect(asked).toEqual({ month: '1999-01', explained: null });
    expect(await desk.code('getMonthRights', { personId: 'nobody', month: '2026-01' })).toBe('not-found');
  });

  it('are not judged where the central office has published no rule', async () => {
    const desk = CounterDesk.ready([...countyRecords, paid('2026-01', '2026-08')]);
    desk.signInWithoutPassword();
    expect((await contributionsOf(desk)).today.makeGood).toMatchObject({ answer: 'undecided' });
  });
});
