import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cardMakingMoves, cardStatusMoves, mayCardStatusMove } from '../../domain/card/card-status.ts';
import { root } from '../helpers/machine.ts';

/** What a state is called on the clerk's screen. */
function namesIn(language: 'zh-CN' | 'en-US', file: string): Readonly<Record<string, string>> {
  const path = join(root, 'renderer', 'i18n', language, `${file}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, string>>;
}

/** A state diagram of a table of moves; `first` is where a card begins, and what has no way on is the end. */
function diagram(
  file: 'card-status' | 'making',
  moves: Readonly<Record<string, readonly string[]>>,
  first: readonly string[],
): string {
  const [chinese, english] = [namesIn('zh-CN', file), namesIn('en-US', file)];
  // Keys like '0' and '01' come in no certain order.
  const states = Object.keys(moves).sort();
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...states.map((state) => `  s${state}: ${state} ${chinese[state] ?? ''} ${english[state] ?? ''}`),
    ...first.map((state) => `  [*] --> s${state}`),
    ...states.flatMap((from) => (moves[from] ?? []).map((to) => `  s${from} --> s${to}`)),
    ...states.filter((state) => moves[state]?.length === 0).map((state) => `  s${state} --> [*]`),
    '```',
  ].join('\n');
}

/** docs/CARD-STATUS.md as the tables say it. */
function page(): string {
  const statuses = Object.keys(cardStatusMoves) as (keyof typeof cardStatusMoves)[];
  const first = statuses.filter((status) => mayCardStatusMove(null, status)).sort();
  return `# The moves of a card

Drawn from the tables in \`domain/card/card-status.ts\`, the one place that knows which move there is;
\`test/property/card-status-page.test.ts\` fails when this page is not what they say, and draws it anew with
\`npx vitest run test/property/card-status-page.test.ts -u\`.

## Status (AAZ502)

A card has none while it is being made: it is nobody's valid card until it is handed over. Then it is normal, or sealed
where the account is or the card that it follows was: issuing a card releases no seal. From 2 and 4 a card goes back to what it was when
the report was made (\`statusBeforeLoss\`), and to nothing else.

${diagram('card-status', cardStatusMoves, first)}

## Making

A lost card that is being replaced (07) and one that is being exchanged (08) keep their status until the new card is
handed over; in that moment they are cancelled. When the application is withdrawn they are again what they were. One
that is lost while it is being exchanged is stopped at once: its status tells that, and its making when the application
is withdrawn.

${diagram('making', cardMakingMoves, ['00'])}
`;
}

it('docs/CARD-STATUS.md shows the moves of the tables, all of them and no other', async () => {
  await expect(page()).toMatchFileSnapshot(join(root, 'docs', 'CARD-STATUS.md'));
});
