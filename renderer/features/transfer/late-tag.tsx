import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferView } from '../../../contract/transfer-views.ts';

/** 已超期: for how many working days; on the weekend behind its day for none yet. */
export function LateTag({ workingDaysLate }: Pick<TransferView, 'workingDaysLate'>): ReactElement {
  const { t } = useTranslation();
  return (
    <span className="tag bad">
      <span aria-hidden="true">!</span>
      {workingDaysLate === 0 ? t('transfer.late') : t('transfer.lateBy', { count: workingDaysLate })}
    </span>
  );
}
