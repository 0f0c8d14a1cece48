import type { CountyReader } from '../../../central/storage/central-storage.ts';
import type { BankRequest } from '../../../domain/records/bank-request.ts';
import { isAnswered } from '../../../domain/unfreezing/bank-request.ts';
import type { Variant } from './variant.ts';
import { wrapping } from './wrapping.ts';

/** Forgets once of each request that the bank has answered it: asks again, and records the answer again. */
const answerRecordedTwice: Variant = {
  name: 'an answer of the bank that is recorded twice',
  office: {
    wrapStorage(storage) {
      const recorded = new Map<string, number>();
      const isForgotten = (asked: BankRequest, county: string) =>
        isAnswered(asked) && recorded.get(`${county} ${asked.id}`) === 1;
      const unanswered = (asked: BankRequest): BankRequest => ({ ...asked, state: 'sent', answeredAt: null });
      return wrapping(storage, {
        reader: (reader, county) => ({
          ...reader,
          async bankRequestsUnderWay(after, limit) {
            const underWay = await reader.bankRequestsUnderWay(after, limit);
            const forgotten = (await reader.all('bankRequest')).filter((one) => isForgotten(one, county));
            return after === '' ? [...underWay, ...forgotten.map(unanswered)] : underWay;
          },
        }),
        writer: (writer, county) => {
          const one: CountyReader['one'] = async (table, id) => {
            if (table !== 'bankRequest') return await writer.one(table, id);
            const asked = await writer.one('bankRequest', id);
            const shown = asked !== undefined && isForgotten(asked, county) ? unanswered(asked) : asked;
            // The table was looked at above.
            return shown as Awaited<ReturnType<typeof writer.one<typeof table>>>;
          };
          return {
            ...writer,
            one,
            async write(effects) {
              await writer.write(effects);
              for (const { change } of effects.changes) {
                if (change.table !== 'bankRequest' || !isAnswered(change.record)) continue;
                const key = `${county} ${change.record.id}`;
                recorded.set(key, (recorded.get(key) ?? 0) + 1);
              }
            },
          };
        },
      });
    },
  },
};

/** Does not look whether somebody has told the person already. */
const answerToldTwice: Variant = {
  name: 'an answer of the bank that is told twice',
  office: {
    wrapStorage: (storage) =>
      wrapping(storage, {
        writer: (writer) => ({
          ...writer,
          async lookUp(lookups) {
            const found = await writer.lookUp(lookups);
            return found.map((records) => records.map(asIfNotTold));
          },
        }),
      }),
  },
};

type Found = Awaited<ReturnType<CountyReader['lookUp']>>[number][number];

function asIfNotTold(record: Found): Found {
  const isTold = 'kind' in record && record.kind === 'request-bank-service' && record.stage === 'completed';
  return isTold ? { ...record, stage: 'accepted', closedAt: null } : record;
}

export const bankVariants: readonly Variant[] = [answerRecordedTwice, answerToldTwice];
