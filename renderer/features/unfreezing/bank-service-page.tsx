import { useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useState, type PropsWithChildren, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../contract/counter-calls.ts';
import type { ServiceView } from '../../../contract/counter-views.ts';
import type { BankRequestView } from '../../../contract/unfreezing.ts';
import { tellingWays } from '../../../domain/unfreezing/unfreezing-requests.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { minuteOf } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { detailLines } from '../desk-service/detail-lines.ts';
import { ServiceLayout } from '../issue-card/service-layout.tsx';
import { ServicePanel } from '../issue-card/service-panel.tsx';
import { Step } from '../issue-card/step.tsx';
import { HolderPhone } from './holder-phone.tsx';
import { WithdrawBankRequest } from './withdraw-bank-request.tsx';
import '../desk-service/desk-service.css';
import './unfreezing.css';

type Way = CallInput<'recordBankAnswerTold'>['way'];

const tone = {
  requested: 'warn',
  sent: 'warn',
  recalling: 'warn',
  accepted: 'ok',
  refused: 'bad',
  withdrawn: '',
} as const;

/** A request to the bank that was taken: how far it is there, what the bank has answered, and telling the person. */
export function BankServicePage(props: { readonly service: ServiceView }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [way, setWay] = useState<Way>('in-person');
  const tell = useCommand('recordBankAnswerTold');
  const { service } = props;
  const { serviceNumber, personId, bankRequest: asked } = service;
  const isVoid = service.confirmation === 'refused' || service.confirmation === 'settled';
  const toTell = !isVoid && asked?.toTell === true;
  const receipt = () => void navigate({ to: '/services/$serviceNumber/receipt', params: { serviceNumber } });
  useFunctionKey('F4', t('keys.receipt'), receipt);

  const standing = (
    <>
      <div className={`notice ${asked === null || isVoid ? 'bad' : tone[asked.state]}`} role="status">
        <strong>
          {t(asked === null || isVoid ? 'service-done.void' : `bank-request.stands-${asked.state}`)}
        </strong>
        {asked !== null && asked.reasonText !== null && (
          <p>{t('bank-request.reason', { reason: asked.reasonText })}</p>
        )}
        {asked !== null && isTooLate(asked) && <p>{t('bank-request.too-late')}</p>}
        <p>{t(isVoid ? 'service-done.outcome-refused' : explanationOf(service, toTell))}</p>
      </div>
      {!isVoid && asked !== null && <WithdrawBankRequest asked={asked} />}
      {toTell && (
        <div className="bank-telling">
          <span className="soft">{t('bank-request.way')}</span>
          <Segmented<Way>
            aria-label={t('bank-request.way')}
            value={way}
            onChange={setWay}
            options={tellingWays.map((value) => ({ value, label: t(`bank-request.way-${value}`) }))}
          />
          <HolderPhone serviceNumber={serviceNumber} />
        </div>
      )}
    </>
  );
  return (
    <ServiceLayout
      title={t(asked === null ? `service-kind.${service.kind}` : `unfreezing.bank-${asked.kind}`)}
      personName={service.personName}
      maskedNumber={service.maskedNumber ?? ''}
      serviceNumber={serviceNumber}
      confirmation={service.confirmation}
      onSuspend={null}
      onBack={() => void navigate({ to: '/persons/$personId', params: { personId } })}
      primary={
        toTell
          ? {
              label: t('bank-request.tell'),
              busy: tell.busy,
              run: () => void tell.run({ serviceNumber, way }),
            }
          : { label: t('keys.receipt'), busy: false, run: receipt }
      }
      steps={
        <>
          <BankSteps asked={asked}>{standing}</BankSteps>
          {asked !== null && isAtEnd(asked) && standing}
          <FailureNotice failure={tell.failure} fate="not-saved" />
          <dl className="card desk-details">
            {detailLines(service.details, t).map(([label, value]) => (
              <div key={label}>
                <dt className="soft">{t(label)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      }
      panel={<ServicePanel service={service} />}
    />
  );
}

/** What the clerk says of it now: nothing is done before the bank has said so. */
function explanationOf({ confirmation, bankRequest }: ServiceView, toTell: boolean): string {
  if (bankRequest !== null && isAtEnd(bankRequest)) {
    if (bankRequest.toldAt === null) return 'bank-request.now-dropped';
    return confirmation === 'waiting' ? 'bank-request.now-told-unconfirmed' : 'bank-request.now-told';
  }
  if (toTell) return 'bank-request.now-tell';
  if (confirmation === 'waiting') return 'bank-request.now-unconfirmed';
  return bankRequest?.state === 'recalling' ? 'bank-request.now-recalling' : 'bank-request.now-waits';
}

/** Answered, and nobody has to be told any more. */
function isAtEnd({ answeredAt, toTell }: BankRequestView): boolean {
  return answeredAt !== null && !toTell;
}

/** Taken back, but the bank had spoken. */
function isTooLate({ withdrawnAt, state }: BankRequestView): boolean {
  return withdrawnAt !== null && (state === 'accepted' || state === 'refused');
}

/** The way of a request and the moments on it; what was taken back need not have been with the bank, nor is it told. */
function wayOf(asked: BankRequestView | null): readonly (readonly [step: string, moment: string | null])[] {
  if (asked === null) return ['taken', 'sent', 'answered', 'told'].map((step) => [step, null]);
  const { requestedAt, sentAt, withdrawnAt, answeredAt, toldAt } = asked;
  return [
    ['taken', requestedAt],
    ...(withdrawnAt !== null && sentAt === null ? [] : [['sent', sentAt] as const]),
    ...(withdrawnAt === null ? [] : [['withdrawn', withdrawnAt] as const]),
    ['answered', answeredAt],
    ...(withdrawnAt !== null && toldAt === null && !asked.toTell ? [] : [['told', toldAt] as const]),
  ];
}

/** The way of a request; at the step where it is, what is to be said of it. */
function BankSteps(props: PropsWithChildren<{ readonly asked: BankRequestView | null }>): ReactElement {
  const { t } = useTranslation();
  const way = wayOf(props.asked);
  const now = way.findIndex(([, moment]) => moment === null);
  const done = now === -1 ? way.length : now;
  return (
    <ol className="steps">
      {way.map(([step, moment], index) => (
        <Step
          key={step}
          number={index + 1}
          title={t(`bank-request.step-${step}`)}
          state={index < done ? 'done' : index === done ? 'now' : 'later'}
          summary={moment === null ? '' : minuteOf(moment)}
        >
          {props.children}
        </Step>
      ))}
    </ol>
  );
}
