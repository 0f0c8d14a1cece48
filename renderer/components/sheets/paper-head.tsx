import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** What paper it is, in Chinese with the English below, of which office, and whether it was printed before. */
export function PaperHead(props: {
  readonly title: string;
  readonly english: string;
  readonly officeName: string;
  /** 0 for the first print, n for 补打 第n次. */
  readonly reprint: number;
}): ReactElement {
  const { i18n } = useTranslation();
  const { title, english, officeName, reprint } = props;
  return (
    <>
      {reprint > 0 && (
        <div className="paper-reprint">{i18n.getFixedT('zh-CN')('receipt.reprint', { number: reprint })}</div>
      )}
      <h1>{title}</h1>
      <p className="paper-sub">
        <span lang="en">{english}</span> · {officeName}
      </p>
    </>
  );
}

/** Where people sign: each in Chinese with the English beside it. */
export function PaperSignatures(props: { readonly labels: readonly string[] }): ReactElement {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  return (
    <div className={`paper-signature${props.labels.length > 2 ? ' three' : ''}`}>
      {props.labels.map((label) => (
        <span key={label}>
          {t(label)} <small lang="en">{english(label)}</small>
        </span>
      ))}
    </div>
  );
}
