import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { printerStore } from './printer-store.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'guitai-printer-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe('how a workstation prints', () => {
  it('is kept from one start to the next', async () => {
    await printerStore(directory).keep({ printer: '大厅打印机', receiptPaper: 'receipt' });
    expect(await printerStore(directory).read()).toEqual({ printer: '大厅打印机', receiptPaper: 'receipt' });
  });

  it.each(['{', 'null', '{"printer":7,"receiptPaper":"A5"}'])(
    'is A4 on no chosen printer where %s was found',
    async (text) => {
      await writeFile(join(directory, 'printer.json'), text);
      expect(await printerStore(directory).read()).toEqual({ printer: null, receiptPaper: 'A4' });
    },
  );
});
