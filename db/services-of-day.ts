import type Database from 'better-sqlite3';
import type { DayChoice, ServicePlace, ServicesOfDay } from '../counter/ports/services-of-day.ts';
import type { ServiceKind, ServiceStage } from '../domain/records/records.ts';
import { rangeOf } from './text-range.ts';

/** A choice as SQL takes it: lists as JSON, the hour as in an instant, null for "any". */
interface BoundChoice {
  readonly day: string;
  readonly office: string | null;
  readonly clerk: string | null;
  readonly hour: string | null;
  readonly kinds: string | null;
  readonly openOnly: number;
  readonly among: string | null;
  readonly except: string | null;
}

interface CountedRow {
  readonly hour: number;
  readonly kind: ServiceKind;
  readonly stage: ServiceStage;
  readonly count: number;
}

/** Behind every instant, so that the first page begins with the newest. */
const beyondAll = '\u{10FFFF}';

/**
 * The services of a day, in pages. All of it goes along the index by day, of an office or of the whole county; the lists
 * of a choice are made a table once for each statement, and looked into for each row.
 */
export function createServicesOfDay(database: Database.Database): ServicesOfDay {
  const ofOffice = prepareChoice(database, 'AND office_id = @office');
  const ofCounty = prepareChoice(database, '');
  const among = ({ officeId }: Pick<DayChoice, 'officeId'>) => (officeId === null ? ofCounty : ofOffice);
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
      return among(choice).page.all({ ...bound(choice), ...place, limit });
    },
    countServicesOfDay: (choice) => among(choice).count.get(bound(choice)) ?? 0,
    hoursOfDay: (choice) =>
      among(choice).hours.all({ day: choice.day, office: choice.officeId, clerk: choice.clerkId }),
    servicesNotKept: (serviceNumbers) =>
      serviceNumbers.length === 0 ? [] : notKept.all(JSON.stringify(serviceNumbers)),
    settledServices: (prefix) => settled.all(rangeOf(prefix)),
  };
}

function prepareChoice(database: Database.Database, ofOffice: '' | 'AND office_id = @office') {
  const accepted = `FROM service_record INDEXED BY service_record_by_day
     WHERE opened_on = @day ${ofOffice} AND (@clerk IS NULL OR clerk_id = @clerk)`;
  const chosen = `${accepted}
       AND (@hour IS NULL OR substr(opened_at, 12, 2) = @hour)
       AND (@kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds)))
       AND (@openOnly = 0 OR stage NOT IN ('completed', 'withdrawn'))
       AND (@among IS NULL OR id IN (SELECT value FROM json_each(@among)))
       AND (@except IS NULL OR id NOT IN (SELECT value FROM json_each(@except)))`;
  return {
    page: database.prepare<BoundChoice & { at: string; id: string; limit: number }, ServicePlace>(
      `SELECT opened_at AS openedAt, id AS serviceNumber ${chosen} AND (opened_at, id) < (@at, @id)
       ORDER BY opened_at DESC, id DESC LIMIT @limit`,
    ),
    count: database.prepare<BoundChoice, number>(`SELECT count(*) ${chosen}`).pluck(),
    // Kind and stage are written by the record store alone: the columns hold what the types say.
    hours: database.prepare<Pick<BoundChoice, 'day' | 'office' | 'clerk'>, CountedRow>(
      `SELECT CAST(substr(opened_at, 12, 2) AS INTEGER) AS hour, kind, stage, count(*) AS count ${accepted}
       GROUP BY hour, kind, stage ORDER BY hour, kind, stage`,
    ),
  };
}

function bound(choice: DayChoice): BoundChoice {
  const { day, officeId, clerkId, hour, kinds, openOnly, among, except } = choice;
  return {
    day,
    office: officeId,
    clerk: clerkId,
    hour: hour === null ? null : String(hour).padStart(2, '0'),
    kinds: kinds === null ? null : JSON.stringify(kinds),
    openOnly: openOnly ? 1 : 0,
    among: among === null ? null : JSON.stringify(among),
    except: except.length === 0 ? null : JSON.stringify(except),
  };
}
