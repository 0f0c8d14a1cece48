import { canonicalJson } from '../records/canonical-json.ts';
import type { LedgerEntry } from '../records/ledger-entry.ts';
import type { InsuredPerson, Office, ServiceRecord } from '../records/records.ts';
import type { InsuranceCertificate } from '../records/relationship-transfer.ts';
import type { StatementDetails } from '../records/service-details.ts';
import { statementOf } from '../statement/personal-statement.ts';

/**
 * Everything that a statement says, for its hash: whose it is and who asked, which office, days and kinds, the four sums, every
 * entry that it names with day, kind, institution and amount, what it names as under way, and as of when.
 *
 * Not in it is by what the central office counts: serials, and the order and the balances within a day that follow from them.
 * Restored from a backup it may post the same entries under other serials, and the paper still says the same.
 * @param entries all entries of the person
 */
export function statementContent(
  { id: number, channel, representative }: Pick<ServiceRecord, 'id' | 'channel' | 'representative'>,
  details: StatementDetails,
  { person, office }: StatementParties,
  entries: readonly LedgerEntry[],
): unknown {
  const { from, to, scope, figures, unposted, asOf } = details;
  const named = statementOf(entries, details).lines.flatMap((line) => {
    if (line.of !== 'entry') return [];
    const { postedOn, kind: moved, institution, credit, debit } = line;
    return [canonicalJson({ postedOn, kind: moved, institution, credit, debit })];
  });
  return {
    ...{ kind: 'statement', number, name: person.name, documentNumber: person.documentNumber },
    asker:
      representative === null
        ? { channel }
        : { channel, name: representative.name, documentNumber: representative.documentNumber },
    officeName: office?.name ?? '',
    ...{ from, to, scope, figures, unposted, asOf },
    entries: named.sort(),
  };
}

/** Whose statement it is, and of which office. */
interface StatementParties {
  readonly person: Pick<InsuredPerson, 'name' | 'documentNumber'>;
  readonly office: Pick<Office, 'name'> | undefined;
}

/** Everything that a certificate of insurance says, for its hash: each of its fields as they are printed. */
export function certificateContent(
  number: string,
  { checkCode: _codeOfBefore, ...said }: InsuranceCertificate,
): unknown {
  return { kind: 'insurance-certificate', serviceNumber: number, ...said };
}
