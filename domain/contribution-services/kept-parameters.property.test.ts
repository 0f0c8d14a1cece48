import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, monthOf } from '../calendar/month.ts';
import type { CommandBody } from '../command/command-rules.ts';
import { change, type Change } from '../records/change.ts';
import { leaving, resuming, shownPayment } from '../testing/contribution-requests.ts';
import { contributionParameters, openAccount, openPeriod } from '../testing/contributions.ts';
import { beginning, card, context, person } from '../testing/county.ts';
import { employee, employer } from '../testing/employer-batch.ts';
import { FactBase } from '../testing/fact-base.ts';
import { published } from '../testing/loss.ts';
import { releasing } from '../testing/unfreezing.ts';

const present = monthOf(context.today);

/** What the pooling area may have changed in these years, each to what it may be. */
const changed: readonly (readonly [name: string, value: string])[] = [
  ['stop-effect', 'first-unpaid-month'],
  ['continuous-gap-months', '2'],
  ['waiting-period-months', '4'],
  ['credit-rate-employee', '0.015'],
  ['contribution-base-floor', '350000'],
  ['contribution-base-ceiling', '2000000'],
  ['contribution-rate-employer', '0.095'],
  ['contribution-rate-individual', '0.015'],
];

/** A person with a gap that has been open for so many months, or who is paid for until now. */
function recordsOf(since: number, gap: number, isSealed: boolean): readonly Change[] {
  const from = addMonths(present, -since);
  const ended = openPeriod(person.id, {
    fromMonth: from,
    toMonth: gap === 0 ? null : addMonths(present, -gap),
  });
  const stopped = { insuranceStatus: '2', employerId: null } as const;
  return [
    ...beginning,
    change('employer', employer),
    change('insuredPerson', gap === 0 ? employee : { ...employee, ...stopped }),
    change('contributionPeriod', ended),
    change('personalAccount', { ...openAccount(person.id), status: isSealed ? 'sealed' : 'open' }),
    change('card', card({ status: isSealed ? '0' : '1' })),
  ];
}

const kinds = ['suspend-insurance', 'resume-insurance', 'register-back-payment', 'release-account'] as const;

function bodyOf(kind: (typeof kinds)[number], base: FactBase, gap: number): CommandBody {
  switch (kind) {
    case 'suspend-insurance':
      return { kind, request: { ...leaving, lastMonth: addMonths(present, -1) } };
    case 'resume-insurance':
      return { kind, request: { ...resuming, fromMonth: present } };
    case 'register-back-payment': {
      const months = { fromMonth: addMonths(present, 1 - gap), toMonth: addMonths(present, -1) };
      return { kind, request: shownPayment(base, months) };
    }
    case 'release-account':
      return { kind, request: releasing };
    default:
      return kind satisfies never;
  }
}

describe('what a service about contributions keeps of the pooling area’s values', () => {
  it('is every value that decided it: without all others the same is decided', () => {
    const accepted = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.integer({ min: 3, max: 40 }),
        fc.integer({ min: 0, max: 8 }),
        fc.array(fc.tuple(fc.constantFrom(...changed), fc.integer({ min: 0, max: 45 })), { maxLength: 8 }),
        (kind, since, gap, changes) => {
          fc.pre(gap <= since);
          const records = recordsOf(since, gap, kind === 'release-account' || gap > 1);
          const parameters = [
            ...contributionParameters,
            ...changes.map(([[name, value], ago]) =>
              change('poolingAreaParameter', published(name, value, `${addMonths(present, -ago)}-01`)),
            ),
          ];
          const base = new FactBase([...records, ...parameters]);
          const body = bodyOf(kind, base, gap);
          const decision = base.decide(body, context);
          if (!decision.accepted) return;
          accepted.set(kind, (accepted.get(kind) ?? 0) + 1);
          const service = decision.changes.find(({ table }) => table === 'serviceRecord');
          const kept = service?.table === 'serviceRecord' ? service.record.parameters : {};
          const rest = parameters.filter(
            ({ record }) =>
              'validFrom' in record && (record.name in kept || `${record.name}@${record.validFrom}` in kept),
          );
          expect(new FactBase([...records, ...rest]).decide(body, context)).toEqual(decision);
        },
      ),
      { numRuns: 1_200 },
    );
    // Each was carried out often enough to have shown it: the rarest about thirty times, in so many tries.
    for (const kind of kinds) expect(accepted.get(kind) ?? 0, kind).toBeGreaterThan(5);
  });
});
