import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, monthOf } from '../calendar/month.ts';
import { contributionRights } from '../contribution/contribution-rights.ts';
import { change } from '../records/change.ts';
import { contributionParameters, openAccount, openPeriod } from '../testing/contributions.ts';
import { beginning, card, context, county, person } from '../testing/county.ts';
import { leaving, resuming, shownPayment } from '../testing/contribution-requests.ts';
import { employee, employer } from '../testing/employer-batch.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { rightsParameterNames } from '../parameters/pooling-area-parameter.ts';
import { contributionEffect, sameEffect } from './contribution-effect.ts';

const present = monthOf(context.today);
const numbered = (number: number) => `330122-20261122-003-${String(number).padStart(4, '0')}`;

function beginningOf(from: string): FactBase {
  return new FactBase([
    ...beginning,
    ...contributionParameters,
    change('employer', employer),
    change('insuredPerson', employee),
    change('contributionPeriod', openPeriod(person.id, { fromMonth: from })),
    change('personalAccount', openAccount(person.id)),
    change('card', card()),
  ]);
}

function recordOf(base: FactBase) {
  return { periods: base.all('contributionPeriod'), person: base.get('insuredPerson', person.id) };
}

function rightsOf(base: FactBase) {
  const parameters = base
    .all('poolingAreaParameter')
    .filter(({ name }) => rightsParameterNames.some((one) => one === name));
  return contributionRights(recordOf(base), { areaCode: county, parameters }, context.today);
}

function isGiven({ today }: ReturnType<typeof rightsOf>): boolean {
  return today.pooled.answer === 'covered' || today.pooled.answer === 'covered-retroactively';
}

/** Months ago in which he was last paid for, and whether he comes back at once. */
const history = fc.record({ since: fc.integer({ min: 15, max: 60 }), last: fc.integer({ min: 0, max: 14 }) });

describe('a person’s insurance on its way', () => {
  it('stopped at any month, resumed and made good in time is what it would be without the stop', () => {
    fc.assert(
      fc.property(history, fc.boolean(), ({ since, last }, flexible) => {
        const base = beginningOf(addMonths(present, -since));
        const untouched = rightsOf(base);
        const lastMonth = addMonths(present, -last);
        const suspension = { ...leaving, serviceNumber: numbered(1), lastMonth };
        expect(codesOf(base.run({ kind: 'suspend-insurance', request: suspension }, context))).toEqual([
          'accepted',
        ]);
        const missing = last;
        const request = {
          ...resuming,
          serviceNumber: numbered(2),
          fromMonth: last === 0 ? addMonths(present, 1) : present,
          ...(flexible ? { employment: { manner: 'flexible' } as const } : {}),
        };
        expect(codesOf(base.run({ kind: 'resume-insurance', request }, context))).toEqual(['accepted']);
        if (missing > 1) {
          const payment = shownPayment(base, {
            serviceNumber: numbered(3),
            fromMonth: addMonths(lastMonth, 1),
            toMonth: addMonths(present, -1),
          });
          expect(codesOf(base.run({ kind: 'register-back-payment', request: payment }, context))).toEqual([
            'accepted',
          ]);
        }
        const after = rightsOf(base);
        // Arrears of up to three months, made good, are as if paid when due (医保办发〔2021〕43号).
        expect(untouched.today.pooled.answer).toBe('covered');
        expect(isGiven(after)).toBe(missing - 1 <= 3);
        expect(after.today.paidMonths).toBe(untouched.today.paidMonths);
      }),
      { numRuns: 150 },
    );
  });

  it('the effect that is shown is the one that has come about, and account and card agree with today', () => {
    fc.assert(
      fc.property(
        history,
        fc.array(fc.constantFrom('suspend', 'resume', 'pay'), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 9 }),
        ({ since }, steps, ago) => {
          const base = beginningOf(addMonths(present, -since));
          steps.forEach((step, number) => {
            const before = recordOf(base);
            const account = base.get('personalAccount', person.id);
            const serviceNumber = numbered(number + 1);
            const payment =
              step === 'pay'
                ? shownPayment(base, {
                    serviceNumber,
                    fromMonth: addMonths(present, -ago),
                    toMonth: addMonths(present, -Math.floor(ago / 2)),
                  })
                : null;
            const decision =
              payment !== null
                ? base.run({ kind: 'register-back-payment', request: payment }, context)
                : step === 'suspend'
                  ? base.run(
                      {
                        kind: 'suspend-insurance',
                        request: { ...leaving, serviceNumber, lastMonth: addMonths(present, -ago) },
                      },
                      context,
                    )
                  : base.run({ kind: 'resume-insurance', request: { ...resuming, serviceNumber } }, context);
            if (!decision.accepted) return;
            const covered = isGiven(rightsOf(base));
            expect(base.get('personalAccount', person.id).status).toBe(covered ? 'open' : 'sealed');
            expect(base.get('card', card().id).status).toBe(covered ? '1' : '0');
            if (payment === null) return;
            const area = { areaCode: county, parameters: base.all('poolingAreaParameter') };
            const came = contributionEffect(before, recordOf(base), area, context.today, account);
            expect(sameEffect(came.effect, payment.seen.effect)).toBe(true);
          });
        },
      ),
      { numRuns: 150 },
    );
  });
});
