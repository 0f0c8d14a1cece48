import { constants, createHash, publicEncrypt, randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { SimulatedPayments, type PaymentConduct } from '../../central/bank/simulated-payments.ts';
import type { PaymentGateway } from '../../central/bank/payment-gateway.ts';
import { createJournal } from '../../central/journal.ts';
import { applyCommands, type ApplyCommandsParts } from '../../central/services/apply-commands.ts';
import { systemClock } from '../../central/services/central-clock.ts';
import { startPaymentErrands } from '../../central/services/payment-errands.ts';
import { openPinVault } from '../../central/services/pin-vault.ts';
import { commandHash } from '../../central/services/read-command.ts';
import { paymentsUnderWay, servePayment } from '../../central/services/serve-payments.ts';
import { writeOwnChanges } from '../../central/services/own-changes.ts';
import type { CentralStorage } from '../../central/storage/central-storage.ts';
import type { CommandAnswer } from '../../contract/sync-protocol.ts';
import { sealedSubject, signedText } from '../../domain/approval/approval.ts';
import type { CommandBody } from '../../domain/command/command-rules.ts';
import { destinationOfPayees } from '../../domain/payout/payees.ts';
import { change, type Change } from '../../domain/records/change.ts';
import { approvingClaim, claim, claiming, repaying } from '../../domain/testing/claims.ts';
import {
  centre,
  clerk,
  context,
  otherWorkstation,
  person,
  serviceNumber,
  today,
  workstation,
} from '../../domain/testing/county.ts';
import { FactBase } from '../../domain/testing/fact-base.ts';
import { inWriting } from '../../domain/testing/loss.ts';
import {
  accepting,
  approver,
  approving,
  asking,
  balance,
  byApprover,
  checking,
  dead,
  holding,
  leaver,
  ownAccount,
  papersOfHeirs,
  sendingBack,
  toHeir,
  toHimself,
} from '../../domain/testing/payouts.ts';
import { carry } from '../../domain/testing/payouts-carried-out.ts';
import { until } from '../helpers/until.ts';
import { databaseKinds, testPinKeys } from './databases.ts';
import { LoadedCounties } from './loaded-counties.ts';

const pays: PaymentConduct = { failures: 0, decidesAfter: 0, refusal: null };
const returns: PaymentConduct = { ...pays, refusal: { code: 'NAME', text: '账号户名不符' } };
const clock = systemClock(() => Date.parse('2026-11-22T12:00:00+08:00'));
const journal = createJournal({ write: () => undefined });
const quick = { gather: 5, undecided: 20, first: 20, longest: 80 };
const settled = asking['settled-abroad'];
const other = '330122-20261122-004-0001';
const passwords: Readonly<Record<string, string>> = { [clerk.id]: 'wang-1234', [approver.id]: 'li-5678' };

/** Who commands, with which password, and where; the first clerk at the first workstation with his own. */
interface Who {
  readonly by?: string;
  readonly password?: string;
  readonly at?: string;
}

/** Approved: the payments are ordered, and nothing is sent yet. */
function approvedCounty(request: Parameters<typeof accepting>[0] = settled, who = leaver): FactBase {
  const base = new FactBase(holding(who));
  carry(base, accepting(request));
  carry(base, checking(request));
  carry(base, approving(balance, 1, request.serviceNumber), byApprover);
  return base;
}

const toTwoHeirs = {
  ...asking.death,
  papers: papersOfHeirs,
  payees: [toHeir(0, 1, 3), toHeir(1, 2, 3)],
};

describe.each(databaseKinds)('payouts, at the central office on %s', (kind) => {
  let storage: CentralStorage;
  let parts: ApplyCommandsParts;
  let clerks: readonly Change[];
  const counties = LoadedCounties.on(kind, 370_000);

  beforeAll(async () => {
    ({ storage } = counties);
    parts = { storage, vault: await openPinVault(testPinKeys(), storage), journal, clock };
    clerks = await Promise.all(
      [clerk, approver].map(async (one) => {
        const passwordHash = await hash(passwords[one.id] ?? '', { memoryCost: 1_024, timeCost: 1 });
        return change('clerk', { ...one, passwordHash });
      }),
    );
  });

  const load = (base: FactBase) => counties.load(base);
  const all = <T extends Change['table']>(county: string, table: T) => counties.all(county, table);
  const states = async (county: string) => (await all(county, 'payment')).map(({ state }) => state);
  const payoutIn = async (county: string) => {
    const [payout] = await all(county, 'payout');
    if (payout === undefined) throw new Error('there is no payout');
    return payout;
  };
  async function posted(county: string) {
    const entries = (await all(county, 'ledgerEntry')).filter(({ serviceId }) => serviceId !== null);
    return entries
      .sort((one, next) => one.serial - next.serial)
      .map(
        ({ debitAccount, creditAccount, amount }) => `${debitAccount} > ${creditAccount} ${String(amount)}`,
      );
  }
  const isSound = (county: string) => counties.isSound(county);
  async function round(county: string, bank: PaymentGateway, on: CentralStorage = storage) {
    const steps: string[] = [];
    for await (const one of paymentsUnderWay(storage, county)) {
      steps.push(await servePayment({ storage: on, bank, clock }, county, one, () => undefined));
    }
    return steps;
  }

  /** A command as a counter makes it, signed by a clerk with a password. */
  function commanded(
    body: CommandBody,
    about: {
      readonly step: Parameters<typeof signedText>[0];
      readonly id: string;
      readonly amount: number;
      readonly destination?: string;
    },
    who: Who = {},
  ) {
    const { by = clerk.id, at = workstation.id } = who;
    const password = who.password ?? passwords[by];
    const text = signedText(about.step, about.id, by, about.amount);
    const signed = { subject: text, destination: about.destination ?? '' };
    const subject = sealedSubject(signed, (one) => createHash('sha256').update(one).digest('hex'));
    const signature = publicEncrypt(
      { key: parts.vault.publicKey, oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING },
      Buffer.from(JSON.stringify({ password, subject, nonce: randomUUID() })),
    ).toString('base64');
    return sent(body, signature, by, at);
  }
  /** The same with a signature as it was found. */
  function sent(body: CommandBody, signature: string, by: string = clerk.id, at: string = workstation.id) {
    const request = { ...body.request, signature };
    const origin = { officeId: centre.id, workstationId: at, clerkId: by, today, at: context.at };
    return {
      id: randomUUID(),
      kind: body.kind,
      request,
      origin,
      hash: commandHash({ kind: body.kind, request, origin }),
    };
  }
  /** What nobody has to sign. */
  function unsigned({ kind, request }: CommandBody, at: string) {
    const origin = { officeId: centre.id, workstationId: at, clerkId: clerk.id, today, at: context.at };
    return { id: randomUUID(), kind, request, origin, hash: commandHash({ kind, request, origin }) };
  }
  type Command = ReturnType<typeof commanded | typeof unsigned>;
  async function apply(county: string, ...commands: readonly Command[]): Promise<readonly CommandAnswer[]> {
    const answers: CommandAnswer[] = [];
    for (const one of commands) {
      const credential = { county, officeId: centre.id, workstationId: one.origin.workstationId };
      answers.push(...(await applyCommands(parts, credential, [one])));
    }
    return answers;
  }
  const codes = (answers: readonly CommandAnswer[]) =>
    answers.map((answer) =>
      answer.outcome === 'refused'
        ? answer.refusals.map(({ code }) => code).join(' ')
        : answer.outcome === 'rejected'
          ? answer.code
          : answer.outcome,
    );
  /** A county with clerks who have passwords, and somebody whose balance is paid out. */
  const beginning = () => load(new FactBase([...holding(leaver), ...clerks]));
  const accept = (service = serviceNumber, who: Who = {}) =>
    commanded(
      accepting({ ...settled, serviceNumber: service }),
      { step: 'accept', id: service, amount: balance },
      who,
    );
  const toHim = destinationOfPayees(settled.payees);
  const toAnother = [{ ...toHimself, account: { ...ownAccount, accountNumber: '6217850000001234579' } }];
  const toAnotherAccount = destinationOfPayees(toAnother);
  const check = (who: Who = {}) =>
    commanded(
      checking(settled),
      { step: 'check', id: `${serviceNumber}/1`, amount: balance, destination: toHim },
      who,
    );
  const approve = (who: Who = {}) =>
    commanded(
      approving(balance),
      { step: 'approve', id: `${serviceNumber}/1`, amount: balance, destination: toHim },
      { by: approver.id, ...who },
    );

  it('accepted, checked and approved: the account is empty and closed, the card cancelled, the bank ordered, all at once', async () => {
    const county = await beginning();
    expect(codes(await apply(county, accept(), check()))).toEqual(['applied', 'applied']);
    expect(await all(county, 'payment')).toEqual([]);
    expect(await all(county, 'card')).toMatchObject([{ status: '0' }]);
    const head = (await storage.read(county, (reader) => reader.head()))?.head ?? 0;
    const [answer] = await apply(county, approve());
    expect(answer?.outcome).toBe('applied');
    expect(await all(county, 'personalAccount')).toMatchObject([{ status: 'closed', balance: 0 }]);
    expect(await all(county, 'card')).toMatchObject([{ status: '9', making: '09' }]);
    expect(await all(county, 'insuredPerson')).toMatchObject([{ insuranceStatus: '3' }]);
    expect(await all(county, 'payment')).toMatchObject([{ state: 'ordered', amount: balance }]);
    expect(await posted(county)).toEqual([`personal-account > payouts-payable ${String(balance)}`]);
    const page = await storage.read(county, (reader) => reader.feed(head, 100));
    const fed = JSON.parse(`[${page?.changesText ?? ''}]`) as { commandEnd?: number; change: Change }[];
    expect(fed.map(({ change: { table } }) => table)).toEqual(
      expect.arrayContaining(['card', 'personalAccount', 'payment', 'payout', 'approval']),
    );
    await isSound(county);
  });

  it('what was paid by mistake is claimed once at a time, owed, and paid back once by each reference of the bank', async () => {
    const county = await beginning();
    const approval = approve();
    await apply(county, accept(), check(), approval);
    const bank = new SimulatedPayments(() => pays);
    await round(county, bank);
    await round(county, bank);
    expect(await states(county)).toEqual(['paid']);
    const claimBy = (service: string, at: string) => {
      const body = claiming({ service, group: approval.id });
      return commanded(body, { step: 'accept', id: service, amount: balance }, { at });
    };
    const second = '330122-20261122-004-0009';
    const both = [claimBy(claim, workstation.id), claimBy(second, otherWorkstation.id)];
    expect(codes(await apply(county, ...both))).toEqual(['applied', 'recovery-claimed-already']);
    const about = { step: 'approve', id: `${claim}/1`, amount: balance } as const;
    expect(codes(await apply(county, commanded(approvingClaim(), about, { by: approver.id })))).toEqual([
      'applied',
    ]);
    const half = Math.floor(balance / 2);
    const parts = [
      unsigned(repaying({ amount: half }), workstation.id),
      unsigned(repaying({ amount: half }), otherWorkstation.id),
      unsigned(repaying({ amount: balance - half, bankReference: 'BK2' }), otherWorkstation.id),
      unsigned(repaying({ amount: 1, bankReference: 'BK3' }), workstation.id),
    ];
    expect(codes(await apply(county, ...parts))).toEqual([
      'applied',
      'repayment-recorded-already',
      'applied',
      'recovery-closed',
    ]);
    expect((await posted(county)).slice(-3)).toEqual([
      `recovery-claims > personal-account ${String(balance)}`,
      `bank-deposits > recovery-claims ${String(half)}`,
      `bank-deposits > recovery-claims ${String(balance - half)}`,
    ]);
    expect(await all(county, 'personalAccount')).toMatchObject([{ status: 'sealed', balance }]);
    const services = await all(county, 'serviceRecord');
    expect(services.find(({ id }) => id === claim)).toMatchObject({ stage: 'completed' });
    await isSound(county);
  });

  it('a card that was cancelled with its account is of no use at another counter that has not heard of it', async () => {
    const county = await beginning();
    await apply(county, accept(), check(), approve());
    const report: CommandBody = { kind: 'report-loss', request: { ...inWriting, serviceNumber: other } };
    const { signature: _none, ...request } = { signature: '', ...report.request };
    const origin = {
      officeId: centre.id,
      workstationId: otherWorkstation.id,
      clerkId: clerk.id,
      today,
      at: context.at,
    };
    const command = {
      id: randomUUID(),
      kind: report.kind,
      request,
      origin,
      hash: commandHash({ kind: report.kind, request, origin }),
    };
    const credential = { county, officeId: centre.id, workstationId: otherWorkstation.id };
    const [answer] = await applyCommands(parts, credential, [command]);
    expect(answer).toMatchObject({
      outcome: 'refused',
      standing: expect.arrayContaining([
        expect.objectContaining({
          table: 'card',
          record: expect.objectContaining({ status: '9' }) as unknown,
        }),
      ]) as unknown,
    });
  });

  it('two counters that took the same balance without a line end with one payout and one refusal', async () => {
    for (const order of ['first', 'second'] as const) {
      const county = await beginning();
      const both = [accept(), accept(other, { at: otherWorkstation.id })];
      const arriving = order === 'first' ? both : both.toReversed();
      expect(codes(await apply(county, ...arriving))).toEqual(['applied', 'payout-under-way']);
      expect(await all(county, 'payout')).toMatchObject([
        { id: order === 'first' ? serviceNumber : other, state: 'accepted' },
      ]);
    }
  });

  it('also when both arrive at the same moment, and approvals of both with them', async () => {
    const county = await beginning();
    const answers = await Promise.all([
      apply(county, accept()),
      apply(county, accept(other, { at: otherWorkstation.id })),
    ]);
    expect(codes(answers.flat()).sort()).toEqual(['applied', 'payout-under-way']);
    expect(await all(county, 'payout')).toHaveLength(1);
  });

  it('the same approval twice, and a second one, pay once', async () => {
    const county = await beginning();
    const first = approve();
    await apply(county, accept(), check());
    const answers = await Promise.all([
      apply(county, first),
      apply(county, first),
      apply(county, approve({ at: otherWorkstation.id })),
    ]);
    const outcomes = codes(answers.flat());
    expect(outcomes.filter((one) => one === 'applied').length).toBeGreaterThanOrEqual(1);
    expect(await all(county, 'payment')).toHaveLength(1);
    expect(await posted(county)).toHaveLength(1);
    await isSound(county);
  });

  it.each([
    ['accept', (who: Who) => [accept(serviceNumber, who)]],
    ['check', (who: Who) => [accept(), check(who)]],
    ['approve', (who: Who) => [accept(), check(), approve(who)]],
  ] as const)('is not believed where the signature is not the clerk’s own: %s', async (_step, commands) => {
    const county = await beginning();
    const answers = codes(await apply(county, ...commands({ password: 'guessed' })));
    expect(answers.at(-1)).toBe('signature-unfit');
    expect(await all(county, 'payment')).toEqual([]);
  });

  it.each([
    ['checked', () => [sent(checking(settled, { payees: toAnother }), check().request.signature)]],
    [
      'approved',
      () => [
        commanded(checking(settled, { payees: toAnother }), {
          step: 'check',
          id: `${serviceNumber}/1`,
          amount: balance,
          destination: toAnotherAccount,
        }),
        approve(),
      ],
    ],
  ] as const)(
    'to another account than was %s is not believed: it was written into the file after the signature',
    async (_step, commands) => {
      const county = await beginning();
      expect(codes(await apply(county, accept(), ...commands())).at(-1)).toBe('signature-unfit');
      expect(await all(county, 'payment')).toEqual([]);
    },
  );

  it('that was sent back is not checked again by the signature of the first check', async () => {
    const county = await beginning();
    const first = check();
    const back = commanded(
      sendingBack('开户行有误'),
      { step: 'refuse', id: `${serviceNumber}/1`, amount: balance },
      { by: approver.id },
    );
    const again = sent(checking(settled), first.request.signature);
    expect(codes(await apply(county, accept(), first, back, again))).toEqual([
      'applied',
      'applied',
      'applied',
      'signature-unfit',
    ]);
  });

  it('is not approved by who entered it, signed or not', async () => {
    const county = await beginning();
    const own = approve({ by: clerk.id });
    expect(codes(await apply(county, accept(), check(), own)).at(-1)).toContain('approval-by-enterer');
    expect(await posted(county)).toEqual([]);
  });

  it('is paid by the bank once: sent, answered, and the money has left the fund', async () => {
    const county = await load(approvedCounty());
    const bank = new SimulatedPayments(() => pays);
    expect(await round(county, bank)).toEqual(['sent']);
    expect(await states(county)).toEqual(['sent']);
    expect(await round(county, bank)).toEqual(['answered']);
    expect(await round(county, bank)).toEqual([]);
    expect(await all(county, 'payment')).toMatchObject([
      { state: 'paid', bankReference: `BANK-${county}/${person.id}/1`, answeredAt: clock.now() },
    ]);
    expect(await payoutIn(county)).toMatchObject({ state: 'paid', closedAt: null });
    expect(await posted(county)).toEqual([
      `personal-account > payouts-payable ${String(balance)}`,
      `payouts-payable > bank-deposits ${String(balance)}`,
    ]);
    expect([...bank.paid.values()].map(({ amount }) => amount)).toEqual([balance]);
    await isSound(county);
  });

  it('waits as long as the bank decides', async () => {
    const county = await load(approvedCounty());
    let now = 0;
    const bank = new SimulatedPayments(
      () => ({ ...pays, decidesAfter: 60_000 }),
      () => now,
    );
    await round(county, bank);
    expect(await round(county, bank)).toEqual(['undecided']);
    now = 60_000;
    expect(await round(county, bank)).toEqual(['answered']);
  });

  it('that the bank returns is still owed, and nothing has left', async () => {
    const county = await load(approvedCounty());
    await round(county, new SimulatedPayments(() => returns));
    await round(county, new SimulatedPayments(() => returns));
    expect(await all(county, 'payment')).toMatchObject([
      { state: 'returned', reasonCode: 'NAME', reasonText: '账号户名不符', bankReference: null },
    ]);
    expect((await payoutIn(county)).state).toBe('returned');
    expect(await posted(county)).toEqual([`personal-account > payouts-payable ${String(balance)}`]);
  });

  it('that the bank returned goes to the corrected account after a new approval, once', async () => {
    const county = await load(new FactBase([...approvedCounty().everything(), ...clerks]));
    const bank = new SimulatedPayments(({ accountNumber }) =>
      accountNumber === ownAccount.accountNumber ? returns : pays,
    );
    await round(county, bank);
    await round(county, bank);
    const correct = commanded(
      {
        kind: 'correct-payout',
        request: {
          serviceNumber,
          personId: person.id,
          returned: 0,
          payees: toAnother,
          papers: [],
          amount: balance,
          signature: '',
        },
      },
      { step: 'check', id: `${serviceNumber}/2`, amount: balance, destination: toAnotherAccount },
    );
    const approveAgain = commanded(
      approving(balance, 2),
      { step: 'approve', id: `${serviceNumber}/2`, amount: balance, destination: toAnotherAccount },
      { by: approver.id },
    );
    expect(codes(await apply(county, correct, approveAgain))).toEqual(['applied', 'applied']);
    await round(county, bank);
    await round(county, bank);
    expect(await states(county)).toEqual(['returned', 'paid']);
    expect([...bank.paid.keys()]).toEqual([`${county}/${person.id}/2`]);
    expect((await payoutIn(county)).state).toBe('paid');
    expect((await posted(county)).filter((one) => one.includes('bank-deposits'))).toHaveLength(1);
    await isSound(county);
  });

  it('to heirs is paid when the last of them is', async () => {
    const county = await load(approvedCounty(toTwoHeirs, dead));
    const bank = new SimulatedPayments(({ number }) => ({
      ...pays,
      failures: number.endsWith('/2') ? 3 : 0,
    }));
    expect(await round(county, bank)).toEqual(['sent', 'not-reached']);
    expect(await round(county, bank)).toEqual(['answered', 'not-reached']);
    expect((await payoutIn(county)).state).toBe('approved');
    await round(county, bank);
    await round(county, bank);
    expect(await states(county)).toEqual(['paid', 'paid']);
    expect((await payoutIn(county)).state).toBe('paid');
    expect([...bank.paid.values()].reduce((sum, { amount }) => sum + amount, 0)).toBe(balance);
  });

  it('reaches the bank once where the central office ended before, between or after the call and its note', async () => {
    const county = await load(approvedCounty());
    const bank = new SimulatedPayments(() => pays);
    const dying: CentralStorage = { ...storage, change: () => Promise.reject(new Error('ended')) };
    await expect(round(county, bank, dying)).rejects.toThrow('ended');
    // Nothing goes to the bank before it is written that it does.
    expect(bank.handedOver).toEqual([]);
    const lost = new SimulatedPayments(() => ({ ...pays, failures: 1 }));
    expect(await round(county, lost)).toEqual(['not-reached']);
    expect(await states(county)).toEqual(['sent']);
    await expect(round(county, bank, dying)).rejects.toThrow('ended');
    expect(await round(county, bank)).toEqual(['answered']);
    expect([...bank.paid.keys()]).toEqual([`${county}/${person.id}/1`]);
    expect(await posted(county)).toHaveLength(2);
  });

  it('is answered once, also when several central offices ask at the same time', async () => {
    const county = await load(approvedCounty());
    const bank = new SimulatedPayments(() => pays);
    await Promise.all([round(county, bank), round(county, bank)]);
    await Promise.all([round(county, bank), round(county, bank), round(county, bank)]);
    expect(bank.paid.size).toBe(1);
    expect(await posted(county)).toHaveLength(2);
    expect((await payoutIn(county)).state).toBe('paid');
    await isSound(county);
  });

  it('is what the bank said first, where it says something else the second time', async () => {
    const county = await load(approvedCounty());
    await round(county, new SimulatedPayments(() => pays));
    const [sent] = await all(county, 'payment');
    if (sent === undefined) throw new Error('it is not there');
    const first = { storage, bank: new SimulatedPayments(() => pays), clock };
    const second = { storage, bank: new SimulatedPayments(() => returns), clock };
    expect(await servePayment(first, county, sent, () => undefined)).toBe('answered');
    expect(await servePayment(second, county, sent, () => undefined)).toBe('not-wanted');
    expect(await states(county)).toEqual(['paid']);
    expect(await posted(county)).toHaveLength(2);
  });

  it('that was cancelled before it was sent never reaches the bank', async () => {
    const county = await load(approvedCounty());
    const bank = new SimulatedPayments(() => pays);
    const [ordered] = await all(county, 'payment');
    if (ordered === undefined) throw new Error('it is not there');
    await storage.change(county, (writer) =>
      writeOwnChanges(writer, [
        { commandId: 'test', changes: [change('payment', { ...ordered, state: 'cancelled' })] },
      ]),
    );
    // This round had read it before.
    expect(await servePayment({ storage, bank, clock }, county, ordered, () => undefined)).toBe('not-wanted');
    expect(await round(county, bank)).toEqual([]);
    expect(bank.handedOver).toEqual([]);
  });

  it('is tried again with growing waits while the bank is down; who is paid after it waits for it, all others go on', async () => {
    const county = await load(approvedCounty(toTwoHeirs, dead));
    const another = await load(approvedCounty());
    const bank = new SimulatedPayments(({ number }) => ({
      ...pays,
      failures: number === `${county}/${person.id}/1` ? 6 : 0,
    }));
    const errands = startPaymentErrands({ storage, bank, clock, journal }, quick);
    onTestFinished(() => errands.close());
    await until('the other county’s is paid', async () => (await states(another))[0] === 'paid');
    expect((await states(county))[1]).toBe('ordered');
    await until('both heirs are paid', async () => (await states(county)).every((state) => state === 'paid'));
    expect((await payoutIn(county)).state).toBe('paid');
    await isSound(county);
  });
});
