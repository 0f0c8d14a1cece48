import '../../schema-settings.ts';
import { z } from 'zod';
import type { CallInput } from '../../../contract/counter-calls.ts';
import { lossLifting } from '../../../contract/card-loss.ts';
import { identityQuestions } from '../../../domain/card-loss/card-loss-requests.ts';
import { readValidUntil } from '../../components/formatting.ts';

const { document } = lossLifting.shape;
const representative = lossLifting.shape.representative.unwrap();
const text = z.string().trim();
const until = z.string().transform(readValidUntil);

/** How somebody comes: only a report may come by telephone. */
export const lossChannels = ['telephone', 'in-person', 'agent', 'guardian'] as const;
export type LossChannel = (typeof lossChannels)[number];

/** The form is flat, as it stands on the page; what the chosen way does not need is not looked at. */
export const lossForm = z
  .object({
    channel: z.enum(lossChannels),
    answered: z.array(z.enum(identityQuestions)),
    documentKind: document.shape.documentKind,
    documentNumber: text,
    documentName: text,
    documentValidUntil: until,
    representativeName: text,
    representativeKind: representative.shape.documentKind,
    representativeNumber: text,
    representativeValidUntil: until,
    relation: text,
    authorisation: representative.shape.authorisation,
    phone: text,
    photoCompared: z.boolean(),
  })
  .superRefine((values, context) => {
    if (values.channel === 'telephone') return;
    const parts = [check(document, documentOf(values), documentPlaces)];
    if (values.channel !== 'in-person') {
      parts.push(check(representative, representativeOf(values), representativePlaces));
    }
    for (const [path, message] of parts.flat()) context.addIssue({ code: 'custom', path: [path], message });
  });
export type LossFormInput = z.input<typeof lossForm>;
export type LossFormValues = z.output<typeof lossForm>;

const documentPlaces: Readonly<Record<string, keyof LossFormInput>> = {
  name: 'documentName',
  documentKind: 'documentKind',
  documentNumber: 'documentNumber',
  documentValidUntil: 'documentValidUntil',
};
const representativePlaces: Readonly<Record<string, keyof LossFormInput>> = {
  name: 'representativeName',
  documentKind: 'representativeKind',
  documentNumber: 'representativeNumber',
  documentValidUntil: 'representativeValidUntil',
  relation: 'relation',
  authorisation: 'authorisation',
  phone: 'phone',
};

/** Of each field that does not fit the request's own schema its place in the form and the key of the sentence. */
function check(
  schema: z.ZodType,
  value: object,
  places: Readonly<Record<string, keyof LossFormInput>>,
): readonly (readonly [keyof LossFormInput, string])[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.flatMap((issue) => {
    const field = String(issue.path[0]);
    const place = places[field];
    if (place === undefined) return [];
    const isEmpty = Reflect.get(value, field) === '';
    const code = isEmpty ? 'too_small' : field === 'documentValidUntil' ? 'invalid_union' : issue.code;
    return [[place, `input.${code}`] as const];
  });
}

function documentOf(values: LossFormValues) {
  return {
    name: values.documentName,
    documentKind: values.documentKind,
    documentNumber: values.documentNumber,
    documentValidUntil: values.documentValidUntil,
  };
}

function representativeOf(values: LossFormValues) {
  return {
    name: values.representativeName,
    documentKind: values.representativeKind,
    documentNumber: values.representativeNumber,
    documentValidUntil: values.representativeValidUntil,
    relation: values.relation,
    authorisation: values.authorisation,
    phone: values.phone,
  };
}

/** What the backend is asked, of a form whose values fit. */
export function reportOf(
  values: LossFormValues,
  about: { readonly personId: string; readonly cardNumber: string },
): CallInput<'reportLoss'> {
  return values.channel === 'telephone'
    ? { ...about, channel: 'telephone', answered: [...values.answered] }
    : { ...about, ...presentedOf(values, values.channel) };
}

/** The same for a report that is lifted. */
export function presentedOf(values: LossFormValues, channel: Exclude<LossChannel, 'telephone'>) {
  return {
    channel,
    document: documentOf(values),
    representative: channel === 'in-person' ? null : representativeOf(values),
    photoCompared: values.photoCompared,
  };
}

const refusalPlaces = {
  answered: 'answered',
  documentNumber: 'documentNumber',
  documentName: 'documentName',
  documentValidUntil: 'documentValidUntil',
  channel: 'channel',
  'representative.name': 'representativeName',
  'representative.documentNumber': 'representativeNumber',
  'representative.documentValidUntil': 'representativeValidUntil',
  'representative.authorisation': 'authorisation',
  photoCompared: 'photoCompared',
} as const satisfies Record<string, keyof LossFormInput>;

/** The place of the form beside which a refusal belongs, or null where it concerns the whole. */
export function placeOfRefusal(field: string | null): keyof LossFormInput | null {
  return field !== null && Object.hasOwn(refusalPlaces, field)
    ? refusalPlaces[field as keyof typeof refusalPlaces]
    : null;
}
