import type { Journal } from '../journal.ts';
import { startErrands, type Errands, type ErrandWaits } from './errands.ts';
import { serveTransfer, transfersAwaiting, type TransferParts } from './serve-transfers.ts';

/** Hands letters over to other areas and takes up what they answer, transfer by transfer. */
export function startTransferErrands(
  parts: TransferParts & { readonly journal: Journal },
  waits: Partial<ErrandWaits> = {},
): Errands {
  const { storage, journal } = parts;
  return startErrands(
    {
      storage,
      journal,
      underWay: (county) => transfersAwaiting(storage, county),
      serve: (county, transfer, onFailure) => serveTransfer(parts, county, transfer, onFailure),
      events: {
        answered: 'other area answered',
        notReached: 'other area not reached',
        notWanted: 'other area answer not wanted',
      },
    },
    waits,
  );
}
