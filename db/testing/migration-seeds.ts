import type { MigrationSeed } from './migration-seed.ts';
import { moneySeeds } from './money-migration-seeds.ts';

/** One seed for each step after the first, by the version that the step brings; a step without one fails its test. */
export const seeds: Readonly<Record<number, MigrationSeed>> = {
  2: {
    before: [
      `INSERT INTO outbox (id, kind, request, origin, hash, subject, service, state, effects)
       VALUES ('c1', 'withdraw-card-application', '{}', '{}', '', 'p1', 's1', 'done', '[]')`,
      `INSERT INTO memory (name, value) VALUES ('feed-cursor', '17')`,
    ],
    after: [
      ['SELECT id, state FROM outbox', [{ id: 'c1', state: 'done' }]],
      ['SELECT name, value FROM memory', [{ name: 'feed-cursor', value: '17' }]],
      ['SELECT count(*) AS n FROM attachment', [{ n: 0 }]],
      ['SELECT count(*) AS n FROM attachment_content', [{ n: 0 }]],
      ['SELECT count(*) AS n FROM attachment_chunk', [{ n: 0 }]],
    ],
  },
  3: {
    before: [
      `INSERT INTO card (id, person_id, blank_serial, bank_card_number, status, making, application_type, service_id,
         office_id, issued_on, pin_set, version)
       VALUES ('B80001001', 'p1', '80001001', '6217850000001234567', '1', '04', '01', 's1', 'o1', '2026-11-21', 1, 7)`,
      `INSERT INTO service_record (id, kind, channel, person_id, office_id, workstation_id, clerk_id, stage, opened_on,
         opened_at, closed_at, document_kind, document_number, document_valid_until, blank_serial, card_number, steps,
         version)
       VALUES ('s1', 'issue-card', 'in-person', 'p1', 'o1', 'w1', 'k1', 'completed', '2026-11-21',
         '2026-11-21T09:00:00.000+08:00', '2026-11-21T09:10:00.000+08:00', 'resident-id-card', '11010519491231002X',
         'long-term', '80001001', 'B80001001', '[]', 8)`,
    ],
    after: [
      [
        'SELECT id, person_id, status, making, pin_set, loss_expires_on, version FROM card',
        [
          {
            id: 'B80001001',
            person_id: 'p1',
            status: '1',
            making: '04',
            pin_set: 1,
            loss_expires_on: null,
            version: 7,
          },
        ],
      ],
      [
        `SELECT id, stage, document_number, card_number, steps, application_type, former_card_number, representative,
           collector, fee, parameters, version
         FROM service_record`,
        [
          {
            id: 's1',
            stage: 'completed',
            document_number: '11010519491231002X',
            card_number: 'B80001001',
            steps: '[]',
            application_type: '01',
            former_card_number: null,
            representative: null,
            collector: null,
            fee: 0,
            parameters: '{}',
            version: 8,
          },
        ],
      ],
      ['SELECT count(*) AS n FROM parcel', [{ n: 0 }]],
      ['SELECT count(*) AS n FROM employer_batch', [{ n: 0 }]],
      ['SELECT count(*) AS n FROM stock_count', [{ n: 0 }]],
    ],
  },
  4: {
    before: [
      `INSERT INTO outbox (id, kind, request, origin, hash, subject, service, state, settled_at, effects)
       VALUES ('c1', 'withdraw-card-application', '{}', '{}', '', 'p1', 's1', 'refused', 'x', '[]'),
         ('c2', 'withdraw-card-application', '{}', '{}', '', 'p1', 's2', 'refused', NULL, '[]')`,
    ],
    after: [
      [
        'SELECT service FROM outbox INDEXED BY outbox_settled WHERE settled_at IS NOT NULL',
        [{ service: 's1' }],
      ],
      ['SELECT count(*) AS n FROM outbox', [{ n: 2 }]],
    ],
  },
  5: {
    before: [
      `INSERT INTO service_record (id, kind, channel, person_id, office_id, workstation_id, clerk_id, stage, opened_on,
         opened_at, steps, application_type, due_on, due_provisional, fee, parameters, version)
       SELECT told.value ->> 'id', 'issue-card', 'in-person', 'p1', 'o1', 'w1', 'k1', told.value ->> 'stage', '2026-11-01',
         '', told.value ->> 'steps', '01', '2026-11-04', 0, 0, '{}', 1
       FROM json_each('[
         {"id": "s1", "stage": "arrived", "steps": [{"step": "arrived", "at": "2026-11-02T"},
           {"step": "notified", "at": "2026-11-03T"}, {"step": "notified", "at": "2026-11-20T"}]},
         {"id": "s2", "stage": "arrived", "steps": [{"step": "arrived", "at": "2026-11-01T"},
           {"step": "notified", "at": "2026-11-02T"}, {"step": "arrived", "at": "2026-11-05T"}]},
         {"id": "s3", "stage": "completed", "steps": [{"step": "arrived", "at": "2026-11-02T"}]}
       ]') AS told`,
    ],
    after: [
      [
        'SELECT * FROM collection_wait ORDER BY service_id',
        [
          { service_id: 's1', waits_at: 'o1', waits_since: '2026-11-03' },
          { service_id: 's2', waits_at: 'o1', waits_since: '2026-11-05' },
        ],
      ],
      ['SELECT count(*) AS n FROM service_record', [{ n: 3 }]],
    ],
  },
  6: {
    before: [
      `INSERT INTO card (id, person_id, blank_serial, bank_card_number, status, making, application_type, service_id,
         office_id, issued_on, pin_set, loss_expires_on, version)
       VALUES ('B80001001', 'p1', '80001001', '6217850000001234567', '2', '05', '01', NULL, 'o1', '2026-11-21', 1, NULL,
           7),
         ('B80001002', 'p2', '80001002', '6217850000001234575', '4', '06', '01', NULL, 'o1', '2026-11-21', 1,
           '2026-11-27', 8),
         ('B80001003', 'p3', '80001003', '6217850000001234583', '0', '04', '01', NULL, 'o1', '2026-11-21', 0, NULL, 9),
         ('B80001004', 'p4', '80001004', '6217850000001234591', NULL, '02', '01', 's1', 'o1', NULL, 1, NULL, -1)`,
      `INSERT INTO base_record (table_name, record_id, record, version)
       VALUES ('card', 'B80001001', '{"id":"B80001001","status":"2","lossExpiresOn":null}', 7),
         ('card', 'B80001003', '{"id":"B80001003","status":"0"}', 9),
         ('card', 'B80001004', NULL, -1),
         ('blankCard', '80001004', '{"id":"80001004","status":"in-stock"}', 3)`,
    ],
    after: [
      [
        'SELECT id, status, pin_set, loss_expires_on, status_before_loss, version FROM card',
        [
          {
            id: 'B80001001',
            status: '2',
            pin_set: 1,
            loss_expires_on: null,
            status_before_loss: '1',
            version: 7,
          },
          {
            id: 'B80001002',
            status: '4',
            pin_set: 1,
            loss_expires_on: '2026-11-27',
            status_before_loss: '1',
            version: 8,
          },
          {
            id: 'B80001003',
            status: '0',
            pin_set: 0,
            loss_expires_on: null,
            status_before_loss: null,
            version: 9,
          },
          {
            id: 'B80001004',
            status: null,
            pin_set: 1,
            loss_expires_on: null,
            status_before_loss: null,
            version: -1,
          },
        ],
      ],
      [
        'SELECT record, version FROM base_record ORDER BY ordinal',
        [
          {
            record: '{"id":"B80001001","status":"2","lossExpiresOn":null,"statusBeforeLoss":"1"}',
            version: 7,
          },
          { record: '{"id":"B80001003","status":"0","statusBeforeLoss":null}', version: 9 },
          { record: null, version: -1 },
          { record: '{"id":"80001004","status":"in-stock"}', version: 3 },
        ],
      ],
    ],
  },
  7: {
    before: [
      `INSERT INTO card (id, person_id, blank_serial, bank_card_number, status, making, application_type, service_id,
         office_id, issued_on, pin_set, loss_expires_on, status_before_loss, version)
       VALUES ('B80001001', 'p1', '80001001', '6217850000001234567', '3', '04', '01', NULL, 'o1', '2026-11-21', 1, NULL,
           NULL, 7)`,
      `INSERT INTO service_record (id, kind, channel, person_id, office_id, workstation_id, clerk_id, stage, opened_on,
         opened_at, closed_at, steps, application_type, due_provisional, fee, parameters, version)
       VALUES ('s1', 'report-loss', 'telephone', 'p1', 'o1', 'w1', 'k1', 'completed', '2026-11-21',
         '2026-11-21T09:00:00.000+08:00', '2026-11-21T09:00:00.000+08:00', '[]', '01', 0, 0, '{}', 8)`,
      `INSERT INTO base_record (table_name, record_id, record, version)
       VALUES ('card', 'B80001001', '{"id":"B80001001"}', 7),
         ('serviceRecord', 's1', '{"id":"s1"}', 8),
         ('serviceRecord', 's2', NULL, -1),
         ('blankCard', '80001004', '{"id":"80001004"}', 3)`,
    ],
    after: [
      [
        'SELECT id, status, pin_failures, version FROM card',
        [{ id: 'B80001001', status: '3', pin_failures: 0, version: 7 }],
      ],
      [
        'SELECT id, kind, details, version FROM service_record',
        [{ id: 's1', kind: 'report-loss', details: null, version: 8 }],
      ],
      [
        'SELECT record, version FROM base_record ORDER BY ordinal',
        [
          { record: '{"id":"B80001001","pinFailures":0}', version: 7 },
          { record: '{"id":"s1","details":null}', version: 8 },
          { record: null, version: -1 },
          { record: '{"id":"80001004"}', version: 3 },
        ],
      ],
    ],
  },
  8: {
    before: [
      `INSERT INTO financial_account (id, bank_name, account_number, status, version)
       VALUES ('p1', '示范银行', '6217850000001234567', 'frozen', 5)`,
    ],
    after: [
      ['SELECT id, status, version FROM financial_account', [{ id: 'p1', status: 'frozen', version: 5 }]],
      ['SELECT count(*) AS n FROM bank_request', [{ n: 0 }]],
    ],
  },
  9: {
    before: [
      `INSERT INTO audit_entry (seq, version, at, clerk_id, action, subject, details, previous_hash, hash)
       VALUES (1, 1, '2026-11-21T09:00:00.000+08:00', 'k1', 'look-at-person', 'p1', '{}', '', 'h1')`,
    ],
    after: [
      [
        `SELECT count(*) AS n FROM audit_entry INDEXED BY audit_entry_of_looks
         WHERE substr(at, 1, 10) = '2026-11-21' AND clerk_id = 'k1'
           AND action IN ('look-at-person', 'look-at-months', 'look-at-photo', 'look-at-employer',
             'reveal-document-number', 'view-attachment', 'read-identity-document')`,
        [{ n: 1 }],
      ],
    ],
  },
  10: {
    before: [
      `INSERT INTO bank_request (id, person_id, kind, state, bank_name, account_number, requested_at, sent_at, answered_at,
         reason_code, reason_text, told_at, told_by, version)
       VALUES ('s1', 'p1', 'activate', 'refused', '示范银行', '6217850000001234567', '2026-11-20T09:00:00.000+08:00',
           '2026-11-20T09:01:00.000+08:00', '2026-11-20T09:02:00.000+08:00', 'B01', '证件已过期',
           '2026-11-20T09:03:00.000+08:00', 'k1', 5),
         ('s2', 'p1', 'activate', 'accepted', '示范银行', '6217850000001234567', '2026-11-21T09:00:00.000+08:00',
           '2026-11-21T09:01:00.000+08:00', '2026-11-21T09:02:00.000+08:00', NULL, NULL, NULL, NULL, 6)`,
      `INSERT INTO base_record (table_name, record_id, record, version)
       VALUES ('bankRequest', 's1', '{"id":"s1","state":"refused","toldAt":"2026-11-20T09:03:00.000+08:00"}', 5),
         ('bankRequest', 's2', '{"id":"s2","state":"accepted","toldAt":null}', 6),
         ('bankRequest', 's3', NULL, -1),
         ('card', 'B80001001', '{"id":"B80001001"}', 7)`,
    ],
    after: [
      [
        'SELECT id, withdrawn_at, told_outcome FROM bank_request ORDER BY id',
        [
          { id: 's1', withdrawn_at: null, told_outcome: 'refused' },
          { id: 's2', withdrawn_at: null, told_outcome: null },
        ],
      ],
      [
        'SELECT record FROM base_record ORDER BY ordinal',
        [
          {
            record:
              '{"id":"s1","state":"refused","toldAt":"2026-11-20T09:03:00.000+08:00","withdrawnAt":null,"toldOutcome":"refused"}',
          },
          { record: '{"id":"s2","state":"accepted","toldAt":null,"withdrawnAt":null,"toldOutcome":null}' },
          { record: null },
          { record: '{"id":"B80001001"}' },
        ],
      ],
      [
        `SELECT id FROM bank_request INDEXED BY bank_request_to_tell
         WHERE answered_at IS NOT NULL AND told_at IS NULL AND (state <> 'withdrawn' OR withdrawn_at IS NULL)`,
        [{ id: 's2' }],
      ],
    ],
  },
  ...moneySeeds,
  18: {
    before: [
      `INSERT INTO print_log (service_number, paper, printed_at, clerk_id)
       VALUES ('s1', 'issue-receipt', '2026-11-21T09:00:00.000+08:00', 'k1')`,
    ],
    after: [
      [
        'SELECT service_number, paper, clerk_id, print_id, print_end FROM print_log',
        [
          {
            service_number: 's1',
            paper: 'issue-receipt',
            clerk_id: 'k1',
            print_id: null,
            print_end: 'handed-over',
          },
        ],
      ],
    ],
  },
  19: {
    before: [
      `INSERT INTO print_log (service_number, paper, printed_at, clerk_id, print_id, print_end)
       VALUES ('s1', 'issue-receipt', '2026-11-21T09:00:00.000+08:00', 'k1', 'p1', 'printed')`,
    ],
    after: [
      ['SELECT print_id, print_end FROM print_log', [{ print_id: 'p1', print_end: 'printed' }]],
      ['SELECT count(*) AS n FROM registered_paper', [{ n: 0 }]],
      ['SELECT count(*) AS n FROM paper_print', [{ n: 0 }]],
      ['SELECT count(*) AS n FROM stock_movement', [{ n: 0 }]],
      ['SELECT count(*) AS n FROM day_close', [{ n: 0 }]],
    ],
  },
};
