import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { change } from '../../domain/records/change.ts';
import { clerk, person, service, serviceNumber } from '../../domain/testing/county.ts';
import { accountOf, colleague, entry, ledgerCounty, spent, supervisor } from '../../domain/testing/ledger.ts';
import { CounterDesk, password, passwordHash } from './support/counter-desk.ts';

const { publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 3072,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const records = ledgerCounty.map((one) =>
  one.table === 'clerk' ? change('clerk', { ...one.record, passwordHash }) : one,
);

function deskOf(clerkId = clerk.id): CounterDesk {
  const desk = CounterDesk.ready(records, publicKey);
  desk.signInWithoutPassword(clerkId);
  return desk;
}

/** Asked for by who is signed in: what was spent, 250 yuan, comes back. */
async function askFor(desk: CounterDesk, groupId = 'group-4', amount = 25_000): Promise<string> {
  const input = { personId: person.id, groupId, reason: '重复扣款', amount, password };
  const { approval } = await desk.call('requestReversal', input);
  if (approval === null) throw new Error('a reversal has a sheet');
  return approval.approvalId;
}

const codes = (refusals: readonly { readonly code: string }[] | undefined) =>
  refusals?.map(({ code }) => code);

describe('the queue of the second person', () => {
  it('says to each clerk why he may not decide, and apart from it that he may only send back', async () => {
    const desk = deskOf();
    await askFor(desk);
    const seenBy = async (clerkId: string) => {
      desk.signInWithoutPassword(clerkId);
      const [sheet] = (await desk.call('listApprovals', {})).approvals;
      return [codes(sheet?.refusals), codes(sheet?.limitRefusals)];
    };
    expect(await seenBy(clerk.id)).toEqual([['approval-by-enterer'], ['approval-above-limit']]);
    expect(await seenBy(colleague.id)).toEqual([[], ['approval-above-limit']]);
    expect(await seenBy(supervisor.id)).toEqual([[], []]);
  });
});

describe('a second person at the desk of the first', () => {
  it('decides under his own name, and the first stays signed in', async () => {
    const desk = deskOf();
    const approvalId = await askFor(desk);
    const decide = (loginName: string) =>
      desk.code('approveService', { approvalId, loginName, password, amount: 25_000 });
    expect(await decide(clerk.loginName)).toBe('approval-by-enterer approval-above-limit');
    expect(await decide(colleague.loginName)).toBe('approval-above-limit');
    expect(await decide(supervisor.loginName)).toBe('ok');
    expect((await desk.call('getCounterStatus', {})).clerk?.id).toBe(clerk.id);
    expect(await desk.call('getApproval', { approvalId })).toMatchObject({
      state: 'approved',
      decidedBy: supervisor.name,
      enteredBy: [clerk.name],
      unconfirmed: true,
      // Nothing is posted by a counter.
      posted: [],
    });
    expect((await desk.call('listApprovals', {})).total).toBe(0);
  });

  it('sends back also what is above what he may approve', async () => {
    const desk = deskOf();
    const approvalId = await askFor(desk);
    const input = { approvalId, loginName: colleague.loginName, password, reason: '依据不足' };
    const { approval } = await desk.call('refuseApproval', input);
    expect(approval).toMatchObject({ state: 'refused', decidedBy: colleague.name, reason: '依据不足' });
  });
});

describe('a service that a second person approves', () => {
  it('has its sheet on its own page, and no other service has one', async () => {
    const desk = deskOf();
    const approvalId = await askFor(desk);
    const [number = ''] = approvalId.split('/');
    expect(await desk.call('getService', { serviceNumber: number })).toMatchObject({
      approval: { approvalId, state: 'waiting', decidedBy: null, decidedAt: null, reason: null },
      postedGroup: null,
    });
  });

  it('leads to the reversal of what it has posted; a reversal leads to none', async () => {
    const desk = deskOf();
    const other = '330122-20261121-003-0009';
    desk.storage.unitOfWork.write(() => {
      for (const one of [
        change('serviceRecord', service()),
        change('serviceRecord', { ...service(), id: other }),
        change('ledgerEntry', entry(5, { serviceId: serviceNumber })),
        change('ledgerEntry', entry(6, { serviceId: other, kind: 'reversal' })),
      ]) {
        desk.storage.records.putConfirmed(one, 0);
      }
    });
    expect(await desk.call('getService', { serviceNumber })).toMatchObject({
      approval: null,
      postedGroup: 'group-5',
    });
    expect(await desk.call('getService', { serviceNumber: other })).toMatchObject({ postedGroup: null });
  });
});

describe('a sheet that cannot be carried out any more', () => {
  it('says everything that is in its way, shows no effect, and can still be sent back', async () => {
    const desk = deskOf();
    const approvalId = await askFor(desk, 'group-1', 10_200);
    expect(await desk.call('getApproval', { approvalId })).toMatchObject({
      obstacles: [],
      effect: { amount: 10_200, before: { balance: 15_200 }, after: { balance: 5_000 } },
    });
    const bought = entry(5, { kind: 'spending', ...spent, amount: 6_000 });
    desk.storage.unitOfWork.write(() => {
      desk.storage.records.putConfirmed(change('ledgerEntry', bought), 0);
      desk.storage.records.putConfirmed(change('personalAccount', accountOf(9_200)), 0);
    });
    const sheet = await desk.call('getApproval', { approvalId });
    expect(sheet.effect).toBeNull();
    expect(codes(sheet.obstacles)).toEqual(['reversal-below-zero']);
    const signer = { approvalId, loginName: supervisor.loginName, password };
    expect(await desk.code('approveService', { ...signer, amount: 10_200 })).toBe('reversal-below-zero');
    expect(await desk.code('refuseApproval', { ...signer, reason: '余额已支出' })).toBe('ok');
  });
});

describe('the sheet on paper', () => {
  it('is counted by its own number, and says the same as the screen', async () => {
    const desk = deskOf();
    const approvalId = await askFor(desk);
    const print = { paper: 'approval-sheet', approvalId } as const;
    expect(await desk.call('recordPrint', print)).toMatchObject({ reprint: 0 });
    expect(await desk.code('recordPrint', print)).toBe('reprint-reason-missing');
    expect(await desk.call('recordPrint', { ...print, reason: 'lost' })).toMatchObject({ reprint: 1 });
    const sheet = await desk.call('getApproval', { approvalId });
    expect(await desk.call('getApprovalPaper', { approvalId })).toMatchObject({ ...sheet, reprint: 2 });
    expect(await desk.code('recordPrint', { ...print, approvalId: 'nothing' })).toBe('not-found');
    expect(await desk.code('getApprovalPaper', { approvalId: 'nothing' })).toBe('not-found');
  });
});
