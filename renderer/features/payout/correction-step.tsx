import { useState, type ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PayoutView } from '../../../contract/payout-views.ts';
import type { Refusal } from '../../../domain/command/refusal.ts';
import { formatYuan } from '../../../domain/money/fen.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { FailureNotice, RefusalList } from '../../components/failure-notice.tsx';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { usePrimaryAction, type PrimaryAction } from '../issue-card/service-layout.tsx';
import { isAboutPassword, useSignature } from '../signing/use-signature.tsx';
import { PaperFields, PayeeFields } from './payout-fields.tsx';
import {
  papersOf,
  payeesOf,
  placedAt,
  refuseFields,
  showWrong,
  typedBefore,
  type PayoutFields,
} from './payout-form.ts';
import { signedAsTyped, SignedPayout } from './signed-payout.tsx';

/** 退票更正: what the bank could not pay goes to another account of the same payee, of the dead also to the heirs. */
export function CorrectionStep(props: {
  readonly payout: PayoutView;
  readonly onPrimary: (action: PrimaryAction | null) => void;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { payout } = props;
  const { service, correctionGround: ground, keepsAccount } = payout;
  const { serviceNumber, personName } = service;
  const correct = useCommand('correctPayout');
  const signature = useSignature();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  // One after the other: each is signed and approved for itself.
  const returned = payout.payees.findIndex(
    ({ payment, replaced }) => payment?.state === 'returned' && !replaced,
  );
  const back = payout.payees[returned];
  const amount = back?.amount ?? 0;
  const isEstate = ground === 'death' && back?.heir === null;
  const form = useForm<PayoutFields>({
    defaultValues: typedBefore({
      papers: payout.papers,
      payees: back === undefined ? [] : [{ ...back, share: { numerator: 1, denominator: 1 } }],
      card: null,
    }),
    reValidateMode: 'onSubmit',
  });
  useForgetAtChange(form, (field) => {
    setRefusals([]);
    if (field.startsWith('payees')) form.clearErrors('together');
  });

  const placed = (refusals: readonly Refusal[]) =>
    placedAt(refusals, form.getValues(), ground, (refusal) => refusalSentence(i18n, refusal));

  async function run(): Promise<void> {
    form.clearErrors();
    const values = form.getValues();
    const found = refuseFields(values, { ground, name: personName, amount, cardNumber: null, keepsAccount });
    const { payees, wrong } = payeesOf(values, false);
    showWrong(form, [...placed(found), ...wrong]);
    if (found.length > 0 || wrong.length > 0) return;
    // Only what was handed in for this; the rest is with the payout already.
    const papers = papersOf(values, ground).filter(
      (paper) => !payout.papers.some((one) => one.kind === paper.kind && one.reference === paper.reference),
    );
    const outcome = await signature.sign({
      title: t('payout.sign-correct'),
      submit: t('payout.submit-correct'),
      body: (
        <SignedPayout
          ground={ground}
          name={personName}
          amount={amount}
          payees={payees.map(signedAsTyped)}
          cardNumber={null}
          keepsAccount={keepsAccount}
        />
      ),
      run: (password) => correct.run({ serviceNumber, returned, payees, papers, amount, password }),
    });
    if (outcome.ok || outcome.error.refusals.length === 0) return;
    setRefusals(outcome.error.refusals);
    showWrong(form, placed(outcome.error.refusals));
  }

  usePrimaryAction(props.onPrimary, {
    label: t('payout.correct', { amount: formatYuan(amount) }),
    busy: correct.busy,
    run: () => void run(),
  });
  return (
    <>
      {refusals.length > 0 && (
        <div className="notice warn" role="alert">
          <strong>{t('payout.notNow')}</strong>
          <RefusalList refusals={refusals} />
        </div>
      )}
      <div className="form-grid dense payout-mend" onKeyDown={advanceOnEnter}>
        <p className="form-row">
          {t('payout.correctHint', {
            name: back?.heir?.name ?? personName,
            amount: formatYuan(amount),
          })}
        </p>
        {isEstate && <PaperFields form={form} ground={ground} />}
        <PayeeFields
          form={form}
          ground={ground}
          heirs={isEstate ? 'choice' : back?.heir === null ? 'none' : 'one'}
        />
      </div>
      {!isAboutPassword(correct.failure) && correct.failure?.code !== 'refused' && (
        <FailureNotice failure={correct.failure} fate="not-saved" />
      )}
      {signature.dialog}
    </>
  );
}
