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
      serve: async (county, request, onFailure) => {
        const step = await serveBankRequest(parts, county, request, onFailure);
        // Another process was quicker, or it was about something that a restore has lost.
        if (step === 'not-wanted') journal.record('bank answer not wanted', { county });
        return step;
      },
      events: { answered: 'bank answered', notReached: 'bank not reached' },
    },
    waits,
  );
}
