import { describe, expect, it } from 'vitest';
import { change, type Change } from '../records/change.ts';
import type { Card, ContributionPeriod, InsuredPerson } from '../records/records.ts';
import { contributionParameters, openAccount, openPeriod } from '../testing/contributions.ts';
import { beginning, card, context, person } from '../testing/county.ts';
import {
  byEmployer,
  died,
  himself,
  leaving,
  resuming,
  shownPayment,
} from '../testing/contribution-requests.ts';
import { employee, employer } from '../testing/employer-batch.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { published } from '../testing/loss.ts';
import type { SuspendInsuranceRequest } from './contribution-requests.ts';
import { resumptionLookups, resumptionOf } from './resume-insurance.ts';

const held = (fields: Partial<Card> = {}) => change('card', card(fields));
const ended = (toMonth: string, fields: Partial<ContributionPeriod> = {}) =>
  change('contributionPeriod', openPeriod(person.id, { toMonth, ...fields }));
const insured = (fields: Partial<InsuredPerson> = {}) => change('insuredPerson', { ...employee, ...fields });
const sealed = change('personalAccount', { ...openAccount(person.id), status: 'sealed' });

function county(...records: readonly Change[]): FactBase {
  return new FactBase([
    ...beginning,
    ...contributionParameters,
    change('employer', employer),
    insured(),
    change('contributionPeriod', openPeriod(person.id)),
    change('personalAccount', openAccount(person.id)),
    held(),
    ...records,
  ]);
}

const suspend = (base: FactBase, request: SuspendInsuranceRequest) =>
  base.run({ kind: 'suspend-insurance', request }, context);

describe('stopping insurance', () => {
  it('ends what is paid, ends the tie to the employer, and leaves what is covered today', () => {
    const base = county();
    expect(codesOf(suspend(base, leaving))).toEqual(['accepted']);
    expect(base.get('contributionPeriod', `period-${person.id}`).toMonth).toBe('2026-10');
    expect(base.get('insuredPerson', person.id)).toMatchObject({ insuranceStatus: '2', employerId: null });
    // Paid in October: November is covered (domain rules section 4).
    expect(base.get('personalAccount', person.id).status).toBe('open');
    expect(base.get('card', card().id).status).toBe('1');
    expect(base.get('serviceRecord', leaving.serviceNumber)).toMatchObject({
      kind: 'suspend-insurance',
      stage: 'completed',
      details: { of: 'suspend-insurance', ground: 'left-employer', lastMonth: '2026-10' },
    });
  });

  it.each([
    ['normal', {}, { status: '0' }],
    ['locked: it stays locked', { status: '3' }, { status: '3' }],
    [
      'lost in writing: it is sealed when it is found',
      { status: '2', making: '05' },
      { status: '2', statusBeforeLoss: '0' },
    ],
    [
      'lost by telephone until a day that is over',
      { status: '4', making: '06', lossExpiresOn: '2026-11-01' },
      { status: '0', making: '04', lossExpiresOn: null },
    ],
  ] as const)(
    'seals account and card where today is covered no longer; the card is %s',
    (_what, before, after) => {
      const base = county(held(before));
      expect(codesOf(suspend(base, { ...leaving, lastMonth: '2026-08' }))).toEqual(['accepted']);
      expect(base.get('personalAccount', person.id)).toEqual({ ...openAccount(person.id), status: 'sealed' });
      expect(base.get('card', card().id)).toMatchObject(after);
    },
  );

  it('ends with a death, by the certificate and whoever reports it', () => {
    const base = county();
    expect(codesOf(suspend(base, died))).toEqual(['accepted']);
    expect(base.get('insuredPerson', person.id)).toMatchObject({
      insuranceStatus: '3',
      deceasedOn: '2026-11-18',
      employerId: null,
    });
    expect(base.get('personalAccount', person.id).status).toBe('sealed');
    expect(base.get('serviceRecord', died.serviceNumber)).toMatchObject({
      channel: 'agent',
      representative: { authorisation: 'death-certificate', relation: 'child' },
      details: { deathCertificate: '33012220260018', deceasedOn: '2026-11-18' },
    });
  });

  it('is recorded of a death also where nobody pays any more', () => {
    const base = county(ended('2026-03'), insured({ insuranceStatus: '2', employerId: null }));
    expect(codesOf(suspend(base, { ...died, lastMonth: '2026-03' }))).toEqual(['accepted']);
    expect(base.get('insuredPerson', person.id).insuranceStatus).toBe('3');
  });

  it.each([
    ['the last that was paid, whatever was said', [ended('2026-03')], '2026-05', '2026-03'],
    ['the last that was paid, where nothing was said', [ended('2026-03')], null, '2026-03'],
    ['none, where nothing ever was paid', [ended('2025-12')], '2026-11', null],
  ] as const)(
    'records as the last month of one for whom nobody pays %s',
    (_what, periods, said, recorded) => {
      const base = county(...periods, insured({ insuranceStatus: '2', employerId: null }));
      expect(codesOf(suspend(base, { ...died, lastMonth: said }))).toEqual(['accepted']);
      expect(base.get('serviceRecord', died.serviceNumber).details).toMatchObject({ lastMonth: recorded });
    },
  );

  describe('of one who is paid for twice', () => {
    const second = (fields: Partial<ContributionPeriod> = {}) =>
      change(
        'contributionPeriod',
        openPeriod(person.id, { id: 'second', employerId: null, fromMonth: '2026-06', ...fields }),
      );
    const whose = (employerId: string | null) => ({ ...leaving, employerId }) as SuspendInsuranceRequest;

    it.each([
      ['the employer alone', whose(employer.id), `period-${person.id}`, 'second', null],
      ['his own alone', whose(null), 'second', `period-${person.id}`, employer.id],
      [
        'the employer, when it asks',
        { ...leaving, asker: byEmployer },
        `period-${person.id}`,
        'second',
        null,
      ],
    ] as const)('ends what is paid by %s; the other goes on', (_what, request, ends, goesOn, employerId) => {
      const base = county(second());
      expect(codesOf(suspend(base, request))).toEqual(['accepted']);
      expect(base.get('contributionPeriod', ends).toMonth).toBe('2026-10');
      expect(base.get('contributionPeriod', goesOn).toMonth).toBeNull();
      expect(base.get('insuredPerson', person.id)).toMatchObject({ insuranceStatus: '1', employerId });
      expect(base.get('personalAccount', person.id).status).toBe('open');
    });

    it('leaves what is paid in another pooling area, which ends there', () => {
      const base = county(second({ areaCode: '310000' }));
      expect(codesOf(suspend(base, leaving))).toEqual(['accepted']);
      expect(base.get('contributionPeriod', 'second').toMonth).toBeNull();
      expect(base.get('contributionPeriod', `period-${person.id}`).toMonth).toBe('2026-10');
    });

    it('asks whose payment ends', () => {
      expect(codesOf(suspend(county(second()), leaving))).toEqual(['payer-not-chosen']);
    });

    it('ends both when he moves away', () => {
      const base = county(second());
      const moving = { ...leaving, ground: 'moved-away' } as SuspendInsuranceRequest;
      expect(codesOf(suspend(base, moving))).toEqual(['accepted']);
      expect(base.get('contributionPeriod', 'second').toMonth).toBe('2026-10');
      expect(base.get('insuredPerson', person.id).insuranceStatus).toBe('2');
    });
  });

  it('of what begins with the next month: it never begins, and the record says the last month', () => {
    const begins = change(
      'contributionPeriod',
      openPeriod(person.id, { id: 'begins', fromMonth: '2026-12' }),
    );
    const base = county(ended('2026-09'), begins);
    expect(codesOf(suspend(base, { ...leaving, lastMonth: '2026-11' }))).toEqual(['accepted']);
    expect(base.get('contributionPeriod', 'begins').toMonth).toBe('2026-11');
    expect(base.get('serviceRecord', leaving.serviceNumber).details).toMatchObject({ lastMonth: '2026-09' });
  });

  it('is recorded of one who died before the month in which payment was to begin again', () => {
    const begins = change(
      'contributionPeriod',
      openPeriod(person.id, { id: 'begins', fromMonth: '2026-12' }),
    );
    const base = county(ended('2026-11'), begins);
    expect(codesOf(suspend(base, died))).toEqual(['accepted']);
    expect(base.get('contributionPeriod', 'begins').toMonth).toBe('2026-11');
    expect(base.get('insuredPerson', person.id)).toMatchObject({
      insuranceStatus: '3',
      deceasedOn: '2026-11-18',
    });
  });

  it.each<[string, SuspendInsuranceRequest, readonly Change[], readonly string[]]>([
    ['a month to come', { ...leaving, lastMonth: '2026-12' }, [], ['last-month-in-future']],
    ['a month before the first', { ...leaving, lastMonth: '2025-12' }, [], ['last-month-before-begin']],
    ['nobody pays', leaving, [ended('2026-08')], ['insurance-not-paying']],
    ['dead already', leaving, [insured({ deceasedOn: '2026-02-01' })], ['insured-person-deceased']],
    [
      'another employer asks',
      { ...leaving, asker: byEmployer },
      [change('contributionPeriod', openPeriod(person.id, { employerId: 'another' }))],
      ['not-insured-with-employer'],
    ],
    [
      'everything at once',
      {
        ...leaving,
        lastMonth: '2026-12',
        asker: { ...byEmployer, letterDate: '2026-12-01' } as SuspendInsuranceRequest['asker'] & {
          channel: 'employer';
        },
      },
      [change('contributionPeriod', openPeriod(person.id, { employerId: null }))],
      ['last-month-in-future', 'letter-date-in-future', 'not-insured-with-employer'],
    ],
    [
      'a death without the month in which payment ends',
      { ...died, lastMonth: null },
      [],
      ['last-month-missing'],
    ],
    [
      'a death to come, paid for longer than he lives',
      { ...died, lastMonth: '2026-11', asker: { ...died.asker, deceasedOn: '2026-12-01' } },
      [],
      ['death-in-future'],
    ],
    [
      'paid beyond the month of death',
      { ...died, lastMonth: '2026-11', asker: { ...died.asker, deceasedOn: '2026-10-31' } },
      [],
      ['last-month-after-death'],
    ],
  ])('is refused with every reason: %s', (_what, request, records, codes) => {
    expect(codesOf(suspend(county(...records), request))).toEqual(codes);
  });
});

describe('resuming insurance', () => {
  const out = [ended('2026-10'), insured({ insuranceStatus: '2', employerId: null })];

  it('begins a period with the new employer, at the base, and keeps the limits it was held against', () => {
    const base = county(...out);
    expect(codesOf(base.run({ kind: 'resume-insurance', request: resuming }, context))).toEqual(['accepted']);
    expect(base.get('contributionPeriod', resuming.serviceNumber)).toEqual(
      openPeriod(person.id, { id: resuming.serviceNumber, fromMonth: '2026-11' }),
    );
    expect(base.get('insuredPerson', person.id)).toMatchObject({
      insuranceStatus: '1',
      employerId: employer.id,
    });
    expect(base.get('serviceRecord', resuming.serviceNumber).parameters).toEqual({
      'contribution-base-floor': '300000',
      'contribution-base-ceiling': '2400000',
      'stop-effect': 'month-after-first-unpaid-month',
      'continuous-gap-months': '3',
    });
  });

  it.each([
    ['2026-10', 'open', 'opened'],
    ['2026-05', 'sealed', 'opened-sealed'],
  ] as const)(
    'of one whose balance was paid out opens his account anew: paid until %s it is %s, and the effect says so',
    (toMonth, status, move) => {
      const closed = { ...openAccount(person.id), status: 'closed', balance: 0 } as const;
      const left = [ended(toMonth), insured({ insuranceStatus: '3', employerId: null })];
      const base = county(...left, change('personalAccount', closed), held({ status: '9' }));
      const facts = base.facts([
        ...resumptionLookups(resuming),
        { table: 'insuredPerson', by: 'id', value: person.id },
      ]);
      const shown = resumptionOf(facts, resuming, base.get('insuredPerson', person.id), context);
      expect(shown.effect.account).toBe(move);
      expect(codesOf(base.run({ kind: 'resume-insurance', request: resuming }, context))).toEqual([
        'accepted',
      ]);
      expect(base.get('personalAccount', person.id)).toEqual({
        ...closed,
        status,
        openedOn: context.today,
      });
      // A card that has ended stays so: he applies for a new one.
      expect(base.get('card', card().id).status).toBe('9');
    },
  );

  it.each([
    ['2026-10', '1'],
    ['2026-05', '0'],
  ] as const)(
    'of one who got a new card while his account was closed leaves them alike: paid until %s the card is %s',
    (toMonth, status) => {
      const closed = { ...openAccount(person.id), status: 'closed', balance: 0 } as const;
      const left = [ended(toMonth), insured({ insuranceStatus: '3', employerId: null })];
      const base = county(...left, change('personalAccount', closed), held({ status: '1' }));
      expect(codesOf(base.run({ kind: 'resume-insurance', request: resuming }, context))).toEqual([
        'accepted',
      ]);
      expect(base.get('card', card().id).status).toBe(status);
    },
  );

  it.each([
    ['2026-10-23', 'resumed'],
    ['2026-10-22', 'resumed-late'],
  ])('hired on %s and registered on 22 November: %s, never refused (art. 58: 30 days)', (hiredOn, step) => {
    const base = county(...out);
    const employment = { manner: 'employer', employerId: employer.id, hiredOn } as const;
    const decision = base.run({ kind: 'resume-insurance', request: { ...resuming, employment } }, context);
    expect(codesOf(decision)).toEqual(['accepted']);
    expect(base.get('serviceRecord', resuming.serviceNumber).steps.map((one) => one.step)).toEqual([step]);
  });

  it('in flexible employment has no employer', () => {
    const base = county(...out);
    const request = { ...resuming, employment: { manner: 'flexible' } } as const;
    expect(codesOf(base.run({ kind: 'resume-insurance', request }, context))).toEqual(['accepted']);
    expect(base.get('insuredPerson', person.id)).toMatchObject({ employerId: null, insuranceStatus: '1' });
    expect(base.get('contributionPeriod', resuming.serviceNumber).employerId).toBeNull();
  });

  it.each<[string, Partial<typeof resuming>, readonly Change[], readonly string[]]>([
    ['paid already', {}, [], ['insurance-paying-already']],
    ['a month that is past', { fromMonth: '2026-10' }, [ended('2026-08')], ['resume-month-unfit']],
    ['later than next month', { fromMonth: '2027-01' }, out, ['resume-month-unfit']],
    ['a month that is paid', {}, [ended('2026-11')], ['months-paid-already']],
    ['below the floor', { base: 299_999 }, out, ['contribution-base-out-of-range']],
    ['above the ceiling', { base: 2_400_001 }, out, ['contribution-base-out-of-range']],
    ['retired', {}, [...out, insured({ retiredFrom: '2026-11' })], ['insured-person-retired']],
    ['dead', {}, [...out, insured({ deceasedOn: '2026-11-01' })], ['insured-person-deceased']],
    [
      'unknown employer, hired tomorrow, no limits published',
      { employment: { manner: 'employer', employerId: 'nobody', hiredOn: '2026-11-23' } },
      [...out, change('poolingAreaParameter', published('contribution-base-floor', 'none', '2000-01-01'))],
      ['employer-unknown', 'hired-in-future', 'parameter-missing'],
    ],
  ])('is refused with every reason: %s', (_what, fields, records, codes) => {
    const request = { ...resuming, ...fields };
    expect(codesOf(county(...records).decide({ kind: 'resume-insurance', request }, context))).toEqual(codes);
  });
});

describe('a back payment', () => {
  // Last paid in August, sealed since 1 October, nobody pays since.
  const behind = [
    ended('2026-08'),
    insured({ insuranceStatus: '2', employerId: null }),
    sealed,
    held({ status: '0' }),
  ];

  it('of arrears of three months at most gives back the cover, and the seal goes with it', () => {
    const base = county(...behind);
    const request = shownPayment(base);
    expect(request.seen).toEqual({
      amount: 100_000,
      effect: {
        before: {
          pooled: 'not-covered',
          lastCoveredMonth: null,
          sealedSince: '2026-10',
          coveredAgainFrom: null,
          paidMonths: 8,
        },
        after: {
          // Its expenses are paid back, from now on until the month after the last one that is paid.
          pooled: 'covered-retroactively',
          lastCoveredMonth: '2026-11',
          sealedSince: null,
          coveredAgainFrom: null,
          paidMonths: 10,
        },
        regained: ['2026-10', '2026-11'],
        lost: [],
        continuous: ['2026-09', '2026-10'],
        account: 'released',
      },
    });
    expect(codesOf(base.run({ kind: 'register-back-payment', request }, context))).toEqual(['accepted']);
    expect(base.get('personalAccount', person.id).status).toBe('open');
    expect(base.get('card', card().id).status).toBe('1');
    expect(base.get('contributionPeriod', request.serviceNumber)).toMatchObject({
      fromMonth: '2026-09',
      toMonth: '2026-10',
      paidOn: context.today,
      employerId: null,
    });
    expect(base.get('serviceRecord', request.serviceNumber)).toMatchObject({
      details: { amount: 100_000, employerShare: 0 },
      parameters: { 'contribution-rate-employer': '0.08', 'contribution-rate-individual': '0.02' },
    });
  });

  it('is refused when the amount or the effect is another than the clerk was shown', () => {
    const base = county(...behind);
    const request = shownPayment(base);
    const other = { ...request, seen: { ...request.seen, amount: 99_999 } };
    expect(codesOf(base.decide({ kind: 'register-back-payment', request: other }, context))).toEqual([
      'back-payment-changed',
    ]);
    // Meanwhile another counter has resumed his insurance: the same months give something else.
    base.run(
      { kind: 'resume-insurance', request: { ...resuming, serviceNumber: '330122-20261122-004-0001' } },
      context,
    );
    expect(codesOf(base.decide({ kind: 'register-back-payment', request }, context))).toEqual([
      'back-payment-changed',
    ]);
  });

  it('is not refused because the seal that was to come has come meanwhile: what he is entitled to is the same', () => {
    const request = shownPayment(county(ended('2026-08')));
    const turned = county(ended('2026-08'), sealed);
    expect(request.seen.effect.account).not.toBe(shownPayment(turned).seen.effect.account);
    expect(codesOf(turned.run({ kind: 'register-back-payment', request }, context))).toEqual(['accepted']);
  });

  it.each<[string, 'before' | 'after', string, readonly string[]]>([
    ['covered, and by now made good in time', 'after', 'covered', ['accepted']],
    ['retired benefits', 'after', 'retired-benefits', ['back-payment-changed']],
    ['a waiting period', 'after', 'waiting-period', ['back-payment-changed']],
    ['covered before it', 'before', 'covered', ['back-payment-changed']],
    ['undecided before it', 'before', 'undecided', ['back-payment-changed']],
  ])('that was shown as %s is held against what the pooled fund pays', (_shown, side, pooled, expected) => {
    const base = county(...behind);
    const request = shownPayment(base);
    const { amount, effect } = request.seen;
    const shown = { amount, effect: { ...effect, [side]: { ...effect[side], pooled } } };
    expect(
      codesOf(base.decide({ kind: 'register-back-payment', request: { ...request, seen: shown } }, context)),
    ).toEqual(expected);
  });

  it('shares what is paid between employer and employee, each month rounded once', () => {
    const base = county(
      ended('2026-08'),
      change('poolingAreaParameter', published('contribution-rate-employer', '0.0777', '2026-10-01')),
    );
    // 5,000.33 yuan: September 0.1 → 500.033, October 0.0977 → 488.532…; each is rounded by itself.
    const request = shownPayment(base, { base: 500_033, employerId: employer.id });
    expect(request.seen.amount).toBe(50_003 + 48_853);
    base.run({ kind: 'register-back-payment', request }, context);
    expect(base.get('serviceRecord', request.serviceNumber)).toMatchObject({
      details: { amount: 98_856, employerShare: 98_856 - 2 * 10_001 },
    });
  });

  it.each<[string, Parameters<typeof shownPayment>[1], readonly Change[], readonly string[]]>([
    ['paid already', { fromMonth: '2026-08', toMonth: '2026-09' }, behind, ['months-paid-already']],
    ['before the first month', { fromMonth: '2025-12', toMonth: '2025-12' }, behind, ['months-before-first']],
    ['a month to come', { fromMonth: '2026-11', toMonth: '2026-12' }, behind, ['months-in-future']],
    ['the wrong way round', { fromMonth: '2026-10', toMonth: '2026-09' }, behind, ['months-reversed']],
    ['retired', {}, [...behind, insured({ retiredFrom: '2026-01' })], ['insured-person-retired']],
    ['dead', {}, [...behind, insured({ deceasedOn: '2026-10-01' })], ['insured-person-deceased']],
    ['a base below the floor', { base: 1 }, behind, ['contribution-base-out-of-range']],
    [
      'no rates published',
      { seen: { amount: 0, effect: shownPayment(county(...behind)).seen.effect } },
      [
        ...behind,
        change('poolingAreaParameter', published('contribution-rate-employer', '8%', '2000-01-01')),
      ],
      ['parameter-missing'],
    ],
    [
      'everything at once',
      {
        fromMonth: '2025-11',
        toMonth: '2026-12',
        base: 1,
        asker: { ...himself, photoCompared: false } as typeof himself,
      },
      behind,
      [
        'contribution-base-out-of-range',
        'months-before-first',
        'months-in-future',
        'months-paid-already',
        'photo-not-compared',
      ],
    ],
  ])('is refused with every reason: %s', (_what, fields, records, codes) => {
    const base = county(...records);
    const request = shownPayment(base, fields);
    expect(codesOf(base.decide({ kind: 'register-back-payment', request }, context))).toEqual(codes);
  });
});
