import { useState, type ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../contract/counter-calls.ts';
import type { PayoutView } from '../../../contract/payout-views.ts';
import type { Refusal } from '../../../domain/command/refusal.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { FailureNotice, RefusalList } from '../../components/failure-notice.tsx';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { usePrimaryAction, type PrimaryAction } from '../issue-card/service-layout.tsx';
import { isAboutPassword, useSignature } from '../signing/use-signature.tsx';
import { CardFields, PaperFields, PayeeFields } from './payout-fields.tsx';
import {
  papersOf,
  payeesOf,
  placedAt,
  refuseFields,
  showWrong,
  typedBefore,
  type PayoutFields,
} from './payout-form.ts';
import { signedAsTyped, SignedPayout, type SignedPayee } from './signed-payout.tsx';

/** 审核: papers, payees and amount are gone through once more, mended where they are not right, and signed. */
export function CheckStep(props: {
  readonly payout: PayoutView;
  readonly onPrimary: (action: PrimaryAction | null) => void;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { payout } = props;
  const { service, ground, reckoning, keepsAccount } = payout;
  const { serviceNumber, personName } = service;
  const check = useCommand('checkPayout');
  const signature = useSignature();
  const [mending, setMending] = useState(false);
  const [obstacles, setObstacles] = useState<readonly Refusal[] | null>(null);
  const form = useForm<PayoutFields>({ defaultValues: typedBefore(payout), reValidateMode: 'onSubmit' });
  useForgetAtChange(form, (field) => {
    setObstacles(null);
    if (field.startsWith('payees')) form.clearErrors('together');
  });
  // As it stood when it was accepted, where it cannot be reckoned now; the rule then says why.
  const amount = reckoning?.amount ?? payout.amount;
  const cardNumber = keepsAccount ? null : (payout.card?.cardNumber ?? null);
  const shown = obstacles ?? payout.obstacles;

  const placed = (refusals: readonly Refusal[]) =>
    placedAt(refusals, form.getValues(), ground, (refusal) => refusalSentence(i18n, refusal));

  async function run(): Promise<void> {
    const asked = mending ? mended() : asItStands();
    if (asked === null) return;
    const { payees, ...about } = asked;
    const outcome = await signature.sign({
      title: t('payout.sign-check'),
      submit: t('payout.submit-check'),
      body: (
        <SignedPayout
          ground={ground}
          name={personName}
          amount={amount}
          payees={payees === null ? payout.payees.map(signedAsAccepted) : payees.map(signedAsTyped)}
          cardNumber={cardNumber}
          keepsAccount={keepsAccount}
        />
      ),
      run: (password) => check.run({ ...about, payees, serviceNumber, amount, password }),
    });
    if (outcome.ok || outcome.error.refusals.length === 0) return;
    setObstacles(outcome.error.refusals);
    if (mending) showWrong(form, placed(outcome.error.refusals));
  }

  function asItStands(): Typed {
    return {
      papers: payout.papers.map((paper) => ({ ...paper })),
      payees: null,
      card: payout.card?.surrender ?? null,
    };
  }

  function mended(): Typed | null {
    form.clearErrors();
    const values = form.getValues();
    const about = { ground, name: personName, amount, cardNumber, keepsAccount };
    const refusals = refuseFields(values, about);
    const { payees, wrong } = payeesOf(values, amount === 0);
    showWrong(form, [...placed(refusals), ...wrong]);
    if (refusals.length > 0 || wrong.length > 0) return null;
    return {
      papers: papersOf(values, ground),
      payees,
      card: cardNumber === null || values.card === '' ? null : values.card,
    };
  }

  usePrimaryAction(props.onPrimary, { label: t('payout.check'), busy: check.busy, run: () => void run() });
  return (
    <>
      {shown.length > 0 && (
        <div className="notice warn" role="alert">
          <strong>{t('payout.notNow')}</strong>
          <RefusalList refusals={shown} />
        </div>
      )}
      {!mending && (
        <p className="payout-mend">
          <button type="button" className="button" onClick={() => setMending(true)}>
            {t('payout.mend')}
          </button>
        </p>
      )}
      {mending && (
        <div className="form-grid dense payout-mend" onKeyDown={advanceOnEnter}>
          <p className="form-row soft">{t('payout.mendHint')}</p>
          <PaperFields form={form} ground={ground} />
          <PayeeFields form={form} ground={ground} heirs={ground === 'death' ? 'choice' : 'none'} />
          {cardNumber !== null && <CardFields form={form} cardNumber={cardNumber} />}
        </div>
      )}
      {!isAboutPassword(check.failure) && check.failure?.code !== 'refused' && (
        <FailureNotice failure={check.failure} fate="not-saved" />
      )}
      {signature.dialog}
    </>
  );
}

type Typed = Pick<CallInput<'checkPayout'>, 'papers' | 'payees' | 'card'>;

function signedAsAccepted({ heir, share, account }: PayoutView['payees'][number]): SignedPayee {
  return { name: heir?.name ?? null, share, bankName: account.bankName, number: account.maskedNumber };
}
