import '../../schema-settings.ts';
import type { FieldPath, UseFormReturn } from 'react-hook-form';
import { z } from 'zod';
import type { CallInput } from '../../../contract/counter-calls.ts';
import type { PayeeView } from '../../../contract/payout-parts.ts';
import { presentedDocument } from '../../../contract/presented.ts';
import { refuse, type Refusal } from '../../../domain/command/refusal.ts';
import { refusePayees } from '../../../domain/payout/payees.ts';
import { papersFor, refuseWithoutPapers } from '../../../domain/payout/payout-papers.ts';
import {
  heirRelations,
  payoutPapers,
  type CardSurrender,
  type PayeeShare,
  type PayoutGround,
  type PayoutPaper,
} from '../../../domain/records/payout.ts';
import { readValidUntil } from '../../components/formatting.ts';

type PayeesInput = CallInput<'acceptPayout'>['payees'];
type PayeeInput = PayeesInput[number];

/** A payee as the clerk types him; of the person himself nothing is asked but his account. */
export interface TypedPayee {
  heir: Omit<NonNullable<PayeeInput['heir']>, 'relation'> & { relation: string };
  share: string;
  account: PayeeInput['account'];
}

/** Papers, payees and card as they are typed. The paths are those that refusals name. */
export interface PayoutFields {
  payTo: 'own' | 'heirs';
  papers: Record<PayoutPaper, string>;
  payees: TypedPayee[];
  /** Where it is said what is wrong with the payees together; nothing is typed there. */
  together: string;
  card: CardSurrender | '';
}

export function emptyPayee(): TypedPayee {
  return {
    heir: { name: '', documentKind: 'resident-id-card', documentNumber: '', relation: '' },
    share: '',
    account: { form: 'bank-card', bankName: '', accountName: '', accountNumber: '' },
  };
}

export function emptyFields(): PayoutFields {
  return {
    payTo: 'own',
    papers: Object.fromEntries(payoutPapers.map((kind) => [kind, ''])) as PayoutFields['papers'],
    payees: [{ ...emptyPayee(), share: '1' }],
    together: '',
    card: '',
  };
}

/** What was typed before, to be mended: numbers stand masked on the page and are typed again. */
export function typedBefore(view: {
  readonly papers: readonly { readonly kind: PayoutPaper; readonly reference: string }[];
  readonly payees: readonly PayeeView[];
  readonly card: { readonly surrender: CardSurrender } | null;
}): PayoutFields {
  const fields = emptyFields();
  for (const { kind, reference } of view.papers) fields.papers[kind] = reference;
  return {
    ...fields,
    payTo: view.payees.some(({ heir }) => heir !== null) ? 'heirs' : 'own',
    payees: view.payees.map(({ heir, share, account }) => ({
      heir:
        heir === null
          ? emptyPayee().heir
          : {
              name: heir.name,
              documentKind: heir.documentKind,
              documentNumber: '',
              relation: heir.relation,
            },
      share: shareText(share),
      account: {
        form: account.form,
        bankName: account.bankName,
        accountName: account.accountName,
        accountNumber: '',
      },
    })),
    card: view.card?.surrender ?? '',
  };
}

/** A part as it is written: 1/3; the whole is 1. */
export function shareText({ numerator, denominator }: PayeeShare): string {
  return denominator === 1 ? String(numerator) : `${String(numerator)}/${String(denominator)}`;
}

/** '1/3', '50%', '１／２' and '1' are parts; null where it is none. */
export function readShare(typed: string): PayeeShare | null {
  const text = typed.normalize('NFKC').replace(/\s/g, '');
  const percent = /^(\d{1,3})%$/.exec(text);
  const parts = percent === null ? /^(\d{1,4})(?:\/(\d{1,4}))?$/.exec(text) : [text, percent[1], '100'];
  if (parts === null) return null;
  const share = { numerator: Number(parts[1]), denominator: Number(parts[2] ?? '1') };
  return share.numerator > 0 && share.denominator > 0 ? share : null;
}

/** The papers that have a number, of those that this ground and these payees need. */
export function papersOf(fields: PayoutFields, ground: PayoutGround): CallInput<'acceptPayout'>['papers'] {
  const needed = papersFor(ground, heirsOf(fields)).flatMap(({ oneOf }) => oneOf);
  return needed
    .map((kind) => ({ kind, reference: fields.papers[kind].trim() }))
    .filter(({ reference }) => reference !== '');
}

/** The heirs as far as they decide about the papers. */
export function heirsOf({ payTo, payees }: Pick<PayoutFields, 'payTo' | 'payees'>) {
  const isHeirs = payTo === 'heirs';
  return payees.map(({ heir }) => ({
    heir: isHeirs ? { ...heir, relation: 'other' as const } : null,
  }));
}

interface ReadPayees {
  readonly payees: PayeesInput;
  /** What the rule could not even read: each path of the form and its sentence. */
  readonly wrong: readonly (readonly [path: string, sentence: string])[];
}

/** The payees as a request has them. */
export function payeesOf({ payTo, payees }: PayoutFields, noBalance: boolean): ReadPayees {
  if (payTo === 'own') {
    const [payee] = payees;
    if (payee === undefined || (noBalance && isBlank(payee))) return { payees: [], wrong: [] };
    const whole = { numerator: 1, denominator: 1 };
    return { payees: [{ heir: null, share: whole, account: payee.account }], wrong: [] };
  }
  const wrong: (readonly [string, string])[] = [];
  const read = payees.map((payee, index): PayeeInput => {
    const share = readShare(payee.share);
    const relation = heirRelations.find((one) => one === payee.heir.relation);
    const path = `payees.${String(index)}`;
    const empty = payee.share.trim() === '' ? 'input.too_small' : 'payout.shareUnread';
    if (share === null) wrong.push([`${path}.share`, empty]);
    if (relation === undefined) wrong.push([`${path}.heir.relation`, 'input.too_small']);
    for (const name of ['documentNumber', 'name'] as const) {
      if (payee.heir[name].trim() === '') wrong.push([`${path}.heir.${name}`, 'input.too_small']);
    }
    return {
      heir: { ...payee.heir, relation: relation ?? 'other' },
      share: share ?? { numerator: 1, denominator: 1 },
      account: payee.account,
    };
  });
  return { payees: read, wrong };
}

function isBlank({ account }: TypedPayee): boolean {
  return account.bankName === '' && account.accountName === '' && account.accountNumber === '';
}

/** Everything the rule would say of papers, payees and card, before anything is sent: said at one time with the documents. */
export function refuseFields(
  fields: PayoutFields,
  about: {
    readonly ground: PayoutGround;
    readonly name: string;
    readonly amount: number;
    readonly cardNumber: string | null;
    readonly keepsAccount: boolean;
  },
): readonly Refusal[] {
  const { ground, name, amount, cardNumber, keepsAccount } = about;
  const { payees, wrong } = payeesOf(fields, amount === 0);
  // Of what could not be read it is said that, and nothing that only follows from it.
  const unread = new Set(wrong.map(([path]) => path));
  const isReadable = ({ code, field }: Refusal) =>
    !unread.has(field ?? '') &&
    (code !== 'payout-shares-not-whole' || !wrong.some(([path]) => path.endsWith('.share')));
  const refusals: Refusal[] = [
    // Whether a refused transfer is on record the rule knows.
    ...refuseWithoutPapers(ground, papersOf(fields, ground), heirsOf(fields), true),
    ...refusePayees(ground, payees, { name, documentNumber: '' }, amount).filter(isReadable),
  ];
  if (cardNumber !== null && !keepsAccount && fields.card === '') {
    refusals.push(refuse('payout-card-not-given-up', { cardTail: cardNumber.slice(-4) }, 'card'));
  }
  return refusals;
}

/** Each refusal that belongs to a field of the form, with its place and its sentence. */
export function placedAt(
  refusals: readonly Refusal[],
  fields: PayoutFields,
  ground: PayoutGround,
  sentence: (refusal: Refusal) => string,
): readonly (readonly [path: string, sentence: string])[] {
  return refusals.flatMap((refusal) => {
    const path = placeOfPayout(refusal, fields, ground);
    return path === null ? [] : [[path, sentence(refusal)] as const];
  });
}

/** Puts every sentence at its place, and the cursor at the first: one frame later, when the fields know of them. */
export function showWrong(
  form: UseFormReturn<PayoutFields>,
  sentences: readonly (readonly [path: string, sentence: string])[],
): void {
  for (const [path, message] of sentences) form.setError(path as FieldPath<PayoutFields>, { message });
  const [first] = sentences.filter(([path]) => path !== 'together');
  if (first === undefined) return;
  requestAnimationFrame(() => form.setFocus(first[0] as FieldPath<PayoutFields>));
}

/** The place of the form at which a refusal is said, or null where it concerns something else. */
export function placeOfPayout(
  { field, code }: Pick<Refusal, 'field' | 'code'>,
  fields: PayoutFields,
  ground: PayoutGround,
): string | null {
  if (field === 'papers') {
    const needed = papersFor(ground, heirsOf(fields)).find((one) => one.code === code);
    return needed === undefined ? null : `papers.${needed.oneOf[0] ?? ''}`;
  }
  if (field === 'payees') return 'together';
  if (field === 'card') return 'card';
  return field !== null && field.startsWith('payees.') ? field : null;
}

const text = z.string().trim().min(1);

/** Who comes for the dead: an heir with his own document. */
export const applicantForm = z.object({
  name: text.max(200),
  documentKind: presentedDocument.shape.documentKind,
  documentNumber: text.max(40),
  documentValidUntil: z.string().transform(readValidUntil).pipe(presentedDocument.shape.documentValidUntil),
  relation: text,
  phone: text.regex(/^\+?\d[\d -]{5,18}\d$/),
  photoCompared: z.boolean().refine((compared) => compared),
});

export function applicantMessage(issue: {
  readonly code?: string | undefined;
  readonly input?: unknown;
  readonly path?: readonly PropertyKey[] | undefined;
}): string {
  if (issue.input === '') return 'input.too_small';
  const field = String(issue.path?.at(-1) ?? '');
  if (field === 'photoCompared') return 'refusal.photo-not-compared';
  return field === 'documentValidUntil' ? 'input.invalid_union' : `input.${issue.code ?? 'custom'}`;
}
