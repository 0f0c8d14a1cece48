import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { failureOf } from './counter-queries.ts';
import { FailureNotice } from './failure-notice.tsx';
import { LateSkeleton } from './late-skeleton.tsx';

/**
 * What the backend answered to a page. What was read once stays, with everything that was typed into it; a failure to
 * read it again stands above it.
 */
export function Answer<Data>(props: {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error'>;
  /** Rows of the shape that is shown until the first answer is there. */
  readonly rows?: number;
  readonly children: (data: Data) => ReactNode;
}): ReactElement {
  const { data, error } = props.query;
  const failure = failureOf(error);
  return (
    <>
      <FailureNotice failure={failure} fate={data === undefined ? 'not-read' : 'not-refreshed'} />
      {data !== undefined
        ? props.children(data)
        : failure === null && <LateSkeleton rows={props.rows ?? 6} />}
    </>
  );
}
