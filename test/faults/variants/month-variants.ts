import type { Variant } from './variant.ts';
import { wrapping } from './wrapping.ts';

/** Goes through nobody when a month begins. */
const turnWithoutAnybody: Variant = {
  name: 'a turn of the month that seals and releases nobody',
  office: {
    wrapStorage: (storage) =>
      wrapping(storage, {
        writer: (writer) => ({ ...writer, unclosedAccounts: () => Promise.resolve([]) }),
      }),
  },
};

/** What the central office changes behind a command of the month before, by the command's id. */
const behindCommand = /^month \d{4}-\d{2} [\da-f]{8}-/;

/** Leaves the seal as the day of the service had it, also where the month's turn has gone by. */
const lateServiceLeft: Variant = {
  name: 'a service of before the 1st that comes after it and is left out of the month’s turn',
  office: {
    wrapStorage: (storage) =>
      wrapping(storage, {
        writer: (writer) => ({
          ...writer,
          async write(effects) {
            const [first] = effects.changes;
            if (first !== undefined && behindCommand.test(first.commandId)) return;
            await writer.write(effects);
          },
        }),
      }),
  },
};

export const monthVariants: readonly Variant[] = [turnWithoutAnybody, lateServiceLeft];
