import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contributionMarks, contributionsView } from '../../contract/contribution-views.ts';
import { personPage } from '../../contract/counter-views.ts';
import { errorCodes } from '../../contract/error-codes.ts';
import { printRefusalReason, printWaitReason } from '../../contract/printing.ts';
import { recordSchemas } from '../../contract/records.ts';
import { commandKinds } from '../../domain/command/command-rules.ts';
import { legalBases } from '../../domain/command/legal-basis.ts';
import { reasonCodes } from '../../domain/contribution/rights-reason.ts';
import { rightsParameterNames } from '../../domain/parameters/pooling-area-parameter.ts';
import { refusalCodes } from '../../domain/command/refusal-codes.ts';

const folder = import.meta.dirname;
const renderer = path.dirname(folder);

function textsOf(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const file of globSync('*.json', { cwd: path.join(folder, language) })) {
    const entries = JSON.parse(readFileSync(path.join(folder, language, file), 'utf8')) as Record<
      string,
      string
    >;
    for (const [key, text] of Object.entries(entries))
      texts.set(`${path.basename(file, '.json')}.${key}`, text);
  }
  return texts;
}

const chinese = textsOf('zh-CN');
const english = textsOf('en-US');

/** Chinese has one plural form, English two: they are one text. */
const withoutPlural = (key: string) => key.replace(/_(one|other)$/, '');
const keysOf = (texts: Map<string, string>) => new Set([...texts.keys()].map(withoutPlural));
const fillers = (text: string | undefined) =>
  [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('every text is there in both languages', () => {
  it('with the same keys', () => {
    expect([...keysOf(english)].sort()).toEqual([...keysOf(chinese)].sort());
  });

  it('with the same fillers', () => {
    const different = [...chinese].filter(
      ([key, text]) => fillers(text).join() !== fillers(english.get(key)).join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('with nothing left empty, and Chinese in the Chinese one', () => {
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
    const noChinese = [...chinese].filter(
      ([, text]) => !/\p{Script=Han}/u.test(text.replace(/\{\{\w+\}\}/g, '')),
    );
    // Only texts that are made of their fillers, of keys, or of a mark alone.
    expect(noChinese.map(([key]) => key)).toEqual(
      [
        ...['attachment.madeBy', 'attachment.preview', 'attachment.size-kb', 'attachment.size-mb'],
        ...['batch.next-nothing', 'batch.progressOf', 'day.between'],
        ...['issue-card.documentSummary', 'search.keys'],
      ].filter((key) => noChinese.some(([one]) => one === key)),
    );
  });

  it('with no Chinese in the English one but the product’s name', () => {
    const mixed = [...english].filter(([, text]) => /\p{Script=Han}/u.test(text.replace('柜台', '')));
    expect(mixed.map(([key]) => key)).toEqual([]);
  });
});

describe('every code has its sentence', () => {
  const failures = errorCodes.filter((code) => !refusalCodes.some((refusal) => refusal === code));

  it.each([
    ['error', failures],
    ['refusal', refusalCodes],
    ['rights-reason', reasonCodes],
    ['area-parameter', rightsParameterNames],
    ['month', Object.keys(contributionMarks)],
    [
      'rights',
      contributionsView.shape.today.shape.pooled.shape.answer.options.map((answer) => `pooled-${answer}`),
    ],
    ['basis', legalBases],
    ['document-kind', recordSchemas.insuredPerson.shape.documentKind.options],
    ['card-status', recordSchemas.card.shape.status.unwrap().options],
    ['making', recordSchemas.card.shape.making.options],
    ['stage', recordSchemas.serviceRecord.shape.stage.options],
    ['entry-kind', recordSchemas.ledgerEntry.shape.kind.options],
    ['insurance-status', recordSchemas.insuredPerson.shape.insuranceStatus.options],
    ['account-status', recordSchemas.personalAccount.shape.status.options],
    ['bank-status', recordSchemas.financialAccount.shape.status.options],
    ['attachment-kind', recordSchemas.attachment.shape.kind.options],
    ['print', printWaitReason.options.map((reason) => `waits-${reason}`)],
    ['print', printRefusalReason.options.map((reason) => `refused-${reason}`)],
    ['role', recordSchemas.clerk.shape.role.options],
    ['command-kind', commandKinds],
    ['blank-status', recordSchemas.blankCard.shape.status.options],
    ['channel', recordSchemas.serviceRecord.shape.channel.options],
    ['authorisation', recordSchemas.employerBatch.shape.representative.shape.authorisation.options],
    ['service-kind', personPage.shape.offers.element.shape.kind.options],
    ['service-kind', recordSchemas.serviceRecord.shape.kind.options],
    ['document-problem', ['length', 'characters', 'region', 'birth-date', 'check-digit']],
    [
      'input',
      [
        'pin-unchanged',
        'not-six-digits',
        'repeated-digit',
        'run',
        'birth-date',
        'number-tail',
        'not-a-date',
        'not-a-month',
      ],
    ],
  ] as const)('%s', (file, codes) => {
    expect(codes.length).toBeGreaterThan(0);
    expect(
      codes.filter((code) => !chinese.has(`${file}.${code}`) || !english.has(`${file}.${code}`)),
    ).toEqual([]);
  });

  it('and no error, refusal or basis has a sentence without being in the catalogue', () => {
    const known = new Set([
      ...failures.map((code) => `error.${code}`),
      ...refusalCodes.flatMap((code) => [`refusal.${code}`, `refusal.${code}-undated`, `advice.${code}`]),
      ...legalBases.map((basis) => `basis.${basis}`),
    ]);
    const spare = [...chinese.keys()].filter(
      (key) => /^(error|refusal|basis|advice)\./.test(key) && !known.has(key),
    );
    expect(spare).toEqual([]);
  });
});

describe('the source and the texts fit together', () => {
  // The spreadsheet that goes back to an employer is written by the backend, with the same texts.
  const results = path.join(renderer, '../electron/backend/roster');
  const sources = [renderer, results].flatMap((place) =>
    globSync('**/*.{ts,tsx}', { cwd: place })
      .filter((file) => !file.endsWith('.test.ts'))
      .map((file) => readFileSync(path.join(place, file), 'utf8')),
  );
  const source = sources.join('\n');
  const keys = keysOf(chinese);
  const literals = [...source.matchAll(/\bt\(\s*'([^']+)'|\benglish\('([^']+)'/g)].map(
    ([, a, b]) => a ?? b ?? '',
  );

  it('every key that the source names is there', () => {
    expect(literals.length).toBeGreaterThan(100);
    expect([...new Set(literals)].filter((key) => !keys.has(key))).toEqual([]);
  });

  it('no text is left that no source names', () => {
    const names = [...source.matchAll(/[`'"]([a-z][\w-]*(?:\.[\w-]*)?(?=\$\{|[`'"]))/g)].map(
      ([, name]) => name ?? '',
    );
    const exact = new Set(names);
    const prefixes = names.filter((name) => name.includes('.'));
    const unused = [...keys].filter(
      (key) =>
        !exact.has(key) && !prefixes.some((prefix) => key.startsWith(prefix) && isComposed(source, prefix)),
    );
    // Named only from within other texts.
    const inner = /^(area-parameter|document-problem|authorisation|channel|batch-stage)\./;
    expect(unused.filter((key) => !inner.test(key))).toEqual([]);
  });
});

/** Whether the source builds keys from this beginning, as in t(`stage.${stage}`). */
function isComposed(source: string, prefix: string): boolean {
  return source.includes(`\`${prefix}\${`);
}
