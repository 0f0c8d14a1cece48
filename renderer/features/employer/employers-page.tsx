import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmployerHit } from '../../../contract/employer-page.ts';
import { Answer } from '../../components/answer.tsx';
import { counterQuery, useTypedQuery } from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { belongsToInputMethod } from '../../components/input-method.ts';
import { useRowNavigation } from '../../components/row-navigation.ts';
import './employer.css';

/** 参保单位: an employer is found by a part of its name, by pinyin or initials, or by its credit code. */
export function EmployersPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const asked = text.trim();
  const query = useTypedQuery('searchEmployers', { text: asked }, asked !== '');
  const hits = asked === '' ? [] : (query.data?.hits ?? []);
  const open = (hit: EmployerHit | undefined) => {
    if (hit === undefined) return;
    void navigate({ to: '/employers/$employerId', params: { employerId: hit.employerId } });
  };
  const rows = useRowNavigation(hits.length, (index) => open(hits[index]));
  useFunctionKey('Escape', t('keys.back'), () => void navigate({ to: '/' }));
  useEffect(() => field.current?.focus(), []);

  /** Enter may be quicker than the answer to the last letter: it waits for it. */
  async function openFirst(): Promise<void> {
    if (asked === '') return;
    try {
      const { hits: found } = await queryClient.query(counterQuery('searchEmployers', { text: asked }));
      open(found[0]);
    } catch {
      // The page says why.
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (belongsToInputMethod(event.nativeEvent)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      void openFirst();
    } else if (event.key === 'ArrowDown' && hits.length > 0) {
      event.preventDefault();
      rows.focusFirst();
    }
  }

  return (
    <section className="card list-page" aria-labelledby="employers-title">
      <header className="list-header">
        <h1 id="employers-title">{t('employer.title')}</h1>
        <input
          ref={field}
          className="input employer-search"
          aria-label={t('employer.search')}
          placeholder={t('employer.searchHint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {query.data?.more === true && asked !== '' && (
          <span className="soft list-count">{t('employer.more')}</span>
        )}
      </header>
      {asked === '' ? (
        <p className="empty">{t('employer.advice')}</p>
      ) : (
        <Answer query={query}>
          {() =>
            hits.length === 0 ? (
              <p className="empty">{t('employer.none')}</p>
            ) : (
              <div className="scroll">
                <table className="table rows" aria-label={t('employer.title')}>
                  <thead>
                    <tr>
                      <th>{t('employer.name')}</th>
                      <th>{t('employer.code')}</th>
                      <th>{t('table.state')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {hits.map((hit, index) => (
                      <tr key={hit.employerId} {...rows.rowProps(index)}>
                        <td className="wrap">{hit.name}</td>
                        <td>{hit.employerId}</td>
                        <td>
                          <span className={`tag ${hit.active ? 'ok' : ''}`}>
                            {t(hit.active ? 'employer.active' : 'employer.closed')}
                          </span>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )
          }
        </Answer>
      )}
    </section>
  );
}
