import { Checkbox, Select } from 'antd';
import { useId, type ReactElement } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { identityDocumentKind } from '../../../contract/records.ts';
import { authorisationsOf, relations } from '../../../domain/issuance/representation.ts';
import { Field } from '../issue-card/document-fields.tsx';
import type { PresentedInput, PresentedValues } from './presented-form.ts';

export type PresentedForm = UseFormReturn<PresentedInput, unknown, PresentedValues>;
type TextPlace =
  | 'documentNumber'
  | 'documentName'
  | 'documentValidUntil'
  | 'representativeNumber'
  | 'representativeName'
  | 'representativeValidUntil'
  | 'phone';
type ChoicePlace = 'documentKind' | 'representativeKind' | 'authorisation' | 'relation';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** The documents on the desk: the holder's, and with an agent or a guardian his as well. */
export function PresentedDocuments(props: {
  readonly form: PresentedForm;
  /** Who acts for the holder, or null where he comes himself. */
  readonly actsFor: 'agent' | 'guardian' | null;
}): ReactElement {
  const { t } = useTranslation();
  const { form, actsFor } = props;
  const documentKinds = identityDocumentKind.options.map((value) => ({
    value,
    label: t(`document-kind.${value}`),
  }));
  const photoError = form.formState.errors.photoCompared?.message;
  return (
    <div className="form-grid">
      <h3 className="form-wide">{t('presented.holderDocument')}</h3>
      <Choice form={form} name="documentKind" label="issue-card.documentKind" options={documentKinds} />
      <Text form={form} name="documentNumber" label="issue-card.documentNumber" />
      <Text form={form} name="documentName" label="issue-card.documentName" />
      <Text form={form} name="documentValidUntil" label="issue-card.documentValidUntil" />
      {actsFor !== null && (
        <>
          <h3 className="form-wide">{t('presented.representativeDocument')}</h3>
          <Text form={form} name="representativeName" label="presented.representativeName" />
          <Choice
            form={form}
            name="relation"
            label="presented.relation"
            options={relations[actsFor].map((value) => ({ value, label: t(`relation.${value}`) }))}
          />
          <Choice
            form={form}
            name="authorisation"
            label="presented.authorisation"
            options={authorisationsOf[actsFor].map((value) => ({
              value,
              label: t(`authorisation.${value}`),
            }))}
          />
          <Choice
            form={form}
            name="representativeKind"
            label="presented.representativeKind"
            options={documentKinds}
          />
          <Text form={form} name="representativeNumber" label="presented.representativeNumber" />
          <Text form={form} name="representativeValidUntil" label="presented.representativeValidUntil" />
          <Text form={form} name="phone" label="presented.phone" />
        </>
      )}
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
              {t(actsFor !== null ? 'presented.photoComparedRepresented' : 'issue-card.photoCompared')}
            </Checkbox>
          )}
        />
        {photoError !== undefined && <p className="field-error">{t(photoError)}</p>}
      </div>
    </div>
  );
}

function Text(props: {
  readonly form: PresentedForm;
  readonly name: TextPlace;
  readonly label: string;
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const error = props.form.formState.errors[props.name]?.message;
  const isTerm = props.name.endsWith('ValidUntil');
  return (
    <Field id={id} label={t(props.label)} error={error === undefined ? undefined : t(error)}>
      <input
        {...props.form.register(props.name)}
        id={id}
        className={`input${/Number|Until|phone/.test(props.name) ? ' number' : ''}`}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder={isTerm ? t('issue-card.validUntilHint') : undefined}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-error`}
      />
    </Field>
  );
}

function Choice(props: {
  readonly form: PresentedForm;
  readonly name: ChoicePlace;
  readonly label: string;
  readonly options: readonly Option[];
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const error = props.form.formState.errors[props.name]?.message;
  return (
    <Field id={id} label={t(props.label)} error={error === undefined ? undefined : t(error)}>
      <Controller
        control={props.form.control}
        name={props.name}
        render={({ field }) => (
          <Select
            id={id}
            ref={field.ref}
            value={field.value === '' ? undefined : field.value}
            placeholder={t('application.choose')}
            onChange={field.onChange}
            onBlur={field.onBlur}
            options={[...props.options]}
          />
        )}
      />
    </Field>
  );
}
