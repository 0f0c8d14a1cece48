import type { ReactElement } from 'react';
import type { ApprovalSheet } from '../../../contract/approval-calls.ts';
import { Answer } from '../../components/answer.tsx';
import { useCounterQuery } from '../../components/counter-queries.ts';
import { Remittances } from './remittances.tsx';
import { OtherAreaPart, SheetPart } from './transfer-facts.tsx';
import './transfer.css';

/** 关系转出 on its sheet: where the relationship goes and to which account. */
export function TransferOutSubject(props: { readonly sheet: ApprovalSheet }): ReactElement {
  const query = useCounterQuery('getTransfer', { serviceNumber: props.sheet.serviceNumber });
  return (
    <Answer query={query} rows={4}>
      {(view) => <OtherAreaPart view={view} />}
    </Answer>
  );
}

/** 退回到账款 on its sheet: the money, in what it differs from what was expected, why it goes back, and where to. */
export function RemittanceReturnSubject(props: { readonly sheet: ApprovalSheet }): ReactElement {
  const query = useCounterQuery('getTransfer', { serviceNumber: props.sheet.serviceNumber });
  return (
    <Answer query={query} rows={4}>
      {(view) => (
        <>
          <Remittances view={view} mayAct={false} />
          <OtherAreaPart view={view} />
          {view.transfer.direction === 'in' && <SheetPart view={view} />}
        </>
      )}
    </Answer>
  );
}
