import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

const chinese = import.meta.glob<Readonly<Record<string, unknown>>>('./zh-CN/*.json', {
  eager: true,
  import: 'default',
});
const english = import.meta.glob<Readonly<Record<string, unknown>>>('./en-US/*.json', {
  eager: true,
  import: 'default',
});

export type Language = 'zh-CN' | 'en';

void i18next.use(initReactI18next).init({
  resources: {
    'zh-CN': { translation: byFileName(chinese) },
    en: { translation: byFileName(english) },
  },
  lng: 'zh-CN',
  fallbackLng: false,
  initAsync: false,
  // React escapes what it shows.
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

/** Switches every text at once; the document's language tells fonts and screen readers. */
export function changeLanguage(language: Language): void {
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}

/** './zh-CN/error.json' holds the keys `error.*`. */
function byFileName(
  files: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Record<string, Readonly<Record<string, unknown>>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/(.*)\.json$/, '$1'), texts]),
  );
}
