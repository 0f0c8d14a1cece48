import { describe, expect, it } from 'vitest';
import type { DatabaseKeyFailure } from './database-key.ts';
import { failurePageText } from './failure-page.ts';

const keyFailures: readonly DatabaseKeyFailure[] = [
  { code: 'keyring-missing' },
  { code: 'keyring-other', sealedBy: 'gnome_libsecret', present: 'kwallet6' },
  { code: 'key-sealed-elsewhere' },
  { code: 'key-damaged' },
  { code: 'key-missing' },
  { code: 'key-unreadable', reason: 'EACCES' },
];

function textOf({ code, ...params }: DatabaseKeyFailure): string {
  return failurePageText({ code, params });
}

describe('the page of a program that could not be started', () => {
  it.each(keyFailures)(
    '$code: says first that nothing was changed, in both languages, then what to do',
    (failure) => {
      const page = textOf(failure);
      expect(page.indexOf('仍在原处')).toBeGreaterThan(0);
      expect(page.indexOf('Nothing was changed')).toBeGreaterThan(0);
      expect(page).toContain(failure.code);
      // Every value found its place.
      expect(page.replace(/<style>[^]*<\/style>/, '')).not.toMatch(/[{}—]/);
      for (const value of Object.values(failure)) expect(page).toContain(value);
    },
  );

  it('has another sentence for each failure', () => {
    expect(new Set(keyFailures.map((failure) => textOf(failure).match(/<p>[^<]*/g)?.[0])).size).toBe(
      keyFailures.length,
    );
  });

  it.each([
    'database-key-wrong',
    'database-not-encrypted',
    'database-newer',
    'database-damaged',
    'database-missing',
    'database-unavailable',
    'database-disk-failing',
    'database-setting-refused',
    'storage-full',
  ])('%s: has sentences of its own in both languages', (code) => {
    const page = failurePageText({ code, params: {} });
    expect(page).not.toContain('The background part of the program');
    expect(page.replace(/<style>[^]*<\/style>/, '')).not.toMatch(/[{}—]/);
    expect(page).toMatch(/[一-鿿]。<\/p>/);
  });

  it.each(['something-new', 'constructor', '__proto__'])('has a sentence for the code %s too', (code) => {
    expect(failurePageText({ code, params: {} })).toContain('The background part of the program');
  });

  it('escapes what it is given', () => {
    const page = failurePageText({
      code: 'key-unreadable',
      params: { reason: '<script>alert("1")</script>' },
    });
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)');
  });
});
