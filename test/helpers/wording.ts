import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './machine.ts';

export type Language = 'zh-CN' | 'en';

/** A text of the program as it stands on the screen. */
export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

const folders = { 'zh-CN': 'zh-CN', en: 'en-US' } as const;

/**
 * The program's own texts of one language, so that a test finds things by the label that a person reads and does not
 * break when a label is worded better. An unknown key is a mistake of the test.
 */
export function wording(language: Language): Say {
  const folder = join(root, 'renderer', 'i18n', folders[language]);
  const texts = new Map<string, string>();
  for (const file of readdirSync(folder)) {
    const entries: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    if (typeof entries !== 'object' || entries === null) continue;
    for (const [name, text] of Object.entries(entries)) {
      texts.set(`${file.replace(/\.json$/, '')}.${name}`, String(text));
    }
  }
  const plural = new Intl.PluralRules(language);
  return (key, params = {}) => {
    const count = params['count'];
    const text =
      texts.get(key) ?? (typeof count === 'number' ? texts.get(`${key}_${plural.select(count)}`) : undefined);
    if (text === undefined) throw new Error(`The program has no text ${key}.`);
    return text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(params[name] ?? ''));
  };
}

/** What a text looks like whatever stands in its places: each place is a group. */
export function patternOf(say: Say, key: string, places: readonly string[]): RegExp {
  const marks = Object.fromEntries(places.map((place) => [place, `\u0000`]));
  const escaped = say(key, marks).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(escaped.replaceAll('\u0000', '(.+?)') + '$');
}

/** The first words of the keys: where one of them stands on the screen with a dot behind it, a text is missing. */
export function keyspaces(): readonly string[] {
  return readdirSync(join(root, 'renderer', 'i18n', folders['zh-CN'])).map((file) =>
    file.replace(/\.json$/, ''),
  );
}
