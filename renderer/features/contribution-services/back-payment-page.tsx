import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ContributionDesk } from '../../../contract/contribution-services.ts';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { ServiceView } from '../../../contract/service-views.ts';
import { fail, type Outcome } from '../../../contract/envelope.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { useCommand, useTypedQuery } from '../../components/counter-queries.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { DeskService } from '../desk-service/desk-service.tsx';
import { PhotoPair } from '../issue-card/photo-pair.tsx';
import type { Presented } from '../desk-service/presented-form.ts';
import { backPaymentForm, ownMessage } from './contribution-form.ts';
import { EffectPanel } from './effect-panel.tsx';
import { OwnChoice, OwnText } from './own-fields.tsx';
import { baseOf, limitsOf } from './resume-page.tsx';
import './contribution-services.css';

const places = { fromMonth: 'fromMonth', toMonth: 'toMonth', base: 'base', employerId: 'payer' } as const;

/** 补缴: which months, on which base; what it costs and what it changes stands at the right before it is confirmed. */
export function BackPayment(props: {
  readonly page: PersonPage;
  readonly desk: ContributionDesk;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { page, desk } = props;
  const { personId } = page;
  const pay = useCommand('registerBackPayment');
  const gap = suggestedGap(page, desk);
  const form = useForm<z.input<typeof backPaymentForm>, unknown, z.output<typeof backPaymentForm>>({
    resolver: zodResolver(backPaymentForm, { error: ownMessage }),
    defaultValues: {
      payer: desk.employer === null ? 'flexible' : 'employer',
      fromMonth: gap?.fromMonth ?? '',
      toMonth: gap?.toMonth ?? '',
      base: baseOf(desk),
    },
    reValidateMode: 'onSubmit',
  });
  useForgetAtChange(form);
  const watched = useWatch({ control: form.control });
  const own = backPaymentForm.safeParse(watched);
  const asked = requestOf(
    own.success ? own.data : { payer: 'flexible', fromMonth: desk.present, toMonth: desk.present, base: 0 },
  );
  const shown = useTypedQuery(
    'getContributionEffect',
    { kind: 'register-back-payment', personId, ...asked },
    own.success,
  );

  function requestOf({ payer, fromMonth, toMonth, base }: z.output<typeof backPaymentForm>) {
    return {
      fromMonth,
      toMonth,
      base,
      employerId: payer === 'employer' ? (desk.employer?.id ?? null) : null,
    };
  }

  async function ask(presented: Presented | null): Promise<Outcome<ServiceView>> {
    const seen = shown.data;
    if (presented === null) throw new Error('nobody presented himself');
    // Nothing is paid that was not shown: what stands in the way stands at the right.
    if (seen === undefined || seen.effect === null || seen.due === null || shown.isPlaceholderData)
      return fail('invalid-input');
    return await pay.run({
      personId,
      ...asked,
      seen: { amount: seen.due.amount, effect: seen.effect },
      asker: presented,
    });
  }

  const due = shown.data?.due ?? null;
  return (
    <DeskService
      page={page}
      title={t('service-kind.register-back-payment')}
      subjectTitle={t('contribution.backPayment')}
      subject={
        desk.gaps.length === 0
          ? t('contribution.noGap')
          : t('contribution.gaps', {
              gaps: desk.gaps
                .slice(0, 3)
                .map((one) =>
                  one.fromMonth === one.toMonth ? one.fromMonth : `${one.fromMonth} – ${one.toMonth}`,
                )
                .join('; '),
            })
      }
      fields={
        <div className="form-grid">
          {desk.employer !== null && (
            <OwnChoice
              label="contribution.payer"
              value={watched.payer ?? 'flexible'}
              options={(['employer', 'flexible'] as const).map((value) => ({
                value,
                label: t(`contribution.payer-${value}`),
              }))}
              onChange={(value) => form.setValue('payer', value)}
            />
          )}
          <OwnText form={form} name="fromMonth" label="contribution.payFrom" hint={desk.present} />
          <OwnText form={form} name="toMonth" label="contribution.payTo" hint={desk.present} />
          <OwnText
            form={form}
            name="base"
            label="contribution.base"
            hint={limitsOf(desk, t('contribution.between'))}
          />
        </div>
      }
      checkFields={async () => {
        const fit = await form.trigger();
        for (const refusal of shown.data?.refusals ?? []) place(refusal);
        return fit && (shown.data?.effect ?? null) !== null && !shown.isPlaceholderData;
      }}
      placeRefusal={place}
      impossible={page.offers.find((offer) => offer.kind === 'register-back-payment')?.refusals ?? []}
      channels={['in-person', 'agent', 'guardian']}
      submitLabel={() =>
        due === null
          ? t('contribution.submit-pay')
          : t('contribution.submit-pay-amount', { amount: formatYuan(due.amount) })
      }
      effect={() => t('contribution.after-pay')}
      panel={({ documentPhoto }) => (
        <>
          <EffectPanel preview={shown.data} />
          <div className="contribution-photos">
            <PhotoPair personId={personId} documentPhoto={documentPhoto} />
          </div>
        </>
      )}
      ask={ask}
      busy={pay.busy}
      failure={pay.failure}
    />
  );

  function place(
    refusal: Parameters<NonNullable<Parameters<typeof DeskService>[0]['placeRefusal']>>[0],
  ): boolean {
    if (refusal.field === null || !Object.hasOwn(places, refusal.field)) return false;
    form.setError(places[refusal.field as keyof typeof places], { message: refusalSentence(i18n, refusal) });
    return true;
  }
}

/** What the record says can be made good; otherwise the latest gap. */
function suggestedGap(page: PersonPage, desk: ContributionDesk) {
  const { makeGood } = page.contributions.today;
  if (makeGood.answer === 'possible' && makeGood.months.length > 0) {
    return { fromMonth: makeGood.months[0] ?? '', toMonth: makeGood.months.at(-1) ?? '' };
  }
  return desk.gaps[0];
}
