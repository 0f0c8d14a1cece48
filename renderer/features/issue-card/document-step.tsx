import { Checkbox, Select } from 'antd';
import { useEffect, useId, type ReactElement, type ReactNode } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { identityDocumentKind } from '../../../contract/records.ts';
import { checkDocumentNumber } from '../../../domain/identity/identity-document.ts';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { readValidUntil } from '../../components/formatting.ts';
import type { DocumentFormInput, DocumentFormValues } from './document-form.ts';

type DocumentForm = UseFormReturn<DocumentFormInput, unknown, DocumentFormValues>;

/** The document as it lies on the desk: read by F5, or typed. */
export function DocumentStep(props: {
  readonly form: DocumentForm;
  readonly onSubmit: (values: DocumentFormValues) => Promise<void>;
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const { form } = props;
  const { errors } = form.formState;
  const { setFocus } = form;
  useEffect(() => setFocus('documentNumber'), [setFocus]);

  const message = (text: string | undefined) => (text === undefined ? undefined : t(text));
  const number = form.register('documentNumber', {
    onBlur: () => {
      const typed = form.getValues('documentNumber');
      if (typed.trim() === '') return;
      const reading = checkDocumentNumber(form.getValues('documentKind'), typed);
      if (reading.ok) {
        form.clearErrors('documentNumber');
        form.setValue('documentNumber', reading.number);
      } else {
        form.setError('documentNumber', {
          type: 'early',
          message: t('refusal.document-number-invalid', { problem: reading.problem }),
        });
      }
    },
  });
  const validUntil = form.register('documentValidUntil', {
    onBlur: () => {
      const read = readValidUntil(form.getValues('documentValidUntil'));
      form.setValue('documentValidUntil', read === 'long-term' ? t('issue-card.longTerm') : read);
    },
  });

  return (
    <form
      className="form-grid"
      noValidate
      onKeyDown={advanceOnEnter}
      onSubmit={(event) => void form.handleSubmit(props.onSubmit)(event)}
    >
      <Field
        id={`${id}-kind`}
        label={t('issue-card.documentKind')}
        error={message(errors.documentKind?.message)}
      >
        <Controller
          control={form.control}
          name="documentKind"
          render={({ field }) => (
            <Select
              id={`${id}-kind`}
              ref={field.ref}
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              options={identityDocumentKind.options.map((value) => ({
                value,
                label: t(`document-kind.${value}`),
              }))}
            />
          )}
        />
      </Field>
      <Field
        id={`${id}-number`}
        label={t('issue-card.documentNumber')}
        error={message(errors.documentNumber?.message)}
      >
        <input
          {...number}
          id={`${id}-number`}
          className="input number"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          aria-invalid={errors.documentNumber !== undefined}
          aria-describedby={`${id}-number-error`}
        />
      </Field>
      <Field
        id={`${id}-name`}
        label={t('issue-card.documentName')}
        error={message(errors.documentName?.message)}
      >
        <input
          {...form.register('documentName')}
          id={`${id}-name`}
          className="input"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          aria-invalid={errors.documentName !== undefined}
          aria-describedby={`${id}-name-error`}
        />
      </Field>
      <Field
        id={`${id}-until`}
        label={t('issue-card.documentValidUntil')}
        error={message(errors.documentValidUntil?.message)}
      >
        <input
          {...validUntil}
          id={`${id}-until`}
          className="input number"
          autoComplete="off"
          placeholder={t('issue-card.validUntilHint')}
          maxLength={20}
          aria-invalid={errors.documentValidUntil !== undefined}
          aria-describedby={`${id}-until-error`}
        />
      </Field>
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
              {t('issue-card.photoCompared')}
            </Checkbox>
          )}
        />
        {errors.photoCompared !== undefined && (
          <p className="field-error">{message(errors.photoCompared.message)}</p>
        )}
      </div>
    </form>
  );
}

/** A label, its field, and the sentence about it below. */
export function Field(props: {
  readonly id: string;
  readonly label: string;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <>
      <label htmlFor={props.id}>{props.label}</label>
      <div className="form-field">
        {props.children}
        {props.error !== undefined ? (
          <p id={`${props.id}-error`} className="field-error" role="alert">
            {props.error}
          </p>
        ) : (
          props.hint
        )}
      </div>
    </>
  );
}
