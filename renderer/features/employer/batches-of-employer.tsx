import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmployerPage } from '../../../contract/employer-page.ts';

/** The batches of cards that an employer has brought to the county's offices, the latest first. */
export function BatchesOfEmployer(props: { readonly page: EmployerPage }): ReactElement {
  const { t } = useTranslation();
  const { batches } = props.page;
  if (batches.length === 0) return <p className="empty">{t('employer.empty-batches')}</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('navigation.batches')}>
      <table className="table">
        <thead>
          <tr>
            <th>{t('table.date')}</th>
            <th>{t('batch.batchNumber')}</th>
            <th>{t('batch.letterNumber')}</th>
            <th>{t('table.office')}</th>
            <th>{t('table.stage')}</th>
            <th className="right">{t('batch.valid')}</th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <tr key={batch.batchId}>
              <td>{batch.openedOn}</td>
              <td>{batch.batchId}</td>
              <td className="wrap">{batch.letterNumber}</td>
              <td className="wrap">{batch.officeName}</td>
              <td>{t(`batch-stage.${batch.stage}`)}</td>
              <td className="right">{batch.rows}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
