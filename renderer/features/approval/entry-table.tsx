import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerEntryView } from '../../../contract/approval-calls.ts';
import { formatYuan } from '../../../domain/money/fen.ts';

/** Entries as they were or would be posted: which amount leaves which account, and in which it arrives. */
export function EntryTable(props: {
  readonly label: string;
  readonly entries: readonly LedgerEntryView[];
}): ReactElement {
  const { t } = useTranslation();
  return (
    <table className="table entry-table" aria-label={props.label}>
      <thead>
        <tr>
          <th>{t('table.date')}</th>
          <th>{t('table.kind')}</th>
          <th>{t('ledger.from')}</th>
          <th>{t('ledger.to')}</th>
          <th>{t('table.institution')}</th>
          <th className="right">{t('table.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {props.entries.map((entry, index) => (
          <tr key={index}>
            <td>{entry.postedOn}</td>
            <td className="wrap">{t(`entry-kind.${entry.kind}`)}</td>
            <td className="wrap">{t(`ledger-account.${entry.debitAccount}`)}</td>
            <td className="wrap">{t(`ledger-account.${entry.creditAccount}`)}</td>
            <td className="wrap">{entry.institution}</td>
            <td className="right">{formatYuan(entry.amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
