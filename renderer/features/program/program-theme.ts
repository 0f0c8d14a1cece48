import { theme, type ThemeConfig } from 'antd';

/** antd in the colours of styles/tokens.css; nothing moves on the way to work. */
export function programTheme(dark: boolean): ThemeConfig {
  const colours = dark
    ? {
        brand: '#78aef5',
        ink: '#e4eaf2',
        soft: '#a3b0bf',
        field: '#6f7f92',
        card: '#18212c',
        bad: '#ff958a',
        muted: '#243040',
      }
    : {
        brand: '#1456b8',
        ink: '#1d2733',
        soft: '#566372',
        field: '#8592a1',
        card: '#ffffff',
        bad: '#b3261e',
        muted: '#eef1f5',
      };
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      motion: false,
      fontFamily: 'var(--font)',
      fontSize: 14,
      controlHeight: 36,
      sizeUnit: 4,
      borderRadius: 6,
      colorPrimary: colours.brand,
      colorLink: colours.brand,
      colorInfo: colours.brand,
      colorError: colours.bad,
      colorText: colours.ink,
      colorTextBase: colours.ink,
      colorTextSecondary: colours.soft,
      colorTextTertiary: colours.soft,
      colorTextDescription: colours.soft,
      colorTextPlaceholder: colours.soft,
      colorBorder: colours.field,
      colorBgContainer: colours.card,
      colorBgElevated: colours.card,
    },
    components: {
      Segmented: { trackBg: colours.muted, itemSelectedBg: colours.card, itemColor: colours.soft },
    },
  };
}
