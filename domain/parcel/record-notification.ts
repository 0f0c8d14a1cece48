import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, refuseActor, withStep } from '../issuance/service-facts.ts';
import { change } from '../records/change.ts';
import type { RecordNotificationRequest } from './parcel-requests.ts';

/** 通知领卡: the holder was told that his card can be collected; he may be told again. */
export const recordNotification: CommandRule<RecordNotificationRequest> = {
  offline: 'final',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...actorLookups(context),
    { table: 'serviceRecord', by: 'id', value: request.serviceNumber },
  ],
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseActor(facts, context)];
    const service = facts.one('serviceRecord', request.serviceNumber);
    if (service?.personId !== request.personId) {
      return refuseAll([...refusals, refuse('service-unknown', { service: request.serviceNumber })]);
    }
    if (service.officeId !== context.officeId) {
      refusals.push(refuse('service-other-office', { service: service.id }));
    }
    if (service.stage !== 'arrived') refusals.push(refuse('holder-not-awaited', { service: service.id }));
    return refusals.length > 0
      ? refuseAll(refusals)
      : accept([change('serviceRecord', withStep(service, 'notified', context, request.way))]);
  },
};
