import { describe, expect, it } from 'vitest';
import { addDays } from '../../domain/calendar/civil-date.ts';
import { isWorkingDay } from '../../domain/calendar/working-days.ts';
import { cardMakingMoves, isCardLive } from '../../domain/card/card-status.ts';
import { serviceNumber } from '../../contract/primitives.ts';
import { parseBankAccount } from '../../domain/identity/bank-account.ts';
import { byPerson, countyInMemory } from './county-in-memory.ts';
import { calendarYears } from './parameters.ts';

const today = '2026-11-22';
const county = countyInMemory({ persons: 10_000, seed: 1, today });
const cards = byPerson(county.card);
const persons = new Map(county.insuredPerson.map((person) => [person.id, person]));
const services = new Map(county.serviceRecord.map((service) => [service.id, service]));
const blanks = new Map(county.blankCard.map((blank) => [blank.id, blank]));

describe('cards of the demonstration', () => {
  it('have numbers of the right form, and a bank card number with a Luhn digit that no bank gives out', () => {
    for (const card of county.card) {
      expect(card.id).toMatch(/^[A-Z]\d{8}$/);
      expect(card.blankSerial).toMatch(/^\d{8}$/);
    }
    for (const { bankCardNumber } of [...county.card, ...county.blankCard]) {
      expect(bankCardNumber).toMatch(/^999999\d{13}$/);
      expect(parseBankAccount(bankCardNumber).ok).toBe(true);
    }
  });

  it('are never two valid ones for one person, and none is valid that lacks the making for it', () => {
    const making = { '0': '04', '1': '04', '2': '05', '3': '04', '4': '06', '9': '09' } as const;
    for (const list of cards.values()) {
      expect(list.filter(isCardLive).length).toBeLessThanOrEqual(1);
      list.slice(0, -1).forEach((card) => expect(card.status).toBe('9'));
      for (const card of list) {
        expect(card.status).not.toBeNull();
        // What is lost was normal: nobody was refused the report of it.
        expect(card.statusBeforeLoss).toBe(card.status === '2' || card.status === '4' ? '1' : null);
        if (card.status !== null) expect(card.making).toBe(making[card.status]);
        expect(Object.hasOwn(cardMakingMoves, card.making)).toBe(true);
        if (card.issuedOn !== null)
          expect(card.issuedOn >= (persons.get(card.personId)?.birthDate ?? '')).toBe(true);
      }
    }
  });

  it('are held by about 85 in a hundred; at least 8 living adults in a hundred have none', () => {
    const count = county.insuredPerson.length;
    const normal = [...cards.values()].filter((list) => list.at(-1)?.status === '1').length / count;
    expect(normal).toBeGreaterThan(0.82);
    expect(normal).toBeLessThan(0.88);
    const without = county.insuredPerson.filter(
      (person) => person.deceasedOn === null && person.birthDate < '2008-01-01' && !cards.has(person.id),
    );
    expect(without.length / count).toBeGreaterThan(0.08);
    const replaced = [...cards.values()].filter((list) => list.length === 2 && list[1]?.status === '1');
    expect(replaced.length / count).toBeGreaterThan(0.02);
  });

  it('have a financial account each, with the number of the card, unless cancelled', () => {
    const accounts = new Map(county.financialAccount.map((account) => [account.id, account]));
    for (const person of county.insuredPerson) {
      const live = cards.get(person.id)?.find(isCardLive);
      expect(accounts.get(person.id)?.accountNumber).toBe(live?.bankCardNumber);
    }
    const statuses = new Set(county.financialAccount.map((account) => account.status));
    expect(statuses).toEqual(new Set(['not-activated', 'active', 'frozen']));
  });
});

describe('the blank stock of the demonstration', () => {
  it('gives each workstation of the centre 300 blanks that follow each other, and none to the service points', () => {
    const announced = county.blankCard.filter((blank) => blank.status === 'announced');
    expect(announced.map((blank) => blank.workstationId)).toEqual(Array<null>(200).fill(null));
    const here = county.blankCard.filter((blank) => blank.status !== 'announced');
    const byWorkstation = Map.groupBy(here, (blank) => blank.workstationId);
    expect([...byWorkstation.keys()]).toEqual(['W01', 'W02', 'W03', 'W04', 'W05', 'W06', null]);
    for (const [workstation, list] of byWorkstation) {
      expect(list.length).toBe(workstation === null ? 1_000 : 300);
      list.forEach((blank, index) => expect(Number(blank.id)).toBe(Number(list[0]?.id) + index));
      // What was used was used from the front.
      const used = list.findLastIndex((blank) => blank.status !== 'in-stock') + 1;
      expect(list.slice(0, used).every((blank) => blank.status !== 'in-stock')).toBe(true);
      expect(used).toBeLessThan(10);
      if (workstation !== null) expect(used).toBeGreaterThan(0);
    }
    expect(county.blankCard.filter((blank) => blank.status === 'spoiled').length).toBe(2);
  });
});

describe('services of the last days', () => {
  const calendar = {
    years: [2026],
    off: new Set(calendarYears.flatMap((year) => year.off)),
    working: new Set(calendarYears.flatMap((year) => year.working)),
  };

  it('are thirty, completed at the centre on the last working days before today', () => {
    expect(county.serviceRecord.length).toBe(30);
    for (const service of county.serviceRecord) {
      expect(serviceNumber.parse(service.id)).toBe(service.id);
      expect(service.stage).toBe('completed');
      expect(service.officeId).toBe('O1');
      expect(service.openedOn < today && service.openedOn > addDays(today, -14)).toBe(true);
      expect(isWorkingDay(calendar, service.openedOn)).toBe('yes');
      expect(service.id.slice(7, 15)).toBe(service.openedOn.replaceAll('-', ''));
      expect(Number(service.id.slice(16, 19))).toBe(Number(service.workstationId.slice(1)));
    }
  });

  it('have the steps that the counter takes, one after the other', () => {
    const plain = ['accepted', 'chip-written', 'printed', 'verified', 'pin-set', 'handed-over'];
    const spoiled = ['accepted', 'chip-written', 'spoiled', ...plain.slice(1)];
    for (const service of county.serviceRecord) {
      const steps = service.steps.map((step) => step.step);
      expect([plain, spoiled]).toContainEqual(steps);
      const times = service.steps.map((step) => step.at);
      expect(times).toEqual([...times].sort());
      expect(new Set(times).size).toBe(times.length);
      expect(times[0]).toBe(service.openedAt);
      expect(times.at(-1)).toBe(service.closedAt);
      expect(service.openedAt.startsWith(service.openedOn)).toBe(true);
    }
  });

  it('belong to the person, the card and the blank they say, and each of these says so', () => {
    for (const service of county.serviceRecord) {
      const person = persons.get(service.personId);
      const list = cards.get(service.personId) ?? [];
      const card = list.at(-1);
      const blank = blanks.get(service.blankSerial ?? '');
      expect(person).toMatchObject({
        documentKind: service.documentKind,
        documentNumber: service.documentNumber,
      });
      expect(person?.deceasedOn).toBeNull();
      expect(
        service.documentValidUntil === 'long-term' || (service.documentValidUntil ?? '') > service.openedOn,
      ).toBe(true);
      expect(card).toMatchObject({
        id: service.cardNumber,
        blankSerial: service.blankSerial,
        bankCardNumber: blank?.bankCardNumber,
        serviceId: service.id,
        status: '1',
        issuedOn: service.openedOn,
      });
      expect(blank).toMatchObject({ cardNumber: card?.id, status: 'issued', serviceId: service.id });
      expect(blank?.workstationId).toBe(service.workstationId);
      const spoiled = list.slice(0, -1);
      expect(spoiled.length).toBe(service.steps.some((step) => step.step === 'spoiled') ? 1 : 0);
      for (const one of spoiled) {
        expect(blanks.get(one.blankSerial)).toMatchObject({
          status: 'spoiled',
          serviceId: service.id,
          cardNumber: one.id,
        });
        expect(one).toMatchObject({ status: '9', making: '09', serviceId: service.id });
      }
    }
    expect(county.card.flatMap((card) => card.serviceId ?? []).every((id) => services.has(id))).toBe(true);
  });
});
