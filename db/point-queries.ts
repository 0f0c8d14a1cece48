import type Database from 'better-sqlite3';
import type { AfterRow, PointQueries, StandingCount } from '../counter/ports/parcels.ts';
import type { RecordTypes } from '../domain/records/record-tables.ts';
import { recordColumns } from './record-columns.ts';

type Row = Record<string, unknown>;

/** Before every day and id. */
const fromTheStart: AfterRow = { day: '', id: '' };

/**
 * Cards for service points. What a list goes by is a column of its own, worked out from the record and indexed
 * (migrations 3 and 5); a page is a range of that index, so that ten thousand open services cost no more than ten.
 */
export function createPointQueries(database: Database.Database): PointQueries {
  const services = recordColumns('serviceRecord');
  const parcels = recordColumns('parcel');

  /** A list by the day in one of the columns, and the part of it that is wanted. */
  const page = (day: string, where: string) => {
    const ofCounty = database.prepare<unknown[], Row>(
      `SELECT ${services.selection} FROM service_record WHERE ${where} AND (${day}, id) > (?, ?)
       ORDER BY ${day}, id LIMIT ?`,
    );
    const ofOffice = database.prepare<unknown[], Row>(
      `SELECT ${services.selection} FROM service_record WHERE office_id = ? AND ${where} AND (${day}, id) > (?, ?)
       ORDER BY ${day}, id LIMIT ?`,
    );
    return (officeId: string | null, wanted: readonly string[], after: AfterRow | null, limit: number) => {
      const begin = after ?? fromTheStart;
      const asked = [...wanted, begin.day, begin.id, limit];
      const rows = officeId === null ? ofCounty.all(...asked) : ofOffice.all(officeId, ...asked);
      return rows.map((row) => services.toRecord(row) as RecordTypes['serviceRecord']);
    };
  };
  const standing = page('due_on', 'standing = ?');
  const toDo = page('to_do_by', 'to_do_by BETWEEN ? AND ?');
  const waiting = `SELECT ${services.selection} FROM collection_wait JOIN service_record ON id = service_id`;
  const place = `waits_since <= ? AND (waits_since, service_id) > (?, ?) ORDER BY waits_since, service_id LIMIT ?`;
  const lying = database.prepare<unknown[], Row>(`${waiting} WHERE ${place}`);
  const lyingAt = database.prepare<unknown[], Row>(`${waiting} WHERE waits_at = ? AND ${place}`);
  const lyingCount = database
    .prepare<[string], number>('SELECT count(*) FROM collection_wait WHERE waits_since <= ?')
    .pluck();
  const lyingCountAt = database
    .prepare<[string, string], number>(
      'SELECT count(*) FROM collection_wait WHERE waits_at = ? AND waits_since <= ?',
    )
    .pluck();

  /** Numbers of the county or of one office. */
  const counted = <Result>(select: string, where: string, rest = '') => {
    const ofCounty = database.prepare<unknown[], Result>(
      `SELECT ${select} FROM service_record WHERE ${where} ${rest}`,
    );
    const ofOffice = database.prepare<unknown[], Result>(
      `SELECT ${select} FROM service_record WHERE office_id = ? AND ${where} ${rest}`,
    );
    return (officeId: string | null, ...wanted: readonly string[]): Result[] =>
      officeId === null ? ofCounty.all(...wanted) : ofOffice.all(officeId, ...wanted);
  };
  const byStanding = counted<StandingCount>(
    'standing, count(*) AS count',
    'standing IS NOT NULL',
    'GROUP BY standing',
  );
  const byDay = counted<StandingCount & { readonly day: string }>(
    'to_do_by AS day, standing, count(*) AS count',
    'to_do_by IS NOT NULL',
    'GROUP BY to_do_by, standing',
  );
  const late = counted<{ readonly count: number; readonly oldest: string | null }>(
    'count(*) AS count, min(to_do_by) AS oldest',
    'to_do_by < ?',
  );

  // Of all finished cards in the county, which are few at a time, those whose card lies here.
  const toSend = database.prepare<[string, string, number], Row>(
    `SELECT ${services.selection} FROM service_record
     WHERE standing = 'to-send' AND (SELECT card.office_id FROM card WHERE card.id = card_number) = ?
       AND office_id <> ?
     ORDER BY due_on, id LIMIT ?`,
  );
  const parcelsBy = (column: 'to_office_id' | 'from_office_id') =>
    database.prepare<[string, string, number], Row>(
      `SELECT ${parcels.selection} FROM parcel WHERE ${column} = ? AND status = ?
       ORDER BY sent_at DESC, id DESC LIMIT ?`,
    );
  const parcelsTo = parcelsBy('to_office_id');
  const parcelsFrom = parcelsBy('from_office_id');

  return {
    servicesStanding: (wanted, officeId, after, limit) => standing(officeId, [wanted], after, limit),
    servicesToDo: ({ from, to }, officeId, after, limit) => toDo(officeId, [from, to], after, limit),
    servicesLying(since, officeId, after, limit) {
      const { day, id } = after ?? fromTheStart;
      const rows =
        officeId === null ? lying.all(since, day, id, limit) : lyingAt.all(officeId, since, day, id, limit);
      return rows.map((row) => services.toRecord(row) as RecordTypes['serviceRecord']);
    },
    countByStanding: (officeId) => byStanding(officeId),
    countToDo: (officeId) => byDay(officeId),
    countLying: (since, officeId) =>
      (officeId === null ? lyingCount.get(since) : lyingCountAt.get(officeId, since)) ?? 0,
    lateOn: (today, officeId) => late(officeId, today)[0] ?? { count: 0, oldest: null },
    cardsToSend(officeId, limit) {
      return toSend
        .all(officeId, officeId, limit)
        .map((row) => services.toRecord(row) as RecordTypes['serviceRecord']);
    },
    parcels(office, status, limit) {
      const rows =
        'to' in office
          ? parcelsTo.all(office.to, status, limit)
          : parcelsFrom.all(office.from, status, limit);
      return rows.map((row) => parcels.toRecord(row) as RecordTypes['parcel']);
    },
  };
}
