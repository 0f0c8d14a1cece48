/**
 * One after the other for each county, in the order in which they came. The database holds writers of a county back as
 * well, but each of them on a connection, of which there are few: batches of one county that wait for each other would
 * leave none for all the others.
 */
export function turnsByCounty(): <T>(county: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (county, work) => {
    const before = last.get(county) ?? Promise.resolve();
    const own = before.then(work, work);
    last.set(county, own);
    try {
      return await own;
    } finally {
      if (last.get(county) === own) last.delete(county);
    }
  };
}
