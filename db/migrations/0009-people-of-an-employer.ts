import type { Migration } from '../migrate.ts';

/**
 * The page of an employer: its people in the order of their names, and its registrations, of which there are few among
 * many services. Looks at persons are counted by the day and the clerk.
 */
export const peopleOfAnEmployer: Migration = {
  version: 9,
  statements: [
    `CREATE INDEX insured_person_by_employer ON insured_person (employer_id, pinyin, id)
      WHERE employer_id IS NOT NULL`,
    `CREATE INDEX service_record_of_registration ON service_record (json_extract(details, '$.employerId'))
      WHERE kind = 'resume-insurance'`,
    `CREATE INDEX audit_entry_of_looks ON audit_entry (substr(at, 1, 10), clerk_id)
      WHERE action IN ('look-at-person', 'look-at-months', 'look-at-photo', 'look-at-employer',
        'reveal-document-number', 'view-attachment', 'read-identity-document')`,
  ],
};
