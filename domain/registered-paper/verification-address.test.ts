import { describe, expect, it } from 'vitest';
import { change } from '../records/change.ts';
import { FactBase } from '../testing/fact-base.ts';
import { published } from '../testing/loss.ts';
import { verificationAddressLookups, verificationLink, verificationPage } from './verification-address.ts';

const known = 'http://127.0.0.1:7420';
const on = (day: string, own: string | null = known) =>
  verificationPage(
    new FactBase([
      change(
        'poolingAreaParameter',
        published('verification-address', 'https://yibao.example/hy/', '2026-11-01'),
      ),
    ]).facts(verificationAddressLookups()),
    day,
    own,
  );

describe('where a paper is checked 核验网址', () => {
  it('is the address that the pooling area has published for the public [local]', () => {
    expect(on('2026-11-22')).toBe('https://yibao.example/hy/verify');
    expect(on('2026-11-22', null)).toBe('https://yibao.example/hy/verify');
  });

  it('is otherwise the one by which the counter knows its central office, and nowhere where it knows none', () => {
    expect(on('2026-10-31')).toBe('http://127.0.0.1:7420/verify');
    expect(on('2026-10-31', null)).toBeNull();
  });

  it('is opened with number and code by the QR code', () => {
    expect(
      verificationLink('https://yibao.example/verify', '330122-20261122-003-0047', '7K3M-Q9TX-2BHF'),
    ).toBe('https://yibao.example/verify?number=330122-20261122-003-0047&code=7K3M-Q9TX-2BHF');
  });
});
