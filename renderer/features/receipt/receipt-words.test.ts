import { describe, expect, it } from 'vitest';
import type { ReceiptPaper } from '../../../contract/service-views.ts';
import bank from '../../i18n/zh-CN/bank-request.json' with { type: 'json' };
import desk from '../../i18n/zh-CN/desk-receipt.json' with { type: 'json' };
import receipt from '../../i18n/zh-CN/receipt.json' with { type: 'json' };
import { receiptWords } from './receipt-words.ts';

const waitsForConfirmation = '须经中心确认后生效';

function sentences(paper: Partial<ReceiptPaper>) {
  const { lead, explanation } = receiptWords(paper as ReceiptPaper);
  const texts = new Map<string, string>([
    ...Object.entries(receipt).map(([key, text]) => [`receipt.${key}`, text] as const),
    ...Object.entries(desk).map(([key, text]) => [`desk-receipt.${key}`, text] as const),
    ...Object.entries(bank).map(([key, text]) => [`bank-request.${key}`, text] as const),
  ]);
  return { lead: texts.get(lead), explanation: texts.get(explanation) };
}

const application = { kind: 'issue-card', standing: 'provisional', bankRequest: null } as const;
const request = { kind: 'request-bank-service', standing: 'provisional', details: null } as const;
const asked = (state: NonNullable<ReceiptPaper['bankRequest']>['state']) =>
  ({ state }) as NonNullable<ReceiptPaper['bankRequest']>;

describe('what a receipt and the preview beside it say of how the service stands', () => {
  it('names the central office only while it has not confirmed', () => {
    const { lead, explanation } = sentences({ ...application, stage: 'accepted', waiting: true });
    expect(lead).toContain(waitsForConfirmation);
    expect(explanation).toBe(receipt['explain-provisional']);
  });

  it.each([
    ['an application that was withdrawn', { ...application, stage: 'withdrawn' }, '已撤回'],
    ['a confirmed application', { ...application, stage: 'arrived' }, '中心已确认'],
    [
      'a request with the bank',
      { ...request, stage: 'accepted', bankRequest: asked('sent') },
      '银行答复之前',
    ],
    [
      'a request that is taken back',
      { ...request, stage: 'accepted', bankRequest: asked('recalling') },
      '撤回已登记',
    ],
    [
      'a request that the bank refused and nobody was told of',
      { ...request, stage: 'accepted', bankRequest: asked('refused') },
      '银行已答复',
    ],
    [
      'a request that the bank dropped',
      { ...request, stage: 'withdrawn', bankRequest: asked('withdrawn') },
      '银行已按撤回处理',
    ],
  ] as const)('says what is true of %s, and not that the central office is waited for', (_, paper, said) => {
    const { lead, explanation } = sentences({ ...paper, waiting: false });
    expect(explanation).toContain(said);
    expect(explanation).not.toBe(receipt['explain-provisional']);
    expect(lead).toBeDefined();
    expect(lead).not.toContain(waitsForConfirmation);
  });

  it('says of a withdrawal without the line that the withdrawal waits', () => {
    const { lead, explanation } = sentences({ ...application, stage: 'withdrawn', waiting: true });
    expect(lead).toContain('撤回已登记');
    expect(explanation).toContain('撤回');
  });

  it('says of what the bank has answered that it has', () => {
    const answered = {
      ...request,
      stage: 'accepted',
      waiting: false,
      bankRequest: asked('accepted'),
    } as const;
    expect(sentences(answered).lead).toBe(bank['lead-answered']);
  });

  it.each([
    ['waits for a second person', { stage: 'accepted', waiting: false }, '须由第二人复核通过后生效'],
    ['was sent back', { stage: 'withdrawn', waiting: false }, '复核退回，本业务未生效'],
    ['was sent back without the line', { stage: 'withdrawn', waiting: true }, '待确认：复核退回'],
    ['has not reached the central office', { stage: 'accepted', waiting: true }, waitsForConfirmation],
  ] as const)('never calls a reversal done that %s', (_, standing, said) => {
    const { lead, explanation } = sentences({
      kind: 'request-reversal',
      standing: 'provisional',
      bankRequest: null,
      ...standing,
    });
    expect(lead).toContain(said);
    expect(lead).not.toContain('办结');
    expect(explanation).toBeDefined();
  });

  it('says of what the central office refused that it did', () => {
    const refused = { ...application, standing: 'refused', stage: 'withdrawn', waiting: false } as const;
    expect(sentences(refused).explanation).toBe(receipt['explain-refused']);
  });
});
