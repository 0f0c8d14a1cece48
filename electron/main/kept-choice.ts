import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface KeptChoice<Choice> {
  /** The choice that was kept, or the standard where none can be read. */
  readonly read: () => Promise<Choice>;
  /** Whole or not at all. A failure stops nobody's work: the choice then holds until the end of this run. */
  readonly keep: (choice: Choice) => Promise<void>;
}

/**
 * Keeps something that was chosen at this workstation in the data directory. Nothing in it is secret or personal.
 * @param understand gives the choice that a file has in it, whatever that is
 */
export function keptChoice<Choice>(
  dataDirectory: string,
  name: string,
  standard: Choice,
  understand: (value: object) => Choice,
): KeptChoice<Choice> {
  const path = join(dataDirectory, name);
  let writing: Promise<void> = Promise.resolve();
  return {
    read: async () => {
      try {
        const value: unknown = JSON.parse(await readFile(path, 'utf8'));
        return typeof value === 'object' && value !== null ? understand(value) : standard;
      } catch {
        return standard;
      }
    },
    keep: (choice) => {
      writing = writing.then(async () => {
        try {
          await writeFile(`${path}.new`, `${JSON.stringify(choice)}\n`, { mode: 0o600 });
          await rename(`${path}.new`, path);
        } catch {
          // See above.
        }
      });
      return writing;
    },
  };
}
