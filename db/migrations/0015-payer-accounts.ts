import type { Migration } from '../migrate.ts';

/** Of the area that was asked, by the transfer for which the money came. */
const ofTheAsked = (field: string) =>
  `coalesce((SELECT json_extract(other_area, '$.${field}') FROM relationship_transfer
    WHERE relationship_transfer.id = incoming_remittance.transfer_id), '')`;

/**
 * The account from which money of another area came: what goes back goes there. What was here before has come from the area
 * that was asked, as far as anybody knew; the central office says the same.
 */
export const payerAccounts: Migration = {
  version: 15,
  statements: [
    `ALTER TABLE incoming_remittance ADD COLUMN payer_bank_name TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE incoming_remittance ADD COLUMN payer_account_number TEXT NOT NULL DEFAULT ''`,
    `UPDATE incoming_remittance SET payer_bank_name = ${ofTheAsked('bankName')},
      payer_account_number = ${ofTheAsked('accountNumber')}`,
    `UPDATE base_record SET record = (
        SELECT json_set(base_record.record, '$.payerBankName', payer_bank_name,
          '$.payerAccountNumber', payer_account_number)
        FROM incoming_remittance WHERE incoming_remittance.id = base_record.record_id)
      WHERE table_name = 'incomingRemittance' AND record IS NOT NULL`,
  ],
};
