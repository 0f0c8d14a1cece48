import type { MigrationSeed } from './migration-seed.ts';

/** Steps that brought what moves money: the ledger, transfers, payouts and payments. */
export const moneySeeds: Readonly<Record<number, MigrationSeed>> = {
  11: {
    before: [
      `INSERT INTO ledger_entry (id, person_id, serial, posted_on, kind, institution, debit_account, credit_account, amount,
         reverses_id, version)
       VALUES ('e1', 'p1', 1, '2026-11-21', 'allocation', '示范中心', 'pooled-fund', 'personal-account', 11594, NULL, 5)`,
      `INSERT INTO personal_account (id, opened_on, status, balance, version) VALUES ('p1', '2020-01-01', 'open', 11594, 5)`,
      `INSERT INTO base_record (table_name, record_id, record, version)
       VALUES ('personalAccount', 'p1', '{"id":"p1"}', 5), ('personalAccount', 'p2', NULL, -1),
         ('card', 'B80001001', '{"id":"B80001001"}', 7)`,
    ],
    after: [
      [
        'SELECT id, person_id, serial, insurance_kind, group_id, service_id, amount, version FROM ledger_entry',
        [
          {
            id: 'e1',
            person_id: 'p1',
            serial: 1,
            insurance_kind: '310',
            group_id: 'e1',
            service_id: null,
            amount: 11_594,
            version: 5,
          },
        ],
      ],
      ['SELECT id, balance, hold FROM personal_account', [{ id: 'p1', balance: 11_594, hold: null }]],
      [
        'SELECT record FROM base_record ORDER BY ordinal',
        [{ record: '{"id":"p1","hold":null}' }, { record: null }, { record: '{"id":"B80001001"}' }],
      ],
      ['SELECT count(*) AS n FROM approval', [{ n: 0 }]],
    ],
  },
  12: {
    before: [
      `INSERT INTO payment (id, service_id, person_id, purpose, payee_name, bank_name, account_number, amount, state,
         ordered_at, version)
       VALUES ('s1/1', 's1', 'p1', 'transfer', '示范中心', '示范银行', '3400012345670', 128450, 'ordered',
         '2026-11-21T09:00:00.000+08:00', 5)`,
    ],
    after: [
      ['SELECT id, amount, version FROM payment', [{ id: 's1/1', amount: 128_450, version: 5 }]],
      ['SELECT count(*) AS n FROM relationship_transfer', [{ n: 0 }]],
      ['SELECT count(*) AS n FROM incoming_remittance', [{ n: 0 }]],
    ],
  },
  13: {
    before: [
      `INSERT INTO payment (id, service_id, person_id, purpose, payee_name, bank_name, account_number, amount, state,
         ordered_at, version)
       VALUES ('s1/1', 's1', 'p1', 'payout', '示范', '示范银行', '6217850000001234560', 128450, 'ordered',
         '2026-11-21T09:00:00.000+08:00', 5)`,
    ],
    after: [
      ['SELECT id, amount, version FROM payment', [{ id: 's1/1', amount: 128_450, version: 5 }]],
      ['SELECT count(*) AS n FROM payout', [{ n: 0 }]],
    ],
  },
  14: {
    before: [
      `INSERT INTO payment (id, service_id, person_id, purpose, payee_name, bank_name, account_number, amount, state,
         ordered_at, version)
       VALUES ('s1/1', 's1', 'p1', 'payout', '示范', '示范银行', '6217850000001234560', 128450, 'sent',
         '2026-11-21T09:00:00.000+08:00', 5),
         ('s1/2', 's1', 'p1', 'payout', '示范', '示范银行', '6217850000001234560', 50, 'ordered',
         '2026-11-21T09:00:00.000+08:00', 6)`,
    ],
    after: [
      [
        'SELECT id, order_number, version FROM payment ORDER BY id',
        [
          { id: 's1/1', order_number: 's1/1', version: 5 },
          { id: 's1/2', order_number: null, version: 6 },
        ],
      ],
    ],
  },
  15: {
    before: [
      `INSERT INTO relationship_transfer (id, person_id, direction, state, other_area, amount, accepted_on, due_on,
         due_provisional, letters, heard, awaits, version)
       VALUES ('s1', 'p1', 'in', 'sheet-received', '{"bankName":"示范银行","accountNumber":"340001"}', 0, '2026-11-10',
         '2026-12-01', 0, '[]', '[]', 1, 5)`,
      `INSERT INTO incoming_remittance (id, transfer_id, amount, payer_area_code, payer_name, payee_name, payee_number,
         reference, received_on, state, credited, returned, version)
       VALUES ('m1', 's1', 100, '340100', '示范中心', '示范', '', 's1', '2026-11-11', 'matched', 0, 0, 6)`,
      `INSERT INTO base_record (table_name, record_id, record, version)
       VALUES ('incomingRemittance', 'm1', '{"id":"m1"}', 6), ('card', 'B80001001', '{"id":"B80001001"}', 7)`,
    ],
    after: [
      [
        'SELECT payer_bank_name, payer_account_number, version FROM incoming_remittance',
        [{ payer_bank_name: '示范银行', payer_account_number: '340001', version: 6 }],
      ],
      [
        'SELECT record FROM base_record ORDER BY ordinal',
        [
          { record: '{"id":"m1","payerBankName":"示范银行","payerAccountNumber":"340001"}' },
          { record: '{"id":"B80001001"}' },
        ],
      ],
    ],
  },
  16: {
    before: [
      `INSERT INTO payment (id, service_id, person_id, purpose, payee_name, bank_name, account_number, amount, state,
         ordered_at, order_number, version)
       VALUES ('s1/1', 's1', 'p1', 'remittance-return', '示范中心', '示范银行', '3400012345670', 100, 'paid',
         '2026-11-21T09:00:00.000+08:00', '330122/s1/1', 5)`,
    ],
    after: [
      [
        'SELECT id, order_number, remittance_id, version FROM payment',
        [{ id: 's1/1', order_number: '330122/s1/1', remittance_id: null, version: 5 }],
      ],
    ],
  },
  17: {
    before: [
      `INSERT INTO service_record (id, kind, channel, person_id, office_id, workstation_id, clerk_id, stage, opened_on,
         opened_at, steps, application_type, due_provisional, fee, parameters, details, version)
       VALUES ('s1', 'request-reversal', 'internal', 'p1', 'o1', 'w1', 'c1', 'completed', '2026-11-21',
         '2026-11-21T09:00:00.000+08:00', '[]', '01', 0, 0, '{}', '{"of":"request-reversal","amount":5}', 5),
         ('s2', 'request-reversal', 'internal', 'p1', 'o1', 'w1', 'c1', 'accepted', '2026-11-21',
         '2026-11-21T09:00:00.000+08:00', '[]', '01', 0, 0, '{}', '{"of":"request-reversal","way":"claim","claim":null}', 6),
         ('s3', 'report-loss', 'telephone', 'p1', 'o1', 'w1', 'c1', 'completed', '2026-11-21',
         '2026-11-21T09:00:00.000+08:00', '[]', '01', 0, 0, '{}', NULL, 7)`,
      `INSERT INTO base_record (table_name, record_id, record, version)
       VALUES ('serviceRecord', 's1', '{"id":"s1","details":{"of":"request-reversal","amount":5}}', 6),
         ('serviceRecord', 's3', NULL, 7)`,
    ],
    after: [
      [
        'SELECT id, details, version FROM service_record ORDER BY id',
        [
          {
            id: 's1',
            details: '{"of":"request-reversal","amount":5,"way":"reverse","claim":null}',
            version: 5,
          },
          { id: 's2', details: '{"of":"request-reversal","way":"claim","claim":null}', version: 6 },
          { id: 's3', details: null, version: 7 },
        ],
      ],
      [
        'SELECT record FROM base_record ORDER BY ordinal',
        [
          {
            record: '{"id":"s1","details":{"of":"request-reversal","amount":5,"way":"reverse","claim":null}}',
          },
          { record: null },
        ],
      ],
    ],
  },
};
