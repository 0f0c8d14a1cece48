import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthRange } from '../calendar/month.ts';
import { monthText } from '../contribution/month-number.ts';
import { change } from '../records/change.ts';
import type { SheetMonths } from '../records/relationship-transfer.ts';
import { county, person, serviceNumber, today } from '../testing/county.ts';
import { FactBase } from '../testing/fact-base.ts';
import {
  account,
  allocated,
  answers,
  approving,
  bankSays,
  carry,
  coming,
  leaving,
  money,
  otherClerk,
  sheet,
  transferringIn,
  transferringOut,
} from '../testing/transfers.ts';
import { paid } from '../testing/unfreezing.ts';
import { joinedMonths } from './joined-months.ts';
import { reckonAccount } from '../ledger/reckon-account.ts';
import { leavingLookups } from './transfer-out.ts';

const areas = ['340104', '110105', county];
const anyMonths = fc
  .tuple(fc.constantFrom(...areas), fc.integer({ min: 24_000, max: 24_320 }), fc.integer({ min: 0, max: 40 }))
  .map(([areaCode, from, length]): SheetMonths => ({
    areaCode,
    fromMonth: monthText(from),
    toMonth: monthText(from + length),
    base: 400_000,
  }));

describe('joined months', () => {
  it('are each month of the sheet that is not on the record, once, and never one that is', () => {
    fc.assert(
      fc.property(
        fc.array(anyMonths, { maxLength: 6 }),
        fc.array(anyMonths, { maxLength: 4 }),
        fc.option(fc.integer({ min: 24_000, max: 24_320 })),
        (months, record, openFrom) => {
          const periods = [
            ...record.map(({ fromMonth, toMonth }, index) => ({
              ...paid(fromMonth, toMonth),
              id: String(index),
            })),
            ...(openFrom === null ? [] : [paid(monthText(openFrom), null)]),
          ];
          const joined = joinedMonths({ id: serviceNumber, personId: person.id }, { months }, periods);
          const monthsOf = (all: readonly { fromMonth: string; toMonth: string | null }[]) =>
            all.flatMap(({ fromMonth, toMonth }) => monthRange(fromMonth, toMonth ?? monthText(24_400)));
          const here = new Set(monthsOf(periods));
          const expected = [...new Set(monthsOf(months))].filter((month) => !here.has(month)).sort();
          expect(monthsOf(joined).sort()).toEqual(expected);
          expect(new Set(joined.map(({ id }) => id)).size).toBe(joined.length);
        },
      ),
    );
  });
});

describe('nothing is lost on the way', () => {
  it('balance and interest out = sum on the sheet = what is remitted, and the account is empty', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90_000_000 }),
        fc.integer({ min: 1, max: 28 }),
        fc.constantFrom('accepted', 'refused', 'unpayable'),
        (balance, day, end) => {
          const base = new FactBase(leaving.filter(({ table }) => table !== 'ledgerEntry'));
          const since = `2026-0${String((day % 9) + 1)}-${String(day).padStart(2, '0')}`;
          base.apply([change('personalAccount', account({ balance }))]);
          if (balance > 0) base.apply([change('ledgerEntry', allocated(balance, since))]);
          const leavingNow = reckonAccount(base.facts(leavingLookups(person.id)), person.id, today);
          if (!('amount' in leavingNow)) throw new Error('the rate is published');
          const { amount } = leavingNow;
          carry(base, { kind: 'accept-transfer-out', request: { ...transferringOut, amount } });
          carry(base, approving(amount, 'transfer-out'), otherClerk);
          const transfer = () => base.get('relationshipTransfer', serviceNumber);
          expect([transfer().sheet?.balance, transfer().amount]).toEqual([amount, amount]);
          expect(transfer().certificate?.balance).toBe(amount);
          expect(base.get('personalAccount', person.id).balance).toBe(0);
          if (end === 'refused') {
            answers(base, { id: 'a1', kind: 'refused', reasonCode: 'R', reasonText: '不接收' });
          } else answers(base, { id: 'a1', kind: 'accepted' });
          const [payment] = base.all('payment');
          expect(payment?.amount ?? 0).toBe(end === 'refused' ? 0 : amount);
          if (payment !== undefined) bankSays(base, payment.id, end === 'accepted' ? 'paid' : 'returned');
          if (end === 'accepted') answers(base, { id: 'a2', kind: 'received' });
          const back = end === 'accepted' || (end === 'unpayable' && amount === 0) ? 0 : amount;
          expect(base.get('personalAccount', person.id).balance).toBe(back);
          const owed = base
            .all('ledgerEntry')
            .reduce(
              (sum, entry) =>
                sum +
                (entry.creditAccount === 'transfers-payable' ? entry.amount : 0) -
                (entry.debitAccount === 'transfers-payable' ? entry.amount : 0),
              0,
            );
          expect(owed).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('whatever comes in whatever pieces: what is credited is what the sheet says, the rest goes back, nothing stays', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 5 }),
        (expected, pieces) => {
          const base = new FactBase(coming);
          carry(base, { kind: 'accept-transfer-in', request: transferringIn });
          answers(base, { id: 's', kind: 'sheet', sheet: sheet({ balance: expected }) });
          const step = { serviceNumber, personId: person.id };
          for (const [index, amount] of pieces.entries()) {
            const remittanceId = `m${String(index)}`;
            answers(base, { id: remittanceId, kind: 'remittance', money: money(amount) });
            carry(base, { kind: 'match-remittance', request: { ...step, remittanceId, note: '核对' } });
          }
          carry(base, {
            kind: 'credit-transfer',
            request: { ...step, amount: expected, signature: 'c2ln' },
          });
          const total = pieces.reduce((sum, amount) => sum + amount, 0);
          const credited = total >= expected ? expected : 0;
          expect(base.get('personalAccount', person.id).balance).toBe(credited);
          // Everything that is left of every piece goes back.
          let approvals = 0;
          for (const { id, amount, credited: taken } of base.all('incomingRemittance')) {
            if (amount === taken) continue;
            carry(base, {
              kind: 'return-remittance',
              request: {
                ...step,
                remittanceId: id,
                amount: amount - taken,
                reason: '退回',
                signature: 'c2ln',
              },
            });
            approvals += 1;
            const by = { ...otherClerk, commandId: `approval-${String(approvals)}` };
            carry(base, approving(amount - taken, 'remittance-return', approvals), by);
            bankSays(base, `${serviceNumber}/${String(approvals)}`, 'paid');
          }
          const sums = base.all('incomingRemittance').map((one) => one.credited + one.returned - one.amount);
          expect(sums.every((left) => left === 0)).toBe(true);
          const unmatched = base
            .all('ledgerEntry')
            .reduce(
              (sum, entry) =>
                sum +
                (entry.creditAccount === 'unmatched-receipts' ? entry.amount : 0) -
                (entry.debitAccount === 'unmatched-receipts' ? entry.amount : 0),
              0,
            );
          expect(unmatched).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});
