import { z } from 'zod';
import { legalBases, type LegalBasis } from '../domain/command/legal-basis.ts';
import type { Refusal } from '../domain/command/refusal.ts';
import { refusalCodes, type RefusalCode } from '../domain/command/refusal-codes.ts';
import { failureCodes, type FailureCode } from './error-codes.ts';

const parameters = z.record(z.string(), z.union([z.string(), z.number()]));

export const refusalCode: z.ZodType<RefusalCode> = z.enum(
  refusalCodes as readonly [RefusalCode, ...RefusalCode[]],
);

/** A refusal as it crosses a border, where nothing is read-only. */
export interface RefusalView {
  code: RefusalCode;
  params: Record<string, string | number>;
  basis: LegalBasis;
  field: string | null;
}

/** Named by its type: spelt out in every view that has one, the types of all calls together grow beyond what fits a declaration. */
export const refusal: z.ZodType<RefusalView> = z.object({
  code: refusalCode,
  params: parameters,
  basis: z.enum(legalBases),
  field: z.string().nullable(),
});

/** A field that does not fit its shape: where, and why, as a key of the translations (`input.*`). */
export const inputProblem = z.object({ path: z.string(), code: z.string(), params: parameters });
export type InputProblem = z.infer<typeof inputProblem>;

export const failure = z.object({
  code: z.enum(['refused', ...failureCodes] as readonly ['refused', ...FailureCode[]]),
  params: parameters,
  /** With 'refused': every reason at once. */
  refusals: z.array(refusal),
  /** With 'invalid-input': every field at once. */
  problems: z.array(inputProblem),
});
export type Failure = z.infer<typeof failure>;

/** What crosses a border: a value or a failure, never a thrown Error (law 7). */
export type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Failure };

export function succeed<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

export function fail(
  code: FailureCode,
  params: Failure['params'] = {},
  problems: readonly InputProblem[] = [],
): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: { code, params, refusals: [], problems: [...problems] } };
}

export function failRefused(refusals: readonly Refusal[]): { readonly ok: false; readonly error: Failure } {
  const copied = refusals.map((one) => ({ ...one, params: { ...one.params } }));
  return { ok: false, error: { code: 'refused', params: {}, refusals: copied, problems: [] } };
}

/** Turns what zod found into problems at their fields. */
export function problemsOf(error: z.ZodError): readonly InputProblem[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    code: issue.code === 'custom' ? String(issue.params?.['code'] ?? 'custom') : issue.code,
    params: {},
  }));
}
