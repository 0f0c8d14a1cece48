import { describe, expect, it } from 'vitest';
import { ageOn } from '../../domain/calendar/civil-date.ts';
import { checkDocumentNumber } from '../../domain/identity/identity-document.ts';
import { parsePermanentResidenceCard } from '../../domain/identity/permanent-residence-card.ts';
import { checkPersonName } from '../../domain/identity/person-name.ts';
import type { InsuredPerson } from '../../domain/records/records.ts';
import { countyInMemory } from './county-in-memory.ts';

const today = '2026-11-22';
const persons = countyInMemory({ persons: 20_000, seed: 1, today }).insuredPerson;

const share = (chosen: (person: InsuredPerson) => boolean) => persons.filter(chosen).length / persons.length;
const beyond = (first: number, last: number) => (person: InsuredPerson) =>
  Array.from(person.name).some((character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return codePoint >= first && codePoint <= last;
  });

describe('insured persons of the demonstration', () => {
  it('have documents that the rules take, with the birth date and sex of the person', () => {
    for (const person of persons) {
      const reading = checkDocumentNumber(person.documentKind, person.documentNumber);
      if (!reading.ok) expect.fail(`${person.documentKind} ${person.documentNumber}: ${reading.problem}`);
      expect(reading.number).toBe(person.documentNumber);
      if (reading.birthDate !== undefined) expect(reading.birthDate).toBe(person.birthDate);
      if (reading.sex !== undefined) expect(reading.sex).toBe(person.sex);
      expect(reading.warnings.filter((warning) => warning !== 'region-withdrawn')).toEqual([]);
    }
  });

  it('have every kind of document, and both forms of the permanent residence card', () => {
    const kinds = Map.groupBy(persons, (person) => person.documentKind);
    expect([...kinds.keys()].sort()).toEqual([
      'household-booklet',
      'passport',
      'permanent-residence-card',
      'residence-permit-hmt',
      'resident-id-card',
      'temporary-id-card',
    ]);
    const forms = (kinds.get('permanent-residence-card') ?? []).map((person) => {
      const reading = parsePermanentResidenceCard(person.documentNumber);
      return reading.ok ? reading.form : 'invalid';
    });
    expect(new Set(forms)).toEqual(new Set(['2023', 'older']));
    const permits = (kinds.get('residence-permit-hmt') ?? []).map((person) =>
      person.documentNumber.slice(0, 6),
    );
    expect(new Set(permits)).toEqual(new Set(['810000', '820000', '830000']));
  });

  it('include some whose region code was withdrawn since', () => {
    const warned = persons.filter((person) => {
      const reading = checkDocumentNumber(person.documentKind, person.documentNumber);
      return reading.ok && reading.warnings.includes('region-withdrawn');
    });
    expect(warned.length).toBeGreaterThan(20);
  });

  it('have names that the rules take as they stand', () => {
    for (const { name } of persons) expect(checkPersonName(name)).toEqual({ ok: true, name });
  });

  it.each([
    ['extension A', 0x3400, 0x4dbf],
    ['extension B', 0x20000, 0x2a6df],
    ['extension C', 0x2a700, 0x2b73f],
    ['extension D', 0x2b740, 0x2b81f],
    ['extension E', 0x2b820, 0x2ceaf],
    ['extension F', 0x2ceb0, 0x2ebef],
    ['extension G', 0x30000, 0x3134f],
    ['extension H', 0x31350, 0x323af],
  ])('include names with characters of %s', (_name, first, last) => {
    expect(persons.filter(beyond(first, last)).length).toBeGreaterThan(0);
  });

  it('include minority names with the middle dot, long names, compound surnames and Latin names', () => {
    expect(share((person) => person.name.includes('\u00B7'))).toBeGreaterThan(0.005);
    expect(Math.max(...persons.map((person) => Array.from(person.name).length))).toBeGreaterThanOrEqual(18);
    expect(share((person) => /^(欧阳|上官|皇甫|令狐|诸葛|司徒|司马)/u.test(person.name))).toBeGreaterThan(
      0.002,
    );
    expect(share((person) => /^[\p{Script=Latin} ,'-]+$/u.test(person.name))).toBeGreaterThan(0.005);
    expect(persons.some((person) => /[À-Ü]/.test(person.name))).toBe(true);
  });

  it('have surnames as frequent as they are', () => {
    const surname = (character: string) => share((person) => person.name.startsWith(character));
    expect(surname('王')).toBeGreaterThan(0.055);
    expect(surname('王')).toBeLessThan(0.085);
    expect(surname('陈')).toBeGreaterThan(0.03);
    expect(surname('陈')).toBeLessThan(0.055);
    expect(surname('季')).toBeLessThan(0.003);
    const fewer = new Set(persons.map((person) => person.name)).size;
    // Names repeat, as they do in every county.
    expect(fewer).toBeLessThan(persons.length * 0.97);
    expect(fewer).toBeGreaterThan(persons.length * 0.6);
  });

  it('are found by how they are typed: lower-case letters alone, initials of the same syllables', () => {
    for (const person of persons) {
      expect(person.pinyin).toMatch(/^[a-z]*$/);
      expect(person.pinyinInitials).toMatch(/^[a-z]*$/);
      expect(person.pinyin.charAt(0)).toBe(person.pinyinInitials.charAt(0));
    }
    expect(persons.every((person) => person.pinyin !== '')).toBe(true);
  });

  it('include twins with numbers that follow each other, and namesakes of one birthday', () => {
    const byBirthday = Map.groupBy(persons, (person) => person.birthDate);
    const pairs = [...byBirthday.values()].flatMap((same) =>
      same.flatMap((first, index) => same.slice(index + 1).map((second) => [first, second] as const)),
    );
    const twins = pairs.filter(([first, second]) => {
      if (first.address !== second.address || first.documentNumber.length !== 18) return false;
      const [one, other] = [first, second].map((person) => Number(person.documentNumber.slice(14, 17)));
      return (
        Math.abs((one ?? 0) - (other ?? 0)) <= 3 &&
        first.documentNumber.slice(0, 6) === second.documentNumber.slice(0, 6)
      );
    });
    expect(twins.length).toBeGreaterThan(60);
    expect(twins.every(([first, second]) => first.name.charAt(0) === second.name.charAt(0))).toBe(true);
    const namesakes = pairs.filter(([first, second]) => first.name === second.name);
    expect(namesakes.length).toBeGreaterThan(30);
    expect(namesakes.every(([first, second]) => first.documentNumber !== second.documentNumber)).toBe(true);
  });

  it('are of the ages of employees insurance: a quarter retired, one in a hundred under sixteen, few dead', () => {
    const age = (person: InsuredPerson) => ageOn(person.birthDate, today);
    expect(share((person) => person.retiredFrom !== null)).toBeGreaterThan(0.2);
    expect(share((person) => person.retiredFrom !== null)).toBeLessThan(0.3);
    expect(share((person) => age(person) < 16)).toBeGreaterThan(0.005);
    expect(share((person) => age(person) < 16)).toBeLessThan(0.016);
    expect(share((person) => person.deceasedOn !== null)).toBeGreaterThan(0.002);
    expect(share((person) => person.deceasedOn !== null)).toBeLessThan(0.012);
    expect(share((person) => person.sex === 'female')).toBeGreaterThan(0.45);
    expect(share((person) => person.sex === 'female')).toBeLessThan(0.51);
    expect(share((person) => person.insuranceStatus === '2')).toBeGreaterThan(0.05);
    expect(share((person) => person.insuranceStatus === '3')).toBeGreaterThan(0.03);
  });

  it('could be called nowhere: their telephone numbers belong to nobody', () => {
    for (const person of persons) if (person.phone !== null) expect(person.phone).toMatch(/^100\d{8}$/);
  });
});
