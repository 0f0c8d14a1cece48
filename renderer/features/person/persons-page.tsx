import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../components/counter-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useFunctionKey } from '../../components/function-keys.ts';
import { PersonName } from '../../components/person-name.tsx';
import { useRecentPersons } from './recent-persons.ts';

/** The empty desk: how somebody is found, and who was here last. */
export function PersonsPage(): ReactElement {
  const { t } = useTranslation();
  const recent = useRecentPersons();
  const navigate = useNavigate();
  const reader = useCommand('readIdentityDocument');
  const find = useCommand('searchPersons');
  const [stranger, setStranger] = useState(false);
  async function read(): Promise<void> {
    setStranger(false);
    const reading = await reader.run({ personId: null });
    if (!reading.ok) return;
    const found = await find.run({ text: reading.value.documentNumber, limit: 1 });
    if (!found.ok) return;
    const personId = found.value.hits[0]?.personId;
    setStranger(personId === undefined);
    if (personId === undefined) return;
    void navigate({ to: '/persons/$personId', params: { personId }, search: { by: 'document' } });
  }
  useFunctionKey('F5', t('keys.reader'), reader.busy ? null : () => void read());
  useFunctionKey('F9', t('navigation.employers'), () => void navigate({ to: '/employers' }));
  return (
    <div className="desk">
      <section className="card desk-how" aria-labelledby="desk-title">
        <h1 id="desk-title">{t('person.deskTitle')}</h1>
        <p className="soft">{t('person.deskAdvice')}</p>
        <FailureNotice failure={reader.failure ?? find.failure} fate="not-read" />
        {stranger && (
          <p className="notice warn" role="alert">
            {t('person.stranger')}
          </p>
        )}
        <dl>
          {(['number', 'name', 'pinyin', 'card', 'service', 'scan'] as const).map((way) => (
            <div key={way}>
              <dt>{t(`person.way-${way}`)}</dt>
              <dd>{t(`person.way-${way}-example`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="card" aria-labelledby="recent-title">
        <h2 id="recent-title">{t('person.recent')}</h2>
        {recent.length === 0 && <p className="empty">{t('person.recentEmpty')}</p>}
        <ul className="recent">
          {recent.map((person) => (
            <li key={person.personId}>
              <Link to="/persons/$personId" params={{ personId: person.personId }} search={{ by: 'recent' }}>
                <PersonName name={person.name} />
                <span className="soft">{person.maskedNumber}</span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
