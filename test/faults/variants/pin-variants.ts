import { applyCommands } from '../../../central/services/apply-commands.ts';
import type { PinVault } from '../../../central/services/pin-vault.ts';
import type { DecidedEffects, SequencedChange } from '../../../central/storage/central-storage.ts';
import { triesLeftAfter } from '../../../domain/pin-services/change-card-pin.ts';
import type { Variant } from './variant.ts';
import { wrapping } from './wrapping.ts';

/** Tells that the old password was wrong, and leaves the card as if nobody had tried. */
const wrongPinNotCounted: Variant = {
  name: 'a wrong old password that is not counted',
  office: {
    wrapStorage: (storage) =>
      wrapping(storage, {
        writer: (writer) => ({
          ...writer,
          write(effects) {
            const wrong = commandsInVain(effects);
            const changes = effects.changes.map((one) => (wrong.has(one.commandId) ? uncounted(one) : one));
            return writer.write({ ...effects, changes });
          },
        }),
      }),
  },
};

function uncounted(one: SequencedChange): SequencedChange {
  const { change } = one;
  if (change.table !== 'card') return one;
  const { record } = change;
  const status = record.status === '3' ? '1' : record.status;
  const before = { ...record, status, pinFailures: record.pinFailures - 1 };
  return { ...one, change: { ...change, record: before } };
}

/** Counts the wrong old password and keeps the new one all the same. */
const wrongPinReplacesRightOne: Variant = {
  name: 'a new password that is kept although the old one was wrong',
  office: {
    apply(parts, credential, commands) {
      const wished = new Map<string, string>();
      const vault: PinVault = {
        ...parts.vault,
        judge(opened, cardNumber, about) {
          const verdict = parts.vault.judge(opened, cardNumber, about);
          if (verdict.ok) wished.set(cardNumber, verdict.pinHash);
          return verdict;
        },
      };
      const storage = wrapping(parts.storage, {
        writer: (writer) => ({
          ...writer,
          write(effects) {
            const wrong = commandsInVain(effects);
            const kept = effects.changes.flatMap(({ commandId, change }) => {
              const pinHash = wished.get(change.record.id);
              if (change.table !== 'card' || !wrong.has(commandId) || pinHash === undefined) return [];
              return [{ cardNumber: change.record.id, pinHash, commandId }];
            });
            return writer.write({ ...effects, cardPins: [...effects.cardPins, ...kept] });
          },
        }),
      });
      return applyCommands({ ...parts, vault, storage }, credential, commands);
    },
  },
};

/** The commands that showed a password that was wrong. */
function commandsInVain({ changes }: DecidedEffects): ReadonlySet<string> {
  const wrong = changes.filter(
    ({ change }) => change.table === 'serviceRecord' && triesLeftAfter(change.record) !== null,
  );
  return new Set(wrong.map(({ commandId }) => commandId));
}

export const pinVariants: readonly Variant[] = [wrongPinNotCounted, wrongPinReplacesRightOne];
