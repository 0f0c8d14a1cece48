import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../command/command-rule.ts';
import { change, type Change } from '../records/change.ts';
import type { Clerk } from '../records/records.ts';
import {
  clerk,
  context,
  otherWorkstation,
  person,
  pointWorkstation,
  serviceNumber,
  servicePoint,
} from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { actingAs, carriedOut, colleague, ledgerCounty, reversing, supervisor } from '../testing/ledger.ts';
import { published } from '../testing/loss.ts';
import type { ApproveServiceRequest, RefuseApprovalRequest } from './approval-requests.ts';
import { waitingApproval } from './approval.ts';

const about = {
  approvalId: `${serviceNumber}/1`,
  serviceNumber,
  personId: person.id,
  kind: 'reversal',
  signature: 'AAAA',
} as const;

/** A county in which something waits for a second person: 102 yuan go back. */
function waiting(more: readonly Change[] = []): FactBase {
  const base = new FactBase(ledgerCounty);
  base.run({ kind: 'request-reversal', request: reversing }, context);
  base.apply(more);
  return base;
}

function approve(base: FactBase, by: CommandContext, request: Partial<ApproveServiceRequest> = {}) {
  return base.decide({ kind: 'approve-service', request: { ...about, amount: 10_200, ...request } }, by);
}

function refuseIt(base: FactBase, by: CommandContext, request: Partial<RefuseApprovalRequest> = {}) {
  return base.decide({ kind: 'refuse-approval', request: { ...about, reason: '依据不足', ...request } }, by);
}

const sheet = (base: FactBase) => base.get('approval', about.approvalId);

describe('a second person', () => {
  it('approves under his own signature, for the very amount that he saw', () => {
    const decision = approve(waiting(), actingAs(colleague));
    expect(decision).toMatchObject({
      accepted: true,
      signature: {
        purpose: 'clerk-signature',
        subject: `approve ${about.approvalId} 10200 clerk-zhao`,
        sealed: 'AAAA',
      },
    });
    expect(carriedOut(decision).at(-1)).toMatchObject({
      table: 'approval',
      record: { state: 'approved', decidedBy: 'clerk-zhao', decidedAt: context.at, reason: null },
    });
  });

  it.each([clerk, { ...clerk, role: 'supervisor' as const }])(
    'is never who entered it, whatever his role and at whatever workstation: $role',
    (enterer) => {
      const base = waiting([change('clerk', enterer)]);
      for (const workstationId of [context.workstationId, otherWorkstation.id]) {
        const by = { ...context, workstationId };
        expect(codesOf(approve(base, by))).toEqual(['approval-by-enterer']);
        expect(codesOf(refuseIt(base, by))).toEqual(['approval-by-enterer']);
      }
    },
  );

  it('is nobody who had a hand in it at any step', () => {
    const base = waiting();
    base.apply([change('approval', { ...sheet(base), enteredBy: [clerk.id, supervisor.id, colleague.id] })]);
    for (const hand of [clerk, supervisor, colleague]) {
      expect(codesOf(approve(base, actingAs(hand)))).toEqual(['approval-by-enterer']);
    }
  });

  it.each<[what: string, who: Clerk, where: Partial<CommandContext>, codes: readonly string[]]>([
    ['who is inactive', { ...colleague, active: false }, {}, ['clerk-inactive']],
    ['of another office', { ...colleague, officeId: servicePoint.id }, {}, ['clerk-other-office']],
    [
      'of another office, at its own window',
      { ...colleague, officeId: servicePoint.id },
      { officeId: servicePoint.id, workstationId: pointWorkstation.id },
      ['approval-other-office'],
    ],
    ['at a workstation that is none', colleague, { workstationId: 'nowhere' }, ['workstation-unknown']],
  ])('is nobody %s', (_what, who, where, codes) => {
    const base = waiting([change('clerk', who)]);
    expect(codesOf(approve(base, { ...actingAs(who), ...where }))).toEqual(codes);
    expect(codesOf(refuseIt(base, { ...actingAs(who), ...where }))).toEqual(codes);
  });

  it('approves no more than his role may, by the parameter of the day', () => {
    const low = change('poolingAreaParameter', published('approval-limit-clerk', '10199', '2026-11-22'));
    const base = waiting([low]);
    expect(approve(base, actingAs(colleague))).toMatchObject({
      accepted: false,
      refusals: [{ code: 'approval-above-limit', params: { amount: '102.00', limit: '101.99' } }],
    });
    expect(codesOf(approve(base, actingAs(supervisor)))).toEqual(['accepted']);
    // Refusing is not bounded: nothing leaves.
    expect(codesOf(refuseIt(base, actingAs(colleague)))).toEqual(['accepted']);
  });

  it('approves nothing where the area has published no limit', () => {
    const [limit] = ledgerCounty.flatMap((one) =>
      one.table === 'poolingAreaParameter' && one.record.name === 'approval-limit-clerk' ? [one.record] : [],
    );
    if (limit === undefined) throw new Error('the county has a limit');
    const base = waiting([change('poolingAreaParameter', { ...limit, validFrom: '2027-01-01' })]);
    expect(codesOf(approve(base, actingAs(colleague)))).toEqual(['parameter-missing']);
  });

  it.each<[what: string, request: Partial<ApproveServiceRequest>, codes: readonly string[]]>([
    ['another sheet', { approvalId: `${serviceNumber}/2` }, ['approval-unknown']],
    ['the sheet of another service', { serviceNumber: '330122-20261122-003-0009' }, ['approval-unknown']],
    ['the sheet of another person', { personId: 'person-nobody' }, ['approval-unknown']],
    ['another amount than he saw', { amount: 10_201 }, ['approval-changed']],
  ])('decides about what he saw and nothing else: %s', (_what, request, codes) => {
    expect(codesOf(approve(waiting(), actingAs(colleague), request))).toEqual(codes);
  });

  it('sends back with a reason, and everything is kept', () => {
    const base = waiting();
    expect(codesOf(refuseIt(base, actingAs(colleague), { reason: ' ' }))).toEqual([
      'approval-reason-missing',
    ]);
    const decision = refuseIt(base, actingAs(colleague));
    expect(decision).toMatchObject({ signature: { subject: `refuse ${about.approvalId} 10200 clerk-zhao` } });
    base.apply(carriedOut(decision));
    expect(sheet(base)).toMatchObject({
      state: 'refused',
      decidedBy: colleague.id,
      reason: '依据不足',
      amount: 10_200,
    });
    expect(base.get('serviceRecord', serviceNumber)).toMatchObject({
      stage: 'withdrawn',
      steps: [
        { step: 'reversal-requested' },
        { step: 'approval-refused', note: '依据不足', clerkId: colleague.id },
      ],
    });
    expect(base.all('ledgerEntry')).toHaveLength(4);
  });

  it('decides once', () => {
    const base = waiting();
    expect(waitingApproval(base.all('approval'))).toEqual(sheet(base));
    base.apply(carriedOut(refuseIt(base, actingAs(colleague))));
    expect(waitingApproval(base.all('approval'))).toBeUndefined();
    expect(codesOf(refuseIt(base, actingAs(supervisor)))).toEqual(['approval-decided']);
    expect(codesOf(approve(base, actingAs(supervisor)))).toContain('approval-decided');
  });
});
