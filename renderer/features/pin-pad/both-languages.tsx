import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** A sentence in Chinese, with the English line below it. */
export function BothLanguages(props: {
  readonly text: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly inline?: boolean;
}): ReactElement {
  const { i18n } = useTranslation();
  const params = props.params ?? {};
  return (
    <span className={`both${props.inline === true ? ' inline' : ''}`}>
      <span lang="zh-CN">{i18n.getFixedT('zh-CN')(props.text, params)}</span>
      <small lang="en">{i18n.getFixedT('en')(props.text, params)}</small>
    </span>
  );
}
