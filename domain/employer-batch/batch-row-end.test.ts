import { describe, expect, it } from 'vitest';
import type { Collector, ServiceStage } from '../records/records.ts';
import { batchRowEnd } from './batch-row-end.ts';

const collector = (role: Collector['role']): Collector => ({
  role,
  name: '王芳',
  documentKind: 'resident-id-card',
  documentNumber: '11010519491231002X',
  documentValidUntil: 'long-term',
});

describe('the end of a card of an employer’s batch', () => {
  it.each<[ServiceStage, Collector['role'] | null, ReturnType<typeof batchRowEnd>]>([
    ['completed', 'employer', 'handed-over'],
    ['completed', 'holder', 'collected'],
    ['completed', 'agent', 'collected'],
    ['withdrawn', null, 'withdrawn'],
    ['produced', null, null],
    ['accepted', null, null],
  ])('of a service that is %s, taken by %s, is %s', (stage, role, end) => {
    expect(batchRowEnd({ stage, collector: role === null ? null : collector(role) })).toBe(end);
  });
});
