import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { RecordTypes } from '../domain/records/record-tables.ts';
import { freshFiles } from './testing/fresh-files.ts';
import { card, person } from './testing/sample-records.ts';

const { freshStorage } = freshFiles(onTestFinished);

// Many files are made and synced; a busy machine's disk takes its time.
vi.setConfig({ testTimeout: 120_000 });

describe('a person in a list of hits', () => {
  it('has the employer’s name, and none without an employer or with one that is not known', () => {
    const { records, queries } = freshStorage();
    records.putConfirmed(
      { table: 'employer', record: { id: 'e1', name: '杭州某某公司', phone: '', active: true } },
      0,
    );
    records.putConfirmed(person({ id: 'p1', employerId: 'e1', documentNumber: '110105194912310020' }), 0);
    records.putConfirmed(person({ id: 'p2', employerId: null }), 0);
    records.putConfirmed(person({ id: 'p3', employerId: 'gone' }), 0);
    expect(queries.personById('p1')).toEqual({
      personId: 'p1',
      name: '张三',
      documentNumber: '110105194912310020',
      sex: 'male',
      birthDate: '1949-12-31',
      employerName: '杭州某某公司',
      cardStatus: null,
      lossExpiresOn: null,
      statusBeforeLoss: null,
    });
    expect(queries.personById('p2')?.employerName).toBeNull();
    expect(queries.personById('p3')?.employerName).toBeNull();
    expect(queries.personById('p4')).toBeUndefined();
  });

  type CardValues = Partial<RecordTypes['card']>;
  it.each<[string, readonly CardValues[], string | null]>([
    ['no card', [], null],
    ['one in production', [{ status: null, making: '01', issuedOn: null }], null],
    ['one in use', [{ status: '1', making: '04' }], '1'],
    ['one cancelled in its making', [{ status: '9', making: '09' }], null],
    [
      'an old lost one and a newer in use',
      [
        { status: '2', making: '05', issuedOn: '2019-05-01' },
        { status: '1', making: '04', issuedOn: '2024-05-01' },
      ],
      '1',
    ],
    [
      'one in use and a newer in production',
      [
        { status: '2', making: '05', issuedOn: '2019-05-01' },
        { status: null, making: '01', issuedOn: null },
      ],
      '2',
    ],
    [
      'one in use and a newer cancelled',
      [
        { status: '1', making: '04', issuedOn: '2019-05-01' },
        { status: '9', making: '09', issuedOn: '2024-05-01' },
      ],
      '1',
    ],
  ])('with %s has the status of the newest that holds', (_case, cards, expected) => {
    const { records, queries } = freshStorage();
    records.putConfirmed(person({ id: 'p1' }), 0);
    records.putConfirmed(card({ id: 'Z9', personId: 'p2', status: '3' }), 0);
    for (const [index, values] of cards.entries()) {
      records.putConfirmed(card({ ...values, id: `A${index}`, personId: 'p1' }), 0);
    }
    expect(queries.personById('p1')?.cardStatus).toBe(expected);
  });

  it('is found by the number of any card he ever had', () => {
    const { records, queries } = freshStorage();
    records.putConfirmed(person({ id: 'p1' }), 0);
    records.putConfirmed(card({ id: 'A1', personId: 'p1' }), 0);
    records.putConfirmed(card({ id: 'A2', personId: 'gone' }), 0);
    expect(queries.personsByCardNumber('A1').map((row) => row.personId)).toEqual(['p1']);
    expect(queries.personsByCardNumber('A2')).toEqual([]);
    expect(queries.personsByCardNumber('A')).toEqual([]);
  });
});

describe('searching by a prefix', () => {
  // Few characters, so that they meet: rare ones beyond the first plane, wildcards of SQL, letters next to each other.
  const characters = ['a', 'b', '张', '弡', '·', '%', '_', '𠮷', '\u{2FFFD}', '￿', ' '];
  const text = fc.array(fc.constantFrom(...characters), { maxLength: 4 }).map((parts) => parts.join(''));
  const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

  it.each([
    ['name', 'personsByName'],
    ['pinyin', 'personsByPinyin'],
    ['pinyinInitials', 'personsByInitials'],
    ['documentNumber', 'personsByDocumentNumber'],
  ] as const)(
    'of %s finds whose text begins so, all of them up to the limit, in byte order',
    (field, query) => {
      const storage = freshStorage();
      fc.assert(
        fc.property(
          fc.array(text, { maxLength: 15 }),
          text,
          fc.integer({ min: 1, max: 16 }),
          (texts, prefix, limit) => {
            storage.unitOfWork.write(() => {
              storage.forgetConfirmed();
              for (const [index, value] of texts.entries()) {
                storage.records.putConfirmed(person({ id: `p${index}`, [field]: value }), 0);
              }
            });
            const expected =
              prefix === '' ? [] : texts.filter((value) => value.startsWith(prefix)).sort(byBytes);
            const found = storage.queries[query](prefix, limit);
            const values = found.map(
              (row) => storage.records.get('insuredPerson', row.personId)?.record[field],
            );
            expect(values).toEqual(expected.slice(0, limit));
            expect(new Set(found.map((row) => row.personId)).size).toBe(found.length);
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  it.each(['\ud800', 'a\udfff', "'; DROP TABLE insured_person; --", '\0', '%', '*', 'x'.repeat(100_000)])(
    'of a text that nobody has finds nobody',
    (prefix) => {
      const { records, queries } = freshStorage();
      records.putConfirmed(person({ id: 'p1' }), 0);
      expect(queries.personsByName(prefix, 5)).toEqual([]);
      expect(queries.personsByPinyin(prefix, 5)).toEqual([]);
    },
  );
});
