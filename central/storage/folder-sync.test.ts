import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJournal } from '../journal.ts';
import { openStorage, type OpenStorage } from '../open-storage.ts';
import { readFolderState, writeFolderState } from './folder-state.ts';

const county = '330122';

describe('the folder of an embedded database', () => {
  let folder: string;
  const lines: string[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guitai-folder-'));
    lines.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = () =>
    openStorage({ dataFolder: folder, journal: createJournal({ write: (line) => lines.push(line) }) });

  it('is new, clean or open; what cannot be read counts as open', async () => {
    expect(await readFolderState(folder, false)).toBe('new');
    expect(await readFolderState(folder, true)).toBe('open');
    await writeFolderState(folder, 'open');
    expect(await readFolderState(folder, true)).toBe('open');
    await writeFolderState(folder, 'clean');
    expect(await readFolderState(folder, true)).toBe('clean');
    writeFileSync(join(folder, 'central.state.json'), '{"state":"cl');
    expect(await readFolderState(folder, true)).toBe('open');
  });

  it('tells how far a county is on the disk, some seconds behind, and never farther than it stands', async () => {
    const opened = await open();
    try {
      await opened.storage.loadCounty({ county, name: '桐溪县', demonstration: true }, []);
      await write(opened, 3);
      expect(opened.durable(county, 3)).toBeLessThanOrEqual(3);
      await expect.poll(() => opened.durable(county, 3), { timeout: 60_000 }).toBe(3);
      await write(opened, 2);
      expect(opened.durable(county, 5)).toBeLessThanOrEqual(5);
      await expect.poll(() => opened.durable(county, 5), { timeout: 60_000 }).toBe(5);
      expect(lines.filter((line) => line.includes('fault'))).toEqual([]);
    } finally {
      await opened.close();
    }
  });

  it('keeps its epoch when it was closed in order, and begins another when it was not', async () => {
    const epochs: string[] = [];
    for (const end of ['closed', 'closed', 'died', 'closed']) {
      const opened = await open();
      epochs.push((await opened.storage.identity()).epoch);
      await opened.close();
      expect(existsSync(join(folder, 'central.state.json'))).toBe(true);
      expect(readFileSync(join(folder, 'central.state.json'), 'utf8')).toContain('clean');
      if (end === 'died') await writeFolderState(folder, 'open');
    }
    const [first, second, third, fourth] = epochs;
    expect([second, third]).toEqual([first, first]);
    expect(fourth).not.toBe(first);
    expect(lines.filter((line) => line.includes('epoch begun'))).toHaveLength(1);
    expect(lines.join('')).toContain('not closed in order');
  });
});

/** Changes of nothing, to move the county's head. */
async function write({ storage }: OpenStorage, count: number): Promise<void> {
  await storage.change(county, async (writer) => {
    const { head, applied, refused } = writer.lockedHead;
    const commandEnd = head + count;
    await writer.write({
      changes: Array.from({ length: count }, (_unused, index) => ({
        sequence: head + index + 1,
        commandId: `command ${String(head)}`,
        commandEnd,
        change: {
          table: 'employer' as const,
          record: { id: `E${String(index)}`, name: '某单位', phone: '', active: true },
        },
      })),
      answers: [],
      cardPins: [],
      head: { head: commandEnd, applied, refused },
    });
  });
}
