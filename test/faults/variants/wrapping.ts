import type { CentralStorage, CountyReader, CountyWriter } from '../../../central/storage/central-storage.ts';

/** The same storage, seen through something that changes what is read or written in a county. */
export function wrapping(
  storage: CentralStorage,
  wrap: {
    readonly reader?: (reader: CountyReader, county: string) => CountyReader;
    readonly writer?: (writer: CountyWriter, county: string) => CountyWriter;
  },
): CentralStorage {
  return {
    ...storage,
    read: (county, work) => storage.read(county, (reader) => work(wrap.reader?.(reader, county) ?? reader)),
    change: (county, work) =>
      storage.change(county, (writer) => work(wrap.writer?.(writer, county) ?? writer)),
  };
}
