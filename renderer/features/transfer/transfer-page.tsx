import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import type { TransferView } from '../../../contract/transfer-views.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { Answer } from '../../components/answer.tsx';
import { useCommand, useCounterQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { ServiceLayout } from '../issue-card/service-layout.tsx';
import { ServicePanel } from '../issue-card/service-panel.tsx';
import { FollowUpDialog } from './follow-up-dialog.tsx';
import { Remittances } from './remittances.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { LettersPart, MoneyOutPart, OtherAreaPart, SheetPart } from './transfer-facts.tsx';
import { TransferNotice } from './transfer-notice.tsx';
import { mayFollowUp, mayWithdraw, papersOf } from './transfer-steps.ts';
import { TransferWay } from './transfer-way.tsx';
import './transfer.css';

/** 关系转出、关系转入 once it was accepted: how far it is, what came and went, and what can be done about it now. */
export function TransferPage(props: { readonly service: ServiceView }): ReactElement {
  const query = useCounterQuery('getTransfer', { serviceNumber: props.service.serviceNumber });
  return (
    <Answer query={query} rows={10}>
      {(view) => <Transfer view={view} />}
    </Answer>
  );
}

type Asked = 'credit' | 'follow-up' | 'withdraw';

function Transfer({ view }: { readonly view: TransferView }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { office } = useKnownCounterStatus();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { service, transfer } = view;
  const { serviceNumber, personId, approval } = service;
  // Who knows the case keeps it; another office sees how far it is.
  const mayAct = service.officeId === office?.id;
  const papers = papersOf(transfer);
  const [mainPaper] = papers;
  const expectsMoney = transfer.direction === 'in' || transfer.state === 'money-refused';
  const mayCredit = mayAct && expectsMoney && transfer.closedAt === null && view.creditRefusals.length === 0;
  const waitsForSecond = approval?.state === 'waiting';

  const receipt = () => void navigate({ to: '/services/$serviceNumber/receipt', params: { serviceNumber } });
  const print = (paper: (typeof papers)[number]) =>
    void navigate({ to: '/services/$serviceNumber/papers/$paper', params: { serviceNumber, paper } });
  const toSheet = () => {
    if (approval === null) return;
    const { approvalId } = approval;
    void navigate({ to: '/approvals/$approvalId', params: { approvalId }, search: { from: 'service' } });
  };
  const followUp = mayAct && mayFollowUp(transfer) ? () => setAsked('follow-up') : null;
  const withdraw = mayAct && mayWithdraw(transfer) ? () => setAsked('withdraw') : null;
  useFunctionKey('F4', t('keys.receipt'), receipt);
  useFunctionKey('F7', t('transfer.follow-up'), followUp);
  useFunctionKey(
    'F9',
    mainPaper === undefined ? '' : t(`transfer.paper-${mainPaper}`),
    mainPaper === undefined ? null : () => print(mainPaper),
  );

  return (
    <ServiceLayout
      title={t(`service-kind.${service.kind}`)}
      personName={service.personName}
      maskedNumber={service.maskedNumber ?? ''}
      serviceNumber={serviceNumber}
      confirmation={service.confirmation}
      onSuspend={null}
      onBack={() =>
        void navigate({
          to: '/persons/$personId',
          params: { personId },
          search: { by: 'service', reference: serviceNumber },
        })
      }
      moreButtons={
        <>
          {withdraw !== null && (
            <button type="button" className="button" onClick={withdraw}>
              {t('transfer.withdraw')}
            </button>
          )}
          {followUp !== null && (
            <button type="button" className="button" onClick={followUp}>
              <kbd>F7</kbd>
              {t('transfer.follow-up')}
            </button>
          )}
        </>
      }
      primary={
        waitsForSecond
          ? { label: t('approval.thisDesk'), busy: false, run: toSheet }
          : mayCredit
            ? { label: t('transfer.credit'), busy: false, run: () => setAsked('credit') }
            : { label: t('keys.receipt'), busy: false, run: receipt }
      }
      steps={
        <>
          <TransferWay view={view} />
          <TransferNotice view={view} />
          {papers.length > 0 && (
            <div className="transfer-papers" role="group" aria-label={t('transfer.papers')}>
              {papers.map((paper, index) => (
                <button key={paper} type="button" className="button" onClick={() => print(paper)}>
                  {t(`transfer.paper-${paper}`)}
                  {index === 0 && <kbd>F9</kbd>}
                </button>
              ))}
            </div>
          )}
          <div className="transfer-parts">
            {transfer.direction === 'out' && <MoneyOutPart view={view} />}
            {(expectsMoney || view.remittances.length > 0) && <Remittances view={view} mayAct={mayAct} />}
            {transfer.direction === 'in' && <SheetPart view={view} />}
            <OtherAreaPart view={view} />
            <LettersPart view={view} />
          </div>
          {asked === 'credit' && <CreditDialog view={view} onClose={() => setAsked(null)} />}
          {asked === 'follow-up' && (
            <FollowUpDialog serviceNumber={serviceNumber} onClose={() => setAsked(null)} />
          )}
          {asked === 'withdraw' && <WithdrawDialog view={view} onClose={() => setAsked(null)} />}
        </>
      }
      panel={<ServicePanel service={service} />}
    />
  );
}

interface StepOf {
  readonly view: TransferView;
  readonly onClose: () => void;
}

/** 入账: exactly what the sheet says, with the clerk's own signature. */
function CreditDialog({ view, onClose }: StepOf): ReactElement {
  const { t } = useTranslation();
  const credit = useCommand('creditTransfer');
  const { serviceNumber } = view.service;
  const amount = view.expected ?? 0;
  return (
    <TransferDialog
      title={t('transfer.credit')}
      explanation={
        <p>
          {t(view.transfer.direction === 'in' ? 'transfer.credit-in' : 'transfer.credit-back', {
            amount: formatYuan(amount),
          })}
        </p>
      }
      reason={null}
      signed
      submit={t('transfer.credit')}
      busy={credit.busy}
      run={(_reason, password) => credit.run({ serviceNumber, amount, password })}
      onClose={onClose}
    />
  );
}

/** 撤回: why; what the other area knows of it, it is told. */
function WithdrawDialog({ view, onClose }: StepOf): ReactElement {
  const { t } = useTranslation();
  const withdraw = useCommand('withdrawTransfer');
  const { serviceNumber } = view.service;
  return (
    <TransferDialog
      title={t('transfer.withdraw')}
      explanation={<p>{t(`transfer.withdraw-${view.transfer.direction}`)}</p>}
      reason={t('transfer.reason')}
      signed={false}
      submit={t('transfer.withdraw')}
      busy={withdraw.busy}
      run={(reason) => withdraw.run({ serviceNumber, reason })}
      onClose={onClose}
    />
  );
}
