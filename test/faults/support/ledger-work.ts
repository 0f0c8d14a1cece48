import { hashSync } from '@node-rs/argon2';
import type { ApprovalSummary } from '../../../contract/approval-calls.ts';
import { originOfClerk } from '../../../counter/workstation.ts';
import { executeCommand } from '../../../counter/engine/execute-command.ts';
import { change, type Change } from '../../../domain/records/change.ts';
import type { CommandKind } from '../../../domain/command/command-rules.ts';
import type { LedgerEntry } from '../../../domain/records/ledger-entry.ts';
import { openOf, postedClaim, type PostedClaim } from '../../../domain/reversal/standing-claim.ts';
import { published } from '../../../domain/testing/loss.ts';
import { openAccount } from '../../../domain/testing/contributions.ts';
import type { Counter } from './counter.ts';
import type { Situation, Tried } from './situation.ts';
import { codeOf } from './told.ts';

export type LedgerKind = Extract<
  CommandKind,
  'request-reversal' | 'record-claim-repayment' | 'approve-service' | 'refuse-approval'
>;

/** What every clerk of a history signs with, kept as cheaply as argon2id can be. */
export const clerksPassword = 'Tongxi-2026';
export const clerksPasswordHash = hashSync(clerksPassword, { memoryCost: 8, timeCost: 1, parallelism: 1 });

/** On these turns a clerk has to do with the ledger. */
const requestTurn = 24;
const sameDeskTurn = 25;
/** Between the two he decides from his own queue. */
const refusalTurn = 27;
/** Somebody writes into the file of the counter what no clerk has signed. */
const forgeryTurn = 28;
/** Of so many times that somebody comes to a claim, one is about a mistake. */
const mistakes = 3;

/** What of the ledger comes next on this turn, or null. */
export async function ledgerKindFor(situation: Situation): Promise<LedgerKind | 'forge' | null> {
  const { counter, personId, turn } = situation;
  if (turn < requestTurn || turn > forgeryTurn) return null;
  if (turn === requestTurn && mistakenGroup(situation) !== undefined) return 'request-reversal';
  if (turn === requestTurn && owedClaim(counter, personId) !== undefined) return 'record-claim-repayment';
  const waits = turn !== requestTurn && (await waitingSheet(counter, personId)) !== null;
  if (!waits) return 'request-reversal';
  if (turn === forgeryTurn) return 'forge';
  return turn === refusalTurn ? 'refuse-approval' : 'approve-service';
}

/** How a clerk comes to each command about the ledger. */
export const ledgerWork: { readonly [K in LedgerKind]: (situation: Situation) => Tried } = {
  async 'request-reversal'(situation) {
    const { counter, personId, page } = situation;
    const mistaken = mistakenGroup(situation);
    if (mistaken !== undefined) return await reverse(counter, personId, mistaken, '登记有误');
    // What was paid by mistake is claimed back; everything else is reversed.
    const paid = paidGroup(counter, personId);
    if (paid !== undefined) {
      const asked = { personId, groupId: paid, way: 'claim' } as const;
      const claimable = await counter.look('getReversal', asked);
      const claimed = { ...asked, amount: claimable?.effect?.amount ?? 0, reason: '收款人有误' };
      return codeOf(await counter.ask('requestReversal', { ...claimed, password: clerksPassword }));
    }
    const groups = [...new Set(page.recentEntries.map(({ groupId }) => groupId))];
    const groupId = groups[(numberOf(personId) + page.services.length) % groups.length];
    return groupId === undefined ? null : await reverse(counter, personId, groupId, '重复入账');
  },
  async 'record-claim-repayment'({ counter, personId }) {
    const claim = owedClaim(counter, personId);
    if (claim === undefined) return null;
    const { id: serviceNumber } = claim.service;
    const { repayments } = claim.standing;
    const owed = openOf(claim.details);
    const input = {
      serviceNumber,
      payerName: '张建国',
      // Two windows that know nothing of each other record the same money.
      bankReference: `BK${serviceNumber.slice(-8)}-${String(repayments.length + 1)}`,
      amount: repayments.length === 0 ? Math.floor(owed / 2) : owed,
      receivedOn: counter.room.clock.today(),
    };
    return codeOf(await counter.ask('recordClaimRepayment', input));
  },
  async 'approve-service'({ counter, personId, turn }) {
    const waiting = await waitingSheet(counter, personId);
    if (waiting === null) return null;
    const { approvalId } = waiting;
    const sheet = await counter.look('getApproval', { approvalId });
    const amount = sheet?.effect?.amount ?? waiting.amount;
    const loginName = turn === sameDeskTurn ? colleagueOf(counter) : null;
    const input = { approvalId, amount, loginName, password: clerksPassword };
    return codeOf(await counter.ask('approveService', input));
  },
  async 'refuse-approval'({ counter, personId }) {
    const waiting = await waitingSheet(counter, personId);
    if (waiting === null) return null;
    const input = { approvalId: waiting.approvalId, loginName: colleagueOf(counter), reason: '依据不足' };
    return codeOf(await counter.ask('refuseApproval', { ...input, password: clerksPassword }));
  },
};

/**
 * An approval in the name of a colleague, with the signature that stands under the request or with a guessed password:
 * it goes the whole way of a command, but the colleague's password was never typed.
 */
export async function forgeApproval({ counter, personId, page }: Situation): Tried {
  const waiting = await waitingSheet(counter, personId);
  const colleague = counter.storage.records.find('clerk', 'loginName', colleagueOf(counter))[0];
  if (waiting === null || colleague === undefined) return null;
  const { approvalId, serviceNumber, kind, amount } = waiting;
  const requested = counter.storage.outbox.byService(serviceNumber).map(({ body }) => body);
  const copied = requested.flatMap((body) =>
    body.kind === 'request-reversal' ? [body.request.signature] : [],
  )[0];
  const text = `approve ${approvalId} ${String(amount)} ${colleague.id}`;
  const guessed = JSON.stringify({ password: 'guessed', subject: text, nonce: 'once' });
  const { room, settings } = counter;
  const signature =
    copied === undefined || page.services.length % 2 === 0
      ? room.sealing.sealForCentral(settings.pinPublicKey, guessed)
      : copied;
  const request = { approvalId, serviceNumber, personId, kind, amount, signature };
  const execution = executeCommand({ ...room, written: room.wake }, originOfClerk(room, colleague), () => ({
    kind: 'approve-service',
    request,
  }));
  return execution.done ? 'forged' : execution.refusals.map(({ code }) => code).join(' ');
}

/** What was posted together goes back, with what this counter knows of it. */
async function reverse(counter: Counter, personId: string, groupId: string, reason: string): Tried {
  const shown = await counter.look('getReversal', { personId, groupId });
  const amount = shown?.effect?.amount ?? 0;
  const input = { personId, groupId, reason, amount, password: clerksPassword };
  return codeOf(await counter.ask('requestReversal', input));
}

/** A claim of which something is owed, as far as this counter knows. */
function owedClaim(counter: Counter, personId: string): PostedClaim | undefined {
  return postedClaims(counter, personId).find(
    ({ service, details }) => service.closedAt === null && openOf(details) > 0,
  );
}

function postedClaims(counter: Counter, personId: string): readonly PostedClaim[] {
  return counter.storage.records
    .find('serviceRecord', 'personId', personId)
    .filter(({ stage }) => stage !== 'withdrawn')
    .flatMap((service) => postedClaim(service) ?? []);
}

/** Now and then a clerk finds that the latest repayment of a claim was a mistake, or the claim where nothing was paid back. */
function mistakenGroup({ counter, personId, page }: Situation): string | undefined {
  const claim = postedClaims(counter, personId)[0];
  if (claim === undefined || page.services.length % mistakes !== 0) return undefined;
  const { service, standing } = claim;
  const entries = counter.storage.records.find('ledgerEntry', 'serviceId', service.id);
  return (
    standing.repayments.at(-1)?.groupId ??
    entries.find(({ debitAccount }) => debitAccount === 'recovery-claims')?.groupId
  );
}

/**
 * What the bank has paid of a payout or of a transfer that is at its end, by the group of its entries: each window names others of
 * them, what left the account or what left the bank.
 */
function paidGroup({ storage: { records }, settings }: Counter, personId: string): string | undefined {
  const ended = [
    ...records
      .find('payout', 'personId', personId)
      .filter(({ state }) => state === 'paid' || state === 'closed'),
    ...records.find('relationshipTransfer', 'personId', personId).filter(({ closedAt }) => closedAt !== null),
  ].map(({ id }) => id);
  const entries = records
    .find('ledgerEntry', 'personId', personId)
    .filter(({ serviceId }) => ended.includes(serviceId ?? ''));
  const gone = entries.findLast(
    ({ debitAccount, creditAccount }) => isOwed(debitAccount) && creditAccount === 'bank-deposits',
  );
  if (gone === undefined) return undefined;
  const owed = entries.find(
    ({ serviceId, creditAccount }) => serviceId === gone.serviceId && isOwed(creditAccount),
  );
  return settings.clerkId === 'clerk-1' ? gone.groupId : owed?.groupId;
}

function isOwed(account: LedgerEntry['debitAccount']): boolean {
  return account === 'payouts-payable' || account === 'transfers-payable';
}

/** Whether something of this person waits for a second one in this office. */
async function waitingSheet(counter: Counter, personId: string): Promise<ApprovalSummary | null> {
  const queue = await counter.look('listApprovals', { limit: 200 });
  return queue?.approvals.find((one) => one.personId === personId) ?? null;
}

/** Another clerk of the same office; at the service point there is none, and he is his own. */
function colleagueOf({ settings }: Counter): string {
  return { 'clerk-1': 'clerk2', 'clerk-2': 'clerk3', 'clerk-3': 'clerk1' }[settings.clerkId] ?? 'clerk4';
}

/** A history's ledger: what may be approved by whom, and an account in which a few months were posted and some was spent. */
export const ledgerParameters: readonly Change[] = [
  change('poolingAreaParameter', published('approval-limit-clerk', '25000', '2000-01-01')),
  change('poolingAreaParameter', published('approval-limit-supervisor', '20000000', '2000-01-01')),
];

/** The account of a person of a history, with its entries: the fifth is on its way to the bank. */
export function accountWithEntries(personId: string, place: number): readonly Change[] {
  const posted = [
    { group: 1, kind: 'allocation', from: 'contributions-received', to: 'personal-account', amount: 20_000 },
    { group: 1, kind: 'interest', from: 'interest-expense', to: 'personal-account', amount: 300 },
    { group: 2, kind: 'allocation', from: 'contributions-received', to: 'personal-account', amount: 40_000 },
    { group: 3, kind: 'spending', from: 'personal-account', to: 'designated-institutions', amount: 24_000 },
    { group: 4, kind: 'payout', from: 'personal-account', to: 'payouts-payable', amount: 1_000 },
  ] as const;
  const entries = posted.map(({ group, kind, from, to, amount }, index): LedgerEntry => {
    const number = place * posted.length + index + 1;
    return {
      id: `entry-${String(number).padStart(4, '0')}`,
      personId,
      serial: number,
      postedOn: '2026-11-02',
      kind,
      insuranceKind: '310',
      groupId: `group-${personId}-${String(group)}`,
      serviceId: null,
      institution: '桐溪县医保中心',
      debitAccount: from,
      creditAccount: to,
      amount,
      reversesId: null,
    };
  });
  return [
    change('personalAccount', { ...openAccount(personId), balance: 35_300 }),
    ...entries.map((entry) => change('ledgerEntry', entry)),
  ];
}

function numberOf(personId: string): number {
  return Number(personId.slice(-3));
}
