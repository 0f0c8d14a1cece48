import { useId, type ReactElement } from 'react';
import { Controller, type FieldPath, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Segmented, Select } from 'antd';
import { Field } from '../../components/field.tsx';

/** One line of text of a service's own form. */
export function OwnText<Values extends FieldValues, Output>(props: {
  readonly form: UseFormReturn<Values, unknown, Output>;
  readonly name: FieldPath<Values>;
  readonly label: string;
  readonly hint?: string | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const { form, name } = props;
  const message = form.getFieldState(name, form.formState).error?.message;
  return (
    <Field id={id} label={t(props.label)} error={message === undefined ? undefined : t(message)}>
      <input
        {...form.register(name)}
        id={id}
        className={/name|certificate/i.test(name) ? 'input' : 'input number'}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder={props.hint}
        aria-invalid={message !== undefined}
        aria-describedby={`${id}-error`}
      />
    </Field>
  );
}

/** One of a list that opens. */
export function OwnSelect<Values extends FieldValues, Output>(props: {
  readonly form: UseFormReturn<Values, unknown, Output>;
  readonly name: FieldPath<Values>;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const { form, name, label, options } = props;
  const message = form.getFieldState(name, form.formState).error?.message;
  return (
    <Field id={id} label={t(label)} error={message === undefined ? undefined : t(message)}>
      <Controller
        control={form.control}
        name={name}
        render={({ field }) => (
          <Select
            id={id}
            ref={field.ref}
            value={field.value === '' ? undefined : field.value}
            placeholder={t('application.choose')}
            onChange={field.onChange}
            onBlur={field.onBlur}
            options={[...options]}
          />
        )}
      />
    </Field>
  );
}

/** One of a few, chosen by the arrows. */
export function OwnChoice<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  return (
    <>
      <span className="label-like" id={id}>
        {t(props.label)}
      </span>
      <Segmented<Value>
        className="own-choice form-wide"
        name={props.label}
        value={props.value}
        onChange={props.onChange}
        aria-labelledby={id}
        options={[...props.options]}
      />
    </>
  );
}
