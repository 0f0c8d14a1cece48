import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { ReasonDialog } from '../../components/reason-dialog.tsx';

/** The person leaves before the card is his: the application ends, and a written blank is spoiled. */
export function WithdrawDialog(props: {
  readonly service: ServiceView;
  readonly open: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { serviceNumber, blankSerial } = props.service;
  const withdraw = useCommand('withdrawCardApplication');
  return (
    <ReasonDialog
      open={props.open}
      title={t('withdraw.title')}
      explanation={t(blankSerial === null ? 'withdraw.explanation' : 'withdraw.explanationBlank')}
      label={t('withdraw.reason')}
      submit={t('withdraw.submit')}
      command={withdraw}
      run={(reason) => withdraw.run({ serviceNumber, reason })}
      onClose={props.onClose}
    />
  );
}
