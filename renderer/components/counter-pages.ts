import { keepPreviousData, useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { CallInput, CallOutput } from '../../contract/counter-calls.ts';
import { pageQuery } from './counter-queries.ts';

/** Calls that answer a page, how many there are on all, and where the next one begins. */
type PagedCall = 'listServices' | 'listWork' | 'listRosterRows' | 'listBatchRows';
type Place<Name extends PagedCall> = NonNullable<CallOutput<Name>['next']>;

/** Pages behind what is seen that are kept. */
const pagesAhead = 1;

export interface CounterPages<Name extends PagedCall> {
  /** Undefined until the first page has come. */
  readonly data: readonly CallOutput<Name>[] | undefined;
  /** Why they could not be read, or not again. */
  readonly error: Error | null;
  readonly pages: readonly CallOutput<Name>[];
  /** On all pages; 0 until the first has come. */
  readonly total: number;
  /** Says how many rows are to be there. */
  readonly need: (rows: number) => void;
  readonly refetch: () => void;
}

/**
 * A list of any length, in pages: as many as the clerk has scrolled to. When something changes these are asked for
 * again, one after the other; what lies far behind what he sees is forgotten, so that this stays cheap.
 */
export function useCounterPages<Name extends PagedCall>(
  name: Name,
  input: Omit<CallInput<Name>, 'after' | 'limit'>,
  rowsOfPage: number,
): CounterPages<Name> {
  const client = useQueryClient();
  const [needed, setNeeded] = useState(1);
  const queryKey = [name, input, 'pages'];
  const query = useInfiniteQuery({
    queryKey,
    initialPageParam: null as Place<Name> | null,
    queryFn: ({ pageParam, signal }) =>
      // The input of this very call: what was left out of it is put in.
      pageQuery(name, { ...input, after: pageParam, limit: rowsOfPage } as CallInput<Name>).queryFn({
        signal,
      }),
    // Another choice shows the rows of the last one until its own are there: nothing jumps, the cursor stays.
    placeholderData: keepPreviousData,
    // Ten thousand rows that were asked for again would be compared field by field at one stretch, for forty that are drawn.
    structuralSharing: false,
    getNextPageParam: (page: CallOutput<Name>) => page.next as Place<Name> | null,
  });
  const { data, hasNextPage, isFetching, fetchNextPage, refetch } = query;
  const loaded = data?.pages.length ?? 0;
  const wanted = Math.ceil(needed / rowsOfPage) + pagesAhead;
  const hash = JSON.stringify(queryKey);
  useEffect(() => {
    if (isFetching || loaded === 0) return;
    if (loaded < wanted && hasNextPage) void fetchNextPage();
    if (loaded > wanted + pagesAhead) {
      client.setQueryData<InfiniteData<CallOutput<Name>, Place<Name> | null>>(
        JSON.parse(hash) as readonly unknown[],
        (kept) =>
          kept === undefined
            ? kept
            : { pages: kept.pages.slice(0, wanted), pageParams: kept.pageParams.slice(0, wanted) },
      );
    }
  }, [client, fetchNextPage, hasNextPage, hash, isFetching, loaded, wanted]);
  return {
    data: data?.pages,
    error: query.error,
    pages: data?.pages ?? [],
    total: data?.pages[0]?.total ?? 0,
    need: setNeeded,
    // What is being asked is not begun anew: two hundred pages that are asked for every few seconds would never come.
    refetch: useCallback(() => void refetch({ cancelRefetch: false }), [refetch]),
  };
}
