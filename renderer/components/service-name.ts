import type { ServiceView } from '../../contract/service-views.ts';

/** The key of what a service is called: what cannot be reversed is claimed, and nothing of it is reversed. */
export function serviceName({ kind, details }: Pick<ServiceView, 'kind' | 'details'>): string {
  const claims = details?.of === 'request-reversal' && details.way === 'claim';
  return claims ? 'reversal.title-claim' : `service-kind.${kind}`;
}
