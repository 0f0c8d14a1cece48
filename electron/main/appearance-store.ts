import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Appearance } from '../../contract/window-bridge.ts';

/** Chinese first; colours as the operating system has them. */
const standardAppearance: Appearance = { theme: 'system', language: 'zh-CN' };
const themes: readonly Appearance['theme'][] = ['system', 'light', 'dark'];
const languages: readonly Appearance['language'][] = ['zh-CN', 'en'];

/** The colour behind the first frame: `--ground` of renderer/styles/tokens.css. */
export const backgroundColours = { light: '#f4f6f9', dark: '#11171f' } as const;

export interface AppearanceStore {
  /** The choice that was kept, or the standard where none can be read. */
  readonly read: () => Promise<Appearance>;
  /** Whole or not at all. A failure stops nobody's work: the choice then holds until the end of this run. */
  readonly keep: (choice: Appearance) => Promise<void>;
}

/** Keeps how the windows look in the data directory. Nothing in it is secret or personal. */
export function appearanceStore(dataDirectory: string): AppearanceStore {
  const path = join(dataDirectory, 'appearance.json');
  let writing: Promise<void> = Promise.resolve();
  return {
    read: async () => {
      try {
        return readAppearance(JSON.parse(await readFile(path, 'utf8')));
      } catch {
        return standardAppearance;
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

// By hand: this runs before the first window, which does not wait for zod.
function readAppearance(value: unknown): Appearance {
  if (typeof value !== 'object' || value === null) return standardAppearance;
  const theme = themes.find((one) => 'theme' in value && one === value.theme);
  const language = languages.find((one) => 'language' in value && one === value.language);
  return { theme: theme ?? standardAppearance.theme, language: language ?? standardAppearance.language };
}
