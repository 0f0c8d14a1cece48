import type { CounterVariant } from '../support/counter.ts';

/** The storage as it is, with a look behind each of its transactions. */
export function behindEachWrite(look: () => void): CounterVariant {
  return {
    wrapStorage: (storage) => ({
      ...storage,
      unitOfWork: {
        ...storage.unitOfWork,
        write(change) {
          const result = storage.unitOfWork.write(change);
          look();
          return result;
        },
      },
    }),
  };
}
