import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../../domain/command/refusal.ts';
import { useForgetAtChange } from '../../components/changed-field.ts';
import { refusalSentence } from '../../components/refusal-sentence.ts';
import type { OtherAreaForm } from './other-area-fields.tsx';
import {
  isOtherAreaField,
  nothingTyped,
  otherAreaForm,
  otherAreaMessage,
  type OtherAreaInput,
  type OtherAreaValues,
} from './other-area-form.ts';

/** The form of the other area, and the sentences of the rule beside its fields. */
export function useOtherArea(): {
  readonly form: OtherAreaForm;
  readonly values: () => OtherAreaValues;
  readonly place: (refusal: Refusal) => boolean;
} {
  const { i18n } = useTranslation();
  const form = useForm<OtherAreaInput, unknown, OtherAreaValues>({
    resolver: zodResolver(otherAreaForm, { error: otherAreaMessage }),
    defaultValues: nothingTyped,
    reValidateMode: 'onSubmit',
  });
  useForgetAtChange(form);
  return {
    form,
    values: () => otherAreaForm.parse(form.getValues()),
    place(refusal) {
      const { field } = refusal;
      if (!isOtherAreaField(field)) return false;
      form.setError(field, { type: 'refusal', message: refusalSentence(i18n, refusal) });
      return true;
    },
  };
}
