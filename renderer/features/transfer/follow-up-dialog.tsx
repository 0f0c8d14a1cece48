import { Segmented } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { followUpWays } from '../../../domain/transfer/transfer-requests.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { TransferDialog } from './transfer-dialog.tsx';

/** 催办: what is missing is asked for again; 等待: it was promised, and is noted. */
export function FollowUpDialog(props: {
  readonly serviceNumber: string;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const [way, setWay] = useState<(typeof followUpWays)[number]>('ask');
  const followUp = useCommand('followUpTransfer');
  const { serviceNumber, onClose } = props;
  return (
    <TransferDialog
      title={t('transfer.follow-up')}
      explanation={
        <>
          <Segmented<(typeof followUpWays)[number]>
            name="way"
            aria-label={t('transfer.way')}
            value={way}
            onChange={setWay}
            options={followUpWays.toReversed().map((value) => ({ value, label: t(`transfer.way-${value}`) }))}
          />
          <p className="transfer-explanation">{t(`transfer.way-${way}-explanation`)}</p>
        </>
      }
      reason={t(`transfer.way-${way}-text`)}
      signed={false}
      submit={t('transfer.follow-up-submit')}
      busy={followUp.busy}
      run={(text) => followUp.run({ serviceNumber, way, text })}
      onClose={onClose}
    />
  );
}
