import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import { PersonName } from '../../components/person-name.tsx';
import { PhotoPair } from '../issue-card/photo-pair.tsx';

/** At the right: with documents the photos, by telephone what the record answers to each question. */
export function LossPanel(props: {
  readonly page: PersonPage;
  readonly byTelephone: boolean;
  readonly documentPhoto: string | null;
}): ReactElement {
  const { t } = useTranslation();
  const { page, byTelephone } = props;
  const unknown = t('person.notRegistered');
  const record = {
    'document-number': page.maskedNumber,
    address: page.address === '' ? unknown : page.address,
    employer: page.employerName ?? t('person.noEmployer'),
    'last-transaction-month': page.recentEntries[0]?.postedOn.slice(0, 7) ?? unknown,
    bank: page.financialAccount?.bankName ?? unknown,
  } as const;
  return (
    <>
      <h2>
        {t('compare.title')}
        <small>{t(byTelephone ? 'card-loss.compareByTelephone' : 'compare.advice')}</small>
      </h2>
      {!byTelephone && <PhotoPair personId={page.personId} documentPhoto={props.documentPhoto} />}
      <table className="table compare loss-record">
        <thead>
          <tr>
            <th>{t('compare.item')}</th>
            <th>{t('compare.record')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td className="soft">{t('compare.name')}</td>
            <td>
              <PersonName name={page.name} />
            </td>
          </tr>
          {byTelephone ? (
            Object.entries(record).map(([question, answer]) => (
              <tr key={question}>
                <td className="soft">{t(`card-loss.question-${question}`)}</td>
                <td className="wrap">{answer}</td>
              </tr>
            ))
          ) : (
            <>
              <tr>
                <td className="soft">{t('compare.number')}</td>
                <td>{page.maskedNumber}</td>
              </tr>
              <tr>
                <td className="soft">{t('compare.birthDate')}</td>
                <td>{page.birthDate}</td>
              </tr>
            </>
          )}
        </tbody>
      </table>
    </>
  );
}
