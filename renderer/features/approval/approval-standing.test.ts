import { describe, expect, it } from 'vitest';
import { confirmation } from '../../../contract/service-views.ts';
import paper from '../../i18n/zh-CN/approval-paper.json' with { type: 'json' };
import words from '../../i18n/zh-CN/approval.json' with { type: 'json' };
import { approvalStanding } from './approval-standing.ts';

describe('how a sheet stands', () => {
  it.each(['waiting', 'approved', 'refused'] as const)(
    'says of what was %s without the line that it is to be confirmed, on the screen and on paper',
    (state) => {
      const standing = approvalStanding(state, 'waiting');
      expect(standing).toBe(`${state}-unconfirmed`);
      expect(words[`stands-${standing}`]).toContain('待确认');
      expect(paper[`lead-${standing}`]).toContain('待确认');
    },
  );

  it('is what the records say as soon as nothing waits', () => {
    for (const one of confirmation.options.filter((option) => option !== 'waiting')) {
      for (const state of ['waiting', 'approved', 'refused', 'withdrawn'] as const) {
        expect(approvalStanding(state, one)).toBe(state);
      }
    }
  });

  it('is carried out in one case alone: approved, and confirmed by the central office', () => {
    const saysDone = Object.entries(paper)
      .filter(([key, text]) => key.startsWith('lead-') && text.includes('中心已按上列分录办理'))
      .map(([key]) => key);
    expect(saysDone).toEqual(['lead-approved']);
  });
});
