import type { SnapshotSize } from '../../contract/sync-protocol.ts';
import { tableNames, type TableName } from '../../domain/records/record-tables.ts';
import {
  UnknownCountyError,
  type CentralStorage,
  type CountyPosition,
  type CountyReader,
  type RecordPage,
} from '../storage/central-storage.ts';

/**
 * A page of a table in the order of ids. The position is read before the page: whoever pulls the feed from there on gets
 * every change that the page may have missed, and some twice, which does no harm since a change is a whole record.
 */
export async function readSnapshotPage(
  storage: CentralStorage,
  county: string,
  { table, after, limit }: { readonly table: TableName; readonly after: string; readonly limit: number },
): Promise<CountyPosition & { readonly page: RecordPage; readonly next: string | null }> {
  return await storage.read(county, async (reader) => {
    const position = await requirePosition(reader);
    const page = await reader.page(table, after, limit);
    return { ...position, page, next: page.count === limit ? page.last : null };
  });
}

/** How many records each table has, in the order in which a new counter reads them. */
export async function readSnapshotSize(storage: CentralStorage, county: string): Promise<SnapshotSize> {
  return await storage.read(county, async (reader) => {
    const position = await requirePosition(reader);
    const tables: SnapshotSize['tables'] = [];
    for (const table of tableNames) tables.push({ table, count: await reader.count(table) });
    return { ...position, tables };
  });
}

async function requirePosition(reader: CountyReader): Promise<CountyPosition> {
  const position = await reader.position();
  if (position === undefined) throw new UnknownCountyError();
  return position;
}
