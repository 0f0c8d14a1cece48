import type { CounterStorage, UnitOfWork } from '../../../counter/ports.ts';

/** The program ends here, as by kill -9: nothing after this line is done. */
export class CrashError extends Error {
  constructor() {
    super('the program ended here');
    this.name = 'CrashError';
  }
}

/** Ends the program at the n-th step of its storage from now on; a step is every call that may write, and each commit. */
export class CrashTimer {
  #left: number | null = null;
  fired = false;

  arm(steps: number): void {
    this.#left = steps;
  }

  disarm(): void {
    this.#left = null;
    this.fired = false;
  }

  step(): void {
    // What has ended does nothing more, whatever still calls it.
    if (this.fired) throw new CrashError();
    if (this.#left === null) return;
    this.#left -= 1;
    if (this.#left > 0) return;
    this.fired = true;
    throw new CrashError();
  }
}

/** What only reads; everything else that a port has is a crash point, so that a new method is one by itself. */
const reading: ReadonlySet<string | symbol> = new Set([
  ...['find', 'get', 'has', 'head', 'pending', 'overlay', 'summary', 'byService', 'confirmed'],
  ...[
    'read',
    'due',
    'touchedSubjects',
    'connectedSubjects',
    'writtenRecords',
    'workAfter',
    'workCount',
    'sendableAmong',
    'openServices',
    'unfinishedServicesOf',
    'unfinishedSubjects',
  ],
]);

/** The same storage, with a crash point before each thing it writes, before each commit and behind it. */
export function withCrashPoints(storage: CounterStorage, timer: CrashTimer): CounterStorage {
  const unitOfWork: UnitOfWork = {
    ...storage.unitOfWork,
    write: (work) => {
      timer.step();
      const result = storage.unitOfWork.write(() => {
        const value = work();
        timer.step();
        return value;
      });
      timer.step();
      return result;
    },
  };
  return {
    ...storage,
    unitOfWork,
    records: intercept(storage.records, timer),
    bases: intercept(storage.bases, timer),
    outbox: intercept(storage.outbox, timer),
    audit: intercept(storage.audit, timer),
    memory: intercept(storage.memory, timer),
    attachments: intercept(storage.attachments, timer),
  };
}

function intercept<Port extends object>(port: Port, timer: CrashTimer): Port {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || reading.has(name)) return value;
      return (...parameters: unknown[]): unknown => {
        timer.step();
        return Reflect.apply(value, target, parameters);
      };
    },
  });
}
