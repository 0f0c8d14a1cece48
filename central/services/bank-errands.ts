import type { Journal } from '../journal.ts';
import { startErrands, type Errands, type ErrandWaits } from './errands.ts';
import { requestsUnderWay, serveBankRequest, type BankParts } from './serve-bank-requests.ts';

/** Sends what counters have requested of the bank and fetches what the bank answers, request by request. */
export function startBankErrands(
  parts: BankParts & { readonly journal: Journal },
  waits: Partial<ErrandWaits> = {},
): Errands {
  const { storage, journal } = parts;
  return startErrands(
    {
      storage,
      journal,
      underWay: (county) => requestsUnderWay(storage, county),
      serve: (county, request, onFailure) => serveBankRequest(parts, county, request, onFailure),
      events: {
        answered: 'bank answered',
        notReached: 'bank not reached',
        notWanted: 'bank answer not wanted',
      },
    },
    waits,
  );
}
