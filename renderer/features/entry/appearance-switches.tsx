import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { changeAppearance, useWindowState } from '../../appearance.ts';

const nextTheme = { system: 'light', light: 'dark', dark: 'system' } as const;
const themeSign = { system: '◐', light: '○', dark: '●' } as const;

/** Language and colours, switched at once. */
export function AppearanceSwitches(): ReactElement {
  const { t } = useTranslation();
  const { appearance } = useWindowState();
  const other = appearance.language === 'zh-CN' ? 'en' : 'zh-CN';
  return (
    <div className="entry-switches">
      <button
        type="button"
        className="button"
        lang={other}
        onClick={() => changeAppearance({ language: other })}
      >
        {other === 'en' ? 'English' : '中文'}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => changeAppearance({ theme: nextTheme[appearance.theme] })}
      >
        <span aria-hidden="true">{themeSign[appearance.theme]}</span>
        {t(`appearance.${appearance.theme}`)}
      </button>
    </div>
  );
}
