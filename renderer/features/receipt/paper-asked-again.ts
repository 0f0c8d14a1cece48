import type { UseQueryResult } from '@tanstack/react-query';
import { succeed, type Outcome } from '../../../contract/envelope.ts';
import type { ReceiptPaper } from '../../../contract/service-views.ts';
import { outcomeOf, useCounterQuery } from '../../components/counter-queries.ts';
import type { Paper } from '../paper-window/paper-forms.ts';

/** A question that a page has asked, which can be asked anew. */
type Asked<Answer> = Pick<UseQueryResult<Answer>, 'refetch'>;

/** Asks anew what a paper is made of, and gives it with the number that its print has got. */
export async function askPaperAgain<Answer>(
  query: Asked<Answer>,
  paper: (answer: Answer, reprint: number) => Paper,
): Promise<Outcome<(reprint: number) => Paper>> {
  const fresh = outcomeOf(await query.refetch());
  return fresh.ok ? succeed((reprint: number) => paper(fresh.value, reprint)) : fresh;
}

/**
 * The same for what a service is answered with, on whose paper stands what its receipt says of this very print.
 * @param answer the answer as it stands now
 */
export function useResultAgain<Answer>(
  serviceNumber: string,
  answer: () => Promise<Outcome<Answer>>,
  paper: (receipt: ReceiptPaper, answer: Answer) => Paper,
): () => Promise<Outcome<(reprint: number) => Paper>> {
  const receipt = useCounterQuery('getReceipt', { serviceNumber });
  return async () => {
    const answered = await answer();
    if (!answered.ok) return answered;
    return await askPaperAgain(receipt, (fresh, reprint) => paper({ ...fresh, reprint }, answered.value));
  };
}
