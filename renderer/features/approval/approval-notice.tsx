import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalSheet } from '../../../contract/approval-calls.ts';
import type { Confirmation } from '../../../contract/service-views.ts';
import { minuteOf } from '../../components/formatting.ts';
import { approvalStanding, standingTone } from './approval-standing.ts';

/** How far the second person and the central office are, in a sentence: never more than what is true (law 5). */
export function ApprovalNotice(props: {
  readonly approval: Pick<ApprovalSheet, 'state' | 'decidedBy' | 'decidedAt' | 'reason'>;
  readonly confirmation: Confirmation;
}): ReactElement {
  const { t } = useTranslation();
  const { state, decidedBy, decidedAt, reason } = props.approval;
  const standing = approvalStanding(state, props.confirmation);
  return (
    <div className={`notice ${standingTone[standing]}`} role="status">
      <strong>{t(`approval.stands-${standing}`)}</strong>
      {reason !== null && <p>{t('approval.reason', { reason })}</p>}
      {decidedBy !== null && decidedAt !== null && (
        <p>{t('approval.decidedBy', { clerk: decidedBy, time: minuteOf(decidedAt) })}</p>
      )}
      <p>{t(`approval.next-${standing}`)}</p>
    </div>
  );
}
