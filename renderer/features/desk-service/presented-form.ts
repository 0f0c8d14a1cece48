import '../../schema-settings.ts';
import { z } from 'zod';
import type { CallInput } from '../../../contract/counter-calls.ts';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { presentedDocument, presentedRepresentative } from '../../../contract/presented.ts';
import { readValidUntil } from '../../components/formatting.ts';

const text = z.string().trim();
const until = z.string().transform(readValidUntil);

/** How somebody asks: at the counter, through another, or by telephone where the service can be asked for so. */
export const deskChannels = ['telephone', 'in-person', 'agent', 'guardian'] as const;
export type DeskChannel = (typeof deskChannels)[number];

/** The form is flat, as it stands on the page; what the chosen way does not need is not looked at. */
export const presentedForm = z
  .object({
    channel: z.enum(deskChannels),
    documentKind: presentedDocument.shape.documentKind,
    documentNumber: text,
    documentName: text,
    documentValidUntil: until,
    representativeName: text,
    representativeKind: presentedRepresentative.shape.documentKind,
    representativeNumber: text,
    representativeValidUntil: until,
    relation: text,
    authorisation: presentedRepresentative.shape.authorisation,
    phone: text,
    photoCompared: z.boolean(),
  })
  .superRefine((values, context) => {
    if (values.channel === 'telephone') return;
    const parts = [check(presentedDocument, documentOf(values), documentPlaces)];
    if (values.channel !== 'in-person') {
      parts.push(check(presentedRepresentative, representativeOf(values), representativePlaces));
    }
    for (const [path, message] of parts.flat()) context.addIssue({ code: 'custom', path: [path], message });
  });
export type PresentedInput = z.input<typeof presentedForm>;
export type PresentedValues = z.output<typeof presentedForm>;

/** Nothing typed yet; the kind of document is what the record has. */
export function presentedNothing(page: PersonPage, channel: DeskChannel): PresentedInput {
  return {
    channel,
    documentKind: page.documentKind,
    documentNumber: '',
    documentName: '',
    documentValidUntil: '',
    representativeName: '',
    representativeKind: 'resident-id-card',
    representativeNumber: '',
    representativeValidUntil: '',
    relation: '',
    authorisation: 'written-authorisation',
    phone: '',
    photoCompared: false,
  };
}

const documentPlaces: Readonly<Record<string, keyof PresentedInput>> = {
  name: 'documentName',
  documentKind: 'documentKind',
  documentNumber: 'documentNumber',
  documentValidUntil: 'documentValidUntil',
};
const representativePlaces: Readonly<Record<string, keyof PresentedInput>> = {
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
  places: Readonly<Record<string, keyof PresentedInput>>,
): readonly (readonly [keyof PresentedInput, string])[] {
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

function documentOf(values: PresentedValues) {
  return {
    name: values.documentName,
    documentKind: values.documentKind,
    documentNumber: values.documentNumber,
    documentValidUntil: values.documentValidUntil,
  };
}

function representativeOf(values: PresentedValues) {
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

/** Who stands there and with what, as a request says it. */
export type Presented = Pick<
  CallInput<'liftLossReport'>,
  'channel' | 'document' | 'representative' | 'photoCompared'
>;

/** What a request says of who stands there; null by telephone, where nobody does. */
export function presentedOf(values: PresentedValues): Presented | null {
  const { channel } = values;
  if (channel === 'telephone') return null;
  return {
    channel,
    document: documentOf(values),
    representative: channel === 'in-person' ? null : representativeOf(values),
    photoCompared: values.photoCompared,
  };
}

const refusalPlaces = {
  documentNumber: 'documentNumber',
  documentName: 'documentName',
  documentValidUntil: 'documentValidUntil',
  channel: 'channel',
  'representative.name': 'representativeName',
  'representative.documentNumber': 'representativeNumber',
  'representative.documentValidUntil': 'representativeValidUntil',
  'representative.authorisation': 'authorisation',
  photoCompared: 'photoCompared',
} as const satisfies Record<string, keyof PresentedInput>;

/** The place of the form beside which a refusal belongs, or null where it concerns something else. */
export function placeOfPresented(field: string | null): keyof PresentedInput | null {
  return field !== null && Object.hasOwn(refusalPlaces, field)
    ? refusalPlaces[field as keyof typeof refusalPlaces]
    : null;
}
