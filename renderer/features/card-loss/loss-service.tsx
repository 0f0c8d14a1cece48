import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PersonPage, ServiceView } from '../../../contract/counter-views.ts';
import type { Outcome } from '../../../contract/envelope.ts';
import type { Refusal } from '../../../domain/command/refusal.ts';
import { authorisationsOf } from '../../../domain/issuance/representation.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { FailureNotice, RefusalList } from '../../components/failure-notice.tsx';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { CardStatusTag } from '../../components/tags.tsx';
import { inputMessage } from '../issue-card/document-form.ts';
import { ServiceLayout } from '../issue-card/service-layout.tsx';
import { Step } from '../issue-card/step.tsx';
import {
  lossChannels,
  lossForm,
  placeOfRefusal,
  presentedOf,
  reportOf,
  type LossChannel,
  type LossFormInput,
  type LossFormValues,
} from './loss-form.ts';
import { IdentityQuestions, PresentedDocuments } from './loss-fields.tsx';
import { LossPanel } from './loss-panel.tsx';
import './card-loss.css';

/** 挂失 and 解挂 until they are done: which card, who asks and how he is known, and then at once. */
export function LossService(props: {
  readonly page: PersonPage;
  readonly kind: 'report-loss' | 'lift-loss-report';
}): ReactElement {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { page, kind } = props;
  const { personId } = page;
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [documentPhoto, setDocumentPhoto] = useState<string | null>(null);
  const report = useCommand('reportLoss');
  const lift = useCommand('liftLossReport');
  const reader = useCommand('readIdentityDocument');
  const doing = kind === 'report-loss' ? report : lift;
  const channels = kind === 'report-loss' ? lossChannels : lossChannels.filter((one) => one !== 'telephone');
  const card = page.cards.find((one) => one.status !== null && one.status !== '9');
  const impossible = page.offers.find((offer) => offer.kind === kind)?.refusals ?? [];
  const possible = card !== undefined && impossible.length === 0;

  const form = useForm<LossFormInput, unknown, LossFormValues>({
    resolver: zodResolver(lossForm, { error: inputMessage }),
    defaultValues: {
      channel: kind === 'report-loss' ? 'telephone' : 'in-person',
      answered: [],
      documentKind: page.documentKind,
      documentNumber: '',
      documentName: '',
      documentValidUntil: '',
      representativeName: '',
      representativeKind: 'resident-id-card',
      representativeNumber: '',
      representativeValidUntil: '',
      relation: '',
      authorisation: 'written-authorisation',
      phone: '',
      photoCompared: false,
    },
    reValidateMode: 'onSubmit',
  });
  useForgetAtChange(form, (field) => {
    setRefusals((all) => all.filter((refusal) => placeOfRefusal(refusal.field) !== field));
  });
  const channel = useWatch({ control: form.control, name: 'channel' });
  const byTelephone = channel === 'telephone';
  const actsFor = channel === 'agent' || channel === 'guardian' ? channel : null;

  useEffect(() => {
    // The way in which somebody comes is the first thing to say.
    document.querySelector<HTMLElement>('.loss-channels input:checked')?.focus();
  }, []);

  async function read(): Promise<void> {
    const outcome = await reader.run({ personId });
    if (!outcome.ok) return;
    const reading = outcome.value;
    flushSync(() => {
      setDocumentPhoto(reading.photo);
      setRefusals([]);
      form.setValue('documentKind', reading.documentKind);
      form.setValue('documentNumber', reading.documentNumber);
      form.setValue('documentName', reading.name);
      form.setValue(
        'documentValidUntil',
        reading.validUntil === 'long-term' ? t('issue-card.longTerm') : reading.validUntil,
      );
      form.clearErrors();
    });
    requestAnimationFrame(() => form.setFocus(actsFor !== null ? 'representativeName' : 'photoCompared'));
  }

  function ask(values: LossFormValues, cardNumber: string): Promise<Outcome<ServiceView>> {
    const about = { personId, cardNumber };
    if (kind === 'report-loss') return report.run(reportOf(values, about));
    const lifts = card?.status === '2' ? 'formal' : 'provisional';
    const present = values.channel === 'telephone' ? 'in-person' : values.channel;
    return lift.run({ ...about, ...presentedOf(values, present), lifts });
  }

  async function submit(values: LossFormValues): Promise<void> {
    if (card === undefined) return;
    setRefusals([]);
    const outcome = await ask(values, card.cardNumber);
    if (outcome.ok) {
      const { serviceNumber } = outcome.value;
      void navigate({ to: '/services/$serviceNumber', params: { serviceNumber }, replace: true });
      return;
    }
    setRefusals(outcome.error.refusals);
    for (const refusal of outcome.error.refusals) {
      const place = placeOfRefusal(refusal.field);
      if (place !== null) {
        form.setError(place, { type: 'refusal', message: refusalSentence(i18n, refusal) });
      }
    }
  }

  function choose(next: LossChannel): void {
    form.clearErrors();
    setRefusals([]);
    form.setValue('channel', next);
    if (next === 'telephone' || next === 'in-person') return;
    // What shows that an agent may act shows nothing of a guardian.
    form.setValue('relation', next === 'guardian' ? 'parent' : '');
    form.setValue('authorisation', authorisationsOf[next][0]);
  }

  useFunctionKey('F5', t('keys.reader'), possible && !byTelephone && !reader.busy ? () => void read() : null);
  const manner = byTelephone ? 'provisional' : 'formal';
  const submitLabel = t(kind === 'report-loss' ? `card-loss.submit-${manner}` : 'card-loss.submit-lift');

  return (
    <ServiceLayout
      title={t(`service-kind.${kind}`)}
      personName={page.name}
      maskedNumber={page.maskedNumber}
      serviceNumber={null}
      confirmation={null}
      onSuspend={null}
      onBack={() => void navigate({ to: '/persons/$personId', params: { personId } })}
      primary={
        possible
          ? { label: submitLabel, busy: doing.busy, run: () => void form.handleSubmit(submit)() }
          : null
      }
      steps={
        <ol className="steps">
          <Step
            number={1}
            title={t('card-loss.step-card')}
            state={possible ? 'done' : 'now'}
            summary={
              card !== undefined && (
                <>
                  {t('card-loss.cardSummary', { card: card.cardNumber })}{' '}
                  <CardStatusTag status={card.status} before={card.statusBeforeLoss} />
                  {card.lossExpiresOn !== null && ` ${t('card-loss.until', { date: card.lossExpiresOn })}`}
                </>
              )
            }
          >
            <div className="notice warn">
              <strong>{t('card-loss.impossible')}</strong>
              <RefusalList refusals={impossible} />
            </div>
          </Step>
          <Step
            number={2}
            title={t('card-loss.step-who')}
            state={possible ? 'now' : 'later'}
            summary={
              !byTelephone && (
                <button type="button" className="link" onClick={() => void read()}>
                  {t('issue-card.read')} <kbd>F5</kbd>
                </button>
              )
            }
          >
            <form
              noValidate
              onKeyDown={advanceOnEnter}
              onSubmit={(event) => void form.handleSubmit(submit)(event)}
            >
              <Segmented<LossChannel>
                className="loss-channels"
                name="channel"
                value={channel}
                onChange={choose}
                aria-label={t('card-loss.step-who')}
                options={channels.map((value) => ({ value, label: t(`card-loss.channel-${value}`) }))}
              />
              {byTelephone ? (
                <IdentityQuestions form={form} />
              ) : (
                <PresentedDocuments form={form} actsFor={actsFor} />
              )}
            </form>
            <FailureNotice failure={reader.failure} fate="not-read">
              <p>{t('issue-card.typeInstead')}</p>
            </FailureNotice>
            {doing.failure !== null && doing.failure.code !== 'refused' && (
              <FailureNotice failure={doing.failure} fate="not-saved" />
            )}
          </Step>
          <Step
            number={3}
            title={t('card-loss.step-effect')}
            state="later"
            summary={t(
              kind === 'report-loss'
                ? `card-loss.effect-${manner}`
                : `card-loss.effect-lift-${card?.statusBeforeLoss ?? '1'}`,
            )}
          />
        </ol>
      }
      panel={
        <>
          {refusals.length > 0 && (
            <div className="notice warn" role="alert">
              <strong>{t('issue-card.missing', { count: refusals.length })}</strong>
              <RefusalList refusals={refusals} />
            </div>
          )}
          <LossPanel page={page} byTelephone={byTelephone} documentPhoto={documentPhoto} />
        </>
      }
    />
  );
}
