import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../components/counter-queries.ts';
import { ReasonDialog } from '../../components/reason-dialog.tsx';

/** The way out of a card that never arrived: it is cancelled, and the service stands in the queue again. */
export function RemakeDialog(props: {
  readonly service: { readonly serviceNumber: string; readonly cardNumber: string | null };
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { serviceNumber, cardNumber } = props.service;
  const remake = useCommand('remakeMissingCard');
  return (
    <ReasonDialog
      open
      title={t('service-point.remakeTitle')}
      explanation={t('service-point.remakeExplanation', { card: cardNumber ?? '' })}
      label={t('service-point.remakeReason')}
      submit={t('service-point.remake')}
      command={remake}
      run={(reason) => remake.run({ serviceNumber, reason })}
      onClose={props.onClose}
    />
  );
}
