import { describe, expect, it } from 'vitest';
import { oldestProtocolVersion, protocolVersion } from '../contract/sync-protocol.ts';
import { protocolMisfit } from './protocol-fit.ts';

describe('a counter and a central office', () => {
  it.each([
    ['of the same version', protocolVersion, oldestProtocolVersion, null],
    ['newer, that still speaks our version', protocolVersion + 3, protocolVersion, null],
    ['newer, that speaks it no longer', protocolVersion + 1, protocolVersion + 1, 'central-protocol-newer'],
    ['older than any version that we speak', oldestProtocolVersion - 1, 0, 'central-protocol-older'],
  ])('%s', (_name, protocol, oldestProtocol, misfit) => {
    expect(protocolMisfit({ protocol, oldestProtocol })).toBe(misfit);
  });
});
