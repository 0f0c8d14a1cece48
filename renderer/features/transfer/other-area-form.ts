import '../../schema-settings.ts';
import { z } from 'zod';
import type { CallInput } from '../../../contract/counter-calls.ts';
import { areaCode } from '../../../contract/transfer-records.ts';

const text = (most: number) => z.string().trim().max(most);
/** What is missing is said in the words of the rule, so that the form says at one time what the rule would. */
const needed = (most: number, key: string) => text(most).min(1, key);

/** The other area as it stands in the form; somebody who comes may bring a certificate. */
export const otherAreaForm = z.object({
  areaCode: z.string().trim().pipe(areaCode),
  areaName: needed(60, 'refusal.transfer-area-missing'),
  officeName: needed(100, 'refusal.transfer-office-missing'),
  contact: text(60),
  phone: text(40),
  bankName: needed(100, 'refusal.transfer-account-missing'),
  accountName: needed(100, 'refusal.transfer-account-missing'),
  /** As a bank prints it, in groups; an agency's account has no check digit that all banks share. */
  accountNumber: z
    .string()
    .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
    .pipe(z.string().regex(/^\d{8,32}$/, 'refusal.transfer-account-number-invalid')),
  certificateNumber: text(40),
  checkCode: text(20),
});
export type OtherAreaInput = z.input<typeof otherAreaForm>;
export type OtherAreaValues = z.output<typeof otherAreaForm>;

/** Nothing typed yet. */
export const nothingTyped: OtherAreaInput = {
  areaCode: '',
  areaName: '',
  officeName: '',
  contact: '',
  phone: '',
  bankName: '',
  accountName: '',
  accountNumber: '',
  certificateNumber: '',
  checkCode: '',
};

/** The key of the sentence for what zod found: of what has no sentence of its own. */
export function otherAreaMessage(issue: {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
}): string {
  return issue.path?.at(-1) === 'areaCode' ? 'transfer.areaCodeWrong' : `input.${issue.code ?? 'custom'}`;
}

/** The other area as a request has it. */
export function otherAreaOf(values: OtherAreaValues): CallInput<'acceptTransferIn'>['otherArea'] {
  const { certificateNumber: _number, checkCode: _code, ...area } = values;
  return area;
}

/** The certificate that was brought, or null where there is none. */
export function certificateOf({
  certificateNumber,
  checkCode,
}: OtherAreaValues): CallInput<'acceptTransferIn'>['broughtCertificate'] {
  return certificateNumber === '' ? null : { number: certificateNumber, checkCode };
}

/** Whether a refusal belongs beside a field of this form. */
export function isOtherAreaField(field: string | null): field is keyof OtherAreaInput {
  return field !== null && Object.hasOwn(nothingTyped, field);
}
