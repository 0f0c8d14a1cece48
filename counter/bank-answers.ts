import type { CallOutput, CallRequest } from '../contract/counter-calls.ts';
import { succeed, type Outcome } from '../contract/envelope.ts';
import type { CounterRoom } from './counter-ports.ts';
import { viewBankRequest } from './service-view.ts';
import { here } from './workstation.ts';

/** 银行答复待告知: a page of what the bank has answered to this office's requests and nobody was told of, the oldest first. */
export function listBankAnswers(
  room: CounterRoom,
  input: CallRequest<'listBankAnswers'>,
): Outcome<CallOutput<'listBankAnswers'>> {
  const { records, queries } = room.storage;
  const { officeId } = here(room);
  const answers = queries.bankAnswersToTell(officeId, input.skip, input.limit).flatMap((id) => {
    const asked = records.get('bankRequest', id)?.record;
    if (asked === undefined) return [];
    const personName = records.get('insuredPerson', asked.personId)?.record.name ?? '';
    return [{ ...viewBankRequest(asked), personId: asked.personId, personName }];
  });
  return succeed({ answers, total: queries.countBankAnswersToTell(officeId) });
}

/** How many there are: for the bar that is always there. */
export function countBankAnswers(room: CounterRoom): number {
  return room.storage.queries.countBankAnswersToTell(here(room).officeId);
}
