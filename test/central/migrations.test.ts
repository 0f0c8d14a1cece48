import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, migrations } from '../../central/migrations/migrate.ts';
import type { SqlDatabase, SqlTransaction } from '../../central/storage/sql-database.ts';
import { databaseKinds, startDatabases, type TestDatabases } from './databases.ts';

const counties = ['330122', '330123'];
const lostCard = (status: string) => ({ table: 'card', record: { id: `A${status}`, status } });
const employer = { table: 'employer', record: { id: 'E', status: '2' } };

/** As the feed told it to counters, from a number on. */
async function tell(
  transaction: SqlTransaction,
  county: string,
  from: number,
  changes: readonly { readonly table: string; readonly record: { readonly id: string } }[],
): Promise<void> {
  for (const [index, changed] of changes.entries()) {
    await transaction.query(
      `insert into feed (county, sequence, table_name, record_id, command_id, command_end, mark, change)
       values ($1, $2, $3, $4, 'c', $2, 'm', $5::text::jsonb)`,
      [county, from + index, changed.table, changed.record.id, JSON.stringify(changed)],
    );
  }
}

/** An answer to a command, with the records that stand beside it. */
async function answer(
  transaction: SqlTransaction,
  county: string,
  id: string,
  answered: { readonly outcome: string; readonly standing: readonly unknown[] | undefined },
): Promise<void> {
  await transaction.query(
    `insert into command_answer (county, command_id, hash, kind, workstation_id, clerk_id, commanded_at,
       outcome, answer)
     values ($1, $2, 'h', 'report-loss', 'w', 'k', 't', $3, $4::text::jsonb)`,
    [county, id, answered.outcome, JSON.stringify(answered)],
  );
}

/** What a database of the version before holds stays, and gets what the step brings, whichever county it is of. */
describe.each(databaseKinds)('the steps of the central office on %s', (kind) => {
  let databases: TestDatabases;
  let owner: SqlDatabase;

  beforeAll(async () => {
    databases = await startDatabases(kind);
    owner = await databases.openEmpty();
  });
  afterAll(async () => {
    await owner.close();
    await databases.stop();
  });

  it('to 6 say of every card that is reported lost that it was normal before, and nothing of the others', async () => {
    await migrate(owner, migrations.slice(0, 5));
    for (const county of counties) {
      await owner.transaction(county, async (transaction) => {
        await transaction.query(`insert into county (county, name, demonstration) values ($1, 'x', true)`, [
          county,
        ]);
        for (const status of ['0', '1', '2', '3', '4']) {
          await transaction.query(
            `insert into card (county, version, id, person_id, blank_serial, bank_card_number, status, making,
               application_type, office_id, pin_set)
             values ($1, 7, $2, 'p', '8', '6', $3, '04', '01', 'o', true)`,
            [county, `A${status}`, status],
          );
        }
        await tell(transaction, county, 1, [lostCard('2'), lostCard('0'), employer]);
        for (const [id, standing] of [
          ['refused', [employer, lostCard('4'), lostCard('1')]],
          ['applied', undefined],
        ] as const) {
          await answer(transaction, county, id, { outcome: id, standing });
        }
      });
    }

    await migrate(owner, migrations.slice(0, 6));

    const withField = (status: string, statusBeforeLoss: string | null) => {
      const { table, record } = lostCard(status);
      return { table, record: { ...record, statusBeforeLoss } };
    };
    for (const county of counties) {
      const found = await owner.transaction(county, async (transaction) => ({
        cards: await transaction.query(
          'select status_before_loss as before, version from card where county = $1 order by id',
          [county],
        ),
        feed: await transaction.query('select change from feed where county = $1 order by sequence', [
          county,
        ]),
        answers: await transaction.query(
          'select answer from command_answer where county = $1 order by command_id',
          [county],
        ),
      }));
      expect(found.cards.map((row) => row['before'])).toEqual([null, null, '1', null, '1']);
      expect(new Set(found.cards.map((row) => row['version']))).toEqual(new Set([7]));
      expect(found.feed.map((row) => row['change'])).toEqual([
        withField('2', '1'),
        withField('0', null),
        employer,
      ]);
      expect(found.answers.map((row) => row['answer'])).toEqual([
        { outcome: 'applied' },
        { outcome: 'refused', standing: [employer, withField('4', '1'), withField('1', null)] },
      ]);
    }
    const open = await owner.transaction(null, (transaction) =>
      transaction.query(
        `select relname from pg_class where relname in ('card', 'feed', 'command_answer')
         and not (relrowsecurity and relforcerowsecurity)`,
      ),
    );
    expect(open).toEqual([]);
  });

  it('to 7 say of every card that no wrong password was counted, and of every service that it says no more', async () => {
    const records = [
      { table: 'card', record: { id: 'B', status: '3' } },
      { table: 'serviceRecord', record: { id: 'S', kind: 'report-loss' } },
      { table: 'employer', record: { id: 'F', status: '2' } },
    ];
    const [oldCard, oldService, oldEmployer] = records;
    const inFull = [
      { table: 'card', record: { ...oldCard?.record, pinFailures: 0 } },
      { table: 'serviceRecord', record: { ...oldService?.record, details: null } },
      oldEmployer,
    ];
    for (const county of counties) {
      await owner.transaction(county, async (transaction) => {
        await transaction.query('delete from feed where county = $1', [county]);
        await transaction.query('delete from command_answer where county = $1', [county]);
        await tell(transaction, county, 1, records);
        await answer(transaction, county, 'refused', { outcome: 'refused', standing: records });
      });
    }

    await migrate(owner, migrations.slice(0, 7));

    for (const county of counties) {
      const found = await owner.transaction(county, async (transaction) => ({
        cards: await transaction.query('select distinct pin_failures from card where county = $1', [county]),
        feed: await transaction.query('select change from feed where county = $1 order by sequence', [
          county,
        ]),
        answers: await transaction.query('select answer from command_answer where county = $1', [county]),
      }));
      expect(found.cards.map((row) => row['pin_failures'])).toEqual([0]);
      expect(found.feed.map((row) => row['change'])).toEqual(inFull);
      expect(found.answers.map((row) => row['answer'])).toEqual([{ outcome: 'refused', standing: inFull }]);
    }
  });

  it('to 9 leave the present month of a demonstration as it is, and of no other county', async () => {
    const [one, other] = counties;
    await migrate(owner, migrations.slice(0, 8));
    await owner.transaction(null, (transaction) =>
      transaction.query('update county set demonstration = false where county = $1', [other]),
    );

    await migrate(owner, migrations.slice(0, 9));

    const turned = await Promise.all(
      [one, other].map((county) =>
        owner.transaction(county ?? null, (transaction) =>
          transaction.query('select county, done from monthly_turn where county = $1', [county]),
        ),
      ),
    );
    expect(turned).toEqual([[{ county: one, done: true }], []]);
  });

  it('to 14 say of every payment that the bank has it under the number that was its own, and of no other one', async () => {
    await migrate(owner, migrations.slice(0, 13));
    const payment = (state: string) => ({ table: 'payment', record: { id: `S/${state}`, state } });
    const numbered = (state: string, orderNumber: string | null) => ({
      table: 'payment',
      record: { ...payment(state).record, orderNumber },
    });
    for (const county of counties) {
      await owner.transaction(county, async (transaction) => {
        await transaction.query('delete from feed where county = $1', [county]);
        await transaction.query('delete from command_answer where county = $1', [county]);
        for (const state of ['ordered', 'paid']) {
          await transaction.query(
            `insert into payment (county, version, id, service_id, person_id, purpose, payee_name, bank_name,
               account_number, amount, state, ordered_at)
             values ($1, 7, $2, 'S', 'p', 'payout', 'x', 'y', 'z', 1, $3, 't')`,
            [county, `S/${state}`, state],
          );
        }
        await tell(transaction, county, 1, [payment('sent'), employer, payment('ordered')]);
        await answer(transaction, county, 'refused', {
          outcome: 'refused',
          standing: [employer, payment('returned')],
        });
      });
    }

    await migrate(owner, migrations.slice(0, 14));

    for (const county of counties) {
      const found = await owner.transaction(county, async (transaction) => ({
        payments: await transaction.query(
          'select order_number as number from payment where county = $1 order by id',
          [county],
        ),
        feed: await transaction.query('select change from feed where county = $1 order by sequence', [
          county,
        ]),
        answers: await transaction.query('select answer from command_answer where county = $1', [county]),
      }));
      expect(found.payments.map((row) => row['number'])).toEqual([null, 'S/paid']);
      expect(found.feed.map((row) => row['change'])).toEqual([
        numbered('sent', 'S/sent'),
        employer,
        numbered('ordered', null),
      ]);
      expect(found.answers.map((row) => row['answer'])).toEqual([
        { outcome: 'refused', standing: [employer, numbered('returned', 'S/returned')] },
      ]);
    }
  });

  it('to 15 say of all money of other areas from which account it came, wherever it is kept', async () => {
    await migrate(owner, migrations.slice(0, 14));
    const remittance = (id: string) => ({ table: 'incomingRemittance', record: { id, transferId: 't' } });
    const bankCard = { table: 'card', record: { id: 'A', status: '1' } };
    for (const county of counties) {
      await owner.transaction(county, async (transaction) => {
        await transaction.query(
          `insert into relationship_transfer (county, version, id, person_id, direction, state, other_area, amount,
             accepted_on, due_on, due_provisional, letters, heard, awaits)
           values ($1, 7, 't', 'p', 'in', 'requested', $2::text::jsonb, 0, 'd', 'd', false, '[]', '[]', true)`,
          [county, JSON.stringify({ bankName: `bank of ${county}`, accountNumber: `340${county}` })],
        );
        await transaction.query(
          `insert into incoming_remittance (county, version, id, transfer_id, amount, payer_area_code, payer_name,
             payee_name, payee_number, reference, received_on, state, credited, returned)
           values ($1, 8, 'm', 't', 100, 'a', 'n', 'n', 'n', 't', 'd', 'unmatched', 0, 0)`,
          [county],
        );
        await tell(transaction, county, 100, [remittance('m'), bankCard]);
        await answer(transaction, county, 'to 15', {
          outcome: 'refused',
          standing: [bankCard, remittance('m')],
        });
      });
    }

    await migrate(owner, migrations.slice(0, 15));

    for (const county of counties) {
      const account = { payerBankName: `bank of ${county}`, payerAccountNumber: `340${county}` };
      const told = { ...remittance('m'), record: { ...remittance('m').record, ...account } };
      const found = await owner.transaction(county, async (transaction) => ({
        money: await transaction.query(
          `select payer_bank_name as "payerBankName", payer_account_number as "payerAccountNumber"
           from incoming_remittance where county = $1`,
          [county],
        ),
        feed: await transaction.query(
          'select change from feed where county = $1 and sequence >= 100 order by sequence',
          [county],
        ),
        answers: await transaction.query(
          `select answer from command_answer where county = $1 and command_id = 'to 15'`,
          [county],
        ),
      }));
      expect(found.money).toEqual([account]);
      expect(found.feed.map((row) => row['change'])).toEqual([told, bankCard]);
      expect(found.answers.map((row) => row['answer'])).toEqual([
        { outcome: 'refused', standing: [bankCard, told] },
      ]);
    }
  });

  it('to 16 say of no payment which remittance it sends back, wherever it is kept', async () => {
    await migrate(owner, migrations.slice(0, 15));
    const payment = { table: 'payment', record: { id: 'R/1', state: 'paid' } };
    const told = { ...payment, record: { ...payment.record, remittanceId: null } };
    for (const county of counties) {
      await owner.transaction(county, async (transaction) => {
        await tell(transaction, county, 200, [payment, employer]);
        await answer(transaction, county, 'to 16', { outcome: 'refused', standing: [payment, employer] });
      });
    }

    await migrate(owner, migrations.slice(0, 16));

    for (const county of counties) {
      const found = await owner.transaction(county, async (transaction) => ({
        payments: await transaction.query(
          'select distinct remittance_id as id from payment where county = $1',
          [county],
        ),
        feed: await transaction.query(
          'select change from feed where county = $1 and sequence >= 200 order by sequence',
          [county],
        ),
        answers: await transaction.query(
          `select answer from command_answer where county = $1 and command_id = 'to 16'`,
          [county],
        ),
      }));
      expect(found.payments).toEqual([{ id: null }]);
      expect(found.feed.map((row) => row['change'])).toEqual([told, employer]);
      expect(found.answers.map((row) => row['answer'])).toEqual([
        { outcome: 'refused', standing: [told, employer] },
      ]);
    }
  });

  it('to 17 say of every reversal that it is no claim, wherever it is kept, and of a claim what it was', async () => {
    await migrate(owner, migrations.slice(0, 16));
    const of = (details: object) => ({ table: 'serviceRecord', record: { id: 'S', details } });
    const reversal = { of: 'request-reversal', amount: 5 };
    const told = of({ ...reversal, way: 'reverse', claim: null });
    const claim = of({ ...reversal, way: 'claim', claim: { reopened: true, repayments: [] } });
    const other = of({ of: 'answer-inquiry', asked: [] });
    for (const county of counties) {
      await owner.transaction(county, async (transaction) => {
        await tell(transaction, county, 300, [of(reversal), claim, other, employer]);
        await answer(transaction, county, 'to 17', {
          outcome: 'refused',
          standing: [of(reversal), employer],
        });
      });
    }

    await migrate(owner, migrations.slice(0, 17));

    for (const county of counties) {
      const found = await owner.transaction(county, async (transaction) => ({
        feed: await transaction.query(
          'select change from feed where county = $1 and sequence >= 300 order by sequence',
          [county],
        ),
        answers: await transaction.query(
          `select answer from command_answer where county = $1 and command_id = 'to 17'`,
          [county],
        ),
      }));
      expect(found.feed.map((row) => row['change'])).toEqual([told, claim, other, employer]);
      expect(found.answers.map((row) => row['answer'])).toEqual([
        { outcome: 'refused', standing: [told, employer] },
      ]);
    }
  });
});
