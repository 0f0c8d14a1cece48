import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, type ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { formatYuan } from '../../../domain/money/fen.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { useCommand } from '../../components/counter-queries.ts';
import { Dialog } from '../../components/dialog.tsx';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import { useKnownCounterStatus } from '../../counter-status.ts';
import { OwnText } from '../contribution-services/own-fields.tsx';
import { repaymentForm, repaymentMessage } from './repayment-form.ts';

const names = ['payerName', 'bankReference', 'amount', 'receivedOn'] as const;
type Name = (typeof names)[number];

/** 登记追回款: what the bank says has come in of a claim. Money comes in, so that nobody signs. */
export function RepaymentDialog(props: {
  readonly serviceNumber: string;
  /** What is still owed, fen. */
  readonly open: number;
  readonly onClose: () => void;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const { serviceNumber, open, onClose } = props;
  const { today } = useKnownCounterStatus();
  const record = useCommand('recordClaimRepayment');
  const box = useRef<HTMLFormElement>(null);
  const form = useForm<z.input<typeof repaymentForm>, unknown, z.output<typeof repaymentForm>>({
    resolver: zodResolver(repaymentForm, { error: repaymentMessage }),
    defaultValues: { payerName: '', bankReference: '', amount: '', receivedOn: today },
    reValidateMode: 'onSubmit',
  });
  useForgetAtChange(form);
  useEffect(() => {
    // A dialogue begins at its first element, which is here a button at its end.
    const frame = requestAnimationFrame(() => box.current?.querySelector('input')?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);

  async function run(values: z.output<typeof repaymentForm>): Promise<void> {
    const outcome = await record.run({ serviceNumber, ...values });
    if (outcome.ok) {
      onClose();
      return;
    }
    for (const refusal of outcome.error.refusals) {
      const { field } = refusal;
      if (isName(field)) form.setError(field, { type: 'refusal', message: refusalSentence(i18n, refusal) });
    }
  }
  const submit = () => void form.handleSubmit(run)();
  const isPlaced = record.failure?.refusals.every(({ field }) => isName(field)) === true;
  const placed = record.failure?.code === 'refused' && isPlaced;

  return (
    <Dialog
      open
      title={t('repayment.record')}
      onClose={onClose}
      submit={{ label: t('repayment.submit'), busy: record.busy, run: submit }}
    >
      <p className="soft">{t('repayment.explanation', { open: formatYuan(open) })}</p>
      <form
        ref={box}
        className="form-grid one-column"
        noValidate
        onKeyDown={advanceOnEnter}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <OwnText form={form} name="payerName" label="repayment.payerName" />
        <OwnText form={form} name="bankReference" label="repayment.bankReference" />
        <OwnText form={form} name="amount" label="repayment.amountYuan" hint={formatYuan(open)} />
        <OwnText form={form} name="receivedOn" label="repayment.receivedOn" hint={today} />
        <input type="submit" hidden />
      </form>
      <FailureNotice failure={placed ? null : record.failure} fate="not-saved" />
    </Dialog>
  );
}

function isName(field: string | null): field is Name {
  return names.some((name) => name === field);
}
