import { zodResolver } from '@hookform/resolvers/zod';
import { useState, type ReactElement } from 'react';
import { useForm, type FieldPath } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { fail, type Outcome } from '../../../contract/envelope.ts';
import type { PayoutDesk } from '../../../contract/payout-views.ts';
import type { ServiceView } from '../../../contract/service-views.ts';
import type { Refusal } from '../../../domain/command/refusal.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import type { PayoutGround } from '../../../domain/records/payout.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { DeskService } from '../desk-service/desk-service.tsx';
import { PersonRecord } from '../desk-service/person-record.tsx';
import type { Presented } from '../desk-service/presented-form.ts';
import { isAboutPassword, useSignature } from '../signing/use-signature.tsx';
import { Applicant } from './applicant.tsx';
import { GroundChoice } from './ground-choice.tsx';
import { CardFields, PaperFields, PayeeFields } from './payout-fields.tsx';
import {
  applicantForm,
  applicantMessage,
  emptyFields,
  papersOf,
  payeesOf,
  placedAt,
  placeOfPayout,
  refuseFields,
  showWrong,
  type PayoutFields,
} from './payout-form.ts';
import { ReckoningPanel } from './reckoning-panel.tsx';
import { signedAsTyped, SignedPayout } from './signed-payout.tsx';
import './payout.css';

/** 一次性支取 until it is accepted: the ground, its papers, who is paid, the card, and what the account comes to. */
export function AcceptPayout(props: { readonly page: PersonPage; readonly desk: PayoutDesk }): ReactElement {
  const { t, i18n } = useTranslation();
  const { page, desk } = props;
  const { personId } = page;
  const accept = useCommand('acceptPayout');
  const signature = useSignature();
  const possible = desk.grounds.find(({ refusals }) => refusals.length === 0);
  const [ground, setGround] = useState<PayoutGround>(possible?.ground ?? 'abroad-account-kept');
  const form = useForm<PayoutFields>({ defaultValues: emptyFields(), reValidateMode: 'onSubmit' });
  const applicant = useForm<z.input<typeof applicantForm>, unknown, z.output<typeof applicantForm>>({
    resolver: zodResolver(applicantForm, { error: applicantMessage }),
    defaultValues: {
      name: '',
      documentKind: 'resident-id-card',
      documentNumber: '',
      documentValidUntil: '',
      relation: '',
      phone: '',
      photoCompared: false,
    },
    reValidateMode: 'onSubmit',
  });
  useForgetAtChange(form, (field) => {
    // What was said of the payees together was said of every one of them.
    if (field.startsWith('payees')) form.clearErrors('together');
  });
  useForgetAtChange(applicant);
  const isDeath = ground === 'death';
  const keepsAccount = desk.grounds.find((one) => one.ground === ground)?.keepsAccount ?? true;
  const amount = desk.reckoning?.amount ?? 0;
  const cardNumber = keepsAccount ? null : (desk.card?.cardNumber ?? null);

  function place(refusal: Refusal): boolean {
    const message = refusalSentence(i18n, refusal);
    const path = placeOfPayout(refusal, form.getValues(), ground);
    if (path !== null) {
      form.setError(path as FieldPath<PayoutFields>, { message });
      return true;
    }
    const name = refusal.field === 'asker' ? 'name' : refusal.field?.replace('representative.', '');
    if (!isDeath || name === undefined || !(name in applicant.getValues())) return false;
    applicant.setError(name as 'name', { message });
    return true;
  }

  async function checkFields(): Promise<boolean> {
    form.clearErrors();
    const values = form.getValues();
    const about = { ground, name: page.name, amount, cardNumber, keepsAccount };
    const refusals = refuseFields(values, about);
    const { wrong } = payeesOf(values, amount === 0);
    const placed = placedAt(refusals, values, ground, (refusal) => refusalSentence(i18n, refusal));
    showWrong(form, [...placed, ...wrong]);
    const fits = !isDeath || (await applicant.trigger());
    return fits && refusals.length === 0 && wrong.length === 0 && desk.reckoning !== null;
  }

  async function ask(presented: Presented | null): Promise<Outcome<ServiceView>> {
    if (!isDeath && presented === null) return fail('invalid-input');
    const values = form.getValues();
    const { payees } = payeesOf(values, amount === 0);
    const asker = askerOf(presented);
    return await signature.sign({
      title: t('payout.sign-accept'),
      submit: t('payout.submit-accept'),
      body: (
        <SignedPayout
          ground={ground}
          name={page.name}
          amount={amount}
          payees={payees.map(signedAsTyped)}
          cardNumber={cardNumber}
          keepsAccount={keepsAccount}
        />
      ),
      run: (password) =>
        accept.run({
          personId,
          ground,
          papers: papersOf(values, ground),
          payees,
          card: cardNumber === null || values.card === '' ? null : values.card,
          asker,
          amount,
          password,
        }),
    });
  }

  function askerOf(presented: Presented | null) {
    if (presented !== null) return presented;
    const { photoCompared, ...person } = applicantForm.parse(applicant.getValues());
    return { channel: 'heir' as const, applicant: person, photoCompared };
  }

  function choose(next: PayoutGround): void {
    form.clearErrors();
    setGround(next);
    form.setValue('payTo', 'own');
    form.setValue('payees', emptyFields().payees);
  }

  return (
    <>
      <DeskService
        // After a death nobody presents the dead person's document: an heir shows his own.
        key={isDeath ? 'death' : 'usual'}
        page={page}
        title={t('service-kind.payout')}
        subjectTitle={t('payout.step-ground')}
        subject={
          desk.reckoning === null
            ? ''
            : t('payout.subject', { amount: formatYuan(amount), date: desk.due?.dueOn ?? '—' })
        }
        fields={
          <div className="form-grid dense">
            <GroundChoice grounds={desk.grounds} value={ground} onChange={choose} />
            <PaperFields form={form} ground={ground} />
            <PayeeFields form={form} ground={ground} heirs={isDeath ? 'choice' : 'none'} />
            {cardNumber !== null && <CardFields form={form} cardNumber={cardNumber} />}
          </div>
        }
        checkFields={checkFields}
        placeRefusal={place}
        impossible={page.offers.find(({ kind }) => kind === 'payout')?.refusals ?? []}
        channels={isDeath ? ['telephone'] : ['in-person', 'agent', 'guardian']}
        whoTitle={isDeath ? t('payout.step-heir') : undefined}
        byTelephone={<Applicant form={applicant} />}
        submitLabel={() => t('payout.submit-accept-amount', { amount: formatYuan(amount) })}
        effect={() => t(keepsAccount ? 'payout.effect-kept' : 'payout.effect-closed')}
        panel={({ documentPhoto }) => (
          <>
            <ReckoningPanel reckoning={desk.reckoning} />
            {desk.earliest !== null && !keepsAccount && (
              <p className="soft">{t('payout.earliest', desk.earliest)}</p>
            )}
            {!isDeath && <PersonRecord page={page} documentPhoto={documentPhoto} />}
          </>
        )}
        ask={ask}
        busy={accept.busy}
        failure={isAboutPassword(accept.failure) ? null : accept.failure}
      />
      {signature.dialog}
    </>
  );
}
