import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CallInput } from '../../contract/counter-calls.ts';
import { change } from '../../domain/records/change.ts';
import { centre, clerk, person } from '../../domain/testing/county.ts';
import { asking, balance, bill, holding, leaver, ownAccount, retiree } from '../../domain/testing/payouts.ts';
import { CounterDesk, password, passwordHash } from './support/counter-desk.ts';

const { publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 3072,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

function deskWith(records: ReturnType<typeof holding>): CounterDesk {
  const desk = CounterDesk.ready([...records, change('clerk', { ...clerk, passwordHash })], publicKey);
  desk.signInWithoutPassword(clerk.id);
  return desk;
}

const { serviceNumber: _number, signature: _signature, papers, payees, ...asked } = asking['settled-abroad'];
const input: CallInput<'acceptPayout'> = { ...asked, papers: [...papers], payees: [...payees], password };

const personId = person.id;
const codesOf = (refusals: readonly { readonly code: string }[] | undefined) =>
  refusals?.map(({ code }) => code);

describe('what the form of a payout begins with', () => {
  it('is every ground with what stands in its way, and an amount that its entries and the interest make', async () => {
    const form = await deskWith(holding(leaver)).call('getPayoutDesk', { personId });
    expect(
      form.grounds.map(({ ground, keepsAccount, refusals }) => [ground, keepsAccount, codesOf(refusals)]),
    ).toEqual([
      ['abroad-account-kept', true, ['payout-account-sealed']],
      ['settled-abroad', false, []],
      ['transfer-refused', false, []],
      ['left-area', false, ['payout-transfer-not-done']],
      ['death', false, ['payout-death-not-recorded']],
    ]);
    expect(form).toMatchObject({
      earliest: { stopped: '2026-05', date: '2026-06-10' },
      due: { dueOn: '2026-12-04', dueProvisional: false },
      card: { cardNumber: 'A12345678' },
    });
    const sum = form.reckoning?.entries.reduce((all, { amount }) => all + amount, 0);
    expect(sum).toBe(balance);
    expect(form.reckoning?.amount).toBe(balance + (form.reckoning?.interest ?? NaN));
  });

  it('is offered where one ground is possible, and otherwise refused with what stands in the way of the nearest', async () => {
    const offerOf = async (records: ReturnType<typeof holding>) => {
      const page = await deskWith(records).call('getPersonPage', { personId });
      return codesOf(page.offers.find(({ kind }) => kind === 'payout')?.refusals);
    };
    expect(await offerOf(holding(retiree, { status: 'open' }))).toEqual([]);
    expect(await offerOf([...holding(leaver), bill('open')])).toEqual(['medical-bills-open']);
    expect(
      await offerOf([...holding(leaver), change('office', { ...centre, kind: 'service-point' })]),
    ).toEqual(['payout-not-here']);
  });
});

describe('a payout that was accepted', () => {
  it('shows no number of a payee whole, on its page or its paper, and is checked as it was typed', async () => {
    const desk = deskWith(holding(leaver));
    const { serviceNumber } = await desk.call('acceptPayout', input);
    const seen = [
      await desk.call('getPayout', { serviceNumber }),
      await desk.call('getReceipt', { serviceNumber }),
    ];
    expect(JSON.stringify(seen)).not.toContain(ownAccount.accountNumber);
    expect(JSON.stringify(seen)).not.toContain(person.documentNumber);
    expect(seen[1]).toMatchObject({ waiting: true, standing: 'provisional', payout: { state: 'accepted' } });
    await desk.call('checkPayout', {
      serviceNumber,
      papers: [...papers],
      payees: null,
      card: 'taken-in',
      amount: balance,
      password,
    });
    expect(await desk.call('getPayout', { serviceNumber })).toMatchObject({
      state: 'checked',
      payees: [{ heir: null, account: { maskedNumber: '6217***********4561' }, amount: null, payment: null }],
    });
    expect(desk.storage.records.get('payout', serviceNumber)?.record.payees[0]?.account).toEqual(ownAccount);
  });

  it('is signed with the clerk’s own password; another one does nothing', async () => {
    const desk = deskWith(holding(leaver));
    expect(await desk.code('acceptPayout', { ...input, password: 'wrong' })).toBe('sign-in-failed');
    expect(desk.storage.records.find('payout', 'personId', personId)).toEqual([]);
  });

  it('says what came in its way since, before it is checked', async () => {
    const desk = deskWith(holding(leaver));
    const { serviceNumber } = await desk.call('acceptPayout', input);
    desk.storage.unitOfWork.write(() => {
      desk.storage.records.putConfirmed(bill('open'), 0);
    });
    const { obstacles } = await desk.call('getPayout', { serviceNumber });
    expect(codesOf(obstacles)).toEqual(['medical-bills-open']);
  });
});
