import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BankRequestView } from '../../../contract/unfreezing.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { ReasonDialog } from '../../components/reason-dialog.tsx';

/** 撤回申请, where it can still be taken back: the button, and why. */
export function WithdrawBankRequest(props: { readonly asked: BankRequestView }): ReactElement | null {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const withdraw = useCommand('withdrawBankRequest');
  const { serviceNumber, mayWithdraw } = props.asked;
  if (!mayWithdraw) return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('bank-request.withdraw')}
      </button>
      <ReasonDialog
        open={open}
        title={t('bank-request.withdraw-title')}
        explanation={t('bank-request.withdraw-explanation')}
        label={t('bank-request.withdraw-reason')}
        submit={t('bank-request.withdraw')}
        command={withdraw}
        run={(reason) => withdraw.run({ serviceNumber, reason })}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
