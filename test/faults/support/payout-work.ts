import { commandOnNewService, commandOnService } from '../../../counter/issue-card.ts';
import type { Outcome } from '../../../contract/envelope.ts';
import { nextSheet } from '../../../counter/clerk-signature.ts';
import { sealedSubject, signedText } from '../../../domain/approval/approval.ts';
import { destinationOfPayees } from '../../../domain/payout/payees.ts';
import type { CommandBody, CommandKind } from '../../../domain/command/command-rules.ts';
import { luhnCheckDigit } from '../../../domain/identity/bank-account.ts';
import { change, type Change } from '../../../domain/records/change.ts';
import type { PayeeAsked, Payout } from '../../../domain/records/payout.ts';
import { agent } from '../../../domain/testing/county.ts';
import { ownDocument, published } from '../../../domain/testing/loss.ts';
import type { Counter } from './counter.ts';
import { clerksPassword } from './ledger-work.ts';
import type { Situation, Tried } from './situation.ts';

export type PayoutKind = Extract<
  CommandKind,
  'accept-payout' | 'check-payout' | 'correct-payout' | 'withdraw-payout' | 'close-payout'
>;

/** On these turns a clerk takes the next step of a payout, or the person takes it back. */
const payoutTurn = 29;
const withdrawalTurn = 30;

/** What of a payout comes next on this turn, by what this counter knows of it; null where it is nobody's here. */
export function payoutKindFor({ counter, personId, turn }: Situation): PayoutKind | null {
  if (turn !== payoutTurn && turn !== withdrawalTurn) return null;
  const open = openPayout(counter, personId);
  if (open === undefined) return 'accept-payout';
  if (turn === withdrawalTurn) return 'withdraw-payout';
  switch (open.state) {
    case 'accepted':
      return 'check-payout';
    case 'returned':
      return 'correct-payout';
    case 'paid':
      return 'close-payout';
    case 'checked':
    case 'approved':
    case 'corrected':
    case 'closed':
    case 'withdrawn':
      // Somebody asks for it a second time.
      return 'accept-payout';
    default:
      return open.state satisfies never;
  }
}

/** How a clerk comes to each command about a payout. */
export const payoutWork: { readonly [K in PayoutKind]: (situation: Situation) => Tried } = {
  'accept-payout'(situation) {
    const { counter, personId, page } = situation;
    const ground = page.services.length % 2 === 0 ? 'settled-abroad' : 'transfer-refused';
    const asker =
      numberOf(personId) % 7 === 0
        ? ({ channel: 'agent', representative: agent } as const)
        : ({ channel: 'in-person', representative: null } as const);
    return told(
      commandOnNewService(counter.room, (serviceNumber) => ({
        kind: 'accept-payout',
        request: {
          serviceNumber,
          ground,
          asker: { ...asker, document: ownDocument, photoCompared: true },
          ...entered(counter, personId, ground),
          signature: sign(counter, 'accept', serviceNumber, balanceOf(counter, personId)),
        },
      })),
    );
  },
  'check-payout'({ counter, personId }) {
    const open = openPayout(counter, personId);
    if (open === undefined) return nothing;
    const request = entered(counter, personId, open.ground);
    const signature = sign(
      counter,
      'check',
      nextSheet(counter.room, open.id),
      request.amount,
      request.payees,
    );
    return onService(counter, open, {
      kind: 'check-payout',
      request: { serviceNumber: open.id, ...request, signature },
    });
  },
  'correct-payout'({ counter, personId }) {
    const open = openPayout(counter, personId);
    if (open === undefined) return nothing;
    const returned = open.payees.findIndex(({ replaced }) => !replaced);
    const amount = open.payees[returned]?.amount ?? 0;
    const payees = [toAccount(counter, personId, paidAccount)];
    const signature = sign(counter, 'check', nextSheet(counter.room, open.id), amount, payees);
    return onService(counter, open, {
      kind: 'correct-payout',
      request: { serviceNumber: open.id, personId, returned, payees, papers: [], amount, signature },
    });
  },
  'withdraw-payout'({ counter, personId }) {
    const open = openPayout(counter, personId);
    if (open === undefined) return nothing;
    const request = { serviceNumber: open.id, personId, reason: '不办了' };
    return onService(counter, open, { kind: 'withdraw-payout', request });
  },
  'close-payout'({ counter, personId }) {
    const open = openPayout(counter, personId);
    if (open === undefined) return nothing;
    const cardDestroyed = open.card !== null;
    const request = { serviceNumber: open.id, personId, cardDestroyed };
    return onService(counter, open, { kind: 'close-payout', request });
  },
};

const nothing: Tried = Promise.resolve(null);

function openPayout(counter: Counter, personId: string): Payout | undefined {
  return counter.storage.records
    .find('payout', 'personId', personId)
    .find(({ closedAt }) => closedAt === null);
}

/** Money of the fund goes to one account of a person, whose last digits say what becomes of it. */
function toAccount(counter: Counter, personId: string, accountNumber: string): PayeeAsked {
  const name = counter.storage.records.get('insuredPerson', personId)?.record.name ?? '';
  const account = { form: 'bank-card', bankName: '示范银行', accountName: name, accountNumber } as const;
  return { heir: null, share: { numerator: 1, denominator: 1 }, account };
}

/** What lies on the desk: the paper of the ground, the account, and the card where there is one. */
function entered(counter: Counter, personId: string, ground: Payout['ground']) {
  const kind = ground === 'transfer-refused' ? 'transfer-refusal' : 'settlement-proof';
  const held = counter.storage.records
    .find('card', 'personId', personId)
    .some(({ status }) => status !== null && status !== '9');
  return {
    personId,
    papers: [{ kind, reference: '示范字 1 号' } as const],
    payees: [
      toAccount(
        counter,
        personId,
        accounts[Math.floor(numberOf(personId) / 2) % accounts.length] ?? paidAccount,
      ),
    ],
    card: held ? ('taken-in' as const) : null,
    amount: balanceOf(counter, personId),
  };
}

function balanceOf(counter: Counter, personId: string): number {
  return counter.storage.records.get('personalAccount', personId)?.record.balance ?? 0;
}

/** Accounts whose last digit, divided by three, leaves each of what it may leave: returned, late, paid at once. */
const accounts = [0, 1, 2].map((remainder) => {
  for (let number = 0; ; number += 1) {
    const first = `62178500000055${String(number).padStart(4, '0')}`;
    const digit = luhnCheckDigit(first);
    if (Number(digit) % 3 === remainder) return first + digit;
  }
});
const paidAccount = accounts[2] ?? '';

function sign(
  counter: Counter,
  step: Parameters<typeof signedText>[0],
  about: string,
  amount: number,
  payees: readonly PayeeAsked[] | null = null,
): string {
  const signed = {
    subject: signedText(step, about, counter.settings.clerkId, amount),
    destination: payees === null ? '' : destinationOfPayees(payees),
  };
  const subject = sealedSubject(signed, (text) => counter.room.sealing.sha256(text));
  const content = JSON.stringify({ password: clerksPassword, subject, nonce: 'once' });
  return counter.room.sealing.sealForCentral(counter.settings.pinPublicKey, content);
}

function onService(counter: Counter, { id }: Payout, body: CommandBody): Tried {
  return told(commandOnService(counter.room, id, () => body));
}

function told(outcome: Outcome<unknown>): Tried {
  if (outcome.ok) return Promise.resolve('ok');
  const { code, refusals } = outcome.error;
  return Promise.resolve(code === 'refused' ? refusals.map((one) => one.code).join(' ') : code);
}

/** What a history's pooling area has settled for payouts. Nothing earns interest, so that a day more changes no amount. */
export const payoutParameters: readonly Change[] = [
  published('account-interest-rate', '0.0', '2000-01-01'),
  published('payout-days-limit', '10', '2000-01-01'),
  published('payout-earliest-day', '10', '2000-01-01'),
  published('payout-accepted-at', 'county-centre', '2000-01-01'),
].map((one) => change('poolingAreaParameter', one));

function numberOf(personId: string): number {
  return Number(personId.slice(-3));
}
