import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf, useCounterQuery } from '../../components/counter-queries.ts';
import { failureSentence } from '../../components/refusal-sentence.ts';

/** The photo on the document beside the registered one. */
export function PhotoPair(props: {
  readonly personId: string;
  readonly documentPhoto: string | null;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const registered = useCounterQuery('getRegisteredPhoto', { personId: props.personId });
  const failure = failureOf(registered.error);
  return (
    <div className="photo-pair">
      <Photo
        source={props.documentPhoto}
        caption={t('compare.documentPhoto')}
        missing={t('compare.documentPhotoMissing')}
      />
      <Photo
        source={registered.data?.photo ?? null}
        caption={t('compare.registeredPhoto')}
        missing={failure === null ? '' : failureSentence(i18n, failure)}
      />
    </div>
  );
}

function Photo(props: {
  readonly source: string | null;
  readonly caption: string;
  readonly missing: string;
}): ReactElement {
  return (
    <figure>
      {props.source === null ? (
        <div className="photo-missing">{props.missing}</div>
      ) : (
        <img src={props.source} alt={props.caption} />
      )}
      <figcaption>{props.caption}</figcaption>
    </figure>
  );
}
