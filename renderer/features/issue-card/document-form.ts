import '../../schema-settings.ts';
import { z } from 'zod';
import { commandRequests } from '../../../contract/commands.ts';
import { readValidUntil } from '../../components/formatting.ts';

const { documentKind, documentNumber, documentName, documentValidUntil, photoCompared } =
  commandRequests['accept-card-application'].shape;

/** The form of the document step: the request's own schema, with the term read the way clerks type it. */
export const documentForm = z.object({
  documentKind,
  documentNumber,
  documentName: z.string().trim().pipe(documentName),
  documentValidUntil: z.string().transform(readValidUntil).pipe(documentValidUntil),
  photoCompared,
});
export type DocumentFormInput = z.input<typeof documentForm>;
export type DocumentFormValues = z.output<typeof documentForm>;

export const documentFields = [
  'documentKind',
  'documentNumber',
  'documentName',
  'documentValidUntil',
  'photoCompared',
] as const satisfies readonly (keyof DocumentFormInput)[];

/** Whether a refusal's field is one of this form. */
export function isDocumentField(field: string | null): field is (typeof documentFields)[number] {
  return documentFields.some((one) => one === field);
}

/** The key of the sentence for what zod found; the same keys as the backend's problems. */
export function inputMessage(issue: {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
  readonly input?: unknown;
}): string {
  if (issue.input === '') return 'input.too_small';
  if (issue.path?.[0] === 'documentValidUntil') return 'input.invalid_union';
  return `input.${issue.code ?? 'custom'}`;
}
