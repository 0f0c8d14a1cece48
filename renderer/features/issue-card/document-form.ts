import '../../schema-settings.ts';
import type { UseFormReturn } from 'react-hook-form';
import { z } from 'zod';
import { commandRequests } from '../../../contract/commands.ts';
import { presentedCollector, presentedRepresentative } from '../../../contract/presented.ts';
import { readValidUntil } from '../../components/formatting.ts';

const { channel, documentKind, documentNumber, documentName, documentValidUntil, photoCompared } =
  commandRequests['accept-card-application'].shape;

/** The term of a document, read the way clerks type it. */
const typedValidUntil = z.string().transform(readValidUntil).pipe(documentValidUntil);

const representative = presentedRepresentative.extend({
  documentValidUntil: typedValidUntil,
  relation: z.string().min(1),
});
export type RepresentativeInput = z.input<typeof representative>;

/** The form of the application: the request's own schema. The representative is null where nobody acts for the person. */
export const applicationForm = z.object({
  channel,
  documentKind,
  documentNumber,
  documentName: z.string().trim().pipe(documentName),
  documentValidUntil: typedValidUntil,
  photoCompared,
  representative: representative.nullable(),
  applicationType: commandRequests['accept-card-application'].shape.applicationType.unwrap(),
  feePaid: z.boolean(),
});
export type ApplicationFormInput = z.input<typeof applicationForm>;
export type ApplicationFormValues = z.output<typeof applicationForm>;
export type ApplicationForm = UseFormReturn<ApplicationFormInput, unknown, ApplicationFormValues>;

/** The form of who takes the card, where it is not who applied. */
export const collectorForm = z.object({
  collector: presentedCollector.extend({ documentValidUntil: typedValidUntil }),
});
export type CollectorFormInput = z.input<typeof collectorForm>;
export type CollectorFormValues = z.output<typeof collectorForm>;

const applicationFields = [
  'channel',
  'documentKind',
  'documentNumber',
  'documentName',
  'documentValidUntil',
  'photoCompared',
  'representative.documentKind',
  'representative.documentNumber',
  'representative.name',
  'representative.documentValidUntil',
  'representative.relation',
  'representative.authorisation',
  'representative.phone',
  'applicationType',
  'feePaid',
] as const;

/** Whether a refusal's field is one of the application's form. */
export function isApplicationField(field: string | null): field is (typeof applicationFields)[number] {
  return applicationFields.some((one) => one === field);
}

/** The key of the sentence for what zod found; the same keys as the backend's problems. */
export function inputMessage(issue: {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
  readonly input?: unknown;
}): string {
  if (issue.input === '') return 'input.too_small';
  if (issue.path?.at(-1) === 'documentValidUntil') return 'input.invalid_union';
  return `input.${issue.code ?? 'custom'}`;
}
