import { centralOffice } from '../../../domain/command/central-office.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { RefusalList } from '../../components/failure-notice.tsx';
import { timeOf, timeWithSecondsOf } from '../../components/formatting.ts';
import { failureSentence } from '../../components/refusal-sentence.ts';
import { AttachmentBlock } from '../attachments/attachment-block.tsx';
import { AnsweredQuestions } from '../card-loss/answered-questions.tsx';
import { awaitsHolder } from './holder-pin-step.tsx';
import { RegisteredPhoto } from './registered-photo.tsx';

/** At the right of an accepted service: the photo, what the central office said, and what was done when. */
export function ServicePanel(props: { readonly service: ServiceView }): ReactElement {
  const { t } = useTranslation();
  const { service } = props;
  return (
    <>
      <CentralRefusal service={service} />
      <h2>
        {t('compare.title')}
        <small>{t('compare.advice')}</small>
      </h2>
      <RegisteredPhoto service={service} />
      <AttachmentBlock service={service} keyIsTaken={awaitsHolder(service)} />
      <ServiceHistory service={service} />
    </>
  );
}

/** What the central office has refused, and why; nothing where it has not. */
export function CentralRefusal(props: { readonly service: ServiceView }): ReactElement | null {
  const { t, i18n } = useTranslation();
  const { service } = props;
  if (service.confirmation !== 'refused') return null;
  return (
    <div className="notice bad" role="alert">
      {service.failureCode === null ? (
        <strong>{t('issue-card.refusedByCentral')}</strong>
      ) : (
        <>
          <strong>{t('issue-card.rejectedByCentral')}</strong>
          <p>{failureSentence(i18n, { code: service.failureCode as Failure['code'], params: {} })}</p>
        </>
      )}
      {service.refusals.length > 0 && <RefusalList refusals={service.refusals} />}
      <p>{t('issue-card.refusedAdvice')}</p>
    </div>
  );
}

/** What was done when, and by whom. */
export function ServiceHistory(props: { readonly service: ServiceView }): ReactElement {
  const { t } = useTranslation();
  const { service } = props;
  return (
    <>
      <h2>
        {t('issue-card.history')}
        <small>
          {service.officeName} · {t('status.window', { number: service.workstationNumber })}
        </small>
      </h2>
      <ol className="history">
        {service.steps.map((step) => (
          <li key={`${step.at}/${step.step}`}>
            <span>{momentOf(step.at, service.openedOn)}</span>
            <span>
              {t(`service-step.${step.step}`)}
              {step.note !== null && (
                <span className="soft">
                  （<StepNote step={step.step} note={step.note} />）
                </span>
              )}
            </span>
            <span className="soft">
              {step.clerkId === centralOffice ? t('issue-card.centralOffice') : step.clerkName}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** On the day of the acceptance the time; of a card that takes days, the day with it. */
function momentOf(at: string, openedOn: string): string {
  return at.startsWith(openedOn) ? timeWithSecondsOf(at) : `${at.slice(5, 10)} ${timeOf(at)}`;
}

/** Some steps keep a code, others what a clerk wrote. */
function StepNote(props: { readonly step: string; readonly note: string }): ReactElement {
  const { t } = useTranslation();
  const { step, note } = props;
  if (step === 'reported-provisional') return <AnsweredQuestions note={note} />;
  if (step === 'bank-answer-told') return <>{t(`bank-request.way-${note}`)}</>;
  return <>{step === 'notified' ? t(`service-point.way-${note}`) : note}</>;
}
