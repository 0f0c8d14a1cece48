import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startCentralOffice } from '../../central/central-office.ts';
import { demonstrationCounty } from '../../central/demonstration/county.ts';
import { createJournal } from '../../central/journal.ts';
import { demonstrationCardPin } from '../../contract/demonstration.ts';
import { judgePin } from '../../domain/pin/pin-strength.ts';
import { pinKnowledgeOf } from '../../domain/pin/pin-knowledge.ts';
import { layEmptyDatabase } from '../helpers/empty-database.ts';

describe('the card password of a demonstration', () => {
  it('is kept for every card that has one and is not cancelled, and for no other, and is too weak for nobody', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'guitai-central-'));
    onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
    const made = demonstrationCounty({ persons: 400, seed: 1, today: '2026-11-22' });
    await layEmptyDatabase(dataFolder);
    const office = await startCentralOffice({
      dataFolder,
      host: '127.0.0.1',
      port: 0,
      snapshotFolder: null,
      demonstration: {
        ...{ county: made.county, countyName: made.countyName, clerks: [], portrait: () => '' },
        cardPin: demonstrationCardPin,
        batches: () => made.batches(),
      },
      journal: createJournal({ write: () => undefined }),
    });
    onTestFinished(() => office.close());
    const { cards, persons, accounts } = await office.storage.read(made.county, async (reader) => ({
      cards: await reader.all('card'),
      persons: new Map((await reader.all('insuredPerson')).map((one) => [one.id, one])),
      accounts: new Map((await reader.all('financialAccount')).map((one) => [one.id, one])),
    }));
    const told = { kept: 0, none: 0 };
    for (const card of cards) {
      const isKept = await office.vault.verifyPin(made.county, card.id, demonstrationCardPin);
      expect(isKept, `${card.id} ${String(card.status)}`).toBe(card.pinSet && card.status !== '9');
      expect(await office.vault.verifyPin(made.county, card.id, '528047')).toBe(false);
      told[isKept ? 'kept' : 'none'] += 1;
      const [person, account] = [persons.get(card.personId), accounts.get(card.personId)];
      const others = { representative: null, formerCardNumber: null };
      const about = pinKnowledgeOf({ cardNumber: card.id, card, person, account, ...others });
      expect(judgePin(demonstrationCardPin, about)).toEqual([]);
    }
    expect(told.kept).toBeGreaterThan(300);
    expect(told.none).toBeGreaterThan(5);
  });
});
