import type { ReactElement } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { OwnText } from '../contribution-services/own-fields.tsx';
import type { OtherAreaInput, OtherAreaValues } from './other-area-form.ts';

export type OtherAreaForm = UseFormReturn<OtherAreaInput, unknown, OtherAreaValues>;

/** The pooling area at the other end: where it is, who is spoken to there, and its account. */
export function OtherAreaFields(props: {
  readonly form: OtherAreaForm;
  /** What its account is for. */
  readonly account: string;
}): ReactElement {
  const { t } = useTranslation();
  const { form } = props;
  return (
    <>
      <OwnText form={form} name="areaCode" label="transfer.areaCode" hint="330100" />
      <OwnText form={form} name="areaName" label="transfer.areaName" />
      <OwnText form={form} name="officeName" label="transfer.officeName" />
      <OwnText form={form} name="contact" label="transfer.contact" />
      <OwnText form={form} name="phone" label="transfer.phone" />
      <h3 className="form-wide transfer-account">{t(props.account)}</h3>
      <OwnText form={form} name="accountName" label="transfer.accountName" />
      <OwnText form={form} name="bankName" label="transfer.bankName" />
      <OwnText form={form} name="accountNumber" label="transfer.accountNumber" />
    </>
  );
}
