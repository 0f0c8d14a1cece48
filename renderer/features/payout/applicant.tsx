import { Checkbox } from 'antd';
import type { ReactElement } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { relations } from '../../../domain/issuance/representation.ts';
import { OwnSelect, OwnText } from '../contribution-services/own-fields.tsx';
import { DocumentFields } from '../issue-card/document-fields.tsx';
import type { applicantForm } from './payout-form.ts';

const names = {
  kind: 'documentKind',
  number: 'documentNumber',
  name: 'name',
  validUntil: 'documentValidUntil',
} as const;

/** The heir who stands there: the dead authorise nobody, so it is his own document that counts. */
export function Applicant(props: {
  readonly form: UseFormReturn<z.input<typeof applicantForm>, unknown, z.output<typeof applicantForm>>;
}): ReactElement {
  const { t } = useTranslation();
  const { form } = props;
  const photoError = form.formState.errors.photoCompared?.message;
  return (
    <div className="form-grid">
      <DocumentFields form={form} names={names} />
      <OwnSelect
        form={form}
        name="relation"
        label="payout.applicantRelation"
        options={relations.agent.map((value) => ({ value, label: t(`relation.${value}`) }))}
      />
      <OwnText form={form} name="phone" label="application.phone" />
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
              {t('payout.heirCompared')}
            </Checkbox>
          )}
        />
        {photoError !== undefined && (
          <p className="field-error" role="alert">
            {t(photoError)}
          </p>
        )}
      </div>
    </div>
  );
}
