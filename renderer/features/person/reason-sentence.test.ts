import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import english from '../../i18n/en-US/rights-reason.json' with { type: 'json' };
import { reasonSentence } from './reason-sentence.ts';

const sentences = i18next.createInstance();
await sentences.init({ lng: 'en', resources: { en: { translation: { 'rights-reason': english } } } });

describe('the sentence of a reason', () => {
  it('says fen in yuan and a share in per cent', () => {
    const params = { month: '2026-09', base: 512_345, rate: '0.02', amount: 10_247 };
    expect(
      reasonSentence(sentences.t, {
        code: 'allocated-from-contribution',
        params,
        basis: 'outpatient-guidance-2021-14',
      }),
    ).toBe('Base 5,123.45 yuan × 2%: 102.47 yuan allocated for 2026-09.');
  });
});
