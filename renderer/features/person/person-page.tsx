import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { takeFocus } from '../../components/take-focus.ts';
import { ContributionStrip } from './contribution-strip.tsx';
import { OfferList } from './offer-list.tsx';
import { PersonHeader } from './person-header.tsx';
import { PersonRecords } from './person-records.tsx';
import { useClearDesk, useOnTheDesk } from './recent-persons.ts';

/** One page per person: who, card, accounts, months, entries, services, and what can be done now. */
export function PersonPage(): ReactElement {
  const { t } = useTranslation();
  const { personId } = useParams({ from: '/persons/$personId' });
  const navigate = useNavigate();
  const query = useCounterQuery('getPersonPage', { personId });
  const heading = useRef<HTMLHeadingElement>(null);
  const clearDesk = useClearDesk();
  useOnTheDesk(query.data);

  useFunctionKey('Escape', t('keys.back'), () => {
    clearDesk();
    void navigate({ to: '/' });
  });
  const shown = query.data?.personId;
  useEffect(() => {
    if (shown !== undefined) takeFocus(heading.current);
  }, [shown]);

  return (
    <Answer query={query} rows={10}>
      {(page) => (
        <div className="person">
          <PersonHeader page={page} headingRef={heading} />
          <div className="person-main">
            <ContributionStrip page={page} />
            <PersonRecords page={page} />
          </div>
          <OfferList page={page} />
        </div>
      )}
    </Answer>
  );
}
