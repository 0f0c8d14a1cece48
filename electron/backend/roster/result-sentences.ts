import { createInstance, type TFunction } from 'i18next';
import type { Refusal } from '../../../domain/command/refusal.ts';
import { refusalSentence } from '../../../renderer/components/refusal-sentence.ts';
import chineseBatchStages from '../../../renderer/i18n/zh-CN/batch-stage.json' with { type: 'json' };
import chineseProblems from '../../../renderer/i18n/zh-CN/document-problem.json' with { type: 'json' };
import chineseRefusals from '../../../renderer/i18n/zh-CN/refusal.json' with { type: 'json' };
import chineseResult from '../../../renderer/i18n/zh-CN/roster-result.json' with { type: 'json' };
import chineseStages from '../../../renderer/i18n/zh-CN/stage.json' with { type: 'json' };
import englishBatchStages from '../../../renderer/i18n/en-US/batch-stage.json' with { type: 'json' };
import englishProblems from '../../../renderer/i18n/en-US/document-problem.json' with { type: 'json' };
import englishRefusals from '../../../renderer/i18n/en-US/refusal.json' with { type: 'json' };
import englishResult from '../../../renderer/i18n/en-US/roster-result.json' with { type: 'json' };
import englishStages from '../../../renderer/i18n/en-US/stage.json' with { type: 'json' };
import type { RosterLanguage } from '../../../counter/ports/roster-files.ts';

/** The words of a result, in the clerk's language: the very texts that the screen shows. */
export interface ResultSentences {
  readonly t: TFunction;
  readonly reason: (refusal: Refusal) => string;
}

export async function resultSentences(language: RosterLanguage): Promise<ResultSentences> {
  const i18n = createInstance();
  const t = await i18n.init({
    resources: { [language]: { translation: texts[language] } },
    lng: language,
    fallbackLng: false,
    // No page shows them: a spreadsheet is no HTML.
    interpolation: { escapeValue: false },
  });
  const sentences = { t, exists: (key: string) => i18n.exists(key) };
  return { t, reason: (refusal) => refusalSentence(sentences, refusal) };
}

const texts = {
  'zh-CN': {
    'batch-stage': chineseBatchStages,
    'document-problem': chineseProblems,
    refusal: chineseRefusals,
    'roster-result': chineseResult,
    stage: chineseStages,
  },
  en: {
    'batch-stage': englishBatchStages,
    'document-problem': englishProblems,
    refusal: englishRefusals,
    'roster-result': englishResult,
    stage: englishStages,
  },
} as const satisfies Record<RosterLanguage, object>;
