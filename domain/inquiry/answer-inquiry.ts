import { accept, refuseAll, type CommandRule } from '../command/command-rule.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import {
  deskService,
  deskServiceLookups,
  refuseDeskService,
  type DeskServiceRequest,
} from '../desk-service/desk-service.ts';
import type { PresentedAtCounter } from '../desk-service/presented-at-counter.ts';
import { change } from '../records/change.ts';
import type { InquirySubject } from '../records/service-details.ts';
import { refuseWhoAsks } from './who-asks.ts';

/** 查询: what of a person's record is asked for at the counter. */
export type AnswerInquiryRequest = DeskServiceRequest &
  PresentedAtCounter & {
    readonly asked: readonly InquirySubject[];
    /** When the counter's records were last known to be whole; null before they ever were. */
    readonly asOf: string | null;
  };

/**
 * Everyone may inquire into his payments and rights (Social Insurance Law art. 4 and 74), at the counter with his own
 * document, or through an agent with the documents of both (domain rules section 7).
 *
 * Final offline: an answer that was given cannot be taken back, and nothing but its own record is written. What it was
 * given from is said by its as-of time.
 */
export const answerInquiry: CommandRule<AnswerInquiryRequest> = {
  offline: 'final',
  subject: (request) => request.personId,
  service: (request) => request.serviceNumber,
  needs: deskServiceLookups,
  decide(facts, request, context) {
    const refusals: Refusal[] = [...refuseDeskService(facts, request, context)];
    const person = facts.one('insuredPerson', request.personId);
    if (person !== undefined) refusals.push(...refuseWhoAsks(request, person, context.today));
    if (request.asked.length === 0) refusals.push(refuse('nothing-asked', {}, 'asked'));
    if (refusals.length > 0) return refuseAll(refusals);
    const { asked, asOf } = request;
    return accept([
      change(
        'serviceRecord',
        deskService(request, context, {
          kind: 'answer-inquiry',
          presented: request,
          step: 'answered',
          details: {
            of: 'answer-inquiry',
            asked,
            asOf: asOf !== null && asOf > context.at ? context.at : asOf,
          },
        }),
      ),
    ]);
  },
};
