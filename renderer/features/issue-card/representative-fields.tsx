import { Select } from 'antd';
import { useId, type ReactElement } from 'react';
import { Controller, type FieldPath, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { authorisationsOf, relations } from '../../../domain/issuance/representation.ts';
import { Field } from '../../components/field.tsx';
import { DocumentFields, statusOf, type DocumentNames } from './document-fields.tsx';
import type { RepresentativeInput } from './document-form.ts';

/** Where a form keeps what it asks of who acts for the person. */
export interface RepresentativeNames<Values extends FieldValues> extends DocumentNames<Values> {
  readonly relation: FieldPath<Values>;
  readonly authorisation: FieldPath<Values>;
  readonly phone: FieldPath<Values>;
}

/** Nothing is known yet of who acts for the person, but how it mostly is. */
export function emptyRepresentative(channel: 'agent' | 'guardian'): RepresentativeInput {
  return {
    name: '',
    documentKind: 'resident-id-card',
    documentNumber: '',
    documentValidUntil: '',
    relation: channel === 'guardian' ? 'parent' : '',
    authorisation: authorisationsOf[channel][0],
    phone: '',
  };
}

/** 代办人 or 监护人: his document, how he is related, what shows that he may, and how he is reached. */
export function RepresentativeFields<Values extends FieldValues, Output extends FieldValues>(props: {
  readonly form: UseFormReturn<Values, unknown, Output>;
  readonly names: RepresentativeNames<Values>;
  readonly channel: 'agent' | 'guardian';
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const { form, names, channel } = props;
  const sentence = (name: FieldPath<Values>) => {
    const message = form.getFieldState(name, form.formState).error?.message;
    return message === undefined ? undefined : t(message);
  };
  return (
    <fieldset className="form-group" data-document="representative">
      <legend>{t(`application.${channel}Document`)}</legend>
      <DocumentFields form={form} names={names} />
      <Field id={`${id}-relation`} label={t('application.relation')} error={sentence(names.relation)}>
        <Controller
          control={form.control}
          name={names.relation}
          render={({ field }) => (
            <Select
              id={`${id}-relation`}
              ref={field.ref}
              status={statusOf(sentence(names.relation))}
              value={field.value === '' ? undefined : field.value}
              placeholder={t('application.choose')}
              onChange={field.onChange}
              onBlur={field.onBlur}
              options={relations[channel].map((value) => ({ value, label: t(`relation.${value}`) }))}
            />
          )}
        />
      </Field>
      <Field
        id={`${id}-authorisation`}
        label={t('application.authorisation')}
        error={sentence(names.authorisation)}
      >
        <Controller
          control={form.control}
          name={names.authorisation}
          render={({ field }) => (
            <Select
              id={`${id}-authorisation`}
              ref={field.ref}
              status={statusOf(sentence(names.authorisation))}
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              options={authorisationsOf[channel].map((value) => ({
                value,
                label: t(`authorisation.${value}`),
              }))}
            />
          )}
        />
      </Field>
      <Field id={`${id}-phone`} label={t('application.phone')} error={sentence(names.phone)}>
        <input
          {...form.register(names.phone)}
          id={`${id}-phone`}
          className="input number"
          inputMode="tel"
          autoComplete="off"
          placeholder={t('application.phoneHint')}
          maxLength={20}
          aria-invalid={sentence(names.phone) !== undefined}
          aria-describedby={`${id}-phone-error`}
        />
      </Field>
    </fieldset>
  );
}
