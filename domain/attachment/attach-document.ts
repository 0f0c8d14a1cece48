import { accept, refuseAll, type CommandContext, type CommandRule } from '../command/command-rule.ts';
import type { Facts } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import { actorLookups, refuseActor } from '../issuance/service-facts.ts';
import { change } from '../records/change.ts';
import type { AttachmentKind, AttachmentMediaType } from '../records/records.ts';
import { largestAttachment } from './media-type.ts';

/** 添加扫描件: what a scan is and how its content is recognised; the content itself travels beside the commands. */
export interface AttachDocumentRequest {
  /** A UUID made at the counter before anything is written. */
  readonly attachmentId: string;
  readonly serviceNumber: string;
  readonly personId: string;
  readonly kind: AttachmentKind;
  readonly mediaType: AttachmentMediaType;
  /** Bytes. */
  readonly size: number;
  /** SHA-256, lower-case hex. */
  readonly sha256: string;
}

/**
 * Says that a scan belongs to a service of this office. It is decided without the content, which may come hours later
 * over a bad line: no command waits for it (docs/SYNC.md). A completed service may be given what was missing.
 */
export const attachDocument: CommandRule<AttachDocumentRequest> = {
  offline: 'provisional',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: (request, context) => [
    ...actorLookups(context),
    { table: 'serviceRecord', by: 'id', value: request.serviceNumber },
    { table: 'attachment', by: 'id', value: request.attachmentId },
  ],
  decide(facts, request, context) {
    const refusals = [
      ...refuseActor(facts, context),
      ...refuseService(facts, request, context),
      ...refuseAttachment(facts, request),
    ];
    if (refusals.length > 0) return refuseAll(refusals);
    return accept([
      change('attachment', {
        id: request.attachmentId,
        serviceId: request.serviceNumber,
        personId: request.personId,
        kind: request.kind,
        mediaType: request.mediaType,
        size: request.size,
        sha256: request.sha256,
        addedOn: context.today,
        clerkId: context.clerkId,
        receivedAt: null,
      }),
    ]);
  },
};

function refuseService(
  facts: Facts,
  request: AttachDocumentRequest,
  context: CommandContext,
): readonly Refusal[] {
  const service = facts.one('serviceRecord', request.serviceNumber);
  if (service === undefined) return [refuse('service-unknown', { service: request.serviceNumber })];
  const refusals: Refusal[] = [];
  if (service.personId !== request.personId) {
    refusals.push(refuse('service-other-person', { service: service.id }));
  }
  if (service.officeId !== context.officeId) {
    refusals.push(refuse('service-other-office', { service: service.id }));
  }
  if (service.stage === 'withdrawn') {
    refusals.push(refuse('service-closed', { service: service.id, stage: service.stage }));
  }
  return refusals;
}

function refuseAttachment(facts: Facts, request: AttachDocumentRequest): readonly Refusal[] {
  const refusals: Refusal[] = [];
  if (facts.one('attachment', request.attachmentId) !== undefined) refusals.push(refuse('attachment-taken'));
  if (request.size < 1) refusals.push(refuse('attachment-empty', {}, 'content'));
  if (request.size > largestAttachment) {
    const limit = largestAttachment / 1024 / 1024;
    refusals.push(refuse('attachment-too-large', { limit }, 'content'));
  }
  return refusals;
}
