import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { ServiceView } from '../../../contract/service-views.ts';
import type { Failure, Outcome } from '../../../contract/envelope.ts';
import type { Refusal } from '../../../domain/command/refusal.ts';
import { authorisationsOf } from '../../../domain/issuance/representation.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { FailureNotice, RefusalList } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { takeFocus } from '../../components/take-focus.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { inputMessage } from '../issue-card/document-form.ts';
import { ServiceLayout } from '../issue-card/service-layout.tsx';
import { Step } from '../issue-card/step.tsx';
import { useDocumentReader } from '../issue-card/use-document-reader.ts';
import { PresentedDocuments } from './presented-documents.tsx';
import {
  placeOfPresented,
  presentedForm,
  presentedNothing,
  presentedOf,
  type DeskChannel,
  type Presented,
  type PresentedInput,
  type PresentedValues,
} from './presented-form.ts';
import './desk-service.css';

interface DeskServiceProps {
  readonly page: PersonPage;
  readonly title: string;
  /** What it is about: its step's title and one line, such as the card and what it is now. */
  readonly subjectTitle: string;
  readonly subject: ReactNode;
  /** The service's own fields, in the form of its page; left out where there is nothing to say but who asks. */
  readonly fields?: ReactNode;
  /** Whether the service's own fields fit; it puts its sentences beside them. Asked together with the documents. */
  readonly checkFields?: () => Promise<boolean>;
  /** The sentence of a refusal goes beside a field of the service's own: true where it has one for it. */
  readonly placeRefusal?: (refusal: Refusal) => boolean;
  /** Why it cannot be done today, to be told to who asks; empty where it can. */
  readonly impossible: readonly Refusal[];
  /** How one may ask for it, the usual way first. */
  readonly channels: readonly [DeskChannel, ...DeskChannel[]];
  /** The title of the step that says who asks, where the usual one does not fit. */
  readonly whoTitle?: string | undefined;
  /** What is asked where nobody stands at the counter, or somebody who presents other documents. */
  readonly byTelephone?: ReactNode;
  /** What is asked last, below what it will do: the clerk's own signature. Goes on with Enter, as the rest. */
  readonly signature?: ReactNode;
  readonly submitLabel: (channel: DeskChannel) => string;
  /** What it will do, in one line. */
  readonly effect: (channel: DeskChannel) => ReactNode;
  readonly panel: (shown: {
    readonly channel: DeskChannel;
    readonly documentPhoto: string | null;
  }) => ReactNode;
  /** Does it; `presented` is null by telephone. */
  readonly ask: (presented: Presented | null) => Promise<Outcome<ServiceView>>;
  readonly busy: boolean;
  readonly failure: Failure | null;
}

/** A service that is asked for and done at once: what it is about, who asks and how he is known, and what it does. */
export function DeskService(props: DeskServiceProps): ReactElement {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { page, channels, impossible } = props;
  const { personId } = page;
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [documentPhoto, setDocumentPhoto] = useState<string | null>(null);
  const reader = useDocumentReader(personId);
  const possible = impossible.length === 0;

  const form = useForm<PresentedInput, unknown, PresentedValues>({
    resolver: zodResolver(presentedForm, { error: inputMessage }),
    defaultValues: presentedNothing(page, channels[0]),
    reValidateMode: 'onSubmit',
  });
  useForgetAtChange(form, (field) => {
    setRefusals((all) => all.filter((refusal) => placeOfPresented(refusal.field) !== field));
  });
  const channel = useWatch({ control: form.control, name: 'channel' });
  const isByTelephone = channel === 'telephone';
  const actsFor = channel === 'agent' || channel === 'guardian' ? channel : null;

  useEffect(() => {
    // The first field of the service's own; without one, the way in which somebody comes is the first thing to say.
    const first =
      // Of a choice the one that is made.
      document.querySelector<HTMLElement>(
        '.desk-fields input:not([type="radio"]:not(:checked)), .desk-fields select',
      ) ?? document.querySelector<HTMLElement>('.desk-channels input:checked');
    takeFocus(first);
  }, []);

  /** Reads into the document in which the cursor is; otherwise into the first that is still empty. */
  async function read(): Promise<void> {
    const focused = document.activeElement?.closest<HTMLElement>('[data-document]')?.dataset['document'];
    const isHolders =
      actsFor === null ||
      focused === 'holder' ||
      (focused !== 'representative' && form.getValues('documentNumber') === '');
    const reading = await reader.read(isHolders ? 'holder' : 'representative');
    if (reading === null) return;
    flushSync(() => {
      if (isHolders) setDocumentPhoto(reading.photo);
      setRefusals([]);
      const read = isHolders
        ? (['documentKind', 'documentNumber', 'documentName', 'documentValidUntil'] as const)
        : ([
            'representativeKind',
            'representativeNumber',
            'representativeName',
            'representativeValidUntil',
          ] as const);
      const [kind, number, name, validUntil] = read;
      form.setValue(kind, reading.documentKind);
      form.setValue(number, reading.documentNumber);
      form.setValue(name, reading.name);
      form.setValue(validUntil, reading.documentValidUntil);
      form.setValue('photoCompared', false);
      // What was said of the other fields still holds.
      form.clearErrors([...read, 'photoCompared']);
    });
    const next = actsFor === null ? 'photoCompared' : isHolders ? 'representativeNumber' : 'relation';
    requestAnimationFrame(() => form.setFocus(next));
  }

  async function submit(): Promise<void> {
    setRefusals([]);
    let presented: Presented | null | undefined;
    const documents = form.handleSubmit((values) => {
      presented = presentedOf(values);
    });
    // Both, so that everything that is missing is said at one time.
    const [, fit] = await Promise.all([documents(), props.checkFields?.() ?? true]);
    if (!fit) {
      // Its own fields stand above the documents: the first that does not fit is gone to.
      // After the form of the documents, which goes to its own first a moment later.
      setTimeout(() => document.querySelector<HTMLElement>('.desk-fields [aria-invalid="true"]')?.focus());
    }
    if (presented === undefined || !fit) return;
    const outcome = await props.ask(presented);
    if (outcome.ok) {
      const { serviceNumber } = outcome.value;
      void navigate({ to: '/services/$serviceNumber', params: { serviceNumber }, replace: true });
      return;
    }
    setRefusals(outcome.error.refusals);
    for (const refusal of outcome.error.refusals) {
      if (props.placeRefusal?.(refusal) === true) continue;
      const place = placeOfPresented(refusal.field);
      if (place !== null) {
        form.setError(place, { type: 'refusal', message: refusalSentence(i18n, refusal) });
      }
    }
  }

  /** What is said of the service's own fields goes with the first change of one, as it does beside the documents. */
  function forgetOwn(): void {
    setRefusals((all) => all.filter(({ field }) => field === null || placeOfPresented(field) !== null));
  }

  function choose(next: DeskChannel): void {
    form.clearErrors();
    setRefusals([]);
    form.setValue('channel', next);
    if (next === 'telephone' || next === 'in-person') return;
    // What shows that an agent may act shows nothing of a guardian.
    form.setValue('relation', next === 'guardian' ? 'parent' : '');
    form.setValue('authorisation', authorisationsOf[next][0]);
  }

  useFunctionKey(
    'F5',
    t('keys.reader'),
    possible && !isByTelephone && !reader.busy ? () => void read() : null,
  );

  return (
    <ServiceLayout
      title={props.title}
      personName={page.name}
      maskedNumber={page.maskedNumber}
      serviceNumber={null}
      confirmation={null}
      onSuspend={null}
      onBack={() => void navigate({ to: '/persons/$personId', params: { personId } })}
      primary={
        possible ? { label: props.submitLabel(channel), busy: props.busy, run: () => void submit() } : null
      }
      steps={
        <ol className="steps">
          <Step
            number={1}
            title={props.subjectTitle}
            state={possible && props.fields === undefined ? 'done' : 'now'}
            summary={props.subject}
          >
            {possible ? (
              <div className="desk-fields" onKeyDown={advanceOnEnter} onChange={forgetOwn}>
                {props.fields}
              </div>
            ) : (
              <div className="notice warn">
                <strong>{t('presented.impossible')}</strong>
                <RefusalList refusals={impossible} />
              </div>
            )}
          </Step>
          <Step
            number={2}
            title={
              props.whoTitle ??
              t(channels.includes('telephone') ? 'presented.step-who-or-telephone' : 'presented.step-who')
            }
            state={possible ? 'now' : 'later'}
            summary={
              !isByTelephone && (
                <button type="button" className="link" onClick={() => void read()}>
                  {t('issue-card.read')} <kbd>F5</kbd>
                </button>
              )
            }
          >
            <form
              noValidate
              onKeyDown={advanceOnEnter}
              onSubmit={(event) => {
                event.preventDefault();
                if (props.signature === undefined) void submit();
                else document.querySelector<HTMLElement>('.desk-signature input')?.focus();
              }}
            >
              {channels.length > 1 && (
                <Segmented<DeskChannel>
                  className="desk-channels"
                  name="channel"
                  value={channel}
                  onChange={choose}
                  aria-label={t('presented.channels')}
                  options={channels.map((value) => ({ value, label: t(`presented.channel-${value}`) }))}
                />
              )}
              {isByTelephone ? (
                <div onChange={forgetOwn}>{props.byTelephone}</div>
              ) : (
                <PresentedDocuments form={form} actsFor={actsFor} />
              )}
            </form>
            <FailureNotice failure={reader.failure} fate="not-read">
              <p>{t('issue-card.typeInstead')}</p>
            </FailureNotice>
            {props.failure !== null && props.failure.code !== 'refused' && (
              <FailureNotice
                failure={props.failure}
                // What was typed on the pad before it was closed, and came to nothing there, is not known here.
                fate={props.failure.code === 'pin-entry-given-up' ? 'not-entered' : 'not-saved'}
              />
            )}
          </Step>
          <Step
            number={3}
            title={t('presented.step-effect')}
            state={possible && props.signature !== undefined ? 'now' : 'later'}
            summary={props.effect(channel)}
          >
            <form
              className="desk-signature"
              noValidate
              onSubmit={(event) => {
                event.preventDefault();
                void submit();
              }}
            >
              {props.signature}
            </form>
          </Step>
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
          {props.panel({ channel, documentPhoto })}
        </>
      }
    />
  );
}
