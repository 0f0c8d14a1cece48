import type Database from 'better-sqlite3';
import type { DayChoice, ServicePlace, ServicesOfDay } from '../counter/ports/services-of-day.ts';
import type { RecordTypes } from '../domain/records/record-tables.ts';
import { rangeOf } from './text-range.ts';

type ServiceRecord = RecordTypes['serviceRecord'];

/** A choice as SQL takes it: lists as JSON, null for "any". */
interface BoundChoice {
  readonly day: string;
  readonly office: string;
  readonly openOnly: number;
  readonly among: string | null;
  readonly except: string | null;
}

/** Behind every instant, so that the first page begins with the newest. */
const beyondAll = '\u{10FFFF}';

/**
 * The services of a day, in pages. All of it goes along the index by day; the lists of a choice are made a table once
 * for each statement, and looked into for each row.
 */
export function createServicesOfDay(database: Database.Database): ServicesOfDay {
  const chosen = `FROM service_record INDEXED BY service_record_by_day
     WHERE opened_on = @day AND office_id = @office
       AND (@openOnly = 0 OR stage NOT IN ('completed', 'withdrawn'))
       AND (@among IS NULL OR id IN (SELECT value FROM json_each(@among)))
       AND (@except IS NULL OR id NOT IN (SELECT value FROM json_each(@except)))`;
  const page = database.prepare<BoundChoice & { at: string; id: string; limit: number }, ServicePlace>(
    `SELECT opened_at AS openedAt, id AS serviceNumber ${chosen} AND (opened_at, id) < (@at, @id)
     ORDER BY opened_at DESC, id DESC LIMIT @limit`,
  );
  const count = database.prepare<BoundChoice, number>(`SELECT count(*) ${chosen}`).pluck();
  const stages = database.prepare<[string, string], { hour: number; stage: string; count: number }>(
    `SELECT CAST(substr(opened_at, 12, 2) AS INTEGER) AS hour, stage, count(*) AS count
     FROM service_record INDEXED BY service_record_by_day WHERE opened_on = ? AND office_id = ?
     GROUP BY hour, stage ORDER BY hour, stage`,
  );
  const notKept = database
    .prepare<[string], string>(
      `SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM service_record WHERE id = value)`,
    )
    .pluck();
  const settled = database.prepare<{ prefix: string; after: string }, { service: string; at: string }>(
    `SELECT service, (SELECT min(json_extract(origin, '$.at')) FROM outbox WHERE service = one.service) AS at
     FROM (
       SELECT DISTINCT service FROM outbox INDEXED BY outbox_settled
       WHERE settled_at IS NOT NULL AND service >= @prefix AND service < @after
     ) AS one`,
  );

  return {
    servicesOfDay(choice, after, limit) {
      const place = { at: after?.openedAt ?? beyondAll, id: after?.serviceNumber ?? '' };
      return page.all({ ...bound(choice), ...place, limit });
    },
    countServicesOfDay: (choice) => count.get(bound(choice)) ?? 0,
    stagesOfDay: (day, officeId) =>
      // Written by the record store alone: the column holds a stage.
      stages.all(day, officeId).map((row) => ({ ...row, stage: row.stage as ServiceRecord['stage'] })),
    servicesNotKept: (serviceNumbers) =>
      serviceNumbers.length === 0 ? [] : notKept.all(JSON.stringify(serviceNumbers)),
    settledServices: (prefix) => settled.all(rangeOf(prefix)),
  };
}

function bound({ day, officeId, openOnly, among, except }: DayChoice): BoundChoice {
  return {
    day,
    office: officeId,
    openOnly: openOnly ? 1 : 0,
    among: among === null ? null : JSON.stringify(among),
    except: except.length === 0 ? null : JSON.stringify(except),
  };
}
