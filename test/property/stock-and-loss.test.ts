import { describe, expect, it } from 'vitest';
import { refuse } from '../../domain/command/refusal.ts';
import { change, type Change } from '../../domain/records/change.ts';
import { blankCard, card, centre, person, workstation } from '../../domain/testing/county.ts';
import { byTelephone, lifting, lossParameters } from '../../domain/testing/loss.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';

const { serviceNumber: _told, ...told } = byTelephone;
const { serviceNumber: _lifted, ...found } = lifting;
const report = { ...told, answered: [...told.answered] };

function deskWith(...records: readonly Change[]): CounterDesk {
  const desk = CounterDesk.ready([...countyRecords, ...lossParameters, ...records]);
  desk.signInWithoutPassword();
  return desk;
}

const offersOf = async (desk: CounterDesk) => {
  const { offers } = await desk.call('getPersonPage', { personId: person.id });
  return Object.fromEntries(offers.map(({ kind, refusals }) => [kind, refusals.map(({ code }) => code)]));
};

describe('a lost card at the counter', () => {
  it('is stopped at once, offers what may follow, and is lifted again; each is a service with its paper', async () => {
    const desk = deskWith(change('card', card()));
    expect(await offersOf(desk)).toMatchObject({
      'report-loss': [],
      'lift-loss-report': ['card-not-reported-lost'],
    });
    const service = await desk.call('reportLoss', report);
    expect(service).toMatchObject({ kind: 'report-loss', stage: 'completed', confirmation: 'waiting' });
    expect(await desk.call('getReceipt', { serviceNumber: service.serviceNumber })).toMatchObject({
      standing: 'provisional',
      channel: 'telephone',
      cardNumber: card().id,
      lossExpiresOn: '2026-11-27',
      maskedNumber: null,
    });
    expect(await offersOf(desk)).toMatchObject({ 'report-loss': [], 'lift-loss-report': [] });
    const hits = await desk.call('searchPersons', { text: person.name });
    expect(hits.hits[0]?.cardStatus).toBe('4');
    await desk.call('liftLossReport', found);
    expect((await desk.call('searchPersons', { text: person.name })).hits[0]?.cardStatus).toBe('1');
  });

  it('counts as normal on every page when the report by telephone is over, although nothing was written', async () => {
    const desk = deskWith(change('card', card({ status: '4', making: '06', lossExpiresOn: '2026-11-21' })));
    const page = await desk.call('getPersonPage', { personId: person.id });
    expect(page.cards[0]).toMatchObject({ status: '1', making: '04', lossExpiresOn: null });
    expect((await desk.call('searchPersons', { text: card().id })).hits[0]?.cardStatus).toBe('1');
    expect(await offersOf(desk)).toMatchObject({
      'issue-card': ['card-already-valid'],
      'report-loss': [],
      'lift-loss-report': ['card-not-reported-lost'],
    });
    expect(desk.storage.records.get('card', card().id)?.record.status).toBe('4');
  });

  it('keeps no answer of the caller anywhere', async () => {
    const desk = deskWith(change('card', card()));
    await desk.call('reportLoss', report);
    const [command] = desk.outgoing();
    expect(JSON.stringify(command)).not.toContain(person.address);
    expect(JSON.stringify(command)).not.toContain(person.documentNumber);
  });
});

describe('the stock at the counter', () => {
  const move = {
    ranges: [{ first: blankCard(20).id, last: blankCard(22).id }],
    toOfficeId: centre.id,
    toWorkstationId: workstation.id,
  };
  const inSafe = [20, 21, 22].map((number) =>
    change('blankCard', blankCard(number, { workstationId: null })),
  );

  it('is told place by place as ranges, with what lies beside and the gaps', async () => {
    const desk = deskWith(
      ...inSafe,
      change('blankCard', blankCard(2, { status: 'issued' })),
      change('blankCard', blankCard(8)),
      change('blankCard', blankCard(9, { status: 'spoiled' })),
    );
    const stock = await desk.call('getStock', {});
    const drawer = stock.places.find((one) => one.workstationId === workstation.id);
    const [one, three, five, eight] = [1, 3, 5, 8].map((number) => blankCard(number).id);
    expect(drawer).toMatchObject({
      count: 5,
      ranges: [
        { first: one, last: one },
        { first: three, last: five },
        { first: eight, last: eight },
      ],
    });
    expect(stock.places[0]).toMatchObject({ workstationId: null, count: 3 });
    expect(stock.beside).toMatchObject([{ status: 'spoiled', count: 1 }]);
    // 6 and 7 are nowhere in the book; 2 was issued; 9 to 20 are a gap but for the spoiled one.
    expect(stock.gaps.count).toBe(2 + 10);
    expect(stock.counts.find(({ status }) => status === 'issued')?.count).toBe(1);
  });

  it('has its last commands, and what the central office refused is work that a person settles by the command’s id', async () => {
    const desk = deskWith(...inSafe);
    await desk.call('moveBlankCards', move);
    const [command] = desk.outgoing();
    const id = command?.id ?? '';
    expect((await desk.call('getStock', {})).recent).toMatchObject([
      { commandId: id, kind: 'move-blank-cards', count: 3, state: 'pending' },
    ]);
    const refusal = refuse('blanks-not-in-stock', { serials: '', count: 3 });
    const refusals = [{ ...refusal, params: { ...refusal.params } }];
    desk.replica.receiveAnswers([{ id, outcome: 'refused', refusals, standing: [], duplicate: false }]);
    expect(desk.storage.records.get('blankCard', blankCard(20).id)?.record.workstationId).toBeNull();
    expect((await desk.call('listWork', {})).items).toMatchObject([
      { key: id, kind: 'move-blank-cards', state: 'refused', personName: '' },
    ]);
    await desk.call('settleWork', { key: id, note: '重新领用' });
    expect((await desk.call('listWork', {})).items).toEqual([]);
  });
});
