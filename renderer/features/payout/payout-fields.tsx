import { Radio } from 'antd';
import { useId, type ReactElement } from 'react';
import { Controller, useFieldArray, useWatch, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { identityDocumentKind } from '../../../contract/records.ts';
import { mostPayees } from '../../../domain/payout/payees.ts';
import { papersFor } from '../../../domain/payout/payout-papers.ts';
import { heirRelations, type PayoutGround } from '../../../domain/records/payout.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { OwnChoice, OwnSelect, OwnText } from '../contribution-services/own-fields.tsx';
import { emptyPayee, heirsOf, type PayoutFields } from './payout-form.ts';

type PayoutForm = UseFormReturn<PayoutFields>;

/** What lies on the desk, each by what it is found again. */
export function PaperFields(props: {
  readonly form: PayoutForm;
  readonly ground: PayoutGround;
}): ReactElement {
  const { t } = useTranslation();
  const { form, ground } = props;
  const [payTo, payees] = useWatch({ control: form.control, name: ['payTo', 'payees'] });
  const needed = papersFor(ground, heirsOf({ payTo, payees }));
  return (
    <fieldset className="form-group">
      <legend>{t('payout.papers')}</legend>
      {needed.length === 0 && <p className="form-row soft">{t('payout.noPapers')}</p>}
      {needed.map(({ oneOf, code }) => [
        ...(oneOf.length > 1
          ? [
              <p key={code} className="form-row soft">
                {t('payout.oneOf')}
              </p>,
            ]
          : []),
        ...oneOf.map((kind) => (
          <OwnText
            key={kind}
            form={form}
            name={`papers.${kind}`}
            label={`payout.paper-${kind}`}
            hint={t(kind === 'transfer-refusal' ? 'payout.referenceOrRecord' : 'payout.reference')}
          />
        )),
      ])}
    </fieldset>
  );
}

/** Who is paid, and where: the person himself, of the dead his estate or his heirs. */
export function PayeeFields(props: {
  readonly form: PayoutForm;
  readonly ground: PayoutGround;
  /** Whether heirs may stand here; of a single heir who is corrected only he may. */
  readonly heirs: 'none' | 'choice' | 'one';
}): ReactElement {
  const { t } = useTranslation();
  const { form, heirs, ground } = props;
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'payees' });
  const payTo = useWatch({ control: form.control, name: 'payTo' });
  const together = form.formState.errors.together?.message;
  const mayAdd = payTo === 'heirs' && heirs === 'choice' && fields.length < mostPayees;
  const add = () => append(emptyPayee());
  useFunctionKey('F7', t('payout.addHeir'), mayAdd ? add : null);

  function choose(next: PayoutFields['payTo']): void {
    form.clearErrors();
    form.setValue('payTo', next);
    form.setValue('payees', [{ ...emptyPayee(), share: '1' }]);
  }

  return (
    <>
      <fieldset className="form-group">
        <legend>{t(ground === 'death' ? 'payout.payees' : 'payout.payee')}</legend>
        {heirs === 'choice' && (
          <OwnChoice
            label="payout.payTo"
            value={payTo}
            options={(['own', 'heirs'] as const).map((value) => ({
              value,
              label: t(`payout.payTo-${value}`),
            }))}
            onChange={choose}
          />
        )}
        {payTo === 'own' && <AccountFields form={form} index={0} />}
      </fieldset>
      {payTo === 'heirs' &&
        fields.map((field, index) => (
          <fieldset key={field.id} className="form-group payout-heir">
            <legend>
              {t('payout.heir', { number: index + 1 })}
              {fields.length > 1 && heirs === 'choice' && (
                <button type="button" className="link" onClick={() => remove(index)}>
                  {t('payout.removeHeir')}
                </button>
              )}
            </legend>
            <HeirFields form={form} index={index} isFixed={heirs === 'one'} />
            <AccountFields form={form} index={index} />
          </fieldset>
        ))}
      {mayAdd && (
        <div className="form-wide">
          <button type="button" className="button" onClick={add}>
            <kbd>F7</kbd>
            {t('payout.addHeir')}
          </button>
        </div>
      )}
      {together !== undefined && (
        <p className="form-wide field-error" role="alert">
          {t(together)}
        </p>
      )}
    </>
  );
}

/** Who inherits, by his document, and which part. */
function HeirFields(props: {
  readonly form: PayoutForm;
  readonly index: number;
  readonly isFixed: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { form, index, isFixed } = props;
  return (
    <>
      <OwnText form={form} name={`payees.${index}.heir.name`} label="payout.heirName" />
      <OwnSelect
        form={form}
        name={`payees.${index}.heir.documentKind`}
        label="issue-card.documentKind"
        options={identityDocumentKind.options.map((value) => ({
          value,
          label: t(`document-kind.${value}`),
        }))}
      />
      <OwnText form={form} name={`payees.${index}.heir.documentNumber`} label="issue-card.documentNumber" />
      <OwnSelect
        form={form}
        name={`payees.${index}.heir.relation`}
        label="payout.heirRelation"
        options={heirRelations.map((value) => ({ value, label: t(`payout.heir-${value}`) }))}
      />
      {!isFixed && (
        <OwnText
          form={form}
          name={`payees.${index}.share`}
          label="payout.share"
          hint={t('payout.shareHint')}
        />
      )}
    </>
  );
}

/** The bank account, as the bank has it. */
function AccountFields(props: { readonly form: PayoutForm; readonly index: number }): ReactElement {
  const { t } = useTranslation();
  const { form, index } = props;
  return (
    <>
      <OwnSelect
        form={form}
        name={`payees.${index}.account.form`}
        label="payout.accountForm"
        options={(['bank-card', 'account'] as const).map((value) => ({
          value,
          label: t(`payout.accountForm-${value}`),
        }))}
      />
      <OwnText form={form} name={`payees.${index}.account.bankName`} label="payout.bankName" />
      <OwnText form={form} name={`payees.${index}.account.accountName`} label="payout.accountName" />
      <OwnText form={form} name={`payees.${index}.account.accountNumber`} label="payout.accountNumber" />
    </>
  );
}

/** What becomes of the card that ends with the account: taken in, or declared lost in writing. */
export function CardFields(props: { readonly form: PayoutForm; readonly cardNumber: string }): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const { form, cardNumber } = props;
  const error = form.formState.errors.card?.message;
  return (
    <fieldset className="form-group">
      <legend>{t('payout.cardTitle', { tail: cardNumber.slice(-4) })}</legend>
      <span className="label-like" id={id}>
        {t('payout.card')}
      </span>
      <div className="form-wide payout-card">
        <Controller
          control={form.control}
          name="card"
          render={({ field }) => (
            <Radio.Group
              aria-labelledby={id}
              value={field.value}
              onChange={(event) => field.onChange(event)}
              options={(['taken-in', 'declared-lost'] as const).map((value) => ({
                value,
                label: t(`payout.card-${value}`),
              }))}
            />
          )}
        />
        {error !== undefined && (
          <p className="field-error" role="alert">
            {t(error)}
          </p>
        )}
      </div>
    </fieldset>
  );
}
