import type { CommandRequests } from '../../../domain/command/command-rules.ts';
import { inquiring } from '../../../domain/testing/inquiry.ts';
import { agent, guardian } from '../../../domain/testing/county.ts';
import type { Situation, Tried } from './situation.ts';
import { codeOf } from './told.ts';
import type { Service } from './oracle-lines.ts';
import { comesRightly, type PersonAtTheCounter } from './people-at-the-counter.ts';

const { serviceNumber: _number, asOf: _asOf, ...inquiringInput } = inquiring;

/** On this turn whoever has nothing else to do asks how things stand. */
export const inquiryTurn = 23;

/** How a clerk comes to an inquiry: mostly the person himself, from the first window on through an agent now and then. */
export const inquiryWork: { readonly 'answer-inquiry': (situation: Situation) => Tried } = {
  async 'answer-inquiry'({ counter, personId, page }) {
    const throughAnother = page.services.length % 2 === 1;
    const outcome = await counter.ask('answerInquiry', {
      ...inquiringInput,
      personId,
      ...(page.age < 16
        ? { channel: 'guardian', representative: guardian }
        : throughAnother
          ? { channel: 'agent', representative: agent }
          : {}),
    });
    return codeOf(outcome);
  },
};

/** An inquiry told a second time: somebody who lives, with the papers that it takes, and something that he asks. */
export function answersInquiry(
  request: CommandRequests['answer-inquiry'],
  who: { readonly person: PersonAtTheCounter | undefined; readonly dead: boolean | undefined },
  service: Service,
): Service | null {
  const { person, dead } = who;
  if (person === undefined || dead !== false || request.asked.length === 0) return null;
  if (!comesRightly(request, person)) return null;
  const { channel, representative } = request;
  return { ...service, stage: 'completed', open: false, steps: ['answered'], channel, representative };
}
