import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { ReasonDialog } from '../../components/reason-dialog.tsx';

/** The holder of a card whose parcel was taken back comes to where it lies: from here on it is handed over there. */
export function CollectHereDialog(props: {
  readonly service: Pick<ServiceView, 'serviceNumber' | 'officeName'>;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { serviceNumber, officeName } = props.service;
  const collect = useCommand('collectHere');
  return (
    <ReasonDialog
      open
      title={t('service-point.collectHere')}
      explanation={t('service-point.collectHereExplanation', { office: officeName })}
      label={t('service-point.collectHereReason')}
      submit={t('service-point.collectHere')}
      command={collect}
      run={(reason) => collect.run({ serviceNumber, reason })}
      onClose={props.onClose}
    />
  );
}
