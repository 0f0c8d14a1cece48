import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import bank from '../i18n/zh-CN/bank-request.json' with { type: 'json' };
import stages from '../i18n/zh-CN/stage.json' with { type: 'json' };
import { stageWords } from './stage-words.ts';

const { t } = i18next;
await i18next.init({
  lng: 'zh-CN',
  interpolation: { escapeValue: false },
  resources: { 'zh-CN': { translation: { stage: stages, 'bank-request': bank } } },
});

const wrong = (triesLeft: number) => ({ of: 'change-card-pin', triesLeft }) as const;

describe('how far a service is, in words', () => {
  it('says at every counter that an old password was wrong and how often it may still be tried, and not that it was withdrawn', () => {
    const tried = { kind: 'change-card-pin', stage: 'withdrawn' } as const;
    expect(stageWords({ ...tried, details: wrong(2) }, t)).toBe('密码不符，还可试 2 次');
    expect(stageWords({ ...tried, details: wrong(0) }, t)).toBe('密码不符，次数已用尽');
  });

  it('says of what was withdrawn that it was', () => {
    expect(stageWords({ kind: 'issue-card', stage: 'withdrawn', details: null }, t)).toBe('已撤回');
  });

  it('says of a card that it was handed over, and of everything else that it is done', () => {
    expect(stageWords({ kind: 'issue-card', stage: 'completed', details: null }, t)).toBe('已交付');
    expect(stageWords({ kind: 'change-card-pin', stage: 'completed', details: null }, t)).toBe('已办理');
  });

  it('says of a reversal that it waits for a second person, was sent back by him, or is done', () => {
    const asked = { kind: 'request-reversal', details: null } as const;
    expect(stageWords({ ...asked, stage: 'accepted' }, t)).toBe('待复核');
    expect(stageWords({ ...asked, stage: 'withdrawn' }, t)).toBe('已退回');
    expect(stageWords({ ...asked, stage: 'completed' }, t)).toBe('已办理');
  });

  it('says of a claim that it waits for the money once it is approved, until everything has come or it is reversed', () => {
    const claim = { reopened: true, repayments: [] };
    const details = {
      of: 'request-reversal',
      groupId: 'group-1',
      way: 'claim',
      reason: '错付',
      amount: 100,
      sameDay: false,
      claim,
    } as const;
    const kind = 'request-reversal' as const;
    expect(stageWords({ kind, stage: 'accepted', details: { ...details, claim: null } }, t)).toBe('待复核');
    expect(stageWords({ kind, stage: 'accepted', details }, t)).toBe('待归还');
    expect(stageWords({ kind, stage: 'withdrawn', details }, t)).toBe('追回已冲正');
    expect(stageWords({ kind, stage: 'completed', details }, t)).toBe('已办理');
    // A repayment that another window had recorded already was refused here: what was claimed and paid back stands.
    expect(stageWords({ kind, stage: 'completed', details, confirmation: 'settled' }, t)).toBe('已办理');
  });

  it('says of what the bank does how far it is there, until it is told', () => {
    const asked = { kind: 'request-bank-service', details: null } as const;
    for (const [state, words] of [
      ['requested', bank['tag-waits']],
      ['sent', bank['tag-waits']],
      ['refused', bank['tag-answered']],
    ] as const) {
      expect(stageWords({ ...asked, stage: 'accepted', bankRequest: { state } }, t)).toBe(words);
    }
    expect(stageWords({ ...asked, stage: 'completed', bankRequest: { state: 'refused' } }, t)).toBe('已办理');
  });
});
