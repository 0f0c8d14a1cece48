import type { ServiceKind } from './records.ts';

/** What belongs together where a picture has no room for every kind of service by itself. */
export const serviceFamilies = ['card', 'card-pin', 'contributions', 'account', 'inquiry', 'money'] as const;
export type ServiceFamily = (typeof serviceFamilies)[number];

const familyOf = {
  'issue-card': 'card',
  'report-loss': 'card',
  'lift-loss-report': 'card',
  'change-card-pin': 'card-pin',
  'reset-card-pin': 'card-pin',
  'unlock-card': 'card-pin',
  'suspend-insurance': 'contributions',
  'resume-insurance': 'contributions',
  'register-back-payment': 'contributions',
  'release-account': 'account',
  'request-bank-service': 'account',
  'answer-inquiry': 'inquiry',
  'issue-statement': 'inquiry',
  'request-reversal': 'money',
  'transfer-out': 'money',
  'transfer-in': 'money',
  payout: 'money',
} as const satisfies Record<ServiceKind, ServiceFamily>;

/** The one family to which a kind of service belongs. */
export function serviceFamily(kind: ServiceKind): ServiceFamily {
  return familyOf[kind];
}

/** The kinds of one family. */
export function kindsOfFamily(family: ServiceFamily): readonly ServiceKind[] {
  return (Object.keys(familyOf) as readonly ServiceKind[]).filter((kind) => familyOf[kind] === family);
}
