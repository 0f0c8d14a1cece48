import { generateKeyPairSync } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { callNames, counterCalls, isCallName, type CallName } from '../../contract/counter-calls.ts';
import { failure } from '../../contract/envelope.ts';
import type { Caller } from '../../counter/counter.ts';
import { change } from '../../domain/records/change.ts';
import {
  application,
  blankCard,
  centre,
  clerk,
  context,
  person,
  serviceNumber,
  servicePoint,
  today,
  workstation,
} from '../../domain/testing/county.ts';
import { agentDocument } from '../../domain/testing/employer-batch.ts';
import { askingStatement } from '../../domain/testing/statements.ts';
import { inquiring } from '../../domain/testing/inquiry.ts';
import { byTelephone, lifting } from '../../domain/testing/loss.ts';
import { asking } from '../../domain/testing/payouts.ts';
import { otherArea } from '../../domain/testing/transfers.ts';
import { activating, releasing } from '../../domain/testing/unfreezing.ts';
import { CounterDesk, countyRecords, password } from './support/counter-desk.ts';

const { serviceNumber: _begun, ...applicationInput } = application;
const { serviceNumber: _reported, ...byTelephoneInput } = byTelephone;
const { serviceNumber: _asked, asOf: _asOf, ...inquiringInput } = inquiring;
const {
  serviceNumber: _stated,
  asOf: _told,
  throughSerial: _last,
  figures: _sums,
  unposted: _waiting,
  ...statementInput
} = askingStatement;
const { serviceNumber: _released, ...releaseInput } = releasing;
const { serviceNumber: _requested, ...activatingInput } = activating;
const bankInput = { ...activatingInput, papers: [...activatingInput.papers] };
const { serviceNumber: _lifted, ...liftingInput } = lifting;

const { lifts: _lifts, ...presentedInput } = liftingInput;

const { serviceNumber: _paidOut, signature: _signed, papers, payees, ...paying } = asking['settled-abroad'];
const payoutInput = { ...paying, papers: [...papers], payees: [...payees], password };

const leavingInput = { ...presentedInput, otherArea, amount: 100 };

const oneCard = { serviceNumber, cardNumber: blankCard(1).cardNumber };
const oneBlank = [{ first: blankCard(1).id, last: blankCard(1).id }];

const asker = {
  channel: 'in-person',
  document: agentDocument,
  representative: null,
  photoCompared: true,
} as const;
const cover = {
  pooled: 'covered',
  lastCoveredMonth: null,
  sealedSince: null,
  coveredAgainFrom: null,
  paidMonths: 10,
} as const;
const unchanged = { before: cover, after: cover, regained: [], lost: [], continuous: [], account: null };

const { publicKey: centralKey } = generateKeyPairSync('rsa', {
  modulusLength: 3072,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** An input of the right shape for each call. */
const goodInputs: { readonly [Name in CallName]: z.input<(typeof counterCalls)[Name]['input']> } = {
  getCounterStatus: {},
  enrolWorkstation: { centralUrl: 'http://127.0.0.1:1', enrolmentCode: 'code', officeId: null },
  signIn: { loginName: clerk.loginName, password },
  signOut: {},
  lockScreen: {},
  unlockScreen: { password },
  searchPersons: { text: '阿依' },
  getPersonPage: { personId: person.id },
  getMonthRights: { personId: person.id, month: '2026-10' },
  revealDocumentNumber: { personId: person.id, reason: 'citizen-asks' },
  readIdentityDocument: { personId: person.id },
  getRegisteredPhoto: { personId: person.id },
  recordClaimRepayment: {
    serviceNumber,
    payerName: '张建国',
    bankReference: 'BK1',
    amount: 100,
    receivedOn: today,
  },
  acceptCardApplication: applicationInput,
  checkBlankCard: { blankSerial: blankCard(1).id },
  listBlankCards: {},
  recordCardProduction: { serviceNumber, blankSerial: blankCard(1).id, step: 'chip-written', note: null },
  getPinEntry: { serviceNumber },
  submitCardPin: { serviceNumber, sealedPin: 'AAAA' },
  presentCardHolder: { serviceNumber, holder: agentDocument, photoCompared: true },
  handOverCard: { serviceNumber, receiptSigned: true },
  withdrawCardApplication: { serviceNumber, reason: '放弃' },
  attachDocument: { serviceNumber, kind: 'other', mediaType: 'image/png', content: 'iVBORw0KGgo=' },
  listAttachments: { serviceNumber },
  getAttachment: { attachmentId: context.commandId },
  getEmployer: { employerCode: '91350100M000100Y43' },
  checkBatchLetter: {
    employerCode: '91350100M000100Y43',
    letterNumber: '1',
    letterDate: '2026-11-20',
    agent: { ...agentDocument, phone: '13900139000' },
  },
  readRoster: { employerCode: '91350100M000100Y43', fileName: '名册.csv', content: '' },
  listRosterRows: { rosterId: 'roster-1' },
  writeRosterResult: { rosterId: 'roster-1', format: 'csv', language: 'zh-CN' },
  readMovementRoster: {
    employerCode: '91350100M000100Y43',
    letterNumber: '1',
    letterDate: '2026-11-20',
    agent: { ...agentDocument, phone: '13900139000' },
    fileName: '增减.csv',
    content: '',
  },
  runMovementRoster: { rosterId: 'roster-1' },
  closeRoster: { rosterId: 'roster-1' },
  openBatch: {
    rosterId: 'roster-1',
    letterNumber: '1',
    letterDate: '2026-11-20',
    agent: { ...agentDocument, phone: '13900139000' },
  },
  runBatch: { batchId: serviceNumber },
  stopBatch: { batchId: serviceNumber },
  endBatch: { batchId: serviceNumber, reason: '单位撤回' },
  handOverBatch: { batchId: serviceNumber, agent: agentDocument, listSigned: true },
  listBatches: {},
  listBatchRows: { batchId: serviceNumber },
  writeBatchResult: { batchId: serviceNumber, format: 'csv', language: 'zh-CN' },
  getContributionDesk: { personId: person.id },
  getContributionEffect: {
    kind: 'suspend-insurance',
    personId: person.id,
    lastMonth: '2026-10',
    ground: 'left-employer',
    deceasedOn: null,
  },
  suspendInsurance: { personId: person.id, lastMonth: '2026-10', ground: 'left-employer', asker },
  resumeInsurance: {
    personId: person.id,
    employment: { manner: 'flexible' },
    fromMonth: '2026-11',
    base: 500_000,
    asker,
  },
  registerBackPayment: {
    personId: person.id,
    fromMonth: '2026-09',
    toMonth: '2026-10',
    base: 500_000,
    employerId: null,
    seen: { amount: 100_000, effect: unchanged },
    asker,
  },
  reportLoss: { ...byTelephoneInput, answered: [...byTelephone.answered] },
  liftLossReport: liftingInput,
  issueStatement: { ...statementInput, from: '2026-01-01' },
  getStatement: { serviceNumber },
  getDay: { scope: 'clerk', day: null },
  closeDay: { scope: 'clerk', day: today, reason: null, signer: null },
  listClosedDays: {},
  getClosedDay: { closeId: context.commandId },
  getStatementPreview: { personId: person.id, from: '2026-01-01', to: today, scope: 'spending' },
  answerInquiry: { ...inquiringInput, asked: [...inquiring.asked] },
  getAnswerSlip: { personId: person.id, month: '2026-10' },
  getInquiryAnswers: { serviceNumber },
  releaseAccount: releaseInput,
  requestBankService: bankInput,
  withdrawBankRequest: { serviceNumber, reason: '不再需要' },
  recordBankAnswerTold: { serviceNumber, way: 'telephone' },
  unlockCard: presentedInput,
  openPinEntry: { ...presentedInput, service: 'reset-card-pin' },
  submitPinEntry: { personId: person.id, sealedOldPin: null, sealedPin: 'AAAA' },
  listApprovals: {},
  getApproval: { approvalId: `${serviceNumber}/1` },
  getApprovalPaper: { approvalId: `${serviceNumber}/1` },
  approveService: { approvalId: `${serviceNumber}/1`, loginName: null, password, amount: 100 },
  refuseApproval: { approvalId: `${serviceNumber}/1`, loginName: null, password, reason: '依据不足' },
  getReversal: { personId: person.id, groupId: 'entry-1' },
  requestReversal: { personId: person.id, groupId: 'entry-1', reason: '重复入账', amount: 100, password },
  getTransferDesk: { personId: person.id },
  getTransfer: { serviceNumber },
  getTransferPapers: { serviceNumber },
  listTransfers: {},
  acceptTransferOut: { ...leavingInput, password },
  acceptTransferIn: { ...presentedInput, otherArea, broughtCertificate: null },
  withdrawTransfer: { serviceNumber, reason: '不再转移' },
  followUpTransfer: { serviceNumber, way: 'ask', text: '请补发信息表' },
  matchRemittance: { serviceNumber, remittanceId: 'remittance-1', note: '' },
  creditTransfer: { serviceNumber, amount: 100, password },
  returnRemittance: { serviceNumber, remittanceId: 'remittance-1', amount: 100, reason: '汇错', password },
  getPayoutDesk: { personId: person.id },
  getPayout: { serviceNumber },
  acceptPayout: payoutInput,
  checkPayout: { serviceNumber, papers: [], payees: null, card: null, amount: 100, password },
  correctPayout: { serviceNumber, returned: 0, papers: [], payees: [], amount: 100, password },
  withdrawPayout: { serviceNumber, reason: '不再支取' },
  closePayout: { serviceNumber, cardDestroyed: true },
  getStock: {},
  getStockReach: {},
  receiveBlankCards: { ranges: oneBlank },
  moveBlankCards: { ranges: oneBlank, toOfficeId: centre.id, toWorkstationId: null },
  returnBlankCards: { ranges: oneBlank, reason: '停用' },
  destroyBlankCards: { ranges: oneBlank, reason: '销毁' },
  countBlankCards: {
    workstationId: workstation.id,
    expected: oneBlank,
    counted: oneBlank,
    explanation: null,
  },
  spoilBlankCard: { blankSerial: blankCard(1).id, reason: '破损' },
  saveClosedDay: { closeId: context.commandId, path: '/nowhere/day.json', pdf: null },
  saveStatement: { serviceNumber, path: '/nowhere/statement.csv', format: 'csv', language: 'zh-CN' },
  saveBatchResult: { batchId: serviceNumber, path: '/nowhere/result.csv', format: 'csv', language: 'zh-CN' },
  saveRosterResult: { rosterId: 'roster-1', path: '/nowhere/result.csv', format: 'csv', language: 'zh-CN' },
  searchEmployers: { text: '机械' },
  getEmployerPage: { employerId: '91350100M000100Y43' },
  listInsured: { employerId: '91350100M000100Y43' },
  getPointOverview: {},
  listPointServices: { show: 'late', after: { day: today, id: serviceNumber } },
  listParcels: {},
  getParcel: { parcelId: serviceNumber },
  listCardsToSend: { toOfficeId: servicePoint.id },
  checkScannedCard: { text: blankCard(1).id },
  sendParcel: { toOfficeId: servicePoint.id, cards: [oneCard] },
  receiveParcel: { parcelId: serviceNumber, scanned: [oneCard] },
  receiveCard: oneCard,
  recallParcel: { parcelId: serviceNumber, reason: '服务点停业' },
  collectHere: { serviceNumber, reason: '服务点停业' },
  remakeMissingCard: { serviceNumber, reason: '途中遗失' },
  recordNotification: { serviceNumber, way: 'telephone' },
  revealPhone: { serviceNumber },
  getService: { serviceNumber },
  listServices: { day: today },
  getDayFigures: { day: today },
  getWaitingByAge: {},
  listWork: {},
  listBankAnswers: {},
  settleWork: { key: serviceNumber, note: '已处理' },
  listPapersToReclaim: {},
  recordPaperReclaimed: {
    printId: '0190163d-8694-739b-aea5-966c26f8ad91',
    outcome: 'taken-back',
    note: null,
  },
  describeOutbox: {},
  exportOutbox: { path: '/nowhere/export.gth' },
  importOutbox: { path: '/nowhere/export.gth' },
  retryNow: {},
  getReceipt: { serviceNumber },
  recordPrint: { serviceNumber, paper: 'issue-receipt' },
  recordPrintEnd: { printId: '0190163d-8694-739b-aea5-966c26f8ad91', end: 'printed' },
};

const envelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: failure }),
]);

type State = 'nobody' | 'signed in' | 'locked' | 'made inactive' | 'first synchronisation';
const states: readonly State[] = ['nobody', 'signed in', 'locked', 'made inactive', 'first synchronisation'];
const callers: readonly Caller[] = ['counter', 'pin-pad', 'shell', 'headless'];

/** Every call that is signed asks for it, thousands of times: how dear it is to guess is another test's. */
const cheapHash = await hash(password, { memoryCost: 8, timeCost: 1, parallelism: 1 });

function deskIn(state: State): CounterDesk {
  const desk = CounterDesk.ready(
    [
      ...countyRecords,
      change('clerk', { ...clerk, passwordHash: cheapHash, active: state !== 'made inactive' }),
    ],
    centralKey,
  );
  if (state !== 'nobody') desk.signInWithoutPassword();
  if (state === 'locked') desk.room.session.lock();
  if (state === 'first synchronisation') {
    desk.storage.memory.set(
      'snapshot-state',
      JSON.stringify({ head: 0, total: 9, received: 1, table: 'office', after: '' }),
    );
  }
  return desk;
}

/** Written out once more, by hand: who may call what. Everything else is for a signed-in clerk at a counter's window. */
const forAnybody = new Set<CallName>([
  'getCounterStatus',
  'enrolWorkstation',
  'signIn',
  'signOut',
  'lockScreen',
  'unlockScreen',
  'recordPrintEnd',
]);
const forThePad = new Set<CallName>(['getPinEntry', 'submitCardPin', 'submitPinEntry']);
const forTheShell = new Set<CallName>([
  'exportOutbox',
  'importOutbox',
  'saveBatchResult',
  'saveStatement',
  'saveClosedDay',
  'saveRosterResult',
]);

function expectedBorder(name: CallName, caller: Caller, state: State): string | null {
  if (caller === 'pin-pad' && !forThePad.has(name)) return 'call-not-allowed-here';
  if (caller !== 'headless' && caller !== 'pin-pad' && forThePad.has(name)) return 'call-not-allowed-here';
  if (caller === 'counter' && forTheShell.has(name)) return 'call-not-allowed-here';
  // What nobody needs to be signed in for is never asked on somebody's behalf.
  if (caller === 'shell' && forAnybody.has(name)) return 'call-not-allowed-here';
  if (forAnybody.has(name)) return null;
  switch (state) {
    case 'nobody':
    case 'made inactive':
      return 'not-signed-in';
    case 'locked':
      return 'screen-locked';
    case 'first synchronisation':
      return 'first-synchronisation-running';
    case 'signed in':
      return null;
    default:
      return state satisfies never;
  }
}

const borderCodes = new Set([
  'call-not-allowed-here',
  'not-signed-in',
  'screen-locked',
  'first-synchronisation-running',
]);

describe('who may call what', () => {
  it.each(states)(
    'every call of every caller when the desk is: %s',
    async (state) => {
      for (const caller of callers) {
        for (const name of callNames) {
          const desk = deskInCache(state);
          const before = desk.committed();
          const outcome = envelope.parse(await desk.answer(name, goodInputs[name], caller));
          const expected = expectedBorder(name, caller, state);
          const where = `${name} by ${caller}, ${state}`;
          if (expected !== null) {
            expect(outcome.ok ? 'ok' : outcome.error.code, where).toBe(expected);
            expect(desk.committed(), where).toEqual(before);
          } else if (!outcome.ok && state !== 'nobody' && state !== 'made inactive') {
            expect(borderCodes.has(outcome.error.code) && !forAnybody.has(name), where).toBe(false);
          }
          if (expected === null) forgetCache();
        }
      }
    },
    // Each call has a desk of its own, and what is in its file is compared: some hundred of them.
  );

  it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty', '', 'SignIn', 'signIn '])(
    'the name %j is no call',
    async (name) => {
      const desk = deskIn('signed in');
      expect(isCallName(name)).toBe(false);
      for (const caller of callers) expect(await desk.code(name, {}, caller)).toBe('unknown-call');
    },
  );
});

/** A desk on which nothing was done yet may serve for the next refused call as well. */
let kept: { readonly state: State; readonly desk: CounterDesk } | null = null;
function deskInCache(state: State): CounterDesk {
  if (kept?.state !== state) kept = { state, desk: deskIn(state) };
  return kept.desk;
}
function forgetCache(): void {
  kept = null;
}
beforeEach(forgetCache);

describe('bad input', () => {
  const naughty = [
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '\uffff',
    '\u202e右',
    '\u200b',
    '𠮷野家 🤷🏽‍♀️',
    '﷽'.repeat(20),
    'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
    "'; DROP TABLE card; --",
    '" OR 1=1 --',
    '%',
    '_%_',
    '*?[a-z]',
    '\\',
    '{"a":1}',
    '<script>alert(1)</script>',
    '${7*7}{{7*7}}',
    '../../etc/passwd',
    'null',
    'undefined',
    'NaN',
    '-1',
    '1e309',
    '9007199254740993',
    '=cmd|calc!A0',
    '\r\n\t\v\f',
    'ﬀ①Ⅷ㈱',
    '一'.repeat(99),
    'x'.repeat(100_000),
  ];
  const odd: readonly unknown[] = [
    null,
    undefined,
    true,
    0,
    -0,
    NaN,
    Infinity,
    2 ** 53,
    [],
    {},
    [[]],
    { length: 1 },
    () => 1,
    Symbol('s'),
    10n,
    new Date(0),
  ];

  /** Every place of an input where a value stands. */
  function places(input: object): readonly string[] {
    return Object.keys(input);
  }

  it.each(callNames)(
    'in any field of %s: an envelope, never an exception, and what is answered has its shape',
    async (name) => {
      const desk = deskIn('signed in');
      for (const field of places(goodInputs[name])) {
        for (const value of [...naughty, ...odd]) {
          // Anything may have ended the session or locked the screen in between.
          desk.signInWithoutPassword();
          const outcome = await desk.answer(name, { ...goodInputs[name], [field]: value }, callerOf(name));
          const where = `${name}.${field} = ${String(value).slice(0, 40)}`;
          expect(envelope.safeParse(outcome).success, where).toBe(true);
          if (outcome.ok)
            expect(counterCalls[name].output.safeParse(outcome.value).error, where).toBeUndefined();
          else expect(outcome.error.code, where).not.toBe('internal-error');
        }
      }
      expect(desk.reported).toEqual([]);
      expect(desk.storage.verifyAuditTrail()).toBeNull();
      // What waits for the central office is what it can read and keep: nothing that would be thrown out there.
      for (const command of desk.outgoing()) {
        const text = JSON.stringify(command);
        expect(text.includes('\\u0000') || /\\ud[89a-f]/i.test(text), text.slice(0, 200)).toBe(false);
      }
    },
  );

  it.each([...odd, 'text', 5].map((input) => ({ input })))(
    'instead of a whole input: %o',
    async ({ input }) => {
      const desk = deskIn('signed in');
      for (const name of callNames) {
        desk.signInWithoutPassword();
        const outcome = await desk.answer(name, input, callerOf(name));
        expect(envelope.safeParse(outcome).success, name).toBe(true);
        if (!outcome.ok) expect(outcome.error.code, name).not.toBe('internal-error');
      }
    },
  );

  it('of any JSON at all', async () => {
    const desk = deskIn('signed in');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...callNames),
        fc.constantFrom(...callers),
        fc.jsonValue(),
        async (name, caller, input) => {
          const outcome = await desk.answer(name, input, caller);
          expect(envelope.safeParse(outcome).success).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
    expect(desk.reported).toEqual([]);
  });

  it('does not reach the prototype of anything', async () => {
    const desk = deskIn('signed in');
    const input: unknown = JSON.parse(
      '{"text":"a","__proto__":{"limit":3,"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    );
    expect(await desk.code('searchPersons', input)).toBe('ok');
    expect('polluted' in {}).toBe(false);
  });

  it('names every wrong field at once, each with its place', async () => {
    const desk = deskIn('signed in');
    const outcome = await desk.answer('acceptCardApplication', {
      ...applicationInput,
      documentNumber: '',
      documentValidUntil: '2026-02-30',
      photoCompared: 'yes',
      personId: 'x'.repeat(65),
    });
    if (outcome.ok) throw new Error('it was taken');
    expect(outcome.error.problems.map((problem) => problem.path).sort()).toEqual([
      'documentNumber',
      'documentValidUntil',
      'personId',
      'photoCompared',
    ]);
  });

  it.each(['%', '_', '*', '?', '[', '\\', "'", '"', '\u0000', '一'])(
    '%j in the search box finds nobody',
    async (text) => {
      const desk = deskIn('signed in');
      const { hits } = await desk.call('searchPersons', { text });
      expect(hits).toEqual([]);
    },
  );
});

describe('a backend that cannot go on', () => {
  it('answers with an envelope too when its file is gone', async () => {
    const desk = deskIn('signed in');
    desk.storage.close();
    for (const name of callNames) {
      const outcome = await desk.answer(name, goodInputs[name], callerOf(name));
      expect(envelope.parse(outcome).ok, name).toBe(outcome.ok);
    }
    expect(await desk.code('listWork', {})).toBe('internal-error');
    desk.restart();
  });

  it.each([
    ['SQLITE_FULL', 'storage-full'],
    ['SQLITE_IOERR_FSYNC', 'storage-failed'],
    ['ENOENT', 'internal-error'],
  ])('tells of the disk what it can: %s is %s, and nothing is written', async (sqlite, code) => {
    const desk = deskIn('signed in');
    const before = desk.committed();
    const { storage } = desk;
    const write = (): never => {
      throw Object.assign(new Error('the disk'), { code: sqlite });
    };
    desk.room = { ...desk.room, storage: { ...storage, unitOfWork: { ...storage.unitOfWork, write } } };
    expect(await desk.code('acceptCardApplication', applicationInput)).toBe(code);
    expect(desk.committed()).toEqual(before);
    expect(desk.events).toEqual([]);
  });

  it('does not say that nothing is saved where something was written before it failed', async () => {
    const desk = deskIn('signed in');
    const before = desk.committed();
    const { storage } = desk;
    const write = <Result>(work: () => Result): Result => {
      storage.unitOfWork.write(work);
      throw Object.assign(new Error('the disk'), { code: 'SQLITE_IOERR_READ' });
    };
    desk.room = { ...desk.room, storage: { ...storage, unitOfWork: { ...storage.unitOfWork, write } } };
    const outcome = await desk.answer('acceptCardApplication', applicationInput, 'counter');
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: 'storage-failed', params: { result: 'unknown' } },
    });
    expect(desk.committed()).not.toEqual(before);
  });
});

describe('looks at personal data', () => {
  it('are in the audit trail: the page once while the clerk stays on it, the full number with its reason', async () => {
    const desk = deskIn('signed in');
    await desk.call('getPersonPage', { personId: person.id });
    await desk.call('getPersonPage', { personId: person.id });
    const page = await desk.call('getPersonPage', { personId: person.id });
    const { documentNumber } = await desk.call('revealDocumentNumber', {
      personId: person.id,
      reason: 'citizen-asks',
    });
    expect(documentNumber).toBe(person.documentNumber);
    expect(JSON.stringify(page)).not.toContain(person.documentNumber);
    expect(JSON.stringify(page)).not.toContain(person.phone);
    const audit = [...desk.committed()]
      .filter(([table]) => table.startsWith('audit'))
      .flatMap(([, rows]) => rows);
    expect(audit.filter((row) => row.includes('look-at-person'))).toHaveLength(1);
    expect(
      audit.filter((row) => row.includes('reveal-document-number') && row.includes('citizen-asks')),
    ).toHaveLength(1);
  });

  it('of today’s date the page shows the age', async () => {
    const desk = deskIn('signed in');
    expect((await desk.call('getCounterStatus', {})).today).toBe(today);
    expect((await desk.call('getPersonPage', { personId: person.id })).age).toBe(76);
  });
});

function callerOf(name: CallName): Caller {
  return counterCalls[name].who === 'pin-pad' ? 'pin-pad' : 'counter';
}
