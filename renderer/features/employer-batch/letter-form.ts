import '../../schema-settings.ts';
import type { UseFormReturn } from 'react-hook-form';
import { z } from 'zod';
import { batchCalls } from '../../../contract/batch-calls.ts';
import { readValidUntil } from '../../components/formatting.ts';
import { inputMessage } from '../issue-card/document-form.ts';

const letter = batchCalls.checkBatchLetter.input.shape;
const agent = letter.agent.shape;

/** The letter of introduction and who brings it: the request's own schema, days read the way clerks type them. */
export const letterForm = z.object({
  employerCode: letter.employerCode,
  letterNumber: letter.letterNumber,
  letterDate: z.string().transform(readValidUntil).pipe(letter.letterDate),
  agent: z.object({
    ...agent,
    documentValidUntil: z.string().transform(readValidUntil).pipe(agent.documentValidUntil),
  }),
});
export type LetterInput = z.input<typeof letterForm>;
export type Letter = z.output<typeof letterForm>;
export type LetterForm = UseFormReturn<LetterInput, unknown, Letter>;

/** Nothing is known yet. */
export const emptyLetter: LetterInput = {
  employerCode: '',
  letterNumber: '',
  letterDate: '',
  agent: {
    name: '',
    documentKind: 'resident-id-card',
    documentNumber: '',
    documentValidUntil: '',
    phone: '',
  },
};

const fields = [
  'employerCode',
  'letterNumber',
  'letterDate',
  'agent.documentKind',
  'agent.documentNumber',
  'agent.name',
  'agent.documentValidUntil',
  'agent.phone',
] as const;

/** Whether a refusal's field is one of the form. */
export function isLetterField(field: string | null): field is (typeof fields)[number] {
  return fields.some((one) => one === field);
}

/** The key of the sentence for what zod found. */
export function letterMessage(issue: Parameters<typeof inputMessage>[0]): string {
  if (issue.input !== '' && issue.path?.at(-1) === 'letterDate') return 'input.not-a-date';
  return inputMessage(issue);
}
