import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openCounterStorage, type OpenCounterStorage } from '../../../db/counter-storage.ts';
import { systemCode } from '../../../db/database-error.ts';
import { connect } from '../../../db/open-database.ts';
import { contentWithCounty, pullCounty } from './pull-county.ts';
import { databaseIn, filesOf, putFiles, readStored } from './stored.ts';

/** What the storage does besides commands, each with what must hold when the disk fails under it. */
export interface StorageService {
  readonly name: string;
  /** The files it begins with. @param scratch a folder in which they may be made */
  files(scratch: string): ReadonlyMap<string, Buffer> | Promise<ReadonlyMap<string, Buffer>>;
  begin(folder: string): {
    /** @throws what the storage says */
    run(): void | Promise<void>;
    /** Closes all, and answers what does not hold, or null. */
    check(done: boolean): string | null | Promise<string | null>;
  };
}

/** What a disk that is full or fails is told as; where a file cannot even be opened SQLite does not say why. */
export const clearCodes =
  /^(storage-full|database-(disk-failing|unavailable)|SQLITE_FULL|SQLITE_IOERR.*|SQLITE_CANTOPEN|ENOSPC|EIO)$/;

/** A small file with a log that holds several transactions, as a program leaves it that was ended. */
function leftWithLog(scratch: string): ReadonlyMap<string, Buffer> {
  putFiles(scratch, new Map());
  const storage = openCounterStorage(databaseIn(scratch));
  try {
    for (const value of ['one', 'two', 'three']) {
      storage.unitOfWork.write(() => storage.memory.set('county-name', value));
    }
    return filesOf(scratch);
  } finally {
    storage.close();
  }
}

/** The county's name as the ordinary opening finds it; throws what that throws. */
function countyName(folder: string): string | null {
  const storage = openCounterStorage(databaseIn(folder));
  try {
    return storage.memory.get('county-name');
  } finally {
    storage.close();
  }
}

/**
 * Does something when the disk is good again, and closes the file. A connection that could not read its log is of no use any
 * more (SQLITE_CORRUPT), and must say so; the next start is.
 * @returns what does not hold, or null
 */
function onceMore(
  storage: OpenCounterStorage,
  folder: string,
  work: (usable: OpenCounterStorage) => void,
): string | null {
  try {
    work(storage);
    return null;
  } catch (error) {
    if (systemCode(error) !== 'SQLITE_CORRUPT') throw error;
    if (storage.isUsable()) return 'of no use any more, and said to be usable';
  } finally {
    storage.close();
  }
  const next = openCounterStorage(databaseIn(folder));
  try {
    if (next.memory.get('county-name') !== 'three') return 'the last transaction is gone';
    work(next);
    return null;
  } finally {
    next.close();
  }
}

function broken(folder: string): string | null {
  return readStored(folder).broken[0] ?? null;
}

export const storageServices: readonly StorageService[] = [
  {
    name: 'make-file',
    files: () => new Map(),
    begin: (folder) => ({
      run: () => openCounterStorage(databaseIn(folder)).close(),
      // Whatever was left half made, the next start makes a whole one.
      check: () => broken(folder),
    }),
  },
  {
    name: 'open-file-with-log',
    files: leftWithLog,
    begin: (folder) => ({
      run: () => openCounterStorage(databaseIn(folder)).close(),
      check: () => broken(folder) ?? (countyName(folder) === 'three' ? null : 'the last transaction is gone'),
    }),
  },
  {
    name: 'checkpoint',
    files: leftWithLog,
    begin(folder) {
      const storage = openCounterStorage(databaseIn(folder));
      return {
        run: () => storage.checkpoint(),
        check() {
          const again = onceMore(storage, folder, (usable) =>
            usable.unitOfWork.write(() => usable.memory.set('county-name', 'four')),
          );
          if (again !== null) return again;
          return broken(folder) ?? (countyName(folder) === 'four' ? null : 'the last transaction is gone');
        },
      };
    },
  },
  {
    name: 'backup',
    files: leftWithLog,
    begin(folder) {
      const storage = openCounterStorage(databaseIn(folder));
      const file = join(folder, 'copy.db');
      const wholeCopy = () => {
        const database = connect({ ...databaseIn(folder), file });
        try {
          return database.prepare<[], string>('PRAGMA integrity_check').pluck().get() === 'ok';
        } finally {
          database.close();
        }
      };
      return {
        run: () => storage.backupTo(file),
        check(done) {
          if (done && !existsSync(file)) return 'told as done, and there is no copy';
          if (existsSync(file) && !wholeCopy()) return 'the copy is not whole';
          storage.backupTo(file);
          const again = wholeCopy();
          storage.close();
          return again ? broken(folder) : 'no copy when there is room again';
        },
      };
    },
  },
  pulling(),
];

function pulling(): StorageService {
  let undisturbed: string | null = null;
  return {
    name: 'pull-county',
    files(scratch) {
      const files = leftWithLog(scratch);
      undisturbed ??= contentWithCounty(scratch);
      return files;
    },
    begin(folder) {
      const storage = openCounterStorage(databaseIn(folder));
      return {
        run: () => pullCounty(storage),
        check() {
          // It goes on where it was, with the next page.
          const again = onceMore(storage, folder, pullCounty);
          if (again !== null) return again;
          const isWhole = contentWithCounty(folder) === undisturbed;
          return broken(folder) ?? (isWhole ? null : 'not the county that comes without an error');
        },
      };
    },
  };
}
