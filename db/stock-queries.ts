import type Database from 'better-sqlite3';
import type { CounterQueries } from '../counter/ports.ts';
import type { BlanksOfPlace } from '../counter/ports/stock.ts';
import type { BlankCardStatus } from '../domain/records/records.ts';
import type { RecordTypes } from '../domain/records/record-tables.ts';
import { recordColumns } from './record-columns.ts';

type StockQueries = Pick<
  CounterQueries,
  | 'blankSerials'
  | 'blankCounts'
  | 'blankSerialsBetween'
  | 'placesOfOffice'
  | 'offices'
  | 'stockCounts'
  | 'stockCommands'
  | 'blanksInStock'
  | 'blanksUsedOn'
>;
type Row = Record<string, unknown>;

/**
 * The stock by place: an office's safe is its blanks without a workstation. Each question runs along the index of
 * blanks by workstation and status, so that what was issued long ago is not gone through for what is in the drawer.
 */
export function createStockQueries(database: Database.Database): StockQueries {
  const workstations = recordColumns('workstation');
  const counts = recordColumns('stockCount');

  const inDrawer = database
    .prepare<[string, string], string>(
      `SELECT id FROM blank_card WHERE workstation_id = ? AND status = ? ORDER BY id`,
    )
    .pluck();
  const inSafe = database
    .prepare<[string, string], string>(
      `SELECT id FROM blank_card WHERE workstation_id IS NULL AND status = ? AND office_id = ? ORDER BY id`,
    )
    .pluck();
  const countDrawer = database.prepare<[string], { status: BlankCardStatus; count: number }>(
    `SELECT status, count(*) AS count FROM blank_card WHERE workstation_id = ? GROUP BY status`,
  );
  const countSafe = database.prepare<[string], { status: BlankCardStatus; count: number }>(
    `SELECT status, count(*) AS count FROM blank_card WHERE workstation_id IS NULL AND office_id = ?
     GROUP BY status`,
  );
  const between = database
    .prepare<[string, string], string>(`SELECT id FROM blank_card WHERE id > ? AND id < ? ORDER BY id`)
    .pluck();
  const places = database.prepare<[string], Row>(
    `SELECT ${workstations.selection} FROM workstation WHERE office_id = ? ORDER BY number`,
  );
  const offices = recordColumns('office');
  const allOffices = database.prepare<[], Row>(`SELECT ${offices.selection} FROM office ORDER BY id`);
  const lastCounts = database.prepare<[string, number], Row>(
    `SELECT ${counts.selection} FROM stock_count WHERE office_id = ? ORDER BY counted_at DESC, id DESC LIMIT ?`,
  );
  const commands = database
    .prepare<[number], string>(
      `SELECT id FROM outbox INDEXED BY outbox_of_stock WHERE subject = 'stock' ORDER BY ordinal DESC LIMIT ?`,
    )
    .pluck();

  const inSafes = database.prepare<[], BlanksOfPlace>(
    `SELECT office_id AS officeId, NULL AS workstationId, count(*) AS count FROM blank_card
     WHERE workstation_id IS NULL AND status = 'in-stock' GROUP BY office_id`,
  );
  const inDrawers = database.prepare<[], BlanksOfPlace>(
    `SELECT office_id AS officeId, id AS workstationId, (
       SELECT count(*) FROM blank_card WHERE workstation_id = workstation.id AND status = 'in-stock'
     ) AS count FROM workstation`,
  );
  // A blank stays with the workstation that took it: a card for a service point was made at the centre, and counts there.
  const used = database.prepare<[string], BlanksOfPlace>(
    `SELECT blank_card.office_id AS officeId, blank_card.workstation_id AS workstationId, count(*) AS count
     FROM service_record INDEXED BY service_record_by_day
     JOIN blank_card ON blank_card.id = service_record.blank_serial
     WHERE service_record.opened_on = ? AND service_record.blank_serial IS NOT NULL
     GROUP BY blank_card.office_id, blank_card.workstation_id`,
  );

  return {
    blankSerials(place, status) {
      return place.workstationId === null
        ? inSafe.all(status, place.officeId)
        : inDrawer.all(place.workstationId, status);
    },
    blankCounts(place) {
      return place.workstationId === null
        ? countSafe.all(place.officeId)
        : countDrawer.all(place.workstationId);
    },
    blankSerialsBetween(after, before) {
      return between.all(after, before);
    },
    placesOfOffice(officeId) {
      return places.all(officeId).map((row) => workstations.toRecord(row) as RecordTypes['workstation']);
    },
    offices() {
      return allOffices.all().map((row) => offices.toRecord(row) as RecordTypes['office']);
    },
    stockCounts(officeId, limit) {
      return lastCounts.all(officeId, limit).map((row) => counts.toRecord(row) as RecordTypes['stockCount']);
    },
    blanksInStock: () => [...inSafes.all(), ...inDrawers.all()],
    blanksUsedOn: (day) => used.all(day),
    stockCommands(limit) {
      return commands.all(limit);
    },
  };
}
