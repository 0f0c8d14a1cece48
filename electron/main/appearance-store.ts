import type { Appearance } from '../../contract/window-bridge.ts';
import { keptChoice, type KeptChoice } from './kept-choice.ts';

/** Chinese first; colours as the operating system has them. */
const standardAppearance: Appearance = { theme: 'system', language: 'zh-CN' };
const themes: readonly Appearance['theme'][] = ['system', 'light', 'dark'];
const languages: readonly Appearance['language'][] = ['zh-CN', 'en'];

/** The colour behind the first frame: `--ground` of renderer/styles/tokens.css. */
export const backgroundColours = { light: '#f4f6f9', dark: '#11171f' } as const;

export type AppearanceStore = KeptChoice<Appearance>;

/** Keeps how the windows look. */
export function appearanceStore(dataDirectory: string): AppearanceStore {
  return keptChoice(dataDirectory, 'appearance.json', standardAppearance, (value) => {
    // By hand: this runs before the first window, which does not wait for zod.
    const theme = themes.find((one) => 'theme' in value && one === value.theme);
    const language = languages.find((one) => 'language' in value && one === value.language);
    return { theme: theme ?? standardAppearance.theme, language: language ?? standardAppearance.language };
  });
}
