import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { outboxStates } from '../../counter/ports.ts';
import { migrations } from '../../db/migrations/migrations.ts';

describe('the states of a command', () => {
  it('are those of the picture in docs/SYNC.md, and each can be reached there', () => {
    const text = readFileSync(new URL('../../docs/SYNC.md', import.meta.url), 'utf8');
    const picture = /```mermaid\nstateDiagram-v2\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const ways = [...picture.matchAll(/^ *(\S+) --> (\S+?):/gm)].map(([, from = '', to = '']) => [from, to]);
    expect(ways.length).toBeGreaterThan(outboxStates.length);
    const named = new Set(ways.flat().filter((state) => state !== '[*]'));
    expect([...named].sort()).toEqual([...outboxStates].sort());
    const reached = new Set(['[*]']);
    for (const _round of ways) {
      for (const [from = '', to = ''] of ways) if (reached.has(from)) reached.add(to);
    }
    for (const state of outboxStates) expect(reached, state).toContain(state);
  });

  it("are those that the counter's file admits", () => {
    const lists = JSON.stringify(migrations).matchAll(
      /CREATE TABLE outbox \([^;]*?CHECK \(state IN \(([^)]*)\)\)/g,
    );
    const last = [...lists].at(-1)?.[1] ?? '';
    expect([...last.matchAll(/'([^']+)'/g)].map(([, state]) => state)).toEqual([...outboxStates]);
  });
});
