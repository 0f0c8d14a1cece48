import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferView } from '../../../contract/transfer-views.ts';
import { LateTag } from './late-tag.tsx';
import { dueText } from './transfer-offer.ts';
import { isOwnState } from './transfer-steps.ts';

const tone = {
  'waiting-approval': 'warn',
  'sheet-sent': '',
  taken: '',
  remitted: '',
  'money-refused': 'warn',
  requested: '',
  'sheet-received': 'warn',
  completed: 'ok',
  withdrawn: '',
  refused: 'bad',
  returned: 'bad',
} as const satisfies Record<TransferView['transfer']['state'], string>;

/** How far it is in one sentence, what comes next, by when, and why where it did not go as asked: never more than is true. */
export function TransferNotice({ view }: { readonly view: TransferView }): ReactElement {
  const { t } = useTranslation();
  const { transfer, service, isLate } = view;
  const { state, direction, reasonCode, reasonText, closedAt } = transfer;
  const waits = service.confirmation === 'waiting';
  const isUnconfirmed = waits && isOwnState(state);
  return (
    <div className={`notice ${waits || isLate ? 'warn' : tone[state]}`} role="status">
      <strong>
        {isUnconfirmed && t('transfer.unconfirmed')}
        {t(`transfer.stands-${direction}-${state}`)}
      </strong>
      {reasonText !== null && (
        <p>
          {t(reasonCode === 'paid-otherwise' ? 'transfer.paid-otherwise' : 'transfer.because', {
            reason: reasonText,
          })}
        </p>
      )}
      <p>{t(isUnconfirmed ? 'transfer.next-unconfirmed' : `transfer.next-${direction}-${state}`)}</p>
      {waits && !isUnconfirmed && <p>{t('transfer.step-unconfirmed')}</p>}
      {closedAt === null && (
        <p>
          {t('transfer.due', { day: dueText(transfer, t) })}{' '}
          {isLate && <LateTag workingDaysLate={view.workingDaysLate} />}
        </p>
      )}
    </div>
  );
}
