import { describe, expect, it } from 'vitest';
import type { ReceiptPaper } from '../../../contract/service-views.ts';
import { transferDirections, transferStates } from '../../../domain/records/relationship-transfer.ts';
import texts from '../../i18n/zh-CN/transfer-receipt.json' with { type: 'json' };
import { receiptWords } from '../receipt/receipt-words.ts';

function said(receipt: Partial<ReceiptPaper>) {
  const { title, lead, explanation } = receiptWords(receipt as ReceiptPaper);
  const known = new Map(Object.entries(texts));
  const of = (key: string) => known.get(key.replace('transfer-receipt.', ''));
  return { title: of(title), lead: of(lead), explanation: of(explanation) };
}

const out = { kind: 'transfer-out', standing: 'provisional', waiting: false } as const;
const transfer = (state: NonNullable<ReceiptPaper['transfer']>['state']) =>
  ({ state, amount: 1 }) as NonNullable<ReceiptPaper['transfer']>;

describe('the receipt of a transfer', () => {
  it('says 办结 of none but one that both areas and the central office have', () => {
    for (const state of transferStates) {
      const isOut = !['requested', 'sheet-received'].includes(state);
      const kind = isOut ? 'transfer-out' : 'transfer-in';
      const ended = ['withdrawn', 'refused', 'returned'].includes(state);
      const { title, lead } = said({
        ...out,
        kind,
        standing: state === 'completed' ? 'final' : 'provisional',
        stage: state === 'completed' ? 'completed' : ended ? 'withdrawn' : 'accepted',
        transfer: transfer(state),
      });
      expect(title, state).toBeDefined();
      expect(lead, state).toBeDefined();
      expect(title?.includes('办结回执'), state).toBe(state === 'completed');
    }
  });

  it('waits while the central office has not confirmed it, whatever this counter did', () => {
    const { title, lead } = said({
      ...out,
      waiting: true,
      stage: 'accepted',
      transfer: transfer('waiting-approval'),
    });
    expect(title).toContain('受理回执');
    expect(lead).toContain('待确认');
  });

  it('never says that nothing has moved of what the central office has moved, whatever later step waits', () => {
    const { lead } = said({ ...out, waiting: true, stage: 'accepted', transfer: transfer('remitted') });
    expect(lead).toBe(texts['lead-out-remitted']);
  });

  it('is no result where the central office refused it and no transfer is left', () => {
    const { title, lead } = said({ ...out, standing: 'refused', stage: 'accepted', transfer: null });
    expect(title).toContain('中心未通过');
    expect(lead).toContain('未生效');
  });

  it('has a sentence for each end in each direction', () => {
    for (const direction of transferDirections) {
      for (const state of ['completed', 'withdrawn', 'refused'] as const) {
        expect(Object.keys(texts)).toContain(`lead-${direction}-${state}`);
      }
    }
  });
});
