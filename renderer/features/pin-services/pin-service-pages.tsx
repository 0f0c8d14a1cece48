import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PinServiceKind } from '../../../domain/pin-services/pin-service.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { PinService } from './pin-service.tsx';

/** 密码修改, from the person's page. */
export function ChangeCardPinPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/change-card-pin' });
  return <OfPerson personId={personId} kind="change-card-pin" />;
}

/** 密码重置, from the person's page. */
export function ResetCardPinPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/reset-card-pin' });
  return <OfPerson personId={personId} kind="reset-card-pin" />;
}

/** 卡片解锁, from the person's page. */
export function UnlockCardPage(): ReactElement {
  const { personId } = useParams({ from: '/persons/$personId/unlock-card' });
  return <OfPerson personId={personId} kind="unlock-card" />;
}

function OfPerson(props: { readonly personId: string; readonly kind: PinServiceKind }): ReactElement {
  const { personId, kind } = props;
  const query = useCounterQuery('getPersonPage', { personId });
  return (
    <Answer query={query} rows={10}>
      {(page) => <PinService key={`${kind}/${personId}`} page={page} kind={kind} />}
    </Answer>
  );
}
