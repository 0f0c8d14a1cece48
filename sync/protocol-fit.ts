import { oldestProtocolVersion, protocolVersion } from '../contract/sync-protocol.ts';

/**
 * Whether this counter and a central office have a version of the protocol in common; null when they have. A newer
 * central office that still speaks this counter's version is as good as one of the same age.
 */
export function protocolMisfit(central: {
  readonly protocol: number;
  readonly oldestProtocol: number;
}): 'central-protocol-newer' | 'central-protocol-older' | null {
  if (central.oldestProtocol > protocolVersion) return 'central-protocol-newer';
  if (central.protocol < oldestProtocolVersion) return 'central-protocol-older';
  return null;
}
