import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { CallInput, CallOutput } from '../../contract/counter-calls.ts';
import { pageQuery } from './counter-queries.ts';

/** Calls that answer some rows of a list, and how many it has on all. */
type PagedCall =
  | 'listServices'
  | 'listInsured'
  | 'listWork'
  | 'listBankAnswers'
  | 'listPapersToReclaim'
  | 'listApprovals'
  | 'listRosterRows'
  | 'listBatchRows';

/** Pages that are asked for at a time: the one that is seen, and one on either side. */
const pagesAround = 3;

/** What a table draws of a list, as the numbers of its rows. */
export interface SeenRows {
  readonly first: number;
  readonly last: number;
  /** The row that the keys are on, wherever the mouse has scrolled to. */
  readonly chosen: number;
}

export interface CounterPages<Row> {
  /** Undefined until there is a first answer. */
  readonly data: readonly Row[] | undefined;
  /** Why they could not be read, or not again. */
  readonly error: Error | null;
  /** How many rows there are; 0 until there is an answer. */
  readonly total: number;
  /** A row, or undefined where it has not come. */
  readonly row: (index: number) => Row | undefined;
  /** Says what is seen now: that is what is asked for. */
  readonly see: (seen: SeenRows) => void;
  readonly refetch: () => void;
}

/** Rows as they came, with the number of the first. */
interface Stretch<Row> {
  readonly begin: number;
  readonly rows: readonly Row[];
  readonly total: number;
}

/**
 * A list of any length: only what is seen of it is asked for, wherever that is, and again when something changes. So
 * its last row is as near as its first, and ten thousand rows cost as much as a hundred.
 */
export function useCounterPages<Name extends PagedCall, Row>(
  name: Name,
  input: Omit<CallInput<Name>, 'after' | 'skip' | 'limit'>,
  rowsOfPage: number,
  rowsOf: (answer: CallOutput<Name>) => readonly Row[],
): CounterPages<Row> {
  const [seen, see] = useState<SeenRows>({ first: 0, last: 0, chosen: 0 });
  const pageOf = (index: number) => Math.floor(index / rowsOfPage);
  const stretch = (page: number, pages: number) => {
    const begin = page * rowsOfPage;
    // The input of this very call: what was left out of it is put in.
    const whole = { ...input, skip: begin, limit: pages * rowsOfPage } as CallInput<Name>;
    const { queryKey, queryFn } = pageQuery(name, whole);
    return {
      queryKey: [...queryKey, 'stretch'],
      queryFn: async (context: { readonly signal: AbortSignal }): Promise<Stretch<Row>> => {
        const answer = await queryFn(context);
        return { begin, rows: rowsOf(answer), total: answer.total };
      },
      // Rows that were asked for again would be compared field by field at one stretch, for the few that are drawn.
      structuralSharing: false,
    };
  };

  const first = Math.max(0, pageOf((seen.first + seen.last) / 2) - 1);
  const around = useQuery({
    ...stretch(first, pagesAround),
    // Until the rows of another place or choice are there, those of the last one are: nothing jumps, the cursor stays.
    placeholderData: keepPreviousData,
  });
  // The row that the keys are on has its page wherever it is: what stands beside the list speaks of it.
  const chosenPage = pageOf(seen.chosen);
  const isAway = chosenPage < first || chosenPage >= first + pagesAround;
  const apart = useQuery({ ...stretch(chosenPage, 1), enabled: isAway });

  const { data, refetch } = around;
  return {
    data: data?.rows,
    error: around.error,
    total: data?.total ?? 0,
    row: (index) => rowAt(data, index) ?? rowAt(apart.data, index),
    see: useCallback((now) => see((before) => (isSame(before, now) ? before : now)), []),
    // What is being asked is not begun anew.
    refetch: useCallback(() => void refetch({ cancelRefetch: false }), [refetch]),
  };
}

function rowAt<Row>(stretch: Stretch<Row> | undefined, index: number): Row | undefined {
  return stretch?.rows[index - stretch.begin];
}

function isSame(one: SeenRows, other: SeenRows): boolean {
  return one.first === other.first && one.last === other.last && one.chosen === other.chosen;
}
