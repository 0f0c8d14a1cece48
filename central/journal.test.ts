import { describe, expect, it } from 'vitest';
import { createJournal, type JournalFields } from './journal.ts';

function journalTo(lines: string[]) {
  return createJournal({ write: (line) => lines.push(line) });
}

describe('the journal', () => {
  it('writes the fields that are allowed', () => {
    const lines: string[] = [];
    journalTo(lines).record('request', { method: 'GET', route: '/v1/persons/:id/photo', status: 200 });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'request', method: 'GET', status: 200 });
  });

  it('drops every other field, whatever the caller believes that it is', () => {
    const lines: string[] = [];
    const fields = { method: 'GET', name: '张三', documentNumber: '330122', where: { id: 'P1' } };
    journalTo(lines).record('request', fields as unknown as JournalFields);
    expect(lines.join('')).not.toMatch(/张三|330122|P1/);
    expect(lines.join('')).toContain('GET');
  });

  it('keeps the message of an error out: databases quote the values', () => {
    const lines: string[] = [];
    const error = Object.assign(new Error('Key (name)=(张三) already exists\n    at 张三'), {
      code: '23505',
      detail: '张三',
    });
    journalTo(lines).recordError('request failed', error);
    journalTo(lines).recordError('request failed', '张三');
    expect(lines.join('')).not.toContain('already exists');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 50, errorName: 'Error', errorCode: '23505' });
    expect(JSON.parse(lines[0] ?? '')).toHaveProperty('where');
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ errorName: 'string' });
    expect(lines.join('')).not.toContain('张三');
  });
});
