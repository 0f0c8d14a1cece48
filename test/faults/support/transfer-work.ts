import type { CallInput, CallOutput } from '../../../contract/counter-calls.ts';
import type { CommandKind } from '../../../domain/command/command-rules.ts';
import { agent, guardian } from '../../../domain/testing/county.ts';
import { ownDocument } from '../../../domain/testing/loss.ts';
import type { Counter } from './counter.ts';
import { areaCodes } from './history-areas.ts';
import { clerksPassword } from './ledger-work.ts';
import type { Situation, Tried } from './situation.ts';
import { codeOf } from './told.ts';

export type TransferKind = Extract<
  CommandKind,
  | 'accept-transfer-out'
  | 'accept-transfer-in'
  | 'withdraw-transfer'
  | 'follow-up-transfer'
  | 'match-remittance'
  | 'credit-transfer'
  | 'return-remittance'
>;

/** On these turns somebody leaves, comes, or takes it back; money goes back where there is some; what is missing is asked for. */
const leavingTurn = 31;
const comingTurn = 32;
const withdrawalTurn = 33;
const returnTurn = 34;
const followUpTurn = 35;

/** What of a transfer comes next on this turn, by what this counter knows of it; null where it is nobody's here. */
export async function transferKindFor({ counter, personId, turn }: Situation): Promise<TransferKind | null> {
  if (turn < leavingTurn || turn > followUpTurn) return null;
  const seen = await latestTransfer(counter, personId);
  const isOpen = seen !== null && seen.transfer.closedAt === null;
  switch (turn) {
    case withdrawalTurn:
      return 'withdraw-transfer';
    case returnTurn:
      return 'return-remittance';
    case followUpTurn:
      return 'follow-up-transfer';
    default:
      if (!isOpen || seen.transfer.state === 'waiting-approval') {
        return turn === comingTurn ? 'accept-transfer-in' : 'accept-transfer-out';
      }
      // What is not his is tried as well, when nothing else is left to be done.
      if (seen.remittances.some(({ matchRefusals }) => matchRefusals.length === 0)) return 'match-remittance';
      return seen.creditRefusals.length > 0 && seen.remittances.some(isUnmatched)
        ? 'match-remittance'
        : 'credit-transfer';
  }
}

/** How a clerk comes to each command about a transfer. */
export const transferWork: { readonly [K in TransferKind]: (situation: Situation) => Tried } = {
  async 'accept-transfer-out'(situation) {
    const { counter, personId } = situation;
    const desk = await counter.look('getTransferDesk', { personId });
    const amount = desk?.leaving?.amount ?? 0;
    const input = { ...presented(situation), otherArea: otherArea(situation), amount };
    return codeOf(await counter.ask('acceptTransferOut', { ...input, password: clerksPassword }));
  },
  async 'accept-transfer-in'(situation) {
    const { counter } = situation;
    const input = { ...presented(situation), otherArea: otherArea(situation), broughtCertificate: null };
    return codeOf(await counter.ask('acceptTransferIn', input));
  },
  async 'withdraw-transfer'({ counter, personId }) {
    const seen = await latestTransfer(counter, personId);
    if (seen === null) return null;
    const input = { serviceNumber: seen.transfer.id, reason: '不转了' };
    return codeOf(await counter.ask('withdrawTransfer', input));
  },
  async 'follow-up-transfer'({ counter, personId, page }) {
    const seen = await latestTransfer(counter, personId);
    if (seen === null) return null;
    const way = page.services.length % 3 === 2 ? 'wait' : 'ask';
    const input = { serviceNumber: seen.transfer.id, way, text: '请核对金额' } as const;
    return codeOf(await counter.ask('followUpTransfer', input));
  },
  async 'match-remittance'({ counter, personId }) {
    const seen = await latestTransfer(counter, personId);
    const money =
      seen?.remittances.find(({ matchRefusals }) => matchRefusals.length === 0) ??
      seen?.remittances.find(isUnmatched);
    if (seen === null || money === undefined) return null;
    const input = { serviceNumber: seen.transfer.id, remittanceId: money.id, note: '金额不符，已核对' };
    return codeOf(await counter.ask('matchRemittance', input));
  },
  async 'credit-transfer'({ counter, personId }) {
    const seen = await latestTransfer(counter, personId);
    if (seen === null) return null;
    const input = { serviceNumber: seen.transfer.id, amount: seen.expected ?? 0, password: clerksPassword };
    return codeOf(await counter.ask('creditTransfer', input));
  },
  async 'return-remittance'({ counter, personId }) {
    const seen = await latestTransfer(counter, personId);
    // What is for another or too much first, the latest first.
    const money =
      seen?.remittances.findLast(({ excess, differences }) => excess > 0 || differences.length > 0) ??
      seen?.remittances.findLast(({ whole }) => whole > 0) ??
      seen?.remittances.at(-1);
    if (seen === null || money === undefined) return null;
    const input = {
      serviceNumber: seen.transfer.id,
      remittanceId: money.id,
      amount: money.excess > 0 ? money.excess : money.whole,
      reason: '非本次转移款项',
    };
    return codeOf(await counter.ask('returnRemittance', { ...input, password: clerksPassword }));
  },
};

type SeenMoney = CallOutput<'getTransfer'>['remittances'][number];

function isUnmatched({ state, returnAsked }: SeenMoney): boolean {
  return state === 'unmatched' && returnAsked === null;
}

/** The transfer that is under way, or the last one that was. */
async function latestTransfer(counter: Counter, personId: string): Promise<CallOutput<'getTransfer'> | null> {
  const transfers = [...counter.storage.records.find('relationshipTransfer', 'personId', personId)].sort(
    (one, other) => (one.id < other.id ? -1 : 1),
  );
  const latest = transfers.find(({ closedAt }) => closedAt === null) ?? transfers.at(-1);
  return latest === undefined ? null : await counter.look('getTransfer', { serviceNumber: latest.id });
}

/** For the money of this one the bank has paid somebody else. */
const paidOtherwise = 2;

/** Where he goes to or comes from, by his number and how often he was here. The account's last digits are the bank's answer. */
function otherArea({ personId, page }: Situation): CallInput<'acceptTransferIn'>['otherArea'] {
  const areaCode = areaCodes[(numberOf(personId) + page.services.length) % areaCodes.length] ?? '';
  const name = '医疗保障基金管理中心';
  return {
    areaCode,
    areaName: '示范统筹区',
    officeName: name,
    contact: '赵敏',
    phone: '021-63530000',
    bankName: '示范银行',
    accountName: name,
    accountNumber: `31000012345${numberOf(personId) === paidOtherwise ? '7' : '6'}${String(3 + (numberOf(personId) % 3))}`,
  };
}

function presented({ page, personId }: Situation) {
  const shown = { personId, document: { ...ownDocument }, photoCompared: true };
  if (page.age < 16) {
    return { ...shown, channel: 'guardian', representative: { ...guardian } } as const;
  }
  return numberOf(personId) % 7 === 0
    ? ({ ...shown, channel: 'agent', representative: { ...agent } } as const)
    : ({ ...shown, channel: 'in-person', representative: null } as const);
}

function numberOf(personId: string): number {
  return Number(personId.slice(-3));
}
