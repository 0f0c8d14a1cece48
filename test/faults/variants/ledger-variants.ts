import { applyCommands } from '../../../central/services/apply-commands.ts';
import type { PinVault } from '../../../central/services/pin-vault.ts';
import type { DecidedEffects } from '../../../central/storage/central-storage.ts';
import { signedText } from '../../../domain/approval/approval.ts';
import { effectOn } from '../../../domain/ledger/balance.ts';
import type { Change } from '../../../domain/records/change.ts';
import { commandBody, commandOrigin } from '../../../contract/commands.ts';
import { clerksPassword } from '../support/ledger-work.ts';
import type { Variant } from './variant.ts';
import { wrapping } from './wrapping.ts';

/** Forgets, here and there, who had a hand in what is to be approved. */
function entererApproves(): Variant {
  const enteredBy = new Map<string, readonly string[]>();
  return {
    name: 'an approval by who has entered it himself',
    counter: () => ({
      wrapStorage: (storage) => ({
        ...storage,
        records: new Proxy(storage.records, {
          get(target, name): unknown {
            if (name !== 'find') return Reflect.get(target, name);
            return (...lookup: Parameters<typeof target.find>) => {
              const found = target.find(...lookup);
              return lookup[0] === 'approval' ? found.map((one) => ({ ...one, enteredBy: [] })) : found;
            };
          },
        }),
      }),
    }),
    office: {
      wrapStorage: (storage) =>
        wrapping(storage, {
          writer: (writer) => ({
            ...writer,
            async lookUp(lookups) {
              const found = await writer.lookUp(lookups);
              return found.map((records) => records.map((one) => forgotten(one)));
            },
            write(effects) {
              // What is kept says it all the same.
              const changes = effects.changes.map((one) => ({ ...one, change: remembered(one.change) }));
              return writer.write({ ...effects, changes });
            },
          }),
        }),
    },
  };

  function forgotten(record: Change['record']): Change['record'] {
    if (!('enteredBy' in record)) return record;
    enteredBy.set(record.id, record.enteredBy);
    return { ...record, enteredBy: [] };
  }

  function remembered(change: Change): Change {
    if (change.table !== 'approval') return change;
    const before = enteredBy.get(change.record.id);
    return before === undefined ? change : { ...change, record: { ...change.record, enteredBy: before } };
  }
}

/** Posts what goes back twice over, and the balance with it: nothing of it is unsound by itself. */
const reversedTwice: Variant = {
  name: 'a reversal that is posted twice',
  office: {
    wrapStorage: (storage) =>
      wrapping(storage, {
        writer: (writer) => ({ ...writer, write: (effects) => writer.write(postedAgain(effects)) }),
      }),
  },
};

function postedAgain(effects: DecidedEffects): DecidedEffects {
  const start = effects.head.head - effects.changes.length;
  const changes = effects.changes.flatMap((one) => {
    const { change } = one;
    if (change.table === 'ledgerEntry') {
      const again = { ...change.record, id: `${change.record.id}/again` };
      // The database itself keeps an entry from being reversed twice.
      const other = { ...again, kind: 'adjustment', reversesId: null } as const;
      return [one, { ...one, change: { table: 'ledgerEntry', record: other } as const }];
    }
    if (change.table !== 'personalAccount') return [one];
    const more = effects.changes
      .filter(({ commandId }) => commandId === one.commandId)
      .flatMap((other) => (other.change.table === 'ledgerEntry' ? [other.change.record] : []))
      .reduce((sum, entry) => sum + effectOn('personal-account', entry), 0);
    const record = { ...change.record, balance: change.record.balance + more };
    return [{ ...one, change: { ...change, record } }];
  });
  const renumbered = changes.map((one, index) => ({ ...one, sequence: start + index + 1 }));
  const numbered = renumbered.map((one) => {
    const last = renumbered.findLast(({ commandId }) => commandId === one.commandId);
    return { ...one, commandEnd: last?.sequence ?? one.sequence };
  });
  return {
    ...effects,
    changes: numbered,
    head: { ...effects.head, head: start + changes.length },
  };
}

/** Takes every signature for the right one. */
const signatureNotChecked: Variant = {
  name: 'a signature that nobody looks at',
  office: {
    apply(parts, credential, commands) {
      const wanted = new Map(commands.flatMap((one) => rightContent(one) ?? []));
      const vault: PinVault = {
        ...parts.vault,
        openSignature: (sealed) => {
          const subject = wanted.get(sealed);
          // A refusal is never forged in a history; it is opened as it is.
          if (subject === undefined) return parts.vault.openSignature(sealed);
          return Promise.resolve({ password: clerksPassword, subject, nonce: 'once' });
        },
      };
      return applyCommands({ ...parts, vault }, credential, commands);
    },
  },
};

/** What a signature should say, by what is sealed. */
function rightContent(command: unknown): readonly (readonly [string, string])[] | null {
  const body = commandBody.safeParse(command).data;
  const origin = commandOrigin.safeParse((command as { readonly origin: unknown }).origin).data;
  if (body === undefined || origin === undefined) return null;
  const { clerkId } = origin;
  if (body.kind === 'request-reversal') {
    const { signature, serviceNumber, amount } = body.request;
    return [[signature, signedText('accept', serviceNumber, clerkId, amount)]];
  }
  if (body.kind !== 'approve-service') return null;
  const { signature, approvalId, amount } = body.request;
  return [[signature, signedText('approve', approvalId, clerkId, amount)]];
}

export const ledgerVariants: readonly Variant[] = [entererApproves(), reversedTwice, signatureNotChecked];
