import { describe, expect, it, vi } from 'vitest';
import { rehearsePersonPage } from '../../counter/person-page.ts';
import { inquirySubjects } from '../../domain/records/service-details.ts';
import { change, type Change } from '../../domain/records/change.ts';
import { areaWith, period } from '../../domain/testing/contribution-history.ts';
import type { ServiceDetails } from '../../domain/records/records.ts';
import { card, centre, clerk, person, service } from '../../domain/testing/county.ts';
import { employee, employer } from '../../domain/testing/employer-batch.ts';
import { inquiring } from '../../domain/testing/inquiry.ts';
import { CounterDesk, countyRecords } from './support/counter-desk.ts';

const { serviceNumber: _number, asOf: _asOf, asked: _asked, ...asking } = inquiring;
const parameters = areaWith().parameters.map((one) => change('poolingAreaParameter', one));
const paid = (
  personId: string,
  fromMonth: string,
  toMonth: string | null,
  employerId: string | null = null,
) =>
  change('contributionPeriod', {
    ...period(fromMonth, toMonth),
    id: `${personId}${fromMonth}`,
    personId,
    employerId,
  });

function deskWith(...records: readonly Change[]): CounterDesk {
  const desk = CounterDesk.ready([...countyRecords, ...parameters, ...records]);
  desk.signInWithoutPassword();
  return desk;
}

/** The looks that were written down, as action, subject and details. */
function looks(desk: CounterDesk): readonly string[] {
  const rows = [...desk.committed()].filter(([table]) => table === 'audit_entry').flatMap(([, all]) => all);
  return rows
    .map((row) => JSON.parse(row) as { readonly action: string; readonly details: string })
    .filter(({ action }) => action.startsWith('look-at-'))
    .map(({ action, details }) => `${action} ${details}`);
}

describe('an inquiry', () => {
  it('is answered with what was asked for, and nothing else', async () => {
    const desk = deskWith(paid(person.id, '2026-01', '2026-09'), change('card', card()));
    for (const subject of inquirySubjects) {
      const { serviceNumber } = await desk.call('answerInquiry', { ...asking, asked: [subject] });
      const answers = await desk.call('getInquiryAnswers', { serviceNumber });
      const { asked, askedAsOf: _as, waiting: _waiting, ...parts } = answers;
      expect(asked).toEqual([subject]);
      const told = Object.entries(parts).filter(([, part]) => part !== null);
      const place = subject === 'card' ? 'cards' : subject;
      expect(told.map(([part]) => part)).toEqual(told.length === 0 ? [] : [place]);
      expect(JSON.stringify(answers)).not.toContain(person.documentNumber);
    }
  });

  it('tells the months, what they give, the card and the services that were before it', async () => {
    const desk = deskWith(paid(person.id, '2026-01', '2026-09'), change('card', card()));
    const before = await desk.call('answerInquiry', { ...asking, asked: ['balance'] });
    const { serviceNumber } = await desk.call('answerInquiry', { ...asking, asked: [...inquirySubjects] });
    expect(await desk.call('getInquiryAnswers', { serviceNumber })).toMatchObject({
      asked: [...inquirySubjects],
      waiting: true,
      balance: null,
      months: { years: [{ year: '2026', months: 'pppppppppggn' }], paidMonths: 9 },
      rights: { pooled: { answer: 'not-covered' }, makeGood: { until: '2027-01-31' } },
      cards: [{ cardNumber: card().id, status: '1' }],
      services: { total: 1, latest: [{ serviceNumber: before.serviceNumber, kind: 'answer-inquiry' }] },
    });
  });

  it('keeps the as-of time of the counter, whatever a window says', async () => {
    const desk = deskWith();
    desk.storage.unitOfWork.write(() => desk.storage.memory.set('as-of', '2026-11-22T08:00:00.000+08:00'));
    const more = { asOf: '2020-01-01T00:00:00.000+08:00', serviceNumber: '330122-20200101-001-0001' };
    const service = await desk.call('answerInquiry', { ...asking, asked: ['card', 'balance'], ...more });
    expect(service.details).toEqual({
      of: 'answer-inquiry',
      asked: ['balance', 'card'],
      asOf: '2026-11-22T08:00:00.000+08:00',
    });
    expect(service.serviceNumber).not.toBe(more.serviceNumber);
  });

  it('of another kind of service has no answer', async () => {
    const desk = deskWith();
    expect(await desk.code('getInquiryAnswers', { serviceNumber: '330122-20261122-003-0999' })).toBe(
      'not-found',
    );
  });
});

describe('the answer slip', () => {
  it('says of today and of a month both answers, what helps, and the area’s values of that day', async () => {
    const desk = deskWith(
      paid(person.id, '2026-01', '2026-09'),
      change('poolingAreaParameter', {
        ...{ id: 'waiting-period-months@2026-11-01', name: 'waiting-period-months', value: '3' },
        ...{ validFrom: '2026-11-01', source: '新规定' },
      }),
    );
    const slip = await desk.call('getAnswerSlip', { personId: person.id, month: null });
    expect(slip).toMatchObject({
      personName: person.name,
      officeName: centre.name,
      clerkName: clerk.name,
      month: null,
      on: '2026-11-22',
      explained: null,
      today: {
        pooled: { answer: 'not-covered' },
        balance: { spendable: true },
        makeGood: { answer: 'possible' },
      },
      waiting: false,
      reprint: 0,
    });
    const waiting = (one: typeof slip) =>
      one.parameters.filter(({ name }) => name === 'waiting-period-months').map(({ value }) => value);
    expect(waiting(slip)).toEqual(['3']);
    expect(JSON.stringify(slip)).not.toContain(person.documentNumber);
    const ofMonth = await desk.call('getAnswerSlip', { personId: person.id, month: '2026-10' });
    expect(ofMonth).toMatchObject({
      on: '2026-10-01',
      explained: { status: 'gap', pooled: { answer: 'covered' }, personal: { answer: 'no-allocation' } },
    });
    expect(waiting(ofMonth)).toEqual(['6']);
  });

  it('names the value that decided, also where another holds by now', async () => {
    const desk = deskWith(
      paid(person.id, '2026-01', '2026-08'),
      change('poolingAreaParameter', {
        ...{ id: 'stop-effect@2026-11-01', name: 'stop-effect', value: 'first-unpaid-month' },
        ...{ validFrom: '2026-11-01', source: '新规定' },
      }),
    );
    const { parameters: named } = await desk.call('getAnswerSlip', { personId: person.id, month: null });
    const days = named.filter(({ name }) => name === 'stop-effect').map(({ validFrom }) => validFrom);
    expect(days.toSorted()).toEqual(['2000-01-01', '2026-11-01']);
  });

  it('is counted and written down when it is printed, and marked where something waits', async () => {
    const desk = deskWith();
    const print = { paper: 'answer-slip', personId: person.id, month: null } as const;
    expect(await desk.call('recordPrint', print)).toMatchObject({ reprint: 0 });
    expect(await desk.call('recordPrint', { ...print, reason: 'lost' })).toMatchObject({ reprint: 1 });
    // Another question is another slip.
    expect(await desk.call('recordPrint', { ...print, month: '2026-10' })).toMatchObject({ reprint: 0 });
    await desk.call('answerInquiry', { ...asking, asked: ['balance'] });
    expect(await desk.call('getAnswerSlip', { personId: person.id, month: null })).toMatchObject({
      reprint: 2,
      waiting: true,
    });
    expect(await desk.code('recordPrint', { ...print, personId: 'nobody' })).toBe('not-found');
    expect(await desk.code('getAnswerSlip', { personId: 'nobody', month: null })).toBe('not-found');
  });
});

describe('a look at a person is in the audit trail with its reason', () => {
  const page = (reason: object | null) => ({ personId: person.id, reason }) as never;

  it('that the counter has seen: who was searched for, whose service was opened, who is before the clerk again', async () => {
    const desk = deskWith(
      change('insuredPerson', { ...employee, id: 'other', documentNumber: '440524188001010014' }),
    );
    await desk.call('searchPersons', { text: person.documentNumber });
    await desk.call('getPersonPage', page({ of: 'search' }));
    const { serviceNumber } = await desk.call('answerInquiry', { ...asking, asked: ['balance'] });
    await desk.call('getService', { serviceNumber });
    await desk.call('getPersonPage', page({ of: 'service', reference: serviceNumber }));
    await desk.call('getPersonPage', { personId: 'other' });
    await desk.call('getPersonPage', page({ of: 'recent' }));
    expect(looks(desk)).toEqual([
      'look-at-person {"matched":"document-number","reason":"search"}',
      `look-at-person {"reason":"service","service":"${serviceNumber}"}`,
      'look-at-person {"reason":"unsaid"}',
      'look-at-person {"reason":"recent"}',
    ]);
  });

  it('and a page that is put together for nobody is none, and takes nobody’s place', async () => {
    const desk = deskWith();
    await desk.call('searchPersons', { text: person.documentNumber });
    const read = vi.spyOn(desk.room.storage.queries, 'recentLedger');
    const { storage } = desk.room;
    const stillPulled = { ...storage.memory, get: () => null };
    rehearsePersonPage({ ...desk.room, storage: { ...storage, memory: stillPulled } });
    expect(read).not.toHaveBeenCalled();
    rehearsePersonPage(desk.room);
    expect(read).toHaveBeenCalledExactlyOnceWith(person.id, 8);
    expect(looks(desk)).toEqual([]);
    await desk.call('getPersonPage', page({ of: 'search' }));
    expect(looks(desk)).toEqual(['look-at-person {"matched":"document-number","reason":"search"}']);
  });

  it('his document on the reader, and no other’s', async () => {
    const desk = deskWith();
    const reading = (documentNumber: string) => ({
      ...{ documentKind: 'resident-id-card' as const, documentNumber, name: person.name },
      ...{ validUntil: 'long-term', photo: null, reader: 'device' as const },
    });
    let number = '440524188001010014';
    desk.room = { ...desk.room, documentReader: { read: () => Promise.resolve(reading(number)) } };
    await desk.call('readIdentityDocument', { personId: person.id });
    await desk.call('getPersonPage', page({ of: 'document' }));
    number = person.documentNumber;
    await desk.call('readIdentityDocument', { personId: person.id });
    await desk.call('searchPersons', { text: person.name });
    await desk.call('getPersonPage', page({ of: 'search' }));
    await desk.call('getPersonPage', page({ of: 'document' }));
    expect(looks(desk)).toEqual([
      'look-at-person {"reason":"unproven","said":"document"}',
      'look-at-person {"matched":"name","reason":"search"}',
      'look-at-person {"reason":"document"}',
    ]);
  });

  it('whose document was read before anybody’s page was open', async () => {
    const desk = deskWith();
    const { name, documentNumber } = person;
    const reading = {
      name,
      documentNumber,
      documentKind: 'resident-id-card',
      validUntil: 'long-term',
    } as const;
    const read = () => Promise.resolve({ ...reading, photo: null, reader: 'device' as const });
    desk.room = { ...desk.room, documentReader: { read } };
    await desk.call('readIdentityDocument', { personId: null });
    await desk.call('getPersonPage', page({ of: 'document' }));
    expect(looks(desk)).toEqual(['look-at-person {"reason":"document"}']);
  });

  it.each([
    [{ of: 'search' }, 'search'],
    [{ of: 'document' }, 'document'],
    [{ of: 'service', reference: '330122-20261122-003-0001' }, 'service'],
    [{ of: 'employer', reference: employer.id }, 'employer'],
    [{ of: 'recent' }, 'recent'],
  ])('and not believed where it has not: %j', async (reason, said) => {
    const desk = deskWith();
    await desk.call('getPersonPage', page(reason));
    expect(looks(desk)).toEqual([`look-at-person {"reason":"unproven","said":"${said}"}`]);
  });

  it('once while his page is open, however often it is read again; his months and his photo are looks of their own', async () => {
    const desk = deskWith(paid(person.id, '2026-01', null));
    desk.room = { ...desk.room, central: { ...desk.room.central, photo: () => Promise.resolve('data:,') } };
    await desk.call('searchPersons', { text: person.name });
    for (let again = 0; again < 3; again += 1) {
      await desk.call('getPersonPage', page({ of: 'search' }));
      await desk.call('getRegisteredPhoto', { personId: person.id });
      await desk.call('getMonthRights', { personId: person.id, month: '2026-03' });
      await desk.call('getPersonPage', page(null));
    }
    const why = '{"matched":"name","reason":"search"}';
    expect(looks(desk)).toEqual([`look-at-person ${why}`, `look-at-photo ${why}`, `look-at-months ${why}`]);
  });

  it('where an inquiry of before is opened again from the services: it answers with what is true now', async () => {
    const desk = deskWith(paid(person.id, '2026-01', null));
    const { serviceNumber } = await desk.call('answerInquiry', { ...asking, asked: ['balance'] });
    desk.signInWithoutPassword();
    await desk.call('getService', { serviceNumber });
    await desk.call('getInquiryAnswers', { serviceNumber });
    await desk.call('getInquiryAnswers', { serviceNumber });
    expect(looks(desk)).toEqual([`look-at-answers {"reason":"service","service":"${serviceNumber}"}`]);
  });

  it.each(['getContributionDesk', 'getContributionEffect'] as const)(
    'whose months are before the clerk by the form of a service: %s',
    async (call) => {
      const desk = deskWith(paid(person.id, '2026-01', null));
      await desk.call('searchPersons', { text: person.name });
      const asked = {
        kind: 'suspend-insurance',
        personId: person.id,
        lastMonth: '2026-10',
        ground: 'left-employer',
        deceasedOn: null,
      } as const;
      await (call === 'getContributionDesk'
        ? desk.call(call, { personId: person.id })
        : desk.call(call, asked));
      expect(looks(desk)).toEqual(['look-at-months {"matched":"name","reason":"search"}']);
    },
  );

  it('anew for the clerk who comes after', async () => {
    const desk = deskWith();
    await desk.call('searchPersons', { text: person.name });
    await desk.call('getPersonPage', page({ of: 'search' }));
    desk.signInWithoutPassword();
    await desk.call('getPersonPage', page({ of: 'search' }));
    expect(looks(desk)).toEqual([
      'look-at-person {"matched":"name","reason":"search"}',
      'look-at-person {"reason":"unproven","said":"search"}',
    ]);
  });
});

describe('the page of an employer', () => {
  const people: readonly Change[] = [
    change('employer', employer),
    change('insuredPerson', {
      ...employee,
      id: 'e-1',
      pinyin: 'anyi',
      name: '安一',
      documentNumber: '11010519491231002X',
    }),
    change('insuredPerson', {
      ...employee,
      id: 'e-2',
      pinyin: 'boer',
      name: '柏二',
      documentNumber: '440524188001010014',
    }),
    paid('e-1', '2026-01', null, employer.id),
    paid('e-2', '2025-01', '2026-08', employer.id),
    change('insuredPerson', { ...person, employerId: null }),
  ];

  it('counts its people and lists them with this month, what is unpaid, and that no day of hiring is recorded', async () => {
    const desk = deskWith(...people);
    const { employerId } = (await desk.call('searchEmployers', { text: 'txx' })).hits[0] ?? {
      employerId: '',
    };
    expect(employerId).toBe(employer.id);
    expect(await desk.call('getEmployerPage', { employerId })).toMatchObject({
      ...{ name: employer.name, insured: 2, late: 0, hiringUnknown: 2, arrears: 1, batches: [] },
    });
    const all = await desk.call('listInsured', { employerId });
    expect(all.total).toBe(2);
    expect(all.persons).toMatchObject([
      { personId: 'e-1', month: 'paid', arrears: null, registered: null },
      { personId: 'e-2', month: 'gap', arrears: { months: 2, first: '2026-09', last: '2026-10' } },
    ]);
    expect(JSON.stringify(all)).not.toContain('440524188001010014');
    const behind = await desk.call('listInsured', { employerId, show: 'arrears' });
    expect(behind.persons.map(({ personId }) => personId)).toEqual(['e-2']);
    expect(await desk.call('listInsured', { employerId, show: 'late' })).toEqual({ persons: [], total: 0 });
    expect(await desk.call('listInsured', { employerId, skip: 1, limit: 1 })).toMatchObject({
      persons: [{ personId: 'e-2' }],
      total: 2,
    });
    expect(await desk.code('getEmployerPage', { employerId: 'none' })).toBe('not-found');
    expect(await desk.code('listInsured', { employerId: 'none' })).toBe('not-found');
  });

  it('says who was registered more than 30 days after he was hired, and by when he should have been', async () => {
    const registered = (id: string, personId: string, hiredOn: string | null) =>
      change('serviceRecord', {
        ...service({ id, personId }),
        ...{ kind: 'resume-insurance', openedOn: '2026-05-01' },
        details: {
          ...{ of: 'resume-insurance', employerId: employer.id, fromMonth: '2026-05', base: 500_000 },
          hiredOn,
        } as ServiceDetails,
      });
    const desk = deskWith(
      ...people,
      registered('s-1', 'e-1', '2026-04-01'),
      registered('s-2', 'e-2', '2026-03-31'),
    );
    const employerId = employer.id;
    expect(await desk.call('getEmployerPage', { employerId })).toMatchObject({ late: 1, hiringUnknown: 0 });
    expect((await desk.call('listInsured', { employerId, show: 'late' })).persons).toMatchObject([
      {
        personId: 'e-2',
        registered: { on: '2026-05-01', hiredOn: '2026-03-31', until: '2026-04-30', late: true },
      },
    ]);
    expect((await desk.call('listInsured', { employerId })).persons[0]?.registered).toMatchObject({
      late: false,
    });
  });

  it('is a look at whom it lists, once for each page of the list, and a way to each of them', async () => {
    const desk = deskWith(...people);
    const employerId = employer.id;
    await desk.call('listInsured', { employerId });
    await desk.call('listInsured', { employerId });
    await desk.call('listInsured', { employerId, show: 'arrears' });
    await desk.call('getPersonPage', { personId: 'e-2', reason: { of: 'employer', reference: employerId } });
    await desk.call('listInsured', { employerId });
    expect(looks(desk)).toEqual([
      'look-at-employer {"from":1,"persons":2,"reason":"employer","show":"insured"}',
      'look-at-employer {"from":1,"persons":1,"reason":"employer","show":"arrears"}',
      `look-at-person {"employer":"${employerId}","reason":"employer"}`,
      'look-at-employer {"from":1,"persons":2,"reason":"employer","show":"insured"}',
    ]);
  });
});
