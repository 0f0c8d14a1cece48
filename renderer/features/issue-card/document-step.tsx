import { Checkbox } from 'antd';
import { useEffect, type ReactElement } from 'react';
import { Controller, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { formatYuan } from '../../../domain/money/fen.ts';
import { advanceOnEnter } from '../../components/enter-advances.ts';
import { DocumentFields } from './document-fields.tsx';
import type { ApplicationForm, ApplicationFormValues } from './document-form.ts';
import { RepresentativeFields } from './representative-fields.tsx';

const holder = {
  kind: 'documentKind',
  number: 'documentNumber',
  name: 'documentName',
  validUntil: 'documentValidUntil',
} as const;
const representative = {
  kind: 'representative.documentKind',
  number: 'representative.documentNumber',
  name: 'representative.name',
  validUntil: 'representative.documentValidUntil',
  relation: 'representative.relation',
  authorisation: 'representative.authorisation',
  phone: 'representative.phone',
} as const;

/** The documents as they lie on the desk: the person's, and that of who acts for him; and the fee, where there is one. */
export function DocumentStep(props: {
  readonly form: ApplicationForm;
  /** Fen; nothing is asked where it is 0. */
  readonly fee: number;
  readonly onSubmit: (values: ApplicationFormValues) => Promise<void>;
}): ReactElement {
  const { t } = useTranslation();
  const { form, fee } = props;
  const { setFocus } = form;
  useEffect(() => setFocus('documentNumber'), [setFocus]);
  const channel = useWatch({ control: form.control, name: 'channel' });

  return (
    // Before the lists see it: a closed one would open on the Enter that goes on.
    <form
      className={channel === 'in-person' ? 'form-grid' : 'form-grid dense'}
      noValidate
      onKeyDownCapture={advanceOnEnter}
      onSubmit={(event) => void form.handleSubmit(props.onSubmit)(event)}
    >
      <fieldset className="form-group" data-document="holder">
        {channel !== 'in-person' && <legend>{t('application.holderDocument')}</legend>}
        <DocumentFields form={form} names={holder} />
      </fieldset>
      {channel !== 'in-person' && (
        <RepresentativeFields form={form} names={representative} channel={channel} />
      )}
      <Confirmed
        form={form}
        name="photoCompared"
        label={t(
          channel === 'in-person' ? 'issue-card.photoCompared' : `application.photoCompared-${channel}`,
        )}
      />
      {fee > 0 && (
        <Confirmed form={form} name="feePaid" label={t('application.feePaid', { amount: formatYuan(fee) })} />
      )}
    </form>
  );
}

/** What the clerk confirms with a tick. */
function Confirmed(props: {
  readonly form: ApplicationForm;
  readonly name: 'photoCompared' | 'feePaid';
  readonly label: string;
}): ReactElement {
  const { t } = useTranslation();
  const { form, name, label } = props;
  const message = form.getFieldState(name, form.formState).error?.message;
  return (
    <div className="form-wide">
      <Controller
        control={form.control}
        name={name}
        render={({ field }) => (
          <Checkbox
            ref={field.ref}
            checked={field.value}
            onChange={(event) => field.onChange(event.target.checked)}
            onBlur={field.onBlur}
          >
            {label}
          </Checkbox>
        )}
      />
      {message !== undefined && <p className="field-error">{t(message)}</p>}
    </div>
  );
}
