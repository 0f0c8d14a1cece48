import { refuse, type Refusal } from '../../domain/command/refusal.ts';
import { triesLeftAfter } from '../../domain/pin-services/change-card-pin.ts';
import { change } from '../../domain/records/change.ts';
import type { ServiceRecord } from '../../domain/records/records.ts';
import type { CounterStorage } from '../ports.ts';

/**
 * A change of a password whose old one was wrong is applied at the central office: the try is counted there. For the
 * clerk it is refused like any other that came to nothing, with its reason, until he has settled it: the person may have
 * left with paper that says otherwise. Belongs into the transaction that brought the news, after the replica is itself
 * again.
 */
export function noteTriesInVain(storage: CounterStorage, services: Iterable<string>): void {
  for (const service of services) {
    const record = storage.records.get('serviceRecord', service)?.record;
    const left = triesLeftAfter(record);
    if (record === undefined || left === null) continue;
    const card = storage.records.get('card', record.formerCardNumber ?? '')?.record;
    const standing = card === undefined ? [] : [change('card', card)];
    for (const entry of storage.outbox.byService(service)) {
      if (entry.body.kind === 'change-card-pin') {
        storage.outbox.markInVain(entry.id, [refusalOfTry(record, left)], standing);
      }
    }
  }
}

function refusalOfTry({ formerCardNumber }: ServiceRecord, left: number): Refusal {
  const params = { cardTail: formerCardNumber?.slice(-4) ?? '' };
  return left === 0 ? refuse('pin-wrong-locked', params) : refuse('pin-wrong', { ...params, left });
}
