import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { PersonName } from '../../components/person-name.tsx';
import { PersonRecord, RecordTable } from '../desk-service/person-record.tsx';

/** At the right: with documents the photos, by telephone what the record answers to each question. */
export function LossPanel(props: {
  readonly page: PersonPage;
  readonly byTelephone: boolean;
  readonly documentPhoto: string | null;
}): ReactElement {
  const { t } = useTranslation();
  const { page } = props;
  if (!props.byTelephone) return <PersonRecord page={page} documentPhoto={props.documentPhoto} />;
  const unknown = t('person.notRegistered');
  return (
    <>
      <h2>
        {t('compare.title')}
        <small>{t('card-loss.compareByTelephone')}</small>
      </h2>
      <RecordTable
        rows={[
          [t('compare.name'), <PersonName key="name" name={page.name} />],
          [t('card-loss.question-document-number'), page.maskedNumber],
          [t('card-loss.question-address'), page.address === '' ? unknown : page.address],
          [t('card-loss.question-employer'), page.employerName ?? t('person.noEmployer')],
          [
            t('card-loss.question-last-transaction-month'),
            page.recentEntries[0]?.postedOn.slice(0, 7) ?? unknown,
          ],
          [t('card-loss.question-bank'), page.financialAccount?.bankName ?? unknown],
        ]}
      />
    </>
  );
}
