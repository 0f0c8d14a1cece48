import type { Journal } from '../journal.ts';
import { startErrands, type Errands, type ErrandWaits } from './errands.ts';
import { paymentsUnderWay, servePayment, type PaymentParts } from './serve-payments.ts';

/** Hands approved payments to the bank and takes up what it answers, payment by payment. */
export function startPaymentErrands(
  parts: PaymentParts & { readonly journal: Journal },
  waits: Partial<ErrandWaits> = {},
): Errands {
  const { storage, journal } = parts;
  return startErrands(
    {
      storage,
      journal,
      underWay: (county) => paymentsUnderWay(storage, county),
      serve: (county, payment, onFailure) => servePayment(parts, county, payment, onFailure),
      events: {
        answered: 'payment answered',
        notReached: 'payment not handed over',
        notWanted: 'payment answer not wanted',
      },
    },
    waits,
  );
}
