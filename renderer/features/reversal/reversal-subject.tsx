import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalSheet } from '../../../contract/approval-calls.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { EntryTable } from '../approval/entry-table.tsx';

/** 冲正 on its sheet: the entries that are taken back, as they were posted. */
export function ReversalSubject(props: { readonly sheet: ApprovalSheet }): ReactElement | null {
  const { service, personId } = props.sheet;
  const { details } = service;
  return details?.of === 'request-reversal' ? (
    <ReversedEntries personId={personId} groupId={details.groupId} />
  ) : null;
}

function ReversedEntries(props: { readonly personId: string; readonly groupId: string }): ReactElement {
  const { t } = useTranslation();
  const query = useCounterQuery('getReversal', props);
  return (
    <section className="ledger-effect">
      <h3>{t('reversal.reversed')}</h3>
      <Answer query={query} rows={2}>
        {({ reversed }) => <EntryTable label={t('reversal.reversed')} entries={reversed} />}
      </Answer>
    </section>
  );
}
