import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { Refusal } from '../../../domain/command/refusal.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { FailureNotice, RefusalList } from '../../components/failure-notice.tsx';
import { findPrinter, usePrint } from '../../components/print.tsx';
import { failureSentence, refusalSentence } from '../../components/refusal-sentence.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { ComparePanel } from './compare-panel.tsx';
import {
  documentForm,
  inputMessage,
  isDocumentField,
  type DocumentFormInput,
  type DocumentFormValues,
} from './document-form.ts';
import { DocumentStep } from './document-step.tsx';
import { dropDraft, findDraft, keepDraft } from './drafts.ts';
import { OneTimeNotice } from './one-time-notice.tsx';
import { ServiceLayout } from './service-layout.tsx';
import { Step } from './step.tsx';

/** The service until it is accepted: who applies, and with which document. */
export function CardApplication(props: { readonly page: PersonPage }): ReactElement {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const print = usePrint();
  const status = useKnownCounterStatus();
  const { page } = props;
  const { personId } = page;
  const clerkId = status.clerk?.id ?? '';
  const [draft] = useState(() => findDraft(clerkId, personId));
  const [documentPhoto, setDocumentPhoto] = useState(draft?.documentPhoto ?? null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const accept = useCommand('acceptCardApplication');
  const reader = useCommand('readIdentityDocument');

  const form = useForm<DocumentFormInput, unknown, DocumentFormValues>({
    resolver: zodResolver(documentForm, { error: inputMessage }),
    defaultValues: draft?.values ?? {
      documentKind: page.documentKind,
      documentNumber: '',
      documentName: '',
      documentValidUntil: '',
      photoCompared: false,
    },
    reValidateMode: 'onSubmit',
  });

  const { subscribe } = form;
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values }) =>
          keepDraft(clerkId, { personId, personName: page.name, values, documentPhoto }),
      }),
    [subscribe, clerkId, personId, page.name, documentPhoto],
  );

  const [offer] = page.offers;
  const impossible = offer !== undefined && offer.refusals.length > 0 ? offer.refusals : null;

  async function read(): Promise<void> {
    const outcome = await reader.run({ personId });
    if (!outcome.ok) return;
    const reading = outcome.value;
    // A reset form knows its fields again only when it has been rendered: the cursor is moved after that.
    flushSync(() => {
      setDocumentPhoto(reading.photo);
      setRefusals([]);
      form.reset({
        documentKind: reading.documentKind,
        documentNumber: reading.documentNumber,
        documentName: reading.name,
        documentValidUntil:
          reading.validUntil === 'long-term' ? t('issue-card.longTerm') : reading.validUntil,
        photoCompared: false,
      });
    });
    keepDraft(clerkId, {
      personId,
      personName: page.name,
      values: form.getValues(),
      documentPhoto: reading.photo,
    });
    requestAnimationFrame(() => form.setFocus('photoCompared'));
  }

  async function submit(values: DocumentFormValues): Promise<void> {
    setRefusals([]);
    const outcome = await accept.run({ personId, channel: 'in-person', ...values });
    if (outcome.ok) {
      dropDraft(clerkId, personId);
      const { serviceNumber } = outcome.value;
      void navigate({ to: '/services/$serviceNumber', params: { serviceNumber }, replace: true });
      return;
    }
    setRefusals(outcome.error.refusals);
    showAtFields(outcome.error.refusals);
  }

  /** Every refusal beside its field, and the cursor in the first of them one frame later, when they are drawn. */
  function showAtFields(all: readonly Refusal[]): void {
    let first: keyof DocumentFormInput | null = null;
    for (const refusal of all) {
      if (!isDocumentField(refusal.field)) continue;
      form.setError(refusal.field, { type: 'refusal', message: refusalSentence(i18n, refusal) });
      first ??= refusal.field;
    }
    const target = first;
    if (target !== null) requestAnimationFrame(() => form.setFocus(target));
  }

  async function printNotice(all: readonly Refusal[]): Promise<void> {
    const printer = await findPrinter();
    const outcome = printer.ok
      ? await print(
          <OneTimeNotice
            status={status}
            personName={page.name}
            maskedNumber={page.maskedNumber}
            refusals={all}
          />,
        )
      : printer;
    if (outcome.ok) void message.success(t('print.done'));
    else void message.error(`${t('failure.not-printed')} ${failureSentence(i18n, outcome.error)}`);
  }

  // What the clerk himself has left out is no news for the citizen.
  const missing = refusals.filter((one) => one.code !== 'photo-not-compared');
  const toTell = impossible ?? missing;
  useFunctionKey('F4', t('keys.printNotice'), toTell.length > 0 ? () => void printNotice(toTell) : null);
  useFunctionKey('F5', t('keys.reader'), impossible === null && !reader.busy ? () => void read() : null);

  return (
    <ServiceLayout
      personName={page.name}
      maskedNumber={page.maskedNumber}
      serviceNumber={null}
      confirmation={null}
      onSuspend={
        impossible === null
          ? () => {
              keepDraft(clerkId, {
                personId,
                personName: page.name,
                values: form.getValues(),
                documentPhoto,
              });
              void message.info(t('issue-card.suspended'));
              void navigate({ to: '/services' });
            }
          : null
      }
      onBack={() => void navigate({ to: '/persons/$personId', params: { personId } })}
      primary={
        impossible === null
          ? {
              label: t('issue-card.accept'),
              busy: accept.busy,
              run: () => void form.handleSubmit(submit)(),
            }
          : null
      }
      steps={
        <ol className="steps">
          <Step
            number={1}
            title={t('issue-card.step-applicant')}
            state={impossible === null ? 'done' : 'now'}
            summary={impossible === null ? t('issue-card.applicantSummary', { age: page.age }) : undefined}
          >
            {impossible !== null && (
              <div className="notice warn">
                <strong>{t('issue-card.impossible')}</strong>
                <RefusalList refusals={impossible} />
              </div>
            )}
          </Step>
          <Step
            number={2}
            title={t('issue-card.step-document')}
            state={impossible === null ? 'now' : 'later'}
            summary={
              impossible === null && (
                <button type="button" className="link" onClick={() => void read()}>
                  {t('issue-card.read')} <kbd>F5</kbd>
                </button>
              )
            }
          >
            <DocumentStep form={form} onSubmit={submit} />
            <FailureNotice failure={reader.failure} fate="not-read">
              <p>{t('issue-card.typeInstead')}</p>
            </FailureNotice>
            {accept.failure !== null && accept.failure.code !== 'refused' && (
              <FailureNotice failure={accept.failure} fate="not-saved" />
            )}
          </Step>
          <Step
            number={3}
            title={t('issue-card.step-card')}
            state="later"
            summary={t('issue-card.cardLater')}
          />
          <Step
            number={4}
            title={t('issue-card.step-pin')}
            state="later"
            summary={t('issue-card.pinLater')}
          />
          <Step
            number={5}
            title={t('issue-card.step-hand-over')}
            state="later"
            summary={t('issue-card.handOverLater')}
          />
        </ol>
      }
      panel={
        <ComparePanel page={page} form={form} documentPhoto={documentPhoto}>
          {missing.length > 0 && (
            <div className="notice warn" role="alert">
              <strong>{t('issue-card.missing', { count: missing.length })}</strong>
              <RefusalList refusals={missing} />
              <button type="button" className="link" onClick={() => void printNotice(missing)}>
                {t('keys.printNotice')} F4
              </button>
            </div>
          )}
        </ComparePanel>
      }
    />
  );
}
