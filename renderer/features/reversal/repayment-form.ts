import '../../schema-settings.ts';
import { z } from 'zod';
import { civilDate } from '../../../contract/primitives.ts';
import { parseYuan } from '../../../domain/money/fen.ts';
import { readValidUntil } from '../../components/formatting.ts';

const text = z.string().trim().min(1);

/** 登记追回款 as it is typed; what comes out is in fen. Sentences are those of the rule. */
export const repaymentForm = z.object({
  payerName: text.max(200),
  bankReference: text.max(40),
  amount: z.string().transform((typed, context) => {
    const reading = parseYuan(typed);
    if (reading.ok && reading.fen > 0) return reading.fen;
    const isAmount = reading.ok || reading.problem === 'empty';
    context.addIssue({
      code: 'custom',
      message: isAmount ? 'refusal.repayment-nothing' : 'contribution.notYuan',
    });
    return z.NEVER;
  }),
  receivedOn: z.string().transform(readValidUntil).pipe(civilDate),
});

const missing: Readonly<Record<string, string>> = {
  payerName: 'refusal.repayment-payer-missing',
  bankReference: 'refusal.repayment-reference-missing',
};

/** The key of the sentence for what zod found. */
export function repaymentMessage(issue: {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
}): string {
  const field = String(issue.path?.at(-1) ?? '');
  if (field === 'receivedOn') return 'input.not-a-date';
  return (issue.code === 'too_small' ? missing[field] : undefined) ?? `input.${issue.code ?? 'custom'}`;
}
