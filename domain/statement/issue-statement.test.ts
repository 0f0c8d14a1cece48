import { describe, expect, it } from 'vitest';
import { change, type Change } from '../records/change.ts';
import { agent, clerk, context, guardian, person, serviceNumber } from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { accountOf, entry, ledgerCounty } from '../testing/ledger.ts';
import { askingStatement } from '../testing/statements.ts';
import type { IssueStatementRequest } from './issue-statement.ts';

function decide(request: Partial<IssueStatementRequest>, records: readonly Change[] = []) {
  return new FactBase([...ledgerCounty, ...records]).decide(
    { kind: 'issue-statement', request: { ...askingStatement, ...request } },
    context,
  );
}

const throughAgent = { channel: 'agent', representative: agent } as const;
const { figures } = askingStatement;

describe('a statement of transactions (domain rules section 7, Social Insurance Law art. 4 and 74)', () => {
  it('notes who asked for which days, how far it goes and what it comes to, and registers its paper', () => {
    expect(decide({})).toMatchObject({
      accepted: true,
      changes: [
        {
          table: 'serviceRecord',
          record: {
            ...{ id: serviceNumber, kind: 'issue-statement', stage: 'completed', channel: 'in-person' },
            documentNumber: person.documentNumber,
            steps: [{ step: 'statement-issued', clerkId: clerk.id }],
            details: {
              ...{ of: 'issue-statement', from: '2026-11-01', to: '2026-11-22', scope: 'all' },
              ...{ throughSerial: 4, figures, asOf: askingStatement.asOf },
            },
          },
        },
        { table: 'registeredPaper', record: { id: serviceNumber, kind: 'statement', state: 'standing' } },
      ],
    });
  });

  it('through an agent keeps the documents of both', () => {
    expect(decide(throughAgent)).toMatchObject({
      changes: [
        {
          record: {
            channel: 'agent',
            documentNumber: person.documentNumber,
            representative: { documentNumber: agent.documentNumber },
          },
        },
        { table: 'registeredPaper' },
      ],
    });
  });

  it.each<[source: string, what: string, request: Partial<IssueStatementRequest>, codes: readonly string[]]>([
    [
      'domain rules section 7: the person’s document',
      'another document than the person’s',
      { document: { ...askingStatement.document, documentNumber: '440524188001010014' } },
      ['document-number-differs'],
    ],
    [
      'domain rules section 7: and the agent’s',
      'an agent without his document',
      { channel: 'agent' },
      ['representative-mismatch'],
    ],
    ['practice', 'nobody compared', { photoCompared: false }, ['photo-not-compared']],
    [
      'practice',
      'a last day before the first',
      { from: '2026-11-22', to: '2026-11-21' },
      ['statement-period-reversed'],
    ],
    ['domain rules section 7: as-of', 'days to come', { to: '2026-11-23' }, ['statement-period-in-future']],
    [
      '一次性告知',
      'everything at once',
      { from: '2026-12-02', to: '2026-12-01', photoCompared: false },
      ['photo-not-compared', 'statement-period-in-future', 'statement-period-reversed'],
    ],
    ['Social Insurance Law art. 58', 'nobody of that id', { personId: 'nobody' }, ['person-unknown']],
    [
      'law 6: a balance is a sum',
      'a paper with another sum than the ledger’s',
      { figures: { ...figures, closing: 15_201 } },
      ['statement-differs'],
    ],
    [
      'law 4: the central office decides',
      'a paper with an entry that is not there',
      { throughSerial: 5, figures: { ...figures, credits: 50_200, closing: 25_200 } },
      ['statement-differs'],
    ],
  ])('is refused: %s: %s', (_source, _what, request, codes) => {
    expect(codesOf(decide(request))).toEqual(codes);
  });

  it('is refused where there is no account', () => {
    const nobody = change('insuredPerson', { ...person, id: 'P-without' });
    expect(codesOf(decide({ personId: 'P-without' }, [nobody]))).toEqual(['statement-no-account']);
  });

  it('goes as far as the counter knew: what was posted since changes nothing of it', () => {
    const later = change('ledgerEntry', entry(5, { amount: 700 }));
    expect(decide({}, [later])).toMatchObject({ accepted: true });
  });

  it('is true though its entries have other serials by now: the central office was restored, and what was lost came back', () => {
    const renumbered = ledgerCounty.map((one) =>
      one.table === 'ledgerEntry' && one.record.serial === 4
        ? change('ledgerEntry', { ...one.record, id: 'entry-back', serial: 9 })
        : one,
    );
    const base = new FactBase([...renumbered, change('ledgerEntry', entry(12, { amount: 700 }))]);
    const decision = base.decide({ kind: 'issue-statement', request: askingStatement }, context);
    expect(decision).toMatchObject({
      changes: [{ record: { details: { throughSerial: 9, figures } } }, { table: 'registeredPaper' }],
    });
  });

  it('keeps what it has named as not posted: printed again it names the same', () => {
    const unposted = ['330122-20261120-003-0007'];
    expect(decide({ unposted })).toMatchObject({
      changes: [{ record: { details: { unposted } } }, { table: 'registeredPaper' }],
    });
  });

  it('of a closed account is given: his records stay his to see', () => {
    expect(decide({}, [change('personalAccount', accountOf(0, { status: 'closed' }))])).toMatchObject({
      accepted: true,
    });
  });

  it('about a child is its guardian’s to ask for', () => {
    const child = change('insuredPerson', { ...person, birthDate: '2016-05-06' });
    expect(codesOf(decide({}, [child]))).toEqual(['guardian-required']);
    expect(decide({ channel: 'guardian', representative: guardian }, [child])).toMatchObject({
      accepted: true,
    });
  });

  it('in the name of the deceased is nobody’s: agency has ended (Civil Code art. 173)', () => {
    const deceased = change('insuredPerson', { ...person, deceasedOn: '2026-11-01' });
    expect(codesOf(decide(throughAgent, [deceased]))).toEqual(['inquiry-of-the-deceased']);
  });
});
