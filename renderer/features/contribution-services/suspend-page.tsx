import { zodResolver } from '@hookform/resolvers/zod';
import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useForm, useWatch, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ContributionDesk } from '../../../contract/contribution-services.ts';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { ServiceView } from '../../../contract/service-views.ts';
import type { Outcome } from '../../../contract/envelope.ts';
import { civilDate, month } from '../../../contract/primitives.ts';
import { relations } from '../../../domain/issuance/representation.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { useCommand, useTypedQuery } from '../../components/counter-queries.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { DeskService } from '../desk-service/desk-service.tsx';
import { PhotoPair } from '../issue-card/photo-pair.tsx';
import type { Presented } from '../desk-service/presented-form.ts';
import { DocumentFields } from '../issue-card/document-fields.tsx';
import { readValidUntil } from '../../components/formatting.ts';
import { deathForm, ownMessage, readMonth, suspensionForm } from './contribution-form.ts';
import { EffectPanel } from './effect-panel.tsx';
import { OwnChoice, OwnSelect, OwnText } from './own-fields.tsx';
import './contribution-services.css';

type SuspensionForm = UseFormReturn<z.input<typeof suspensionForm>, unknown, z.output<typeof suspensionForm>>;

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
      ground: desk.payers.length === 0 ? 'deceased' : 'left-employer',
      payer: '',
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
  const { ground, lastMonth, payer } = useWatch({ control: form.control });
  const isDeath = ground === 'deceased';
  const isPaying = desk.payers.length > 0;
  const choosesPayer = ground === 'left-employer' && desk.payers.length > 1;
  const typedMonth = isPaying ? readMonth(lastMonth ?? '') : null;
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
      ...(choosesPayer ? { employerId: employerOf(payer) } : {}),
    },
    (typedMonth === null || month.safeParse(typedMonth).success) &&
      (!isDeath || deceasedOn !== null) &&
      (!choosesPayer || payer !== ''),
  );

  async function ask(presented: Presented | null): Promise<Outcome<ServiceView>> {
    const own = suspensionForm.parse(form.getValues());
    if (own.ground !== 'deceased') {
      if (presented === null) throw new Error('nobody presented himself');
      const { lastMonth: last, ground: why } = own;
      if (why === 'moved-away') {
        return await suspend.run({ personId, lastMonth: last, ground: why, asker: presented });
      }
      const whose = choosesPayer ? { employerId: employerOf(own.payer) } : {};
      return await suspend.run({ personId, lastMonth: last, ground: why, ...whose, asker: presented });
    }
    const { deceasedOn: day, certificate, ...reporter } = deathForm.parse(death.getValues());
    return await suspend.run({
      personId,
      lastMonth: isPaying ? own.lastMonth : null,
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
      subject={subjectOf(desk, t)}
      fields={
        <div className="form-grid">
          <OwnChoice
            label="contribution.ground"
            value={ground ?? 'left-employer'}
            options={grounds
              .filter((value) => isPaying || value === 'deceased')
              .map((value) => ({ value, label: t(`service-details.ground-${value}`) }))}
            onChange={(value) => form.setValue('ground', value)}
          />
          {choosesPayer && <PayerChoice form={form} payers={desk.payers} />}
          {isPaying && (
            <OwnText form={form} name="lastMonth" label="contribution.lastMonth" hint={desk.present} />
          )}
          {isDeath && (
            <>
              <OwnText form={death} name="deceasedOn" label="contribution.deceasedOn" hint="2026-11-18" />
              <OwnText form={death} name="certificate" label="contribution.certificate" />
            </>
          )}
        </div>
      }
      checkFields={async () => {
        const isChosen = !choosesPayer || form.getValues('payer') !== '';
        if (!isChosen) form.setError('payer', { message: 'contribution.choosePayer' });
        const own = (await form.trigger(['ground', 'lastMonth'])) && isChosen;
        return (!isDeath || (await death.trigger())) && own;
      }}
      placeRefusal={(refusal) => {
        const message = refusalSentence(i18n, refusal);
        if (refusal.field === 'lastMonth' && isPaying) form.setError('lastMonth', { message });
        else if (refusal.field === 'employerId' && choosesPayer) form.setError('payer', { message });
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
          <EffectPanel preview={shown.data} afterDeath={isDeath} />
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

/** Nobody is an employer: the person pays for himself. */
const himself = '-';

function employerOf(payer: string | undefined): string | null {
  return payer === undefined || payer === himself ? null : payer;
}

/** Who pays, or how many do. */
function subjectOf({ payers }: ContributionDesk, t: TFunction): string {
  const [payer, ...others] = payers;
  if (payer === undefined) return t('contribution.nobodyPays');
  if (others.length > 0) return t('contribution.paidByMany', { count: payers.length });
  const employer = payer.employer?.name ?? t('contribution.himself');
  return t('contribution.paidSince', { month: payer.fromMonth, employer });
}

/** Which of several payments ends. */
function PayerChoice(props: {
  readonly form: SuspensionForm;
  readonly payers: ContributionDesk['payers'];
}): ReactElement {
  const { t } = useTranslation();
  const options = props.payers.map(({ employer, fromMonth }) => ({
    value: employer?.id ?? himself,
    label: t('contribution.payerSince', {
      employer: employer?.name ?? t('contribution.himself'),
      month: fromMonth,
    }),
  }));
  return <OwnSelect form={props.form} name="payer" label="contribution.whosePayment" options={options} />;
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
  const { form } = props;
  return (
    <div className="form-grid">
      <DocumentFields form={form} names={reporter} />
      <OwnSelect
        form={form}
        name="relation"
        label="contribution.relation"
        options={relations.agent.map((value) => ({ value, label: t(`relation.${value}`) }))}
      />
      <OwnText form={form} name="phone" label="application.phone" />
    </div>
  );
}
