import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonHit, PersonSearchResult } from '../../../contract/counter-views.ts';
import { PersonName } from '../../components/person-name.tsx';
import { CardStatusTag } from '../../components/tags.tsx';

interface HitListProps {
  readonly result: PersonSearchResult;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly onTake: (hit: PersonHit) => void;
}

/** The hits below the box, with what tells namesakes apart. */
export function HitList(props: HitListProps): ReactElement {
  const { t } = useTranslation();
  const { hits, more, understoodAs } = props.result;
  if (hits.length === 0) {
    return (
      <div className="search-empty" role="status">
        <strong>{t('search.nobody')}</strong>
        <p>{t(`search.advice-${understoodAs}`)}</p>
      </div>
    );
  }
  return (
    <>
      <ul id="search-hits" role="listbox" aria-label={t('search.hits')} className="hits">
        {hits.map((hit, index) => (
          <li
            key={hit.personId}
            id={`search-hit-${index}`}
            role="option"
            aria-selected={index === props.chosen}
            onPointerMove={() => props.onChoose(index)}
            // The field must not lose the focus before the click arrives.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => props.onTake(hit)}
          >
            <span className="hit-name">
              <PersonName name={hit.name} />
            </span>
            <span className="hit-number">{hit.maskedNumber}</span>
            <span>{t(`sex.${hit.sex}`)}</span>
            <span>{hit.birthDate}</span>
            <span className="hit-employer">{hit.employerName ?? t('person.noEmployer')}</span>
            <span className="hit-card">
              {hit.cardStatus === null ? (
                <span className="tag">{t('card-status.none')}</span>
              ) : (
                <CardStatusTag status={hit.cardStatus} />
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className="search-note">{more ? t('search.more', { count: hits.length }) : t('search.keys')}</p>
    </>
  );
}
