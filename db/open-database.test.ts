import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  copyFileSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DatabaseError, type DatabaseErrorCode } from './database-error.ts';
import { currentVersion } from './migrations/migrations.ts';
import { connect, openDatabase, type DatabaseOptions } from './open-database.ts';
import { person } from './testing/sample-records.ts';
import { bytesBeside, otherKey, freshFiles } from './testing/fresh-files.ts';

const { freshOptions, freshStorage, copyAsLeft } = freshFiles(onTestFinished);

// Many files are made and synced; a busy machine's disk takes its time.
vi.setConfig({ testTimeout: 120_000 });

function codeOf(open: () => { close(): unknown }): DatabaseErrorCode | 'opened' {
  try {
    open().close();
    return 'opened';
  } catch (error) {
    if (error instanceof DatabaseError) return error.code;
    throw error;
  }
}

/** A closed file with some persons in it. */
function filled(): DatabaseOptions {
  const options = freshOptions();
  const storage = freshStorage(options);
  storage.unitOfWork.write(() => {
    for (let index = 0; index < 200; index += 1) {
      storage.records.putConfirmed(person({ id: `p${index}`, name: `欧阳娜娜${index}` }), 0);
    }
  });
  storage.close();
  return options;
}

/** What a cut leaves of a file whose last commits are still in its log. */
function filledWithLog(): DatabaseOptions {
  const options = freshOptions();
  const storage = freshStorage(options);
  storage.unitOfWork.write(() => storage.records.putConfirmed(person({ id: 'p1' }), 0));
  const left = copyAsLeft(options);
  expect(statSync(`${left.file}-wal`).size).toBeGreaterThan(0);
  return left;
}

describe('every connection', () => {
  it('has the settings that the promises rest on, the first and any further one', () => {
    const options = freshOptions();
    const first = openDatabase(options);
    const second = connect(options);
    onTestFinished(() => {
      first.close();
      second.close();
    });
    for (const database of [first, second]) {
      const read = (name: string) => database.pragma(name, { simple: true });
      expect(read('journal_mode')).toBe('wal');
      expect(read('synchronous')).toBe(2);
      expect(read('foreign_keys')).toBe(1);
      expect(read('temp_store')).toBe(2);
      expect(read('secure_delete')).toBe(2);
      expect(read('cipher')).toBe('chacha20');
      expect(read('busy_timeout')).toBe(5000);
      expect(read('trusted_schema')).toBe(0);
    }
  });

  it('sees what was committed before', () => {
    const options = filled();
    const storage = freshStorage(options);
    expect(storage.records.get('insuredPerson', 'p7')?.record.name).toBe('欧阳娜娜7');
  });
});

describe('a new file', () => {
  it('is made where there is none, whole, and readable for its owner alone', () => {
    const options = freshOptions();
    openDatabase(options).close();
    expect([...bytesBeside(options.file).keys()]).toEqual(['counter.db']);
    if (process.platform !== 'win32') expect(statSync(options.file).mode & 0o777).toBe(0o600);
  });

  it('is made although an earlier attempt was cut off half-way', () => {
    const options = freshOptions();
    writeFileSync(`${options.file}.new`, 'half of a page');
    writeFileSync(`${options.file}.new-wal`, 'half of a frame');
    const database = openDatabase(options);
    onTestFinished(() => {
      database.close();
    });
    expect(database.pragma('user_version', { simple: true })).toBe(currentVersion);
    expect(existsSync(`${options.file}.new`)).toBe(false);
  });

  it('is not made where only the log of a lost file is left', () => {
    const options = filledWithLog();
    rmSync(options.file);
    const before = bytesBeside(options.file);
    expect(codeOf(() => openDatabase(options))).toBe('database-missing');
    expect(bytesBeside(options.file)).toEqual(before);
  });
});

describe('a file that cannot be used is refused and not changed', () => {
  it.each([
    ['closed', filled],
    ['cut off with commits in its log', filledWithLog],
  ])('with another key, %s', (_state, make) => {
    const options = make();
    const before = bytesBeside(options.file);
    expect(codeOf(() => openDatabase({ ...options, key: otherKey }))).toBe('database-key-wrong');
    expect(codeOf(() => connect({ ...options, key: otherKey }))).toBe('database-key-wrong');
    expect(bytesBeside(options.file)).toEqual(before);
    expect(codeOf(() => openDatabase(options))).toBe('opened');
  });

  it.each(['', 'short', 'g'.repeat(64), 'a'.repeat(63), `${'a'.repeat(63)}"`])('with %j for a key', (key) => {
    const options = freshOptions();
    expect(codeOf(() => openDatabase({ ...options, key }))).toBe('database-key-wrong');
    expect(existsSync(options.file)).toBe(false);
  });

  it.each([
    ['closed', filled],
    ['cut off with commits in its log', filledWithLog],
  ])('written by a later program, %s', (_state, make) => {
    const written = make();
    const later = connect(written);
    later.pragma(`user_version = ${currentVersion + 1}`);
    const options = copyAsLeft(written);
    later.close();
    const before = bytesBeside(options.file);
    expect(codeOf(() => openDatabase(options))).toBe('database-newer');
    expect(bytesBeside(options.file)).toEqual(before);
  });

  it('not encrypted', () => {
    const options = freshOptions();
    const plain = new Database(options.file);
    plain.exec('CREATE TABLE anything (id TEXT)');
    plain.close();
    const before = bytesBeside(options.file);
    expect(codeOf(() => openDatabase(options))).toBe('database-not-encrypted');
    expect(bytesBeside(options.file)).toEqual(before);
  });

  it('encrypted with the right key, but another program’s', () => {
    const options = freshOptions();
    const foreign = new Database(options.file);
    foreign.pragma("cipher='chacha20'");
    foreign.pragma(`key="raw:${options.key}"`);
    foreign.exec('CREATE TABLE anything (id TEXT)');
    foreign.close();
    const before = bytesBeside(options.file);
    expect(codeOf(() => openDatabase(options))).toBe('database-damaged');
    expect(bytesBeside(options.file)).toEqual(before);
  });

  it('cut off anywhere', () => {
    const whole = filled();
    const size = statSync(whole.file).size;
    const pages = size / 4096;
    expect(pages).toBeGreaterThan(20);
    const lengths = [0, 1, 15, 16, 100, 4095, 4096, 4097, 6000, 8192, size - 4096, size - 1];
    for (let page = 3; page < pages; page += 7) lengths.push(page * 4096);
    for (const length of lengths) {
      const options = copyAsLeft(whole);
      truncateSync(options.file, length);
      const before = bytesBeside(options.file);
      const code = codeOf(() => openDatabase(options));
      expect([length, code]).toEqual([length, 'database-damaged']);
      expect(bytesBeside(options.file)).toEqual(before);
    }
  });

  it('a folder in its place', () => {
    const options = freshOptions();
    mkdirSync(options.file);
    expect(codeOf(() => openDatabase(options))).toBe('database-unavailable');
  });
});

describe('a log that is not the file’s own', () => {
  it('with another key never becomes part of it', () => {
    const options = filled();
    const reencrypted = { ...freshOptions(), key: otherKey };
    const storage = freshStorage(reencrypted);
    storage.unitOfWork.write(() => storage.records.putConfirmed(person({ id: 'stranger' }), 0));
    copyFileSync(`${reencrypted.file}-wal`, `${options.file}-wal`);
    const file = readFileSync(options.file);
    expect(codeOf(() => openDatabase(options))).toBe('database-damaged');
    expect(readFileSync(options.file).equals(file)).toBe(true);
    rmSync(`${options.file}-wal`);
    expect(codeOf(() => openDatabase(options))).toBe('opened');
  });
});

describe('nothing readable is on the disk', () => {
  it('of a name, in the file, its log or the log’s index, in any encoding', () => {
    const options = freshOptions();
    const storage = freshStorage(options);
    const canary = '欧阳娜娜';
    storage.unitOfWork.write(() => {
      storage.records.putConfirmed(person({ id: 'p1', name: canary, pinyin: 'ouyangnana' }), 1);
      storage.bases.keep('insuredPerson', 'p1', {
        record: person({ id: 'p1', name: canary }).record,
        version: 1,
      });
      storage.audit.append({ at: '', clerkId: null, action: canary, subject: canary, details: {} });
    });
    const forms = [
      Buffer.from(canary, 'utf8'),
      Buffer.from(canary, 'utf16le'),
      Buffer.from(canary, 'utf16le').swap16(),
      Buffer.from('c5b7d1f4c4c8c4c8', 'hex'), // GBK
      Buffer.from('ouyangnana'),
      Buffer.from('insured_person'),
    ];
    expect(new TextDecoder('gbk').decode(forms[3])).toBe(canary);
    const look = () => {
      for (const ending of ['', '-wal', '-shm']) {
        const bytes = readFileSync(options.file + ending);
        expect(forms.filter((form) => bytes.includes(form))).toEqual([]);
      }
    };
    look();
    expect(statSync(`${options.file}-wal`).size).toBeGreaterThan(4096);
    storage.checkpoint();
    expect(statSync(`${options.file}-wal`).size).toBe(0);
    look();
  });
});
