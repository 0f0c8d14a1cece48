import { describe, expect, it } from 'vitest';
import { change, type Change } from '../records/change.ts';
import { agent, beginning, card, clerk, context, person } from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { paid, personalAccount, releasing, rightsParameters } from '../testing/unfreezing.ts';
import type { ReleaseAccountRequest } from './unfreezing-requests.ts';

const sealed = change('personalAccount', personalAccount('sealed'));
const sealedCard = change('card', card({ status: '0' }));
const months = (...periods: readonly (readonly [string, string | null])[]) =>
  periods.map(([from, to]) => change('contributionPeriod', paid(from, to)));
const covered = months(['2020-01', null]);

function decide(records: readonly Change[], request: Partial<ReleaseAccountRequest> = {}) {
  return new FactBase([...beginning, ...rightsParameters, ...records]).decide(
    { kind: 'release-account', request: { ...releasing, ...request } },
    context,
  );
}

describe('releasing the seal at the counter', () => {
  it('opens the account and the card of one whose record gives cover, and keeps by what', () => {
    // A month was left out: what a stop does and how long a gap may be has decided.
    expect(decide([sealed, sealedCard, ...months(['2020-01', '2026-04'], ['2026-06', null])])).toMatchObject({
      accepted: true,
      changes: [
        change('personalAccount', personalAccount('open')),
        change('card', card()),
        {
          record: {
            kind: 'release-account',
            stage: 'completed',
            formerCardNumber: card().id,
            steps: [{ step: 'released', clerkId: clerk.id }],
            details: {
              of: 'release-account',
              account: true,
              card: true,
              reason: 'covered-after-paid-month',
            },
            parameters: { 'stop-effect': 'month-after-first-unpaid-month', 'continuous-gap-months': '3' },
          },
        },
      ],
    });
  });

  it('opens what is sealed and touches nothing else', () => {
    const open = change('personalAccount', personalAccount('open'));
    expect(decide([open, sealedCard, ...covered])).toMatchObject({
      changes: [change('card', card()), { record: { details: { account: false, card: true } } }],
    });
    expect(decide([sealed, ...covered])).toMatchObject({
      changes: [
        change('personalAccount', personalAccount('open')),
        { record: { details: { account: true, card: false } } },
      ],
    });
  });

  it('of a card that is reported lost leaves the report: found again it is normal', () => {
    const lost = { status: '2', making: '05' } as const;
    expect(
      decide([sealed, change('card', card({ ...lost, statusBeforeLoss: '0' })), ...covered]),
    ).toMatchObject({ changes: [{}, change('card', card({ ...lost, statusBeforeLoss: '1' })), {}] });
  });

  const dead = change('insuredPerson', { ...person, deceasedOn: '2026-11-01' });
  const retired = change('insuredPerson', { ...person, retiredFrom: '2020-01' });

  it.each<
    [
      source: string,
      what: string,
      records: readonly Change[],
      request: Partial<ReleaseAccountRequest>,
      codes: readonly string[],
    ]
  >([
    [
      'domain rules section 4',
      'who has retired',
      [sealed, retired, ...months(['2010-01', '2019-12'])],
      {},
      ['accepted'],
    ],
    [
      'domain rules section 4',
      'the month in which payment stopped',
      [sealed, ...months(['2020-01', '2026-10'])],
      {},
      ['accepted'],
    ],
    [
      'arrears that can be made good',
      'two months without payment',
      [sealed, ...months(['2020-01', '2026-08'])],
      {},
      ['release-make-good-until', 'release-not-covered'],
    ],
    [
      'arrears that are too old',
      'a year without payment',
      [sealed, ...months(['2020-01', '2025-08'])],
      {},
      ['release-not-covered', 'release-resume-first'],
    ],
    [
      'a waiting period',
      'payment resumed after a long gap',
      [sealed, ...months(['2020-01', '2025-08'], ['2026-10', null])],
      {},
      ['release-covered-from', 'release-not-covered'],
    ],
    ['never insured', 'no month at all', [sealed], {}, ['release-not-covered', 'release-pay-first']],
    [
      'nothing to release',
      'an open account',
      [change('personalAccount', personalAccount('open')), ...covered],
      {},
      ['account-not-sealed'],
    ],
    ['nothing to release', 'no account', [...covered], {}, ['account-not-sealed']],
    [
      'closed for good',
      'a closed account',
      [change('personalAccount', personalAccount('closed')), ...covered],
      {},
      ['account-closed'],
    ],
    ['real-name rule', 'a holder who died', [sealed, dead, ...covered], {}, ['holder-deceased']],
    [
      'domain rules section 3',
      'an agent with both documents',
      [sealed, ...covered],
      { channel: 'agent', representative: agent },
      ['accepted'],
    ],
    [
      'domain rules section 3',
      'an agent without his document',
      [sealed, ...covered],
      { channel: 'agent' },
      ['representative-mismatch'],
    ],
    [
      'everything at one time',
      'no photo compared and no cover',
      [sealed, ...months(['2020-01', '2025-08'])],
      { photoCompared: false },
      ['photo-not-compared', 'release-not-covered', 'release-resume-first'],
    ],
  ])('%s: %s', (_source, _what, records, request, codes) => {
    expect(codesOf(decide(records, request))).toEqual(codes);
  });

  it('says which months would help, and until when', () => {
    const decision = decide([sealed, ...months(['2020-01', '2026-08'])]);
    expect(decision).toMatchObject({
      refusals: [
        { code: 'release-not-covered', params: { month: '2026-11', since: '2026-10' } },
        {
          code: 'release-make-good-until',
          params: { count: 3, from: '2026-09', to: '2026-11', until: '2026-12-31' },
        },
      ],
    });
  });

  it('releases nothing where a value of the pooling area is missing that the answer depends on', () => {
    const base = new FactBase([...beginning, sealed, ...months(['2020-01', '2026-10'])]);
    expect(codesOf(base.decide({ kind: 'release-account', request: releasing }, context))).toEqual([
      'release-undecided',
    ]);
  });

  it('is done once: released, there is nothing to release', () => {
    const base = new FactBase([...beginning, ...rightsParameters, sealed, sealedCard, ...covered]);
    expect(codesOf(base.run({ kind: 'release-account', request: releasing }, context))).toEqual(['accepted']);
    const again = { ...releasing, serviceNumber: '330122-20261122-003-0002' };
    expect(codesOf(base.run({ kind: 'release-account', request: again }, context))).toEqual([
      'account-not-sealed',
    ]);
  });
});
