import type { CentralStorage, CountyReader } from '../storage/central-storage.ts';

/** Records that are looked at together. */
const pageSize = 100;

/**
 * All that a county has of something, a page at a time, each page read in a transaction of its own.
 * @param read gives the records behind the one with this id, ordered by id, and no more than `limit`
 */
export async function* pageByPage<T extends { readonly id: string }>(
  storage: CentralStorage,
  county: string,
  read: (reader: CountyReader, after: string, limit: number) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  for (let after = ''; ;) {
    const place = after;
    const page = await storage.read(county, (reader) => read(reader, place, pageSize));
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.id;
  }
}
