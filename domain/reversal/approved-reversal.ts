import { requestApproval } from '../approval/approval.ts';
import type { ApprovedService } from '../approval/approved-service.ts';
import type { CommandContext } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse } from '../command/refusal.ts';
import { withStep } from '../issuance/service-facts.ts';
import type { Approval } from '../records/approval.ts';
import { change } from '../records/change.ts';
import type { ServiceRecord } from '../records/records.ts';
import type { ReversalWay } from '../records/service-details.ts';
import { recoveryEffect, recoveryLookups } from './recovery-claim.ts';
import { reversalEffect } from './reversal.ts';

/** 冲正, approved: the mirrored entries are posted as one group, or what cannot be undone is claimed 追回. */
export const approvedReversal: ApprovedService = {
  needs: ({ serviceNumber, personId }) => [
    { table: 'serviceRecord', by: 'id', value: serviceNumber },
    ...recoveryLookups(personId),
  ],
  carryOut(facts, approval, context) {
    const asked = askedReversal(facts, approval);
    if (asked === undefined) {
      return { refusals: [refuse('service-unknown', { service: approval.serviceId })] };
    }
    const { service, groupId, way } = asked;
    const effect = effectOf(way)(facts, approval.personId, groupId, context, service.id);
    if ('refusals' in effect) return effect;
    const done = change('serviceRecord', afterApproval(facts, service, context));
    return {
      amount: effect.amount,
      destination: '',
      here: [done],
      there: [...effect.changes, done],
      used: [],
    };
  },
  sendBack(facts, approval, context, reason) {
    const asked = askedReversal(facts, approval);
    if (asked === undefined) return [];
    // Nothing of a reversal can be mended: who still wants it asks anew.
    return [
      change('serviceRecord', {
        ...withStep(asked.service, 'approval-refused', context, reason),
        stage: 'withdrawn',
        closedAt: context.at,
      }),
    ];
  },
};

/** A reversal is done when it is posted; a claim when whoever got the money has paid it back (record-claim-repayment.ts). */
function afterApproval(facts: Facts, service: ServiceRecord, context: CommandContext): ServiceRecord {
  const { details, personId } = service;
  if (details?.of !== 'request-reversal' || details.way !== 'claim') {
    return { ...withStep(service, 'reversed', context), stage: 'completed', closedAt: context.at };
  }
  const reopened = facts.one('personalAccount', personId)?.status === 'closed';
  return {
    ...withStep(service, 'recovery-claimed', context),
    details: { ...details, claim: { reopened, repayments: [] } },
  };
}

/** What is done about it: the entries go back, or what has left with them is claimed. */
export function effectOf(way: ReversalWay): typeof reversalEffect | typeof recoveryEffect {
  return way === 'claim' ? recoveryEffect : reversalEffect;
}

/** The reversal that an approval is about. */
function askedReversal(facts: Facts, approval: Approval) {
  const service = facts.one('serviceRecord', approval.serviceId);
  return service?.details?.of === 'request-reversal' && service.stage === 'accepted'
    ? { service, groupId: service.details.groupId, way: service.details.way }
    : undefined;
}

/** The sheet of a reversal. */
export function reversalSheet(context: CommandContext, service: ServiceRecord, amount: number): Approval {
  const { id: serviceId, personId } = service;
  return requestApproval(context, { serviceId, personId, kind: 'reversal', amount, enteredBy: [] }, []);
}
