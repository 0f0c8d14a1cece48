import { parseArgs } from 'node:util';

export const partNames = [
  'start',
  'lookup',
  'commit',
  'pull',
  'push',
  'news',
  'roster',
  'batch',
  'rights',
  'paper',
  'window',
] as const;
export type PartName = (typeof partNames)[number];

export interface Options {
  readonly parts: readonly PartName[];
  /** Overrides every part's own number of persons; null leaves each at what the goals speak of. */
  readonly persons: number | null;
  /** How often each thing is measured, ours and its limit in turn. */
  readonly runs: number;
  readonly json: string | null;
}

export const usage =
  'npm run bench -- [--only start,lookup,commit,pull,push,news,roster,batch,rights,paper,window] [--persons N] [--runs N] [--json FILE]';

/** Reads the command line; throws with the usage where it is not understood. */
export function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: 'string' },
      persons: { type: 'string' },
      runs: { type: 'string', default: '5' },
      json: { type: 'string' },
    },
  });
  const wanted = values.only?.split(',') ?? [...partNames];
  const unknown = wanted.filter((name) => !partNames.some((part) => part === name));
  if (unknown.length > 0) throw new Error(`there is no part "${unknown.join(', ')}"\n${usage}`);
  return {
    parts: partNames.filter((part) => wanted.includes(part)),
    persons: values.persons === undefined ? null : wholeNumber(values.persons, 'persons', 1_000_000),
    runs: wholeNumber(values.runs, 'runs', 50),
    json: values.json ?? null,
  };
}

function wholeNumber(text: string, name: string, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return number;
  throw new Error(`--${name} is a whole number from 1 to ${most}\n${usage}`);
}
