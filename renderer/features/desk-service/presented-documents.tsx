import { Checkbox } from 'antd';
import type { ReactElement } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { DocumentFields } from '../issue-card/document-fields.tsx';
import { RepresentativeFields } from '../issue-card/representative-fields.tsx';
import type { PresentedInput, PresentedValues } from './presented-form.ts';

const holder = {
  kind: 'documentKind',
  number: 'documentNumber',
  name: 'documentName',
  validUntil: 'documentValidUntil',
} as const;
const representative = {
  kind: 'representativeKind',
  number: 'representativeNumber',
  name: 'representativeName',
  validUntil: 'representativeValidUntil',
  relation: 'relation',
  authorisation: 'authorisation',
  phone: 'phone',
} as const;

/** The documents on the desk: the insured person's, and with an agent or a guardian his as well. */
export function PresentedDocuments(props: {
  readonly form: UseFormReturn<PresentedInput, unknown, PresentedValues>;
  /** Who acts for the insured person, or null where he comes himself. */
  readonly actsFor: 'agent' | 'guardian' | null;
}): ReactElement {
  const { t } = useTranslation();
  const { form, actsFor } = props;
  const photoError = form.formState.errors.photoCompared?.message;
  return (
    <div className={actsFor === null ? 'form-grid' : 'form-grid dense'}>
      <fieldset className="form-group" data-document="holder">
        {actsFor !== null && <legend>{t('application.holderDocument')}</legend>}
        <DocumentFields form={form} names={holder} />
      </fieldset>
      {actsFor !== null && <RepresentativeFields form={form} names={representative} channel={actsFor} />}
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
              {t(actsFor === null ? 'issue-card.photoCompared' : `application.photoCompared-${actsFor}`)}
            </Checkbox>
          )}
        />
        {photoError !== undefined && <p className="field-error">{t(photoError)}</p>}
      </div>
    </div>
  );
}
