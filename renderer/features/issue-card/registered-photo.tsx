import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceView } from '../../../contract/service-views.ts';
import { failureOf, useCounterQuery } from '../../components/counter-queries.ts';
import { PersonName } from '../../components/person-name.tsx';
import { failureSentence } from '../../components/refusal-sentence.ts';

/** Whose card this is: the registered photo with the name, for the moment the card is handed over. */
export function RegisteredPhoto(props: { readonly service: ServiceView }): ReactElement {
  const { t, i18n } = useTranslation();
  const { service } = props;
  const photo = useCounterQuery('getRegisteredPhoto', { personId: service.personId });
  const failure = failureOf(photo.error);
  return (
    <div className="holder">
      {photo.data === undefined ? (
        <div className="photo-missing">{failure === null ? '' : failureSentence(i18n, failure)}</div>
      ) : (
        <img src={photo.data.photo} alt={t('compare.registeredPhoto')} />
      )}
      <dl>
        <dt>{t('compare.name')}</dt>
        <dd>
          <b>
            <PersonName name={service.personName} />
          </b>
        </dd>
        {service.maskedNumber !== null && (
          <>
            <dt>{t('compare.number')}</dt>
            <dd>{service.maskedNumber}</dd>
          </>
        )}
        {service.documentKind !== null && (
          <>
            <dt>{t('issue-card.documentKind')}</dt>
            <dd>{t(`document-kind.${service.documentKind}`)}</dd>
          </>
        )}
        {service.cardNumber !== null && (
          <>
            <dt>{t('table.cardNumber')}</dt>
            <dd>{service.cardNumber}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
