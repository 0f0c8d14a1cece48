import { describe, expect, it } from 'vitest';
import type { CommandBody } from '../command/command-rules.ts';
import { change } from '../records/change.ts';
import { published } from '../testing/loss.ts';
import type { Payment } from '../records/payment.ts';
import { refusedTransfer } from '../transfer/relationship-transfer.ts';
import { person, serviceNumber } from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import {
  answers,
  approving,
  bankSays,
  carry,
  coming,
  leaving,
  money,
  otherClerk,
  posted,
  sheet,
  transferringIn,
  transferringOut,
} from '../testing/transfers.ts';

/** Where a claim is made, the area has settled. */
const leavingArea = [
  ...leaving,
  change('poolingAreaParameter', published('payout-accepted-at', 'county-centre')),
];

const step = { serviceNumber, personId: person.id };

/** The balance has left, and the bank has paid it to the place joined. */
function remitted(): FactBase {
  const base = new FactBase(leavingArea);
  carry(base, { kind: 'accept-transfer-out', request: transferringOut });
  carry(base, approving(128_450, 'transfer-out'), otherClerk);
  answers(base, { id: 'a1', kind: 'accepted' });
  bankSays(base, `${serviceNumber}/1`, 'paid');
  return base;
}

const undoing = (base: FactBase, way: 'reverse' | 'claim', groupId: string, amount: number) => {
  const body: CommandBody = {
    kind: 'request-reversal',
    request: {
      serviceNumber: '440113-20261122-001-0099',
      personId: person.id,
      groupId,
      way,
      reason: '转移有误',
      amount,
      signature: 'AAAA',
    },
  };
  return codesOf(base.decide(body, otherClerk));
};

/** What the other area sends back is credited when it comes; claimed besides, it would be on the account twice. */
describe('the balance that was remitted to another area', () => {
  it('is claimed back from it once the transfer is at its end, and not before', () => {
    const base = remitted();
    expect(undoing(base, 'claim', otherClerk.commandId, 128_450)).toEqual(['transfer-under-way']);
    answers(base, { id: 'a2', kind: 'received' });
    expect(undoing(base, 'claim', otherClerk.commandId, 128_450)).toEqual(['accepted']);
  });

  it('is not claimed when it has come back and is on the account again', () => {
    const base = remitted();
    answers(base, { id: 'a2', kind: 'money-refused', reasonCode: 'R09', reasonText: '不接收' });
    answers(base, { id: 'm1', kind: 'remittance', money: money(128_450) });
    carry(base, { kind: 'match-remittance', request: { ...step, remittanceId: 'm1', note: '' } });
    carry(base, { kind: 'credit-transfer', request: { ...step, amount: 128_450, signature: 'c2ln' } });
    expect(base.get('personalAccount', person.id).balance).toBe(128_450);
    expect(undoing(base, 'claim', otherClerk.commandId, 128_450)).toEqual(['recovery-not-gone']);
  });
});

/** The central office was restored, and under the number of the order the bank has another one: domain/payment/kept-order.ts. */
describe('the balance that the bank had paid otherwise', () => {
  /** Approved and taken by the other area; the bank has this under its number. */
  function paidOtherwise(kept: Partial<Payment>): FactBase {
    const base = new FactBase(leavingArea);
    carry(base, { kind: 'accept-transfer-out', request: transferringOut });
    carry(base, approving(128_450, 'transfer-out'), otherClerk);
    answers(base, { id: 'a1', kind: 'accepted' });
    const id = `${serviceNumber}/1`;
    bankSays(base, id, 'paid', { ...base.get('payment', id), ...kept });
    return base;
  }

  it('to somebody else is claimed from him, as far as it is not on the account again', () => {
    const base = paidOtherwise({ payeeName: '另一收款人', amount: 100_000 });
    expect(base.get('personalAccount', person.id).balance).toBe(28_450);
    expect(undoing(base, 'claim', otherClerk.commandId, 100_000)).toEqual(['accepted']);
    expect(undoing(base, 'claim', otherClerk.commandId, 128_450)).toEqual(['approval-changed']);
  });

  it('with more than his balance comes back to his account as his balance: the rest is another claim', () => {
    const base = paidOtherwise({ amount: 150_000 });
    expect(posted(base)).toContain('transfers-payable > bank-deposits 128450');
    answers(base, { id: 'a2', kind: 'money-refused', reasonCode: 'R09', reasonText: '不接收' });
    answers(base, { id: 'm1', kind: 'remittance', money: money(150_000) });
    carry(base, { kind: 'match-remittance', request: { ...step, remittanceId: 'm1', note: '多付' } });
    const crediting = (amount: number): CommandBody => ({
      kind: 'credit-transfer',
      request: { ...step, amount, signature: 'c2ln' },
    });
    expect(codesOf(base.decide(crediting(150_000), otherClerk))).toEqual(['approval-changed']);
    carry(base, crediting(128_450));
    expect(base.get('personalAccount', person.id).balance).toBe(128_450);
  });

  it('to somebody else is no ground to pay the balance out: the receiving office was never asked to take it', () => {
    const base = paidOtherwise({ payeeName: '另一收款人' });
    expect(base.get('relationshipTransfer', serviceNumber).state).toBe('returned');
    expect(refusedTransfer(base.all('relationshipTransfer'), [])).toBeUndefined();
  });
});

/** Taken off the account by an entry alone it would be nobody's for ever: its transfer says that it is credited. */
describe('the balance that came from another area', () => {
  it('is not reversed once it is credited', () => {
    const base = new FactBase(coming);
    carry(base, { kind: 'accept-transfer-in', request: transferringIn });
    answers(base, { id: 'a1', kind: 'sheet', sheet: sheet() });
    answers(base, { id: 'm1', kind: 'remittance', money: money(350_000) });
    carry(base, { kind: 'match-remittance', request: { ...step, remittanceId: 'm1', note: '' } });
    carry(
      base,
      { kind: 'credit-transfer', request: { ...step, amount: 350_000, signature: 'c2ln' } },
      otherClerk,
    );
    expect(undoing(base, 'reverse', otherClerk.commandId, 350_000)).toEqual(['entries-of-transfer']);
  });
});
