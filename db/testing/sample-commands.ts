import type { OutboxEntry } from '../../counter/ports.ts';

type NewEntry = Pick<OutboxEntry, 'id' | 'body' | 'origin' | 'hash' | 'subject' | 'service' | 'effects'>;

/** A command about a person in a service, as the counter appends it. */
export function command(id: string, subject: string, serviceNumber: string | null, at = noon): NewEntry {
  return {
    id,
    body: {
      kind: 'withdraw-card-application',
      request: {
        serviceNumber: serviceNumber ?? '',
        personId: subject,
        blankSerial: null,
        reason: '忘带证件',
      },
    },
    origin: { officeId: 'o1', workstationId: 'w1', clerkId: 'c1', today: at.slice(0, 10), at },
    hash: 'f'.repeat(64),
    subject,
    service: serviceNumber,
    effects: [],
  };
}

export const noon = '2026-11-22T12:00:00.000+08:00';
