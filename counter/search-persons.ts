import type { CallRequest } from '../contract/counter-calls.ts';
import type { PersonHit, PersonSearchResult } from '../contract/counter-views.ts';
import { succeed, type Outcome } from '../contract/envelope.ts';
import { cardStatusOn } from '../domain/card/standing-card.ts';
import { maskResidentId } from '../domain/identity/resident-id.ts';
import { normaliseTypedNumber } from '../domain/identity/typed-number.ts';
import type { CardStatus, StatusBeforeLoss } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import type { CounterQueries, PersonSearchRow } from './ports.ts';

type Matched = PersonHit['matched'];
type Found = readonly { readonly row: PersonSearchRow; readonly matched: Matched }[];

const fewestDigits = 4;

/**
 * 查找: one box for numbers, names, pinyin and its initials; what the text is, is read from the text. Works on the
 * replica, so it works offline.
 */
export function searchPersons(
  room: CounterRoom,
  input: CallRequest<'searchPersons'>,
): Outcome<PersonSearchResult> {
  const text = input.text.trim();
  const limit = input.limit + 1;
  const today = room.clock.today();
  const { understoodAs, found } = understand(room, text, limit);
  const hits = found.slice(0, input.limit).map(({ row, matched }) => viewHit(row, matched, today));
  room.session.looks.noteSearch(hits);
  return succeed({ hits, more: found.length > input.limit, understoodAs });
}

function understand(
  room: CounterRoom,
  text: string,
  limit: number,
): { readonly understoodAs: PersonSearchResult['understoodAs']; readonly found: Found } {
  const queries = room.storage.queries;
  const typed = normaliseTypedNumber(text);
  if (typed === '') return { understoodAs: 'nothing', found: [] };
  if (/^\d{6}-\d/.test(typed)) return { understoodAs: 'service-number', found: byService(room, typed) };
  if (/^[A-Z]*\d+[\dX]*$/.test(typed)) {
    return { understoodAs: 'number', found: byNumber(queries, typed, limit) };
  }
  if (/^[A-Za-z\s'’.\-Ａ-Ｚａ-ｚ]+$/u.test(text)) {
    return { understoodAs: 'pinyin', found: byLetters(queries, text, typed, limit) };
  }
  return { understoodAs: 'name', found: mark(queries.personsByName(text, limit), 'name') };
}

function byService(room: CounterRoom, serviceNumber: string): Found {
  const service = room.storage.records.get('serviceRecord', serviceNumber)?.record;
  const personId = service?.personId ?? room.storage.outbox.byService(serviceNumber)[0]?.subject;
  const row = personId === undefined ? undefined : room.storage.queries.personById(personId);
  return row === undefined ? [] : mark([row], 'service-number');
}

function byNumber(queries: CounterQueries, typed: string, limit: number): Found {
  if (/^[A-Z]\d{8}$/.test(typed)) {
    const byCard = mark(queries.personsByCardNumber(typed), 'card-number');
    if (byCard.length > 0) return byCard;
  }
  if (typed.length < fewestDigits) return [];
  return mark(queries.personsByDocumentNumber(typed, limit), 'document-number');
}

/** Letters are initials as well as pinyin or a Latin name: short ones are read as initials first. */
function byLetters(queries: CounterQueries, text: string, typed: string, limit: number): Found {
  const letters = typed.toLowerCase().replace(/[^a-z]/g, '');
  if (letters === '') return [];
  const initials = mark(queries.personsByInitials(letters, limit), 'initials');
  const pinyin = mark(queries.personsByPinyin(letters, limit), 'pinyin');
  const names = mark(queries.personsByName(text, limit), 'name');
  const ordered =
    letters.length <= 4 ? [...initials, ...pinyin, ...names] : [...names, ...pinyin, ...initials];
  const seen = new Set<string>();
  return ordered.filter(({ row }) => !seen.has(row.personId) && seen.add(row.personId)).slice(0, limit);
}

function mark(rows: readonly PersonSearchRow[], matched: Matched): Found {
  return rows.map((row) => ({ row, matched }));
}

function viewHit(row: PersonSearchRow, matched: Matched, today: string): PersonHit {
  const card = {
    status: row.cardStatus as CardStatus | null,
    lossExpiresOn: row.lossExpiresOn,
    statusBeforeLoss: row.statusBeforeLoss as StatusBeforeLoss | null,
  };
  return {
    personId: row.personId,
    name: row.name,
    maskedNumber: maskResidentId(row.documentNumber),
    sex: row.sex,
    birthDate: row.birthDate,
    employerName: row.employerName,
    cardStatus: cardStatusOn(card, today),
    matched,
  };
}
