import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DrawnText } from '../drawn-text.tsx';

/** What is said in a language. */
export type Saying = (t: TFunction, language: 'zh-CN' | 'en') => string;

/** Sentences in Chinese, with the English below them. */
export function PaperSentence(props: {
  readonly say: Saying;
  /** Of what they speak, before them. */
  readonly about?: string;
  /** The answer in a word, before them. */
  readonly answer?: string | undefined;
}): ReactElement {
  const { i18n } = useTranslation();
  const { say, about, answer } = props;
  const t = i18n.getFixedT('zh-CN');
  const english = i18n.getFixedT('en');
  return (
    <>
      {about !== undefined && (
        <>
          <b>{t(about)}</b>
          {'：'}
        </>
      )}
      {answer !== undefined && <b>{t(answer)}。</b>}
      <DrawnText text={say(t, 'zh-CN')} />
      <small lang="en">
        {about !== undefined && `${english(about)}: `}
        {answer !== undefined && `${english(answer)}. `}
        <DrawnText text={say(english, 'en')} />
      </small>
    </>
  );
}
