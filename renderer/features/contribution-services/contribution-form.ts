import '../../schema-settings.ts';
import { z } from 'zod';
import { presentedDocument } from '../../../contract/presented.ts';
import { civilDate, month } from '../../../contract/primitives.ts';
import { parseYuan } from '../../../domain/money/fen.ts';
import { readValidUntil } from '../../components/formatting.ts';

const text = z.string().trim().min(1);
const typedMonth = z.string().transform(readMonth).pipe(month);
const typedDay = z.string().transform(readValidUntil).pipe(civilDate);

/** '2026-10', '202610', '2026.10' and '2026年10月' are the same month; what is not understood stays as typed. */
export function readMonth(typed: string): string {
  const plain = typed.trim().replace(/[０-９]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const parts = /^(\d{4})(\d{2})$/.exec(plain) ?? /^(\d{4})[-./年](\d{1,2})月?$/.exec(plain);
  return parts === null ? plain : `${parts[1] ?? ''}-${(parts[2] ?? '').padStart(2, '0')}`;
}

/** Yuan as typed, in fen. */
const typedYuan = z.string().transform((typed, context) => {
  const reading = parseYuan(typed);
  if (reading.ok && reading.fen >= 0) return reading.fen;
  context.addIssue({
    code: 'custom',
    message: typed.trim() === '' ? 'input.too_small' : 'contribution.notYuan',
  });
  return z.NEVER;
});

/** 停保. */
export const suspensionForm = z.object({
  ground: z.enum(['left-employer', 'moved-away', 'deceased']),
  /** Whose payment ends, of several; '' until it is chosen. */
  payer: z.string(),
  lastMonth: typedMonth,
});

/** What is known of a death, and who reports it. */
export const deathForm = z.object({
  deceasedOn: typedDay,
  certificate: text.max(60),
  name: text.max(200),
  documentKind: presentedDocument.shape.documentKind,
  documentNumber: text.max(40),
  documentValidUntil: z.string().transform(readValidUntil).pipe(presentedDocument.shape.documentValidUntil),
  relation: text,
  phone: text.regex(/^\+?\d[\d -]{5,18}\d$/),
});

/** 续保. */
export const resumptionForm = z
  .object({
    manner: z.enum(['employer', 'flexible']),
    employerCode: z.string().trim().toUpperCase(),
    hiredOn: z.string().transform(readValidUntil),
    fromMonth: typedMonth,
    base: typedYuan,
  })
  .superRefine((values, context) => {
    if (values.manner === 'flexible') return;
    if (values.employerCode === '') {
      context.addIssue({ code: 'custom', path: ['employerCode'], message: 'input.too_small' });
    }
    if (!civilDate.safeParse(values.hiredOn).success) {
      const message = values.hiredOn === '' ? 'input.too_small' : 'input.not-a-date';
      context.addIssue({ code: 'custom', path: ['hiredOn'], message });
    }
  });

/** 补缴. */
export const backPaymentForm = z.object({
  payer: z.enum(['employer', 'flexible']),
  fromMonth: typedMonth,
  toMonth: typedMonth,
  base: typedYuan,
});

/** The key of the sentence for what zod found. */
export function ownMessage(issue: {
  readonly code?: string | undefined;
  readonly input?: unknown;
  readonly path?: readonly PropertyKey[] | undefined;
}): string {
  if (issue.input === '') return 'input.too_small';
  const field = String(issue.path?.at(-1) ?? '');
  if (/Month$/.test(field)) return 'input.not-a-month';
  if (field === 'deceasedOn') return 'input.not-a-date';
  if (field === 'documentValidUntil') return 'input.invalid_union';
  return `input.${issue.code ?? 'custom'}`;
}
