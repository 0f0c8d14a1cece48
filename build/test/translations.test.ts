import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkTranslations } from './translations.mjs';

let renderer: string;

beforeEach(() => {
  renderer = fs.mkdtempSync(path.join(os.tmpdir(), 'guitai-translations-'));
});
afterEach(() => {
  fs.rmSync(renderer, { recursive: true });
});

function problemsOf(chinese: object, english: object, source = ''): string[] {
  for (const [language, texts] of Object.entries({ 'zh-CN': chinese, 'en-US': english })) {
    fs.mkdirSync(path.join(renderer, 'i18n', language), { recursive: true });
    fs.writeFileSync(path.join(renderer, 'i18n', language, 'card.json'), JSON.stringify(texts));
  }
  fs.writeFileSync(path.join(renderer, 'page.tsx'), source);
  return checkTranslations(renderer).problems;
}

describe('Chinese and English', () => {
  it('agree when they say the same things, with plurals of their own', () => {
    const chinese = { title: '领卡', inner: { left: '剩 {{count}} 张', days: '{{ count }} 天' } };
    const english = {
      title: 'Collect',
      inner: { left: '{{count}} left', days_one: '{{count}} day', days_other: '{{count}} days' },
    };
    const source = "t('card.title'); t('card.inner.days', { count: 1 }); t(`card.${dynamic}`)";
    expect(problemsOf(chinese, english, source)).toEqual([]);
  });

  it.each<[string, object, object, string, string]>([
    ['a missing English text', { a: '甲', b: '乙' }, { a: 'a' }, '', 'no English for card.b'],
    ['a missing Chinese text', { a: '甲' }, { a: 'a', b: 'b' }, '', 'no Chinese for card.b'],
    ['an empty text', { a: '甲' }, { a: ' ' }, '', 'empty English for card.a'],
    ['another parameter', { a: '{{name}}' }, { a: '{{nam}}' }, '', 'card.a: {name} is not {nam}'],
    [
      'a text nobody wrote',
      { a: '甲' },
      { a: 'a' },
      "t('card.b')",
      'page.tsx asks for card.b, which nobody wrote',
    ],
  ])('disagree over %s', (_name, chinese, english, source, problem) => {
    expect(problemsOf(chinese, english, source)).toEqual([problem]);
  });
});
