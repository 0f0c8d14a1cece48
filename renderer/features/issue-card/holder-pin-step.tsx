import { zodResolver } from '@hookform/resolvers/zod';
import { Checkbox } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { counterCalls } from '../../../contract/counter-calls.ts';
import type { ServiceView } from '../../../contract/service-views.ts';
import type { Failure } from '../../../contract/envelope.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { readValidUntil } from '../../components/formatting.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { DocumentFields } from './document-fields.tsx';
import { inputMessage } from './document-form.ts';
import { PinStep } from './pin-step.tsx';
import { usePrimaryAction, type PrimaryAction } from './service-layout.tsx';
import { useDocumentReader } from './use-document-reader.ts';

const { holder, photoCompared } = counterCalls.presentCardHolder.input.shape;
const holderForm = z.object({
  holder: holder.extend({
    documentValidUntil: z.string().transform(readValidUntil).pipe(holder.shape.documentValidUntil),
  }),
  photoCompared,
});
type HolderInput = z.input<typeof holderForm>;
type Holder = z.output<typeof holderForm>;

const names = {
  kind: 'holder.documentKind',
  number: 'holder.documentNumber',
  name: 'holder.name',
  validUntil: 'holder.documentValidUntil',
} as const;
const fields = [...Object.values(names), 'photoCompared'] as const;

/** Whether the card went with the employer's agent, so that its password is still its holder's to set. */
export function awaitsHolder(service: ServiceView): boolean {
  const isRefused = service.confirmation === 'refused' || service.confirmation === 'settled';
  const isTaken = service.stage === 'completed' && service.collector?.role === 'employer';
  return isTaken && !service.pinSet && service.stands && !isRefused;
}

/** The holder has come with the card that his employer brought him: his document first, then the pad. */
export function HolderPinStep(props: {
  readonly service: ServiceView;
  readonly onPrimary: (action: PrimaryAction | null) => void;
}): ReactElement {
  const [shown, setShown] = useState(false);
  return shown ? <PinStep {...props} /> : <HolderDocument {...props} onShown={() => setShown(true)} />;
}

function HolderDocument(props: {
  readonly service: ServiceView;
  readonly onPrimary: (action: PrimaryAction | null) => void;
  readonly onShown: () => void;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { serviceNumber, personId } = props.service;
  const present = useCommand('presentCardHolder');
  const reader = useDocumentReader(personId);
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useForm<HolderInput, unknown, Holder>({
    resolver: zodResolver(holderForm, { error: inputMessage }),
    defaultValues: {
      holder: { name: '', documentKind: 'resident-id-card', documentNumber: '', documentValidUntil: '' },
      photoCompared: false,
    },
    reValidateMode: 'onSubmit',
  });
  const { setFocus } = form;
  useEffect(() => setFocus('holder.documentNumber'), [setFocus]);

  async function submit(values: Holder): Promise<void> {
    setFailure(null);
    const outcome = await present.run({ serviceNumber, ...values });
    if (outcome.ok) {
      props.onShown();
      return;
    }
    const { refusals } = outcome.error;
    for (const refusal of refusals) {
      const field = fields.find((one) => one === refusal.field);
      if (field === undefined) setFailure(outcome.error);
      else form.setError(field, { type: 'refusal', message: refusalSentence(i18n, refusal) });
    }
    if (refusals.length === 0) setFailure(outcome.error);
  }
  usePrimaryAction(props.onPrimary, {
    label: t('pin.checkHolder'),
    busy: present.busy,
    run: () => void form.handleSubmit(submit)(),
  });

  async function read(): Promise<void> {
    const document = await reader.read('holder');
    if (document === null) return;
    const { photo: _shownAtTheDesk, ...presented } = document;
    flushSync(() => form.reset({ holder: presented, photoCompared: false }));
    requestAnimationFrame(() => form.setFocus('photoCompared'));
  }
  useFunctionKey('F5', t('keys.reader'), reader.busy ? null : () => void read());
  const message = form.getFieldState('photoCompared', form.formState).error?.message;
  return (
    <form
      className="form-grid"
      noValidate
      onKeyDownCapture={advanceOnEnter}
      onSubmit={(event) => void form.handleSubmit(submit)(event)}
      data-document="holder"
    >
      <p className="form-wide">{t('pin.holderComes')}</p>
      <DocumentFields form={form} names={names} />
      <div className="form-wide">
        <Controller
          control={form.control}
          name="photoCompared"
          render={({ field }) => (
            <Checkbox
              ref={field.ref}
              checked={field.value}
              onChange={(event) => field.onChange(event.target.checked)}
              onBlur={field.onBlur}
            >
              {t('issue-card.photoCompared')}
            </Checkbox>
          )}
        />
        {message !== undefined && <p className="field-error">{t(message)}</p>}
      </div>
      <div className="form-wide">
        <FailureNotice failure={reader.failure} fate="not-read" />
        <FailureNotice failure={failure} fate="not-saved" />
      </div>
    </form>
  );
}
