import { describe, expect, it } from 'vitest';
import { change } from '../records/change.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import { context, person, serviceNumber } from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { entry, ledgerCounty } from '../testing/ledger.ts';
import { askingStatement } from '../testing/statements.ts';
import { lastSerial, statementOf } from '../statement/personal-statement.ts';

const numberOf = (running: number) => serviceNumber.replace(/\d{4}$/, String(running).padStart(4, '0'));
const hours = (hour: number) => `2026-11-22T${String(hour)}:00:00.000+08:00`;

/** A county in which somebody asks now and then what has moved on his account. */
class Asking {
  readonly base = new FactBase(ledgerCounty);

  post(serial: number, fields: Partial<LedgerEntry> = {}): void {
    this.base.apply([change('ledgerEntry', entry(serial, { amount: 700, ...fields }))]);
  }

  /** @param through the last entry that is known where it is asked; all of them where it is not said */
  ask(running: number, fields: Partial<typeof askingStatement> | object = {}, through?: number): void {
    const entries = this.base.all('ledgerEntry').filter(({ personId }) => personId === person.id);
    const question = {
      ...askingStatement,
      ...fields,
      throughSerial: through ?? lastSerial(entries),
      serviceNumber: numberOf(running),
    };
    const { opening, credits, debits, closing } = statementOf(entries, question);
    const request = { ...question, figures: { opening, credits, debits, closing } };
    const at = { ...context, at: hours(9 + running) };
    expect(codesOf(this.base.run({ kind: 'issue-statement', request }, at))).toEqual(['accepted']);
  }

  paper(running: number) {
    const { state, stateAt, replacedBy } = this.base.get('registeredPaper', numberOf(running));
    return { state, stateAt, replacedBy };
  }
}

const standing = { state: 'standing', stateAt: null, replacedBy: null };
const replacedBy = (running: number, hour = 9 + running) => ({
  ...{ state: 'replaced', stateAt: hours(hour) },
  replacedBy: numberOf(running),
});

describe('a statement that is asked for again 替代', () => {
  it('replaces the one before where something was posted into its days since', () => {
    const county = new Asking();
    county.ask(1);
    county.post(5);
    expect(county.paper(1)).toEqual(standing);
    county.ask(2);
    expect(county.paper(1)).toEqual(replacedBy(2));
    expect(county.paper(2)).toEqual(standing);
  });

  it('replaces it where what it names was taken back since', () => {
    const county = new Asking();
    county.ask(1);
    const taken = county.base.all('ledgerEntry').find(({ serial }) => serial === 4);
    county.post(5, {
      ...{ kind: 'reversal', reversesId: taken?.id ?? null, amount: taken?.amount ?? 0 },
      ...{ debitAccount: taken?.creditAccount, creditAccount: taken?.debitAccount },
    } as Partial<LedgerEntry>);
    county.ask(2);
    expect(county.paper(1)).toEqual(replacedBy(2));
  });

  it.each<[what: string, asked: object, posted: Partial<LedgerEntry> | null]>([
    ['it says the same', {}, null],
    ['what was posted since is of a day behind its last', {}, { postedOn: '2026-11-23' }],
    ['it is about other days', { from: '2026-10-01' }, {}],
    ['it ends on another day', { to: '2026-11-21' }, {}],
    ['it is about another kind', { scope: 'spending' }, {}],
  ])('leaves the one before standing where %s', (_what, asked, posted) => {
    const county = new Asking();
    county.ask(1);
    if (posted !== null) county.post(5, posted);
    county.ask(2, asked);
    expect([county.paper(1), county.paper(2)]).toEqual([standing, standing]);
  });

  it('replaces all that said the same, and not again what was replaced', () => {
    const county = new Asking();
    county.ask(1);
    county.ask(2);
    county.post(5);
    county.ask(3);
    county.post(6);
    county.ask(4);
    expect([1, 2, 3, 4].map((running) => county.paper(running))).toEqual([
      ...[replacedBy(3), replacedBy(3), replacedBy(4), standing],
    ]);
  });

  it('is itself replaced where it arrives behind one that goes further: it was made without a line', () => {
    const county = new Asking();
    county.post(5);
    county.ask(1);
    county.ask(2, {}, 4);
    expect(county.paper(1)).toEqual(standing);
    // Since it was made: the other one was there already.
    expect(county.paper(2)).toEqual(replacedBy(1, 11));
  });

  it('ends the same whichever arrives first', () => {
    const county = new Asking();
    county.post(5);
    county.ask(2);
    county.ask(1, {}, 4);
    expect(county.paper(1)).toEqual(replacedBy(2));
    expect(county.paper(2)).toEqual(standing);
  });

  it('leaves alone what another person was told', () => {
    const county = new Asking();
    county.ask(1);
    const paper = county.base.get('registeredPaper', numberOf(1));
    county.base.apply([change('registeredPaper', { ...paper, personId: 'somebody' })]);
    county.post(5);
    county.ask(2);
    expect(county.paper(1)).toEqual(standing);
  });

  it('goes no further than the entries that there are, whatever serial it names', () => {
    const county = new Asking();
    county.ask(1, {}, 1_000);
    county.post(5);
    county.ask(2);
    expect(county.paper(1)).toEqual(replacedBy(2));
    expect(county.base.get('serviceRecord', numberOf(1)).details).toMatchObject({ throughSerial: 4 });
  });
});
