import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { PersonName } from '../../components/person-name.tsx';
import { PhotoPair } from '../issue-card/photo-pair.tsx';

/** At the right of a service at the desk: both photos, and what the record says of the person. */
export function PersonRecord(props: {
  readonly page: PersonPage;
  readonly documentPhoto: string | null;
}): ReactElement {
  const { t } = useTranslation();
  const { page } = props;
  return (
    <>
      <h2>
        {t('compare.title')}
        <small>{t('compare.advice')}</small>
      </h2>
      <PhotoPair personId={page.personId} documentPhoto={props.documentPhoto} />
      <RecordTable
        rows={[
          [t('compare.name'), <PersonName key="name" name={page.name} />],
          [t('compare.number'), page.maskedNumber],
          [t('compare.birthDate'), page.birthDate],
        ]}
      />
    </>
  );
}

/** What the record says, item by item. */
export function RecordTable(props: {
  readonly rows: readonly (readonly [item: string, record: ReactElement | string])[];
}): ReactElement {
  const { t } = useTranslation();
  return (
    <table className="table compare desk-record">
      <thead>
        <tr>
          <th>{t('compare.item')}</th>
          <th>{t('compare.record')}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map(([item, record]) => (
          <tr key={item}>
            <td className="soft">{item}</td>
            <td>{record}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
