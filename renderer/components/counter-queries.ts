import {
  hashKey,
  keepPreviousData,
  QueryClient,
  useQuery,
  useQueryClient,
  type InvalidateQueryFilters,
  type QueryKey,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback, useEffectEvent, useLayoutEffect, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../contract/counter-calls.ts';
import type { CounterEvent } from '../../contract/counter-port.ts';
import type { CounterStatus } from '../../contract/counter-views.ts';
import { fail, succeed, type Failure, type Outcome } from '../../contract/envelope.ts';
import type { Question } from '../counter-client.ts';
import { counter } from '../counter.ts';

/** A failure on its way through react-query, which knows failures only as what is thrown. */
class CounterFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** How long a picture is kept that no page shows, milliseconds. */
const pictureKept = 300_000;

/**
 * The backend is on this very machine: no network to wait for, nothing to try again by itself. What no page shows any
 * more is forgotten: a page that is opened again shows what is true now, never the step of before, which F10 would do.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: 1_000,
        gcTime: 0,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/**
 * Why something is looked at is told with the question and is no part of it: back from a service, the person's page is
 * there at once, whichever way its clerk came.
 */
function withoutReason(input: object): object {
  return 'reason' in input ? { ...input, reason: undefined } : input;
}

export interface CounterQuery<Name extends Question> {
  readonly queryKey: QueryKey;
  readonly queryFn: () => Promise<CallOutput<Name>>;
}

/** A question to the backend as a query: its key is the call's name and its input. */
export function counterQuery<Name extends Question>(name: Name, input: CallInput<Name>): CounterQuery<Name> {
  return {
    queryKey: [name, withoutReason(input)],
    queryFn: async () => {
      const outcome = await counter.ask(name, input);
      if (!outcome.ok) throw new CounterFailure(outcome.error);
      return outcome.value;
    },
  };
}

interface PageQuery<Name extends Question> {
  readonly queryKey: QueryKey;
  readonly queryFn: (asked: { readonly signal: AbortSignal }) => Promise<CallOutput<Name>>;
  readonly gcTime?: number;
}

/**
 * A question of a page that is open: leaving the page gives it up. Otherwise the answer before it would be kept until
 * it is answered, and would be shown to whoever comes back meanwhile.
 */
export function pageQuery<Name extends Question>(name: Name, input: CallInput<Name>): PageQuery<Name> {
  const { queryKey, queryFn } = counterQuery(name, input);
  return {
    queryKey,
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => {
      signal.throwIfAborted();
      return queryFn();
    },
    ...(isPicture(queryKey) ? { gcTime: pictureKept } : {}),
  };
}

/** Asks the backend and keeps the answer on the screen while it is asked again. */
export function useCounterQuery<Name extends Question>(
  name: Name,
  input: CallInput<Name>,
  enabled = true,
): UseQueryResult<CallOutput<Name>> {
  const query = pageQuery(name, input);
  useAskedAtOnce(query, enabled);
  return useQuery({ ...query, enabled });
}

/**
 * A page that a key has led to asks as soon as it is there. Otherwise the question waits for the frame that shows the page
 * empty, and the backend has nothing to do meanwhile.
 */
function useAskedAtOnce<Name extends Question>(query: PageQuery<Name>, enabled: boolean): void {
  const client = useQueryClient();
  const ask = useEffectEvent(() => {
    if (enabled) askAhead(client, query);
  });
  const key = hashKey(query.queryKey);
  useLayoutEffect(() => ask(), [key, enabled]);
}

/**
 * Asks for a page that comes next; once, however often it is asked ahead before the answer is there. An answer that comes
 * before its page is forgotten, and the page asks itself. A failure stays with the query, and the page that shows it says it.
 */
export function askAhead<Name extends Question>(client: QueryClient, query: PageQuery<Name>): void {
  void client.query(query).catch(() => undefined);
}

/** As `useCounterQuery`, showing the last answer until the next one is there: for what is typed letter by letter. */
export function useTypedQuery<Name extends Question>(
  name: Name,
  input: CallInput<Name>,
  enabled: boolean,
): UseQueryResult<CallOutput<Name>> {
  return useQuery({ ...counterQuery(name, input), enabled, placeholderData: keepPreviousData });
}

/** The failure that a query ended with, or null. */
export function failureOf(error: unknown): Failure | null {
  if (error === null || error === undefined) return null;
  if (error instanceof CounterFailure) return error.failure;
  return { code: 'internal-error', params: {}, refusals: [], problems: [] };
}

/** Has every page that shows changed records ask again. */
export function followRecords(client: QueryClient): () => void {
  const askAgain = oneAfterTheOther(client);
  // Between two ports records may have changed unheard; what is being asked was just sent on the new one.
  const stopFollowingPorts = counter.onPortReplaced(
    () =>
      void client.invalidateQueries(
        { predicate: ({ queryKey, state }) => !neverChanges(queryKey) || state.status === 'error' },
        { cancelRefetch: false },
      ),
  );
  const stopFollowingEvents = counter.subscribe((event: CounterEvent) => {
    switch (event.event) {
      case 'records-changed':
      case 'pin-accepted':
        askAgain('records', { predicate: (query) => !neverChanges(query.queryKey) });
        return;
      case 'status-changed':
        askAgain('work', { queryKey: ['listWork'] });
        askAgain('waiting', { queryKey: ['getWaitingByAge'] });
        askAgain('failed', {
          predicate: ({ state }) => state.status === 'error' && mayBeThereNow(state.error, event.status),
        });
        return;
      case 'batch-progress':
        askAgain('batches', { queryKey: ['listBatches'] });
        askAgain('batch rows', { queryKey: ['listBatchRows'] });
        return;
      case 'roster-progress':
        return;
      default:
        event satisfies never;
    }
  });
  return () => {
    stopFollowingPorts();
    stopFollowingEvents();
  };
}

/** What asking again came to, as every other answer of the backend. */
export function outcomeOf<Data>(result: Pick<UseQueryResult<Data>, 'data' | 'error'>): Outcome<Data> {
  const failure = failureOf(result.error);
  if (failure !== null) return { ok: false, error: failure };
  return result.data === undefined ? fail('internal-error') : succeed(result.data);
}

/** What could not be had while the line was down (a photo), or while the screen was locked. */
function mayBeThereNow(error: unknown, { connection, locked }: CounterStatus): boolean {
  return connection.state === 'online' || (failureOf(error)?.code === 'screen-locked' && !locked);
}

/**
 * Asks again when the answers to the last asking are there, and not before: a batch of ten thousand cards tells of
 * itself a thousand times, and the backend has a batch to make. Nothing that was told is missed.
 */
function oneAfterTheOther(client: QueryClient): (what: string, filters: InvalidateQueryFilters) => void {
  const due = new Map<string, InvalidateQueryFilters>();
  let asking = false;
  const ask = async () => {
    asking = true;
    while (due.size > 0) {
      const now = [...due.values()];
      due.clear();
      await Promise.all(now.map((filters) => client.invalidateQueries(filters)));
    }
    asking = false;
  };
  return (what, filters) => {
    due.set(what, filters);
    if (!asking) void ask();
  };
}

/**
 * What never changes under its number, and is large: sending ten thousand lines again because a print of them was recorded
 * would hold the screen up.
 */
function neverChanges(key: QueryKey): boolean {
  return isPicture(key) || key[0] === 'getStatement';
}

function isPicture(key: QueryKey): boolean {
  return key[0] === 'getRegisteredPhoto' || key[0] === 'getAttachment';
}

export interface Command<Name extends CallName> {
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly run: (input: CallInput<Name>) => Promise<Outcome<CallOutput<Name>>>;
}

/** Something the clerk does: one at a time, its failure kept until the next attempt. */
export function useCommand<Name extends CallName>(name: Name): Command<Name> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = useCallback(
    async (input: CallInput<Name>) => {
      setBusy(true);
      setFailure(null);
      const outcome = await counter.call(name, input);
      setBusy(false);
      if (!outcome.ok) setFailure(outcome.error);
      return outcome;
    },
    [name],
  );
  return { busy, failure, run };
}
