import type { Journal } from '../journal.ts';
import type { Payment } from '../../domain/records/payment.ts';
import { startErrands, type Errands, type ErrandWaits } from './errands.ts';
import { paymentsUnderWay, servePayment, type PaymentParts } from './serve-payments.ts';

/**
 * Hands approved payments to the bank and takes up what it answers, payment by payment.
 * @param onAnswered told of each that the bank has answered
 */
export function startPaymentErrands(
  parts: PaymentParts & { readonly journal: Journal },
  waits: Partial<ErrandWaits> = {},
  onAnswered: (county: string, payment: Payment) => void = () => undefined,
): Errands {
  const { storage, journal } = parts;
  return startErrands(
    {
      storage,
      journal,
      underWay: (county) => paymentsUnderWay(storage, county),
      serve: async (county, payment, onFailure) => {
        const step = await servePayment(parts, county, payment, onFailure);
        if (step === 'answered') onAnswered(county, payment);
        return step;
      },
      events: {
        answered: 'payment answered',
        notReached: 'payment not handed over',
        notWanted: 'payment answer not wanted',
      },
    },
    waits,
  );
}
