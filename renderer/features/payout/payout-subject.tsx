import type { ReactElement } from 'react';
import type { ApprovalSheet } from '../../../contract/approval-calls.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { PayoutFacts } from './payout-facts.tsx';
import { PayoutPayees } from './payout-payees.tsx';
import './payout.css';

/** 一次性支取 on its sheet: ground, papers and card, and who is paid what on which account. */
export function PayoutSubject({ sheet }: { readonly sheet: ApprovalSheet }): ReactElement {
  const { serviceNumber } = sheet;
  const query = useCounterQuery('getPayout', { serviceNumber });
  return (
    <section>
      <Answer query={query} rows={4}>
        {(payout) => (
          <>
            <PayoutFacts payout={payout} isOnSheet />
            <PayoutPayees payout={payout} />
          </>
        )}
      </Answer>
    </section>
  );
}
