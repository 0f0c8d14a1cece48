import type { Migration } from '../migrate.ts';

/** 关系转移接续 with what is written to the other area, and money of other areas that has come in. */
export const relationshipTransfers: Migration = {
  version: 12,
  statements: [
    `CREATE TABLE relationship_transfer (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL,
      direction TEXT NOT NULL,
      state TEXT NOT NULL,
      other_area TEXT NOT NULL,
      certificate TEXT,
      brought_certificate TEXT,
      sheet TEXT,
      amount INTEGER NOT NULL,
      accepted_on TEXT NOT NULL,
      received_on TEXT,
      due_on TEXT NOT NULL,
      due_provisional INTEGER NOT NULL,
      letters TEXT NOT NULL,
      heard TEXT NOT NULL,
      awaits INTEGER NOT NULL,
      listens_until TEXT,
      reason_code TEXT,
      reason_text TEXT,
      closed_at TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX relationship_transfer_by_person ON relationship_transfer (person_id)`,
    `CREATE INDEX relationship_transfer_open ON relationship_transfer (due_on, id) WHERE closed_at IS NULL`,
    `CREATE TABLE incoming_remittance (
      id TEXT NOT NULL PRIMARY KEY,
      transfer_id TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount > 0),
      payer_area_code TEXT NOT NULL,
      payer_name TEXT NOT NULL,
      payee_name TEXT NOT NULL,
      payee_number TEXT NOT NULL,
      reference TEXT NOT NULL,
      received_on TEXT NOT NULL,
      state TEXT NOT NULL,
      credited INTEGER NOT NULL,
      returned INTEGER NOT NULL,
      return_asked TEXT,
      note TEXT,
      version INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX incoming_remittance_by_transfer ON incoming_remittance (transfer_id)`,
    `CREATE INDEX incoming_remittance_open ON incoming_remittance (received_on, id)
      WHERE state IN ('unmatched', 'matched')`,
  ],
};
