import type { i18n as Translations, TFunction } from 'i18next';
import type { Failure } from '../../contract/envelope.ts';
import type { Refusal } from '../../domain/command/refusal.ts';

/** Where sentences come from: the clerk's language, or one that paper asks for. */
export interface Sentences {
  readonly t: TFunction;
  readonly exists: (key: string) => boolean;
}

/** The sentences of one language, whatever the screen speaks. */
export function sentencesIn(i18n: Translations, language: 'zh-CN' | 'en'): Sentences {
  return { t: i18n.getFixedT(language), exists: (key) => i18n.exists(key, { lng: language }) };
}

/**
 * The sentence that the clerk tells the citizen. Where a date may be missing (a card still being made has none) the
 * catalogue has a second sentence without it.
 */
export function refusalSentence({ t, exists }: Sentences, refusal: Pick<Refusal, 'code' | 'params'>): string {
  const key = `refusal.${refusal.code}`;
  const undated = `${key}-undated`;
  const useUndated = refusal.params['date'] === '' && exists(undated);
  return t(useUndated ? undated : key, refusal.params);
}

/** The sentence where it does not stand beside its field: of whose document it speaks is said first. */
export function refusalSentenceInList(sentences: Sentences, refusal: Refusal): string {
  const sentence = refusalSentence(sentences, refusal);
  const of = refusal.field?.split('.')[0];
  return of === 'representative' || of === 'collector'
    ? sentences.t(`refusal-of.${of}`, { sentence })
    : sentence;
}

/** What would change the refusal, or null where nothing does. */
export function refusalAdvice(
  { t, exists }: Sentences,
  refusal: Pick<Refusal, 'code' | 'params'>,
): string | null {
  const key = `advice.${refusal.code}`;
  return exists(key) ? t(key, refusal.params) : null;
}

/** Why nobody knows the result. Nothing in it says "try again", as the sentence of the same failure may. */
export function unknownResultSentence(
  sentences: Sentences,
  failure: Pick<Failure, 'code' | 'params'>,
): string {
  const key = `failure.unknown-${failure.code}`;
  return sentences.exists(key) ? sentences.t(key, failure.params) : failureSentence(sentences, failure);
}

/** The sentence of a failure; a code that this program does not know yet is named instead of hidden. */
export function failureSentence({ t, exists }: Sentences, failure: Pick<Failure, 'code' | 'params'>): string {
  const key = `error.${failure.code}`;
  return exists(key) ? t(key, failure.params) : t('failure.code', { code: failure.code });
}
