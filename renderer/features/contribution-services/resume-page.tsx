import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ContributionDesk } from '../../../contract/contribution-services.ts';
import type { CallInput } from '../../../contract/counter-calls.ts';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { ServiceView } from '../../../contract/service-views.ts';
import type { Outcome } from '../../../contract/envelope.ts';
import { addMonths } from '../../../domain/calendar/month.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { failureOf, useCommand, useTypedQuery } from '../../components/counter-queries.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { DeskService } from '../desk-service/desk-service.tsx';
import { PhotoPair } from '../issue-card/photo-pair.tsx';
import type { Presented } from '../desk-service/presented-form.ts';
import { ownMessage, resumptionForm } from './contribution-form.ts';
import { EffectPanel } from './effect-panel.tsx';
import { OwnChoice, OwnText } from './own-fields.tsx';
import './contribution-services.css';

const places = {
  fromMonth: 'fromMonth',
  base: 'base',
  'employment.employerId': 'employerCode',
  'employment.hiredOn': 'hiredOn',
} as const;

/** 续保: with whom, from which month and on which base. */
export function ResumeInsurance(props: {
  readonly page: PersonPage;
  readonly desk: ContributionDesk;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { page, desk } = props;
  const { personId } = page;
  const resume = useCommand('resumeInsurance');
  const paidNow = desk.lastPaidMonth !== null && desk.lastPaidMonth >= desk.present;
  const form = useForm<z.input<typeof resumptionForm>, unknown, z.output<typeof resumptionForm>>({
    resolver: zodResolver(resumptionForm, { error: ownMessage }),
    defaultValues: {
      manner: 'employer',
      employerCode: '',
      hiredOn: '',
      fromMonth: paidNow ? addMonths(desk.present, 1) : desk.present,
      base: baseOf(desk),
    },
    reValidateMode: 'onSubmit',
  });
  useForgetAtChange(form);
  const watched = useWatch({ control: form.control });
  const own = resumptionForm.safeParse(watched);
  const employerCode = own.success && own.data.manner === 'employer' ? own.data.employerCode : '';
  const found = useTypedQuery('getEmployer', { employerCode }, employerCode.length >= 18);
  const employerRefusal = failureOf(found.error)?.refusals[0];
  const isFlexible = watched.manner === 'flexible';
  const shown = useTypedQuery(
    'getContributionEffect',
    own.success
      ? { kind: 'resume-insurance', personId, ...requestOf(own.data) }
      : nothingYet(personId, desk.present),
    own.success && (isFlexible || employerCode.length >= 18),
  );

  async function ask(presented: Presented | null): Promise<Outcome<ServiceView>> {
    if (presented === null) throw new Error('nobody presented himself');
    return await resume.run({
      personId,
      ...requestOf(resumptionForm.parse(form.getValues())),
      asker: presented,
    });
  }

  return (
    <DeskService
      page={page}
      title={t('service-kind.resume-insurance')}
      subjectTitle={t('contribution.resumption')}
      subject={
        desk.lastPaidMonth === null
          ? t('contribution.neverPaid')
          : t('contribution.paidUntil', { month: desk.lastPaidMonth })
      }
      fields={
        <div className="form-grid">
          <OwnChoice
            label="contribution.manner"
            value={watched.manner ?? 'employer'}
            options={(['employer', 'flexible'] as const).map((value) => ({
              value,
              label: t(`contribution.manner-${value}`),
            }))}
            onChange={(value) => {
              form.clearErrors();
              form.setValue('manner', value);
            }}
          />
          {!isFlexible && (
            <>
              <OwnText
                form={form}
                name="employerCode"
                label="batch.employerCode"
                hint={t('batch.employerCodeHint')}
              />
              <span className="label-like">{t('batch.employer')}</span>
              <output className={`employer-name${employerRefusal === undefined ? '' : ' field-error'}`}>
                {employerRefusal === undefined
                  ? (found.data?.name ?? '—')
                  : refusalSentence(i18n, employerRefusal)}
              </output>
              <OwnText form={form} name="hiredOn" label="contribution.hiredOn" hint={t('batch.dateHint')} />
            </>
          )}
          <OwnText form={form} name="fromMonth" label="contribution.fromMonth" hint={desk.present} />
          <OwnText
            form={form}
            name="base"
            label="contribution.base"
            hint={limitsOf(desk, t('contribution.between'))}
          />
        </div>
      }
      checkFields={() => form.trigger()}
      placeRefusal={(refusal) => {
        if (refusal.field === null || !Object.hasOwn(places, refusal.field)) return false;
        form.setError(places[refusal.field as keyof typeof places], {
          message: refusalSentence(i18n, refusal),
        });
        return true;
      }}
      impossible={page.offers.find((offer) => offer.kind === 'resume-insurance')?.refusals ?? []}
      channels={['in-person', 'agent', 'guardian']}
      submitLabel={() => t('contribution.submit-resume')}
      effect={() => t('contribution.after-resume')}
      panel={({ documentPhoto }) => (
        <>
          <EffectPanel preview={shown.data} />
          <div className="contribution-photos">
            <PhotoPair personId={personId} documentPhoto={documentPhoto} />
          </div>
        </>
      )}
      ask={ask}
      busy={resume.busy}
      failure={resume.failure}
    />
  );
}

function requestOf(
  values: z.output<typeof resumptionForm>,
): Omit<CallInput<'resumeInsurance'>, 'personId' | 'asker'> {
  const { fromMonth, base, employerCode: employerId, hiredOn } = values;
  const employment =
    values.manner === 'flexible'
      ? ({ manner: 'flexible' } as const)
      : ({ manner: 'employer', employerId, hiredOn } as const);
  return { employment, fromMonth, base };
}

function nothingYet(personId: string, fromMonth: string): CallInput<'getContributionEffect'> {
  return { kind: 'resume-insurance', personId, employment: { manner: 'flexible' }, fromMonth, base: 0 };
}

/** The last base, where it is within the limits of today; otherwise the lowest one. */
export function baseOf({ lastBase, floor, ceiling }: ContributionDesk): string {
  const base = Math.min(Math.max(lastBase ?? 0, floor ?? 0), ceiling ?? Number.MAX_SAFE_INTEGER);
  return base === 0 ? '' : formatYuan(base).replaceAll(',', '');
}

/** '4,812.00 – 24,060.00'. */
export function limitsOf({ floor, ceiling }: ContributionDesk, between: string): string {
  return floor === null || ceiling === null ? '' : `${formatYuan(floor)} ${between} ${formatYuan(ceiling)}`;
}
