import { zodResolver } from '@hookform/resolvers/zod';
import { Select } from 'antd';
import { useId, type ReactElement } from 'react';
import { Controller, useForm, useWatch, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ContributionDesk } from '../../../contract/contribution-services.ts';
import type { PersonPage, ServiceView } from '../../../contract/counter-views.ts';
import type { Outcome } from '../../../contract/envelope.ts';
import { civilDate, month } from '../../../contract/primitives.ts';
import { relations } from '../../../domain/issuance/representation.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { useCommand, useTypedQuery } from '../../components/counter-queries.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { DeskService } from '../desk-service/desk-service.tsx';
import { PhotoPair } from '../issue-card/photo-pair.tsx';
import type { Presented } from '../desk-service/presented-form.ts';
import { DocumentFields, Field } from '../issue-card/document-fields.tsx';
import { readValidUntil } from '../../components/formatting.ts';
import { deathForm, ownMessage, readMonth, suspensionForm } from './contribution-form.ts';
import { EffectPanel } from './effect-panel.tsx';
import { OwnChoice, OwnText } from './own-fields.tsx';
import './contribution-services.css';

const grounds = ['left-employer', 'moved-away', 'deceased'] as const;

/** 停保: on which ground, paid until when, and who asks; of a death whoever reports it, with the certificate. */
export function SuspendInsurance(props: {
  readonly page: PersonPage;
  readonly desk: ContributionDesk;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { page, desk } = props;
  const { personId } = page;
  const suspend = useCommand('suspendInsurance');
  const form = useForm<z.input<typeof suspensionForm>, unknown, z.output<typeof suspensionForm>>({
    resolver: zodResolver(suspensionForm, { error: ownMessage }),
    defaultValues: {
      ground: desk.openFrom === null ? 'deceased' : 'left-employer',
      lastMonth: desk.lastPaidMonth ?? desk.present,
    },
    reValidateMode: 'onSubmit',
  });
  const death = useForm<z.input<typeof deathForm>, unknown, z.output<typeof deathForm>>({
    resolver: zodResolver(deathForm, { error: ownMessage }),
    defaultValues: {
      deceasedOn: '',
      certificate: '',
      name: '',
      documentKind: 'resident-id-card',
      documentNumber: '',
      documentValidUntil: '',
      relation: '',
      phone: '',
    },
    reValidateMode: 'onSubmit',
  });
  useForgetAtChange(form);
  useForgetAtChange(death);
  const { ground, lastMonth } = useWatch({ control: form.control });
  const isDeath = ground === 'deceased';
  const typedMonth = readMonth(lastMonth ?? '');
  const typedDay = readValidUntil(useWatch({ control: death.control, name: 'deceasedOn' }));
  const deceasedOn = isDeath && civilDate.safeParse(typedDay).success ? typedDay : null;
  const shown = useTypedQuery(
    'getContributionEffect',
    {
      kind: 'suspend-insurance',
      personId,
      ground: ground ?? 'left-employer',
      lastMonth: typedMonth,
      deceasedOn,
    },
    month.safeParse(typedMonth).success && (!isDeath || deceasedOn !== null),
  );

  async function ask(presented: Presented | null): Promise<Outcome<ServiceView>> {
    const own = suspensionForm.parse(form.getValues());
    if (own.ground !== 'deceased') {
      if (presented === null) throw new Error('nobody presented himself');
      return await suspend.run({ personId, lastMonth: own.lastMonth, ground: own.ground, asker: presented });
    }
    const { deceasedOn: day, certificate, ...reporter } = deathForm.parse(death.getValues());
    return await suspend.run({
      personId,
      lastMonth: own.lastMonth,
      ground: own.ground,
      asker: { channel: 'death-report', reporter, deceasedOn: day, certificate },
    });
  }

  return (
    <DeskService
      // A death is asked for in another way: its documents are others.
      key={isDeath ? 'death' : 'usual'}
      page={page}
      title={t('service-kind.suspend-insurance')}
      subjectTitle={t('contribution.suspension')}
      subject={
        desk.openFrom === null
          ? t('contribution.nobodyPays')
          : t('contribution.paidSince', {
              month: desk.openFrom,
              employer: desk.employer?.name ?? t('contribution.himself'),
            })
      }
      fields={
        <div className="form-grid">
          <OwnChoice
            label="contribution.ground"
            value={ground ?? 'left-employer'}
            options={grounds
              .filter((value) => desk.openFrom !== null || value === 'deceased')
              .map((value) => ({ value, label: t(`service-details.ground-${value}`) }))}
            onChange={(value) => form.setValue('ground', value)}
          />
          <OwnText form={form} name="lastMonth" label="contribution.lastMonth" hint={desk.present} />
          {isDeath && (
            <>
              <OwnText form={death} name="deceasedOn" label="contribution.deceasedOn" hint="2026-11-18" />
              <OwnText form={death} name="certificate" label="contribution.certificate" />
            </>
          )}
        </div>
      }
      checkFields={async () => {
        const own = await form.trigger();
        return (!isDeath || (await death.trigger())) && own;
      }}
      placeRefusal={(refusal) => {
        const message = refusalSentence(i18n, refusal);
        if (refusal.field === 'lastMonth') form.setError('lastMonth', { message });
        else if (isDeath && refusal.field !== null) {
          const name = refusal.field.replace('representative.', '');
          if (!(name in death.getValues())) return false;
          death.setError(name as 'name', { message });
        } else return false;
        return true;
      }}
      impossible={page.offers.find((offer) => offer.kind === 'suspend-insurance')?.refusals ?? []}
      channels={isDeath ? ['telephone'] : ['in-person', 'agent', 'guardian']}
      whoTitle={isDeath ? t('contribution.reporter') : undefined}
      byTelephone={<Reporter form={death} />}
      submitLabel={() => t('contribution.submit-suspend')}
      effect={() => t('contribution.after-suspend')}
      panel={({ documentPhoto }) => (
        <>
          <EffectPanel preview={shown.data} />
          {!isDeath && (
            <div className="contribution-photos">
              <PhotoPair personId={personId} documentPhoto={documentPhoto} />
            </div>
          )}
        </>
      )}
      ask={ask}
      busy={suspend.busy}
      failure={suspend.failure}
    />
  );
}

const reporter = {
  kind: 'documentKind',
  number: 'documentNumber',
  name: 'name',
  validUntil: 'documentValidUntil',
} as const;

/** Whoever reports a death shows his own document; the dead person's is not asked for. */
function Reporter(props: {
  readonly form: UseFormReturn<z.input<typeof deathForm>, unknown, z.output<typeof deathForm>>;
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const { form } = props;
  const message = form.formState.errors.relation?.message;
  return (
    <div className="form-grid">
      <DocumentFields form={form} names={reporter} />
      <Field
        id={id}
        label={t('contribution.relation')}
        error={message === undefined ? undefined : t(message)}
      >
        <Controller
          control={form.control}
          name="relation"
          render={({ field }) => (
            <Select
              id={id}
              ref={field.ref}
              value={field.value === '' ? undefined : field.value}
              placeholder={t('application.choose')}
              onChange={field.onChange}
              onBlur={field.onBlur}
              options={relations.agent.map((value) => ({ value, label: t(`relation.${value}`) }))}
            />
          )}
        />
      </Field>
      <OwnText form={form} name="phone" label="application.phone" />
    </div>
  );
}
