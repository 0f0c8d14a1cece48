import type { ContentStore } from './central-storage.ts';
import { countyReader } from './county-reader.ts';
import type { SqlTransaction } from './sql-database.ts';
import { bytesOf, numberOf, textOf } from './sql-values.ts';

/** The contents of one county's attachments within a transaction. The county's head is not locked. */
export function contentStore(transaction: SqlTransaction, county: string): ContentStore {
  const reader = countyReader(transaction, county);
  return {
    attachment: (id) => reader.one('attachment', id),
    async missing(ids) {
      const rows = await transaction.query(missingSql, [county, [...ids]]);
      return rows.map((row) => ({ id: textOf(row['id']), received: numberOf(row['received']) }));
    },
    async lockReceived(id) {
      await transaction.query(
        'insert into attachment_content (county, attachment_id) values ($1, $2) on conflict do nothing',
        [county, id],
      );
      const [row] = await transaction.query(
        'select received from attachment_content where county = $1 and attachment_id = $2 for update',
        [county, id],
      );
      return numberOf(row?.['received']);
    },
    async append(id, start, bytes) {
      await transaction.query(appendSql, [county, id, start, bytes]);
      await setReceived(id, start + bytes.length);
    },
    async chunk(id, start) {
      const [row] = await transaction.query(
        'select bytes from attachment_chunk where county = $1 and attachment_id = $2 and start = $3',
        [county, id, start],
      );
      return row === undefined ? undefined : bytesOf(row['bytes']);
    },
    beginAnew: (id) => setReceived(id, 0),
  };

  async function setReceived(id: string, received: number): Promise<void> {
    await transaction.query(
      'update attachment_content set received = $3 where county = $1 and attachment_id = $2',
      [county, id, received],
    );
  }
}

const missingSql = `
select attachment.id, coalesce(content.received, 0) as received
from attachment left join attachment_content as content
  on content.county = attachment.county and content.attachment_id = attachment.id
where attachment.county = $1 and attachment.id = any($2::text[]) and attachment.received_at is null
order by attachment.id`;

// Over a chunk of an earlier try whose content was not the right one.
const appendSql = `
insert into attachment_chunk (county, attachment_id, start, bytes) values ($1, $2, $3, $4)
on conflict (county, attachment_id, start) do update set bytes = excluded.bytes`;
