import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { useForm, useWatch, type FieldPath } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { Refusal } from '../../../domain/command/refusal.ts';
import {
  applicationChannels,
  type ApplicationChannel,
} from '../../../domain/issuance/issue-card-requests.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { FailureNotice, RefusalList } from '../../components/failure-notice.tsx';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { ApplicantChoice, serviceOfType } from './applicant-choice.tsx';
import { ComparePanel } from './compare-panel.tsx';
import {
  applicationForm,
  inputMessage,
  isApplicationField,
  type ApplicationFormInput,
  type ApplicationFormValues,
} from './document-form.ts';
import { DocumentStep } from './document-step.tsx';
import { dropDraft, findDraft, keepDraft } from './drafts.ts';
import { usePrintNotice } from './use-print-notice.ts';
import { emptyRepresentative } from './representative-fields.tsx';
import { ServiceLayout } from './service-layout.tsx';
import { Step } from './step.tsx';
import { useDocumentReader } from './use-document-reader.ts';

/** The service until it is accepted: who applies, for which card, and with which documents. */
export function CardApplication(props: { readonly page: PersonPage }): ReactElement {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const status = useKnownCounterStatus();
  const { page } = props;
  const { personId } = page;
  const clerkId = status.clerk?.id ?? '';
  const [draft] = useState(() => findDraft(clerkId, personId));
  const [documentPhoto, setDocumentPhoto] = useState(draft?.documentPhoto ?? null);
  const [representativePhoto, setRepresentativePhoto] = useState<string | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const accept = useCommand('acceptCardApplication');
  const { types, fee, formerCardNumber, needsGuardian, dueOn, dueProvisional } = page.application;
  const usualChannel = needsGuardian ? 'guardian' : 'in-person';

  const form = useForm<ApplicationFormInput, unknown, ApplicationFormValues>({
    resolver: zodResolver(applicationForm, { error: inputMessage }),
    defaultValues: draft?.values ?? {
      channel: usualChannel,
      representative: needsGuardian ? emptyRepresentative('guardian') : null,
      applicationType: types[0] ?? '01',
      feePaid: false,
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

  const impossible = types.length === 0 ? (page.offers[0]?.refusals ?? []) : null;

  const channel = useWatch({ control: form.control, name: 'channel' });
  const type = useWatch({ control: form.control, name: 'applicationType' });
  const feeDue = type === '05' || type === '06' ? (fee ?? 0) : 0;
  const kept = useRef(draft?.values.representative ?? null);

  /** Another comes than was thought: what was typed of who acts for the person is not lost by looking elsewhere. */
  function chooseChannel(next: ApplicationChannel): void {
    kept.current = form.getValues('representative') ?? kept.current;
    form.clearErrors();
    setRefusals([]);
    form.setValue('channel', next);
    form.setValue('photoCompared', false);
    if (next === 'in-person') {
      form.setValue('representative', null);
      return;
    }
    const { relation, authorisation, ...usual } = emptyRepresentative(next);
    form.setValue('representative', { ...usual, ...kept.current, relation, authorisation });
  }

  useForgetAtChange(form, (field) => {
    setRefusals((all) => all.filter((refusal) => refusal.field !== field));
  });

  const reader = useDocumentReader(personId);

  /** Reads into the document in which the cursor is; otherwise into the first that is still empty. */
  async function read(): Promise<void> {
    const begun = form.getValues();
    const focused = document.activeElement?.closest<HTMLElement>('[data-document]')?.dataset['document'];
    const whose =
      begun.representative !== null &&
      (focused === 'representative' || (focused !== 'holder' && begun.documentNumber !== ''))
        ? 'representative'
        : 'holder';
    const read = await reader.read(whose);
    if (read === null) return;
    const { photo, name, ...presented } = read;
    const before = form.getValues();
    const values: ApplicationFormInput =
      whose === 'representative' && before.representative !== null
        ? {
            ...before,
            representative: { ...before.representative, ...presented, name },
            photoCompared: false,
          }
        : { ...before, ...presented, documentName: name, photoCompared: false };
    // A reset form knows its fields again only when it has been rendered: the cursor is moved after that.
    flushSync(() => {
      if (whose === 'holder') setDocumentPhoto(photo);
      else setRepresentativePhoto(photo);
      setRefusals([]);
      form.reset(values);
    });
    keepDraft(clerkId, {
      personId,
      personName: page.name,
      values,
      documentPhoto: whose === 'holder' ? photo : documentPhoto,
    });
    const next =
      values.representative === null
        ? 'photoCompared'
        : whose === 'representative'
          ? 'representative.relation'
          : 'representative.documentNumber';
    requestAnimationFrame(() => form.setFocus(next));
  }

  async function submit(values: ApplicationFormValues): Promise<void> {
    setRefusals([]);
    const outcome = await accept.run({
      ...values,
      personId,
      formerCardNumber: values.applicationType === '01' ? null : formerCardNumber,
    });
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
    let first: FieldPath<ApplicationFormInput> | null = null;
    for (const refusal of all) {
      if (!isApplicationField(refusal.field)) continue;
      form.setError(refusal.field, { type: 'refusal', message: refusalSentence(i18n, refusal) });
      first ??= refusal.field;
    }
    const target = first;
    if (target !== null) requestAnimationFrame(() => form.setFocus(target));
  }

  const printNotice = usePrintNotice({ page, channel, applicationType: type });

  // What the clerk himself has left out is no news for the citizen.
  const missing = refusals.filter((one) => one.code !== 'photo-not-compared');
  const toTell = impossible ?? missing;
  useFunctionKey('F4', t('keys.printNotice'), toTell.length > 0 ? () => printNotice(toTell) : null);
  useFunctionKey(
    'F7',
    t('application.switch'),
    impossible === null
      ? () =>
          chooseChannel(applicationChannels[(applicationChannels.indexOf(channel) + 1) % 3] ?? 'in-person')
      : null,
  );
  useFunctionKey('F5', t('keys.reader'), impossible === null && !reader.busy ? () => void read() : null);

  return (
    <ServiceLayout
      title={t(`service-kind.${serviceOfType(type)}`)}
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
            summary={
              impossible === null && <ApplicantChoice page={page} form={form} onChannel={chooseChannel} />
            }
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
                  {t(channel === 'in-person' ? 'issue-card.read' : 'application.readHere')}{' '}
                  {channel === 'in-person' && <kbd>F5</kbd>}
                </button>
              )
            }
          >
            <DocumentStep form={form} fee={feeDue} onSubmit={submit} />
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
            summary={
              dueOn === null
                ? t('issue-card.cardLater')
                : t(dueProvisional ? 'service-point.dueHereProvisional' : 'service-point.dueHere', {
                    date: dueOn,
                  })
            }
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
        <ComparePanel
          page={page}
          form={form}
          documentPhoto={documentPhoto}
          representativePhoto={representativePhoto}
        >
          {missing.length > 0 && (
            <div className="notice warn" role="alert">
              <strong>{t('issue-card.missing', { count: missing.length })}</strong>
              <RefusalList refusals={missing} />
              <button type="button" className="link" onClick={() => printNotice(missing)}>
                {t('keys.printNotice')} F4
              </button>
            </div>
          )}
        </ComparePanel>
      }
    />
  );
}
