import { describe, expect, it } from 'vitest';
import { change, type Change } from '../records/change.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import { context, person, serviceNumber } from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import {
  accountOf,
  actingAs,
  carriedOut,
  entry,
  ledgerCounty,
  reversing,
  spent,
  supervisor,
} from '../testing/ledger.ts';
import type { RequestReversalRequest } from './request-reversal.ts';

function ask(request: Partial<RequestReversalRequest> = {}, more: readonly Change[] = []) {
  const base = new FactBase([...ledgerCounty, ...more]);
  return base.decide({ kind: 'request-reversal', request: { ...reversing, ...request } }, context);
}

/** Asked for by one, approved by the other; what the central office has posted then. */
function reverse(request: Partial<RequestReversalRequest> = {}) {
  const base = new FactBase(ledgerCounty);
  const asked = { ...reversing, ...request };
  base.run({ kind: 'request-reversal', request: asked }, context);
  const about = {
    approvalId: `${serviceNumber}/1`,
    serviceNumber,
    personId: person.id,
    kind: 'reversal',
  } as const;
  const decision = base.decide(
    { kind: 'approve-service', request: { ...about, amount: asked.amount, signature: 'AAAA' } },
    { ...actingAs(supervisor), commandId: 'command-2' },
  );
  return { base, decision };
}

describe('a reversal that is asked for', () => {
  it('moves nothing: the service waits, and a sheet for the second person with who entered it', () => {
    const decision = ask();
    expect(carriedOut(decision).map(({ table }) => table)).toEqual(['serviceRecord', 'approval']);
    expect(decision).toMatchObject({
      accepted: true,
      signature: { purpose: 'clerk-signature', subject: `accept ${serviceNumber} 10200 clerk-wang` },
      changes: [
        {
          record: {
            kind: 'request-reversal',
            stage: 'accepted',
            closedAt: null,
            steps: [{ step: 'reversal-requested', note: '重复入账' }],
            details: { groupId: 'group-1', amount: 10_200, sameDay: false },
          },
        },
        { record: { state: 'waiting', enteredBy: ['clerk-wang'], amount: 10_200, decidedBy: null } },
      ],
    });
  });

  it('is a void of the same day where everything was posted today', () => {
    const today = entry(5, { postedOn: context.today, amount: 500 });
    const more = [change('ledgerEntry', today), change('personalAccount', accountOf(15_700))];
    expect(ask({ groupId: 'group-5', amount: 500 }, more)).toMatchObject({
      changes: [{ record: { details: { sameDay: true } } }, {}],
    });
  });

  const reversed: LedgerEntry = entry(5, {
    kind: 'reversal',
    debitAccount: 'designated-institutions',
    creditAccount: 'personal-account',
    amount: 25_000,
    reversesId: 'entry-4',
  });
  const toBank = entry(5, {
    kind: 'payout',
    debitAccount: 'personal-account',
    creditAccount: 'payouts-payable',
  });

  const transferred = entry(5, {
    kind: 'transfer',
    debitAccount: 'unmatched-receipts',
  });

  it.each<
    [
      what: string,
      request: Partial<RequestReversalRequest>,
      more: readonly Change[],
      codes: readonly string[],
    ]
  >([
    ['entries that are not there', { groupId: 'group-9' }, [], ['entries-unknown']],
    ['entries of another person', { personId: 'person-nobody' }, [], ['entries-unknown', 'person-unknown']],
    ['no reason', { reason: '  ' }, [], ['reversal-reason-missing']],
    ['another amount than was shown', { amount: 10_000 }, [], ['approval-changed']],
    ['what was spent since', { groupId: 'group-3', amount: 30_000 }, [], ['reversal-below-zero']],
    [
      'what was reversed already',
      { groupId: 'group-4', amount: 25_000 },
      [change('ledgerEntry', reversed)],
      ['entries-reversed-already'],
    ],
    [
      'a reversal',
      { groupId: 'group-5', amount: 25_000 },
      [change('ledgerEntry', reversed)],
      ['entries-are-reversal'],
    ],
    [
      'what is on its way to the bank: it is claimed back, not undone',
      { groupId: 'group-5', amount: 10_000 },
      [change('ledgerEntry', toBank)],
      ['entries-at-the-bank'],
    ],
    [
      'what a transfer has credited: nobody could credit it again or send it back',
      { groupId: 'group-5', amount: 10_000 },
      [change('ledgerEntry', transferred), change('personalAccount', accountOf(25_200))],
      ['entries-of-transfer'],
    ],
    [
      'an account that is closed',
      {},
      [change('personalAccount', accountOf(0, { status: 'closed' }))],
      ['account-closed'],
    ],
    [
      'a clerk of another office',
      {},
      [change('clerk', { ...supervisor, id: 'clerk-wang', officeId: 'office-point' })],
      ['clerk-other-office'],
    ],
  ])('is refused: %s', (_what, request, more, codes) => {
    expect(codesOf(ask(request, more))).toEqual(codes);
  });

  it('is told everything at once that is in its way', () => {
    expect(codesOf(ask({ groupId: 'group-3', amount: 1, reason: '' }))).toEqual([
      'approval-changed',
      'reversal-below-zero',
      'reversal-reason-missing',
    ]);
  });
});

describe('a reversal that is approved', () => {
  it('posts the mirror of the whole group, the last first, each linked with what it reverses', () => {
    const { decision } = reverse();
    const posted = carriedOut(decision).flatMap((one) => (one.table === 'ledgerEntry' ? [one.record] : []));
    expect(posted).toMatchObject([
      {
        id: 'command-2/1',
        reversesId: 'entry-2',
        debitAccount: 'personal-account',
        creditAccount: 'interest-expense',
        amount: 200,
      },
      {
        id: 'command-2/2',
        reversesId: 'entry-1',
        debitAccount: 'personal-account',
        creditAccount: 'contributions-received',
        amount: 10_000,
      },
    ]);
    expect(
      posted.every(
        (one) => one.kind === 'reversal' && one.groupId === 'command-2' && one.serviceId === serviceNumber,
      ),
    ).toBe(true);
    expect(carriedOut(decision)).toContainEqual(change('personalAccount', accountOf(5_000)));
  });

  it('moves nothing at a counter: there the service is done and waits for the central office', () => {
    const { decision } = reverse();
    const here = decision.accepted ? decision.changes.map(({ table }) => table) : [];
    expect(here).toEqual(['serviceRecord', 'approval']);
  });

  it('gives back what was spent, and is never done a second time', () => {
    const { base, decision } = reverse({ groupId: 'group-4', amount: 25_000 });
    base.apply(carriedOut(decision));
    expect(base.get('personalAccount', person.id)).toEqual(accountOf(40_200));
    const again = {
      ...reversing,
      serviceNumber: '330122-20261122-003-0002',
      groupId: 'group-4',
      amount: 25_000,
    };
    expect(codesOf(base.decide({ kind: 'request-reversal', request: again }, context))).toEqual([
      'entries-reversed-already',
    ]);
  });

  it('is decided on what is true then: what was spent meanwhile cannot be taken back any more', () => {
    const { base } = reverse();
    const bought = entry(5, { kind: 'spending', ...spent, amount: 6_000 });
    base.apply([change('ledgerEntry', bought), change('personalAccount', accountOf(9_200))]);
    const about = {
      approvalId: `${serviceNumber}/1`,
      serviceNumber,
      personId: person.id,
      kind: 'reversal',
    } as const;
    const decision = base.decide(
      { kind: 'approve-service', request: { ...about, amount: 10_200, signature: 'AAAA' } },
      actingAs(supervisor),
    );
    expect(decision).toMatchObject({
      accepted: false,
      refusals: [{ code: 'reversal-below-zero', params: { missing: '10.00' } }],
    });
  });
});
