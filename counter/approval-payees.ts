import type { ApprovalPaper } from '../contract/approval-calls.ts';
import { maskBankAccount } from '../domain/identity/bank-account.ts';
import { distributed, isWhole } from '../domain/payout/payees.ts';
import type { Approval } from '../domain/records/approval.ts';
import type { PayeeAsked, Payout } from '../domain/records/payout.ts';
import type { CounterRoom } from './counter-ports.ts';

type PaidTo = ApprovalPaper['payees'][number];

/** To whom money goes by a sheet, and how much to each; nobody where none leaves. The accounts of people are masked. */
export function payeesOf({ storage }: CounterRoom, approval: Approval): PaidTo[] {
  const { records } = storage;
  const { kind, serviceId, amount } = approval;
  switch (kind) {
    case 'payout': {
      const payout = records.get('payout', serviceId)?.record;
      return payout === undefined ? [] : payeesOfPayout(payout, approval);
    }
    case 'transfer-out': {
      const area = records.get('relationshipTransfer', serviceId)?.record.otherArea;
      if (area === undefined) return [];
      const { accountName, bankName, accountNumber } = area;
      return [{ accountName, bankName, accountNumber, amount, replaced: false }];
    }
    case 'remittance-return': {
      const money = records
        .find('incomingRemittance', 'transferId', serviceId)
        .find(({ returnAsked }) => returnAsked?.approvalId === approval.id);
      // What has gone back is no longer asked for: the page of its transfer tells of it.
      if (money === undefined) return [];
      const { payerName, payerBankName, payerAccountNumber } = money;
      const from = { accountName: payerName, bankName: payerBankName, accountNumber: payerAccountNumber };
      return [{ ...from, amount, replaced: false }];
    }
    case 'reversal':
      return [];
    default:
      return kind satisfies never;
  }
}

/** While it waits: whoever is asked for, by his share of this sheet's amount. Afterwards all whom the payout has paid. */
function payeesOfPayout({ state, payees, correction }: Payout, approval: Approval): PaidTo[] {
  const asked: readonly PayeeAsked[] =
    approval.state === 'waiting' && state === 'corrected' ? (correction?.payees ?? []) : payees;
  const shares = asked.map(({ share }) => share);
  const parts = isWhole(shares) ? distributed(approval.amount, shares) : [];
  const isDecided = payees.some(({ amount }) => amount !== null) && asked === payees;
  return isDecided
    ? payees.map(({ account, amount, replaced }) => ({ ...shown(account), amount: amount ?? 0, replaced }))
    : asked.map(({ account }, index) => ({ ...shown(account), amount: parts[index] ?? 0, replaced: false }));
}

function shown({ accountName, bankName, accountNumber }: PayeeAsked['account']) {
  return { accountName, bankName, accountNumber: maskBankAccount(accountNumber) };
}
