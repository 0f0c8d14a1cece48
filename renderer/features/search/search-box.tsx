import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonHit } from '../../../contract/counter-views.ts';
import {
  askAhead,
  counterQuery,
  failureOf,
  pageQuery,
  useTypedQuery,
} from '../../components/counter-queries.ts';
import { useFunctionKey } from '../../components/function-keys.ts';
import { belongsToInputMethod } from '../../components/input-method.ts';
import { failureSentence } from '../../components/refusal-sentence.ts';
import { useScans } from '../../components/scans.ts';
import { reasonOf } from '../person/way-in.ts';
import { HitList } from './hit-list.tsx';

const shownHits = 8;
const way = { by: 'search' } as const;

/** One box for everything: F2, type, Enter takes the first. Scanned cards and documents come here by themselves. */
export function SearchBox(): ReactElement {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [chosen, setChosen] = useState(0);
  const [open, setOpen] = useState(false);

  const query = useTypedQuery('searchPersons', { text: asked, limit: shownHits }, asked !== '');
  const hits = asked === '' ? [] : (query.data?.hits ?? []);
  const failure = failureOf(query.error);

  function ask(next: string): void {
    setAsked(next.trim());
    setChosen(0);
    setOpen(next.trim() !== '');
  }

  function go(hit: PersonHit): void {
    const { personId } = hit;
    // The very question of his page: its answer is under way while the page is drawn empty.
    askAhead(queryClient, pageQuery('getPersonPage', { personId, reason: reasonOf(way) }));
    setOpen(false);
    setText('');
    setAsked('');
    field.current?.blur();
    void navigate({ to: '/persons/$personId', params: { personId }, search: way });
  }

  /** Enter may be quicker than the answer to the last letter: it waits for it. */
  async function take(wanted: string, index: number): Promise<void> {
    if (wanted === '') return;
    try {
      const result = await queryClient.query(
        counterQuery('searchPersons', { text: wanted, limit: shownHits }),
      );
      const hit = result.hits[index] ?? result.hits[0];
      if (hit !== undefined) go(hit);
    } catch {
      // The list below the box says why.
    }
  }

  useFunctionKey('F2', t('keys.search'), () => {
    field.current?.focus();
    field.current?.select();
  });
  useScans(['document-number', 'card-number', 'service-number'], (scan) => {
    field.current?.focus();
    setText(scan.text);
    ask(scan.text);
    void take(scan.text, 0);
  });

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (belongsToInputMethod(event.nativeEvent)) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        setOpen(asked !== '');
        setChosen((index) => Math.min(Math.max(0, index + step), Math.max(0, hits.length - 1)));
        return;
      }
      case 'Enter':
        event.preventDefault();
        void take(text.trim(), chosen);
        return;
      case 'Escape':
        event.preventDefault();
        if (open) setOpen(false);
        else if (text !== '') {
          setText('');
          setAsked('');
        } else field.current?.blur();
        return;
      default:
    }
  }

  return (
    <div className="search" role="search">
      <kbd aria-hidden="true">F2</kbd>
      <input
        ref={field}
        className="search-field"
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded={open}
        aria-controls="search-hits"
        aria-autocomplete="list"
        aria-activedescendant={open && hits.length > 0 ? `search-hit-${chosen}` : undefined}
        placeholder={t('search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          // Half-composed pinyin is asked for too: it finds names by their sound.
          ask(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setOpen(asked !== '')}
        onBlur={() => setOpen(false)}
      />
      {open && (
        <div className="search-panel">
          {failure !== null ? (
            <p className="search-empty">{failureSentence(i18n, failure)}</p>
          ) : query.data === undefined ? null : (
            <HitList result={query.data} chosen={chosen} onChoose={setChosen} onTake={go} />
          )}
        </div>
      )}
    </div>
  );
}
