import { describe, expect, it } from 'vitest';
import { change, type Change } from '../records/change.ts';
import type { BankRequest } from '../records/bank-request.ts';
import { agent, beginning, clerk, context, guardian, person, serviceNumber } from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { activating, bankRequest, financialAccount } from '../testing/unfreezing.ts';
import {
  accountAfter,
  answeredByBank,
  isToTell,
  sentToBank,
  serviceAfterAnswer,
  type BankAnswer,
} from './bank-request.ts';
import type { RequestBankServiceRequest } from './unfreezing-requests.ts';

const account = (status: 'not-activated' | 'active' | 'frozen') =>
  change('financialAccount', financialAccount(status));
const asked = (fields: Partial<BankRequest> = {}) =>
  change('bankRequest', bankRequest({ id: '330122-20261121-003-0001', ...fields }));
const at = '2026-11-22T10:00:00.000+08:00';

function decide(records: readonly Change[], request: Partial<RequestBankServiceRequest> = {}) {
  return new FactBase([...beginning, ...records]).decide(
    { kind: 'request-bank-service', request: { ...activating, ...request } },
    context,
  );
}

describe('a request that only the bank can do', () => {
  it('is taken and stays open: the account is what the bank last said', () => {
    expect(decide([account('not-activated')])).toMatchObject({
      accepted: true,
      changes: [
        change('bankRequest', bankRequest({ requestedAt: context.at })),
        {
          table: 'serviceRecord',
          record: {
            id: serviceNumber,
            kind: 'request-bank-service',
            stage: 'accepted',
            closedAt: null,
            details: {
              request: 'activate',
              bankName: '示范银行',
              papers: ['application-form', 'document-copy'],
            },
          },
        },
      ],
    });
  });

  const all = { request: 'unfreeze', papers: ['application-form', 'document-copy', 'statement'] } as const;
  const child = change('insuredPerson', { ...person, birthDate: '2016-05-06' });

  it.each<
    [
      source: string,
      what: string,
      records: readonly Change[],
      request: Partial<RequestBankServiceRequest>,
      codes: readonly string[],
    ]
  >([
    ['the bank’s account', 'a frozen one with every paper', [account('frozen')], all, ['accepted']],
    [
      'the bank’s papers',
      'nothing on the desk',
      [account('frozen')],
      { ...all, papers: [] },
      ['bank-paper-application-form', 'bank-paper-document-copy', 'bank-paper-statement'],
    ],
    [
      'the bank’s papers',
      'no statement for a frozen account',
      [account('frozen')],
      { request: 'unfreeze' },
      ['bank-paper-statement'],
    ],
    ['the bank’s account', 'one that is active', [account('active')], {}, ['bank-account-activated']],
    [
      'the bank’s account',
      'one that is frozen is not activated',
      [account('frozen')],
      {},
      ['bank-account-activated'],
    ],
    [
      'the bank’s account',
      'one that is not frozen',
      [account('not-activated')],
      all,
      ['bank-account-not-frozen'],
    ],
    ['the bank’s account', 'none', [], {}, ['no-financial-account']],
    [
      'the bank’s rule [practice]',
      'an agent',
      [account('not-activated')],
      { channel: 'agent', representative: agent },
      ['bank-wants-holder'],
    ],
    [
      'domain rules section 3',
      'a child with his guardian',
      [child, account('not-activated')],
      { channel: 'guardian', representative: guardian },
      ['accepted'],
    ],
    [
      'one open request',
      'the same is under way',
      [account('not-activated'), asked()],
      {},
      ['bank-request-open'],
    ],
    [
      'one open request',
      'the answer has not been told',
      [account('not-activated'), asked({ state: 'refused' })],
      {},
      ['bank-request-open'],
    ],
    [
      'one open request',
      'the last one was told',
      [account('not-activated'), asked({ state: 'refused', toldAt: at, toldBy: clerk.id })],
      {},
      ['accepted'],
    ],
    [
      'one open request of a kind',
      'another kind is under way',
      [account('frozen'), asked()],
      all,
      ['accepted'],
    ],
    [
      'real-name rule',
      'a holder who died',
      [change('insuredPerson', { ...person, deceasedOn: '2026-11-01' }), account('frozen')],
      all,
      ['holder-deceased'],
    ],
  ])('%s: %s', (_source, _what, records, request, codes) => {
    expect(codesOf(decide(records, request))).toEqual(codes);
  });

  const told = { serviceNumber, personId: person.id, way: 'telephone' } as const;
  const tell = (base: FactBase, request: Partial<typeof told> = {}) =>
    base.run({ kind: 'record-bank-answer-told', request: { ...told, ...request } }, context);

  it('ends when the person was told what the bank has answered, and not before', () => {
    const base = new FactBase([...beginning, account('not-activated')]);
    base.run({ kind: 'request-bank-service', request: activating }, context);
    expect(codesOf(tell(base))).toEqual(['bank-not-answered']);
    base.apply([change('bankRequest', sentToBank(base.get('bankRequest', serviceNumber), at))]);
    expect(codesOf(tell(base))).toEqual(['bank-not-answered']);
    const sent = base.get('bankRequest', serviceNumber);
    const answered = answeredByBank(sent, { outcome: 'refused', reasonCode: 'X', reasonText: '原因' }, at);
    if (answered === null) throw new Error('it was not answered before');
    base.apply([change('bankRequest', answered)]);
    expect(codesOf(tell(base, { personId: 'person-2' }))).toEqual(['service-other-person']);
    expect(codesOf(tell(base))).toEqual(['accepted']);
    expect(base.get('bankRequest', serviceNumber)).toMatchObject({ state: 'refused', toldBy: clerk.id });
    expect(base.get('serviceRecord', serviceNumber)).toMatchObject({
      stage: 'completed',
      closedAt: context.at,
      steps: [{ step: 'bank-requested' }, { step: 'bank-answer-told', note: 'telephone' }],
    });
    expect(codesOf(tell(base))).toEqual(['service-closed']);
    expect(base.get('financialAccount', person.id).status).toBe('not-activated');
  });

  it('that nobody took cannot be told', () => {
    expect(codesOf(tell(new FactBase(beginning)))).toEqual(['service-unknown']);
  });
});

/** A county in which the bank has the request, and what its answer makes of it there. */
function countyWithRequest() {
  const base = new FactBase([...beginning, account('not-activated')]);
  base.run({ kind: 'request-bank-service', request: activating }, context);
  base.apply([change('bankRequest', sentToBank(base.get('bankRequest', serviceNumber), at))]);
  const of = { serviceNumber, personId: person.id };
  return {
    base,
    answer: (said: BankAnswer) => {
      const answered = answeredByBank(base.get('bankRequest', serviceNumber), said, at);
      if (answered === null) throw new Error('it was answered before');
      const service = serviceAfterAnswer(base.get('serviceRecord', serviceNumber), answered, at);
      base.apply([change('bankRequest', answered), change('serviceRecord', service)]);
    },
    withdraw: () =>
      base.run({ kind: 'withdraw-bank-request', request: { ...of, reason: '不再需要' } }, context),
    tell: (outcome?: 'accepted' | 'refused' | 'withdrawn') =>
      base.run({ kind: 'record-bank-answer-told', request: { ...of, way: 'telephone', outcome } }, context),
    asked: () => base.get('bankRequest', serviceNumber),
    service: () => base.get('serviceRecord', serviceNumber),
  };
}

const accepts: BankAnswer = { outcome: 'accepted', accountStatus: 'active' };
const refuses: BankAnswer = { outcome: 'refused', reasonCode: 'X', reasonText: '原因' };

describe('a request that the person takes back', () => {
  it('is withdrawn when the bank has dropped it, and not before; nobody has to be told', () => {
    const { withdraw, answer, tell, asked, service } = countyWithRequest();
    expect(codesOf(withdraw())).toEqual(['accepted']);
    expect(service()).toMatchObject({
      stage: 'accepted',
      closedAt: null,
      steps: [{ step: 'bank-requested' }, { step: 'bank-withdrawal', note: '不再需要' }],
    });
    expect(codesOf(withdraw())).toEqual(['bank-withdrawal-open']);
    expect(codesOf(tell())).toEqual(['bank-not-answered']);
    answer({ outcome: 'withdrawn' });
    expect(service()).toMatchObject({ stage: 'withdrawn', closedAt: at });
    expect(isToTell(asked())).toBe(false);
    expect(codesOf(tell())).toEqual(['service-closed']);
    expect(codesOf(withdraw())).toEqual(['service-closed']);
  });

  it('leaves room for another one', () => {
    const { base, withdraw, answer } = countyWithRequest();
    withdraw();
    const another = { ...activating, serviceNumber: '330122-20261122-003-0002' };
    const ask = () => base.run({ kind: 'request-bank-service', request: another }, context);
    expect(codesOf(ask())).toEqual(['bank-request-open']);
    answer({ outcome: 'withdrawn' });
    expect(codesOf(ask())).toEqual(['accepted']);
  });

  it.each([accepts, refuses])('too late is what the bank has done, of which he is told: $outcome', (said) => {
    const { withdraw, answer, tell, asked, service } = countyWithRequest();
    withdraw();
    answer(said);
    expect(service()).toMatchObject({ stage: 'accepted', closedAt: null });
    expect(isToTell(asked())).toBe(true);
    expect(codesOf(withdraw())).toEqual(['bank-withdrawal-open']);
    expect(codesOf(tell())).toEqual(['accepted']);
    expect(service()).toMatchObject({ stage: 'completed', closedAt: context.at });
  });

  it('when the bank has answered is not taken back any more', () => {
    const { withdraw, answer } = countyWithRequest();
    answer(refuses);
    expect(codesOf(withdraw())).toEqual(['bank-answered']);
  });

  it('of which a restored central office heard first that the bank has dropped it ends with the withdrawal', () => {
    const { withdraw, answer, asked, service } = countyWithRequest();
    answer({ outcome: 'withdrawn' });
    expect(isToTell(asked())).toBe(true);
    expect(codesOf(withdraw())).toEqual(['accepted']);
    expect(service()).toMatchObject({ stage: 'withdrawn', closedAt: context.at });
    expect(isToTell(asked())).toBe(false);
  });

  it('that the bank has dropped by itself is told, and came to nothing', () => {
    const { answer, tell, service } = countyWithRequest();
    answer({ outcome: 'withdrawn' });
    expect(service().closedAt).toBeNull();
    expect(codesOf(tell('withdrawn'))).toEqual(['accepted']);
    expect(service()).toMatchObject({ stage: 'withdrawn', closedAt: context.at });
  });
});

describe('a telling that comes before the answer, at a central office that was restored', () => {
  it('is kept, and the service ends when the bank says the same again', () => {
    const { answer, tell, withdraw, asked, service } = countyWithRequest();
    expect(codesOf(tell('refused'))).toEqual(['accepted']);
    expect(asked()).toMatchObject({ state: 'sent', toldAt: context.at, toldOutcome: 'refused' });
    expect(service()).toMatchObject({ stage: 'accepted', closedAt: null });
    expect(codesOf(withdraw())).toEqual(['bank-answered']);
    answer(refuses);
    expect(asked()).toMatchObject({ state: 'refused', toldAt: context.at, toldBy: clerk.id });
    expect(service()).toMatchObject({ stage: 'completed', closedAt: at });
  });

  it('keeps the request open meanwhile, so that the bank is not asked twice', () => {
    const { base, tell } = countyWithRequest();
    tell('accepted');
    const another = { ...activating, serviceNumber: '330122-20261122-003-0002' };
    expect(codesOf(base.run({ kind: 'request-bank-service', request: another }, context))).toEqual([
      'bank-request-open',
    ]);
  });

  it('is void where the bank now says something else: that is still to be told', () => {
    const { answer, tell, asked, service } = countyWithRequest();
    tell('accepted');
    answer(refuses);
    expect(asked()).toMatchObject({ state: 'refused', toldAt: null, toldBy: null, toldOutcome: null });
    expect(service().closedAt).toBeNull();
    expect(isToTell(asked())).toBe(true);
    expect(codesOf(tell('accepted'))).toEqual(['bank-answer-differs']);
    expect(codesOf(tell('refused'))).toEqual(['accepted']);
  });
});

describe('what the bank says', () => {
  const accepted: BankAnswer = { outcome: 'accepted', accountStatus: 'active' };

  it('counts once: a second answer, the same or another, changes nothing', () => {
    const answered = answeredByBank(bankRequest({ state: 'sent', sentAt: at }), accepted, at);
    expect(answered).toMatchObject({ state: 'accepted', answeredAt: at, accountStatus: 'active' });
    if (answered === null) throw new Error('it was not answered before');
    expect(answeredByBank(answered, accepted, at)).toBeNull();
    expect(answeredByBank(answered, { outcome: 'refused', reasonCode: 'X', reasonText: '' }, at)).toBeNull();
    expect(sentToBank(answered, at)).toBe(answered);
  });

  it('changes the account that was asked about, and no other', () => {
    const answered = answeredByBank(bankRequest(), accepted, at);
    if (answered === null) throw new Error('it was not answered before');
    expect(accountAfter(financialAccount('not-activated'), answered)).toEqual(financialAccount('active'));
    expect(accountAfter({ ...financialAccount('frozen'), accountNumber: '1' }, answered)).toBeNull();
    expect(accountAfter(financialAccount('frozen'), bankRequest({ state: 'refused' }))).toBeNull();
  });
});
