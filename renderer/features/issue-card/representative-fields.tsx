import { Select } from 'antd';
import { useId, type ReactElement } from 'react';
import { Controller } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { authorisationsOf, relations } from '../../../domain/issuance/representation.ts';
import { DocumentFields, Field } from './document-fields.tsx';
import type { ApplicationForm, RepresentativeInput } from './document-form.ts';

const names = {
  kind: 'representative.documentKind',
  number: 'representative.documentNumber',
  name: 'representative.name',
  validUntil: 'representative.documentValidUntil',
} as const;

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
export function RepresentativeFields(props: {
  readonly form: ApplicationForm;
  readonly channel: 'agent' | 'guardian';
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const { form, channel } = props;
  const sentence = (name: 'relation' | 'authorisation' | 'phone') => {
    const message = form.getFieldState(`representative.${name}`, form.formState).error?.message;
    return message === undefined ? undefined : t(message);
  };
  return (
    <fieldset className="form-group" data-document="representative">
      <legend>{t(`application.${channel}Document`)}</legend>
      <DocumentFields form={form} names={names} />
      <Field id={`${id}-relation`} label={t('application.relation')} error={sentence('relation')}>
        <Controller
          control={form.control}
          name="representative.relation"
          render={({ field }) => (
            <Select
              id={`${id}-relation`}
              ref={field.ref}
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
        error={sentence('authorisation')}
      >
        <Controller
          control={form.control}
          name="representative.authorisation"
          render={({ field }) => (
            <Select
              id={`${id}-authorisation`}
              ref={field.ref}
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
      <Field id={`${id}-phone`} label={t('application.phone')} error={sentence('phone')}>
        <input
          {...form.register('representative.phone')}
          id={`${id}-phone`}
          className="input number"
          inputMode="tel"
          autoComplete="off"
          placeholder={t('application.phoneHint')}
          maxLength={20}
          aria-invalid={sentence('phone') !== undefined}
          aria-describedby={`${id}-phone-error`}
        />
      </Field>
    </fieldset>
  );
}
