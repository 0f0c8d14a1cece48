import { Select } from 'antd';
import { useId, type ReactElement } from 'react';
import {
  Controller,
  type FieldPath,
  type FieldValues,
  type PathValue,
  type UseFormReturn,
} from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { identityDocumentKind } from '../../../contract/records.ts';
import { checkDocumentNumber } from '../../../domain/identity/identity-document.ts';
import { Field } from '../../components/field.tsx';
import { readValidUntil } from '../../components/formatting.ts';

/** Where a form keeps the four parts of a document. */
export interface DocumentNames<Values extends FieldValues> {
  readonly kind: FieldPath<Values>;
  readonly number: FieldPath<Values>;
  readonly name: FieldPath<Values>;
  readonly validUntil: FieldPath<Values>;
}

/** Kind, number, name and term of one document as it lies on the desk: read by F5, or typed. */
export function DocumentFields<Values extends FieldValues, Output extends FieldValues>(props: {
  readonly form: UseFormReturn<Values, unknown, Output>;
  readonly names: DocumentNames<Values>;
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const { form, names } = props;
  const typed = (name: FieldPath<Values>): string => form.getValues(name) ?? '';
  const write = (name: FieldPath<Values>, text: string) =>
    // Every one of the four is a text in the form; the paths' own types are the caller's.
    form.setValue(name, text as PathValue<Values, FieldPath<Values>>);
  const sentence = (name: FieldPath<Values>) => {
    const message = form.getFieldState(name, form.formState).error?.message;
    return message === undefined ? undefined : t(message);
  };

  const number = form.register(names.number, {
    onBlur: () => {
      if (typed(names.number).trim() === '') return;
      const kind = identityDocumentKind.safeParse(form.getValues(names.kind));
      if (!kind.success) return;
      const reading = checkDocumentNumber(kind.data, typed(names.number));
      if (reading.ok) {
        form.clearErrors(names.number);
        write(names.number, reading.number);
      } else {
        form.setError(names.number, {
          type: 'early',
          message: t('refusal.document-number-invalid', { problem: reading.problem }),
        });
      }
    },
  });
  const validUntil = form.register(names.validUntil, {
    onBlur: () => {
      const read = readValidUntil(typed(names.validUntil));
      write(names.validUntil, read === 'long-term' ? t('issue-card.longTerm') : read);
    },
  });
  const wrong = (name: FieldPath<Values>, part: string) => ({
    'aria-invalid': sentence(name) !== undefined,
    'aria-describedby': `${id}-${part}-error`,
  });

  return (
    <>
      <Field id={`${id}-kind`} label={t('issue-card.documentKind')} error={sentence(names.kind)}>
        <Controller
          control={form.control}
          name={names.kind}
          render={({ field }) => (
            <Select
              id={`${id}-kind`}
              ref={field.ref}
              status={statusOf(sentence(names.kind))}
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
      <Field id={`${id}-number`} label={t('issue-card.documentNumber')} error={sentence(names.number)}>
        <input
          {...number}
          {...wrong(names.number, 'number')}
          id={`${id}-number`}
          className="input number"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
        />
      </Field>
      <Field id={`${id}-name`} label={t('issue-card.documentName')} error={sentence(names.name)}>
        <input
          {...form.register(names.name)}
          {...wrong(names.name, 'name')}
          id={`${id}-name`}
          className="input"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
        />
      </Field>
      <Field id={`${id}-until`} label={t('issue-card.documentValidUntil')} error={sentence(names.validUntil)}>
        <input
          {...validUntil}
          {...wrong(names.validUntil, 'until')}
          id={`${id}-until`}
          className="input number"
          autoComplete="off"
          placeholder={t('issue-card.validUntilHint')}
          maxLength={20}
        />
      </Field>
    </>
  );
}

/** A list of choices with a sentence below it is framed like every other field that is wrong. */
export function statusOf(error: string | undefined): 'error' | '' {
  return error === undefined ? '' : 'error';
}
