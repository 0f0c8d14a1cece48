import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { PersonPage } from '../../contract/counter-views.ts';
import { Answer } from './answer.tsx';
import { useCounterQuery } from './counter-queries.ts';

/** A form of a service, once the person and what it begins with (`desk`) are there; of another person it begins anew. */
export function DeskOfPerson<Desk>(props: {
  readonly personId: string;
  readonly desk: UseQueryResult<Desk>;
  readonly children: (page: PersonPage, desk: Desk) => ReactElement;
}): ReactElement {
  const { personId } = props;
  const page = useCounterQuery('getPersonPage', { personId });
  return (
    <Answer query={page} rows={10}>
      {(person) => (
        <Answer key={personId} query={props.desk} rows={10}>
          {(form) => props.children(person, form)}
        </Answer>
      )}
    </Answer>
  );
}
