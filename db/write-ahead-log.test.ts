import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase, type DatabaseOptions } from './open-database.ts';
import { bytesBeside, freshFiles } from './testing/fresh-files.ts';
import { readLog } from './write-ahead-log.ts';

const { freshOptions, freshStorage, copyAsLeft } = freshFiles(onTestFinished);

const transactions = 6;

/** A file as a program leaves it that is ended, its transactions in the log; and how many frames each of them took. */
function left(): { readonly options: DatabaseOptions; readonly ends: readonly number[] } {
  const options = freshOptions();
  const storage = freshStorage(options);
  const ends = Array.from({ length: transactions }, (_none, number) => {
    storage.unitOfWork.write(() => {
      storage.memory.set('county-name', String(number + 1));
      storage.memory.set('token', String(number).repeat(5_000));
    });
    return framesOf(options);
  });
  return { options: copyAsLeft(options), ends };
}

function framesOf(options: DatabaseOptions): number {
  return (statSync(`${options.file}-wal`).size - 32) / 4_120;
}

function flip(options: DatabaseOptions, byte: number, bit = 1): void {
  const bytes = readFileSync(`${options.file}-wal`);
  bytes.writeUInt8(bytes.readUInt8(byte) ^ bit, byte);
  writeFileSync(`${options.file}-wal`, bytes);
}

function opened(options: DatabaseOptions): string {
  try {
    const database = openDatabase(options);
    const found = database.prepare<[], string>(`SELECT value FROM memory WHERE name = 'county-name'`).pluck();
    const transactions = found.get() ?? '0';
    database.close();
    return `${transactions} transactions`;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

describe('the log of a program that was ended', () => {
  it('is read to its last transaction', () => {
    const { options, ends } = left();
    expect(readLog(`${options.file}-wal`)).toEqual({ committedFrames: ends.at(-1), damaged: false });
    expect(opened(options)).toBe(`${transactions} transactions`);
  });

  it('is refused and not changed where a bit fell over in front of its last transaction', () => {
    const { options: whole, ends } = left();
    const lastBegin = 32 + (ends.at(-2) ?? 0) * 4_120;
    // In the header of the log, and in each part of every frame: page, commit, salt, sums, content.
    const places = [0, 9, 17, 25];
    for (let frame = 32; frame < lastBegin; frame += 4_120) {
      for (const part of [1, 9, 17, 600, 4_100]) places.push(frame + part);
    }
    for (const place of places) {
      const options = copyAsLeft(whole);
      flip(options, place);
      const before = bytesBeside(options.file);
      expect([place, opened(options)]).toEqual([place, 'database-damaged']);
      expect(bytesBeside(options.file)).toEqual(before);
    }
  });

  it('is refused and not changed where a bit fell over in the content of its last transaction', () => {
    const { options: whole, ends } = left();
    const size = 32 + (ends.at(-1) ?? 0) * 4_120;
    for (let frame = 32 + (ends.at(-2) ?? 0) * 4_120; frame < size; frame += 4_120) {
      for (const place of [24, 25, 31, 600, 4_119]) {
        for (const bit of [1, 8, 128]) {
          const options = copyAsLeft(whole);
          flip(options, frame + place, bit);
          expect([frame, place, bit, opened(options)]).toEqual([frame, place, bit, 'database-damaged']);
        }
      }
    }
  });

  it.each([
    ['commit', 8],
    ['salts', 16],
  ])(
    'is refused where a frame broke that ends the transaction before the last, and a sector ends behind its %s',
    (_part, part) => {
      const options = freshOptions();
      const storage = freshStorage(options);
      const begin = () => 32 + (framesOf(options) - 1) * 4_120;
      let number = 0;
      const write = () => {
        number += 1;
        storage.unitOfWork.write(() => {
          storage.memory.set('county-name', String(number));
          // Of so many pages, now one and now more.
          storage.memory.set('token', 'x'.repeat((number % 5) * 2_500));
          storage.signInAttempts.set('clerk', number, null);
        });
      };
      write();
      while ((begin() + part) % 512 !== 0 && number < 200) write();
      expect((begin() + part) % 512).toBe(0);
      const frame = begin();
      write();
      const whole = copyAsLeft(options);
      expect(opened(whole)).toBe(`${number} transactions`);
      for (const place of [1, 600]) {
        const broken = copyAsLeft(options);
        flip(broken, frame + place);
        expect([place, opened(broken)]).toEqual([place, 'database-damaged']);
      }
      // More than a bit: a sector of its content.
      const broken = copyAsLeft(options);
      const bytes = readFileSync(`${broken.file}-wal`);
      bytes.fill(0, frame + 1_024, frame + 1_536);
      writeFileSync(`${broken.file}-wal`, bytes);
      expect(opened(broken)).toBe('database-damaged');
    },
  );

  it('ends with what was synced where its last transaction was cut off', () => {
    const { options: whole, ends } = left();
    const size = 32 + (ends.at(-1) ?? 0) * 4_120;
    for (let cut = 1; cut < size - 32 - (ends.at(-2) ?? 0) * 4_120; cut += 511) {
      const options = copyAsLeft(whole);
      truncateSync(`${options.file}-wal`, size - cut);
      expect([cut, opened(options)]).toEqual([cut, `${transactions - 1} transactions`]);
    }
  });

  it('ends with what was synced where any part of its last transaction did not reach the disk', () => {
    const { options: whole, ends } = left();
    const begin = 32 + (ends.at(-2) ?? 0) * 4_120;
    const size = 32 + (ends.at(-1) ?? 0) * 4_120;
    for (let sector = begin - (begin % 512); sector < size; sector += 512) {
      const options = copyAsLeft(whole);
      const bytes = readFileSync(`${options.file}-wal`);
      bytes.fill(0, Math.max(begin, sector), Math.min(size, sector + 512));
      writeFileSync(`${options.file}-wal`, bytes);
      expect([sector, opened(options)]).toEqual([sector, `${transactions - 1} transactions`]);
    }
  });
});
