import { describe, expect, it } from 'vitest';
import type { ReportLossRequest } from '../card-loss/card-loss-requests.ts';
import { mayCardMakingMove, mayCardStatusMove } from '../card/card-status.ts';
import { cardOn } from '../card/standing-card.ts';
import { change, type Change } from '../records/change.ts';
import type { Card, CardApplicationType, PersonalAccount, StatusBeforeLoss } from '../records/records.ts';
import {
  application,
  beginning,
  blankCard,
  card,
  context,
  person,
  replacementFee,
  service,
  serviceNumber,
  today,
} from '../testing/county.ts';
import { codesOf, FactBase } from '../testing/fact-base.ts';
import { byTelephone, inWriting, lifting, lossParameters } from '../testing/loss.ts';
import { personalAccount } from '../testing/unfreezing.ts';
import { cardInUse, refuseCardToday } from './accept-card-application.ts';
import type { AcceptCardApplicationRequest } from './issue-card-requests.ts';

const inHand = card();
const lost = card({ status: '2', making: '05' });
const blank = blankCard(1);
const belonging = { serviceNumber, personId: person.id };
const replace = { applicationType: '05', formerCardNumber: inHand.id, feePaid: true } as const;
const exchange = { applicationType: '06', formerCardNumber: inHand.id, feePaid: true } as const;
const warranty = { applicationType: '07', formerCardNumber: inHand.id } as const;

function county(
  held: Card | null,
  records: readonly Change[] = [change('poolingAreaParameter', replacementFee)],
) {
  return new FactBase([...beginning, ...records, ...(held === null ? [] : [change('card', held)])]);
}

function accept(base: FactBase, request: Partial<AcceptCardApplicationRequest>) {
  return base.run({ kind: 'accept-card-application', request: { ...application, ...request } }, context);
}

/** Accepted, made, with its password: ready to be handed over. */
function made(held: Card, request: Partial<AcceptCardApplicationRequest>): FactBase {
  const base = county(held);
  expect(codesOf(accept(base, request))).toEqual(['accepted']);
  for (const step of ['chip-written', 'printed', 'verified'] as const) {
    const production = { ...belonging, blankSerial: blank.id, step, note: null };
    expect(codesOf(base.run({ kind: 'record-card-production', request: production }, context))).toEqual([
      'accepted',
    ]);
  }
  const pin = { ...belonging, cardNumber: blank.cardNumber, sealedPin: 'c2VhbGVk' };
  expect(codesOf(base.run({ kind: 'set-card-pin', request: pin }, context))).toEqual(['accepted']);
  return base;
}

function handOver(base: FactBase, formerCardTakenIn?: boolean) {
  const request = {
    ...belonging,
    cardNumber: blank.cardNumber,
    blankSerial: blank.id,
    receiptSigned: true,
    formerCardTakenIn,
  };
  return base.run({ kind: 'hand-over-card', request }, context);
}

function withdraw(base: FactBase, blankSerial: string | null = null) {
  const request = { ...belonging, blankSerial, reason: '卡找到了' };
  return base.run({ kind: 'withdraw-card-application', request }, context);
}

const ways = [
  ['a lost card is replaced (补卡)', lost, replace, '07', undefined],
  ['a damaged card is exchanged (换卡)', inHand, exchange, '08', true],
  ['a card is exchanged under warranty (质保换卡)', inHand, warranty, '08', true],
] as const;

describe.each(ways)('%s', (_what, held, request, meanwhile, takenIn) => {
  it('keeps the former card’s status until the new one is handed over, and cancels it in the same moment', () => {
    const base = made(held, request);
    expect(base.get('card', held.id)).toEqual({ ...held, making: meanwhile });
    expect(base.get('card', blank.cardNumber)).toMatchObject({
      applicationType: request.applicationType,
      status: null,
    });
    expect(codesOf(handOver(base, takenIn))).toEqual(['accepted']);
    expect(base.get('card', held.id)).toMatchObject({ status: '9', making: '09' });
    expect(base.get('card', blank.cardNumber)).toMatchObject({ status: '1', making: '04', issuedOn: today });
  });

  it('gives the former card back as it was when the application is withdrawn, before or after the making', () => {
    const early = county(held);
    accept(early, request);
    expect(codesOf(withdraw(early))).toEqual(['accepted']);
    expect(early.get('card', held.id)).toEqual(held);
    const late = made(held, request);
    expect(codesOf(withdraw(late, blank.id))).toEqual(['accepted']);
    expect(late.get('card', held.id)).toEqual(held);
    expect(late.get('card', blank.cardNumber)).toMatchObject({ status: '9', making: '09' });
  });

  it('touches no account: the balance is the person’s and not the card’s', () => {
    const base = made(held, request);
    const decision = handOver(base, takenIn);
    if (!decision.accepted) throw new Error('it was refused');
    expect(new Set(decision.changes.map((one) => one.table))).toEqual(
      new Set(['card', 'blankCard', 'serviceRecord']),
    );
  });

  it('is asked for once: a second application waits for the first', () => {
    const base = county(held);
    accept(base, request);
    const again = accept(base, { ...request, serviceNumber: '330122-20261122-003-0002' });
    expect(codesOf(again)).toContain('card-in-making');
  });

  it('leaves a former card alone that another hand has cancelled meanwhile', () => {
    const cancelled = { ...held, status: '9', making: '09' } as const;
    const given = made(held, request);
    given.apply([change('card', cancelled)]);
    expect(codesOf(handOver(given, takenIn))).toEqual(['accepted']);
    expect(given.get('card', held.id)).toEqual(cancelled);
    const kept = made(held, request);
    kept.apply([change('card', cancelled)]);
    expect(codesOf(withdraw(kept, blank.id))).toEqual(['accepted']);
    expect(kept.get('card', held.id)).toEqual(cancelled);
  });

  it('does not end in two valid cards when the former one came to life again by another hand', () => {
    const base = made(held, request);
    base.apply([change('card', card({ status: '1', making: '04' }))]);
    expect(codesOf(handOver(base, takenIn))).toEqual(['card-already-valid']);
  });
});

describe('an exchanged card', () => {
  it.each([exchange, warranty])(
    'is taken in before the new one is handed over, and recorded as destroyed',
    (request) => {
      const base = made(inHand, request);
      expect(handOver(base, false)).toMatchObject({
        refusals: [
          { code: 'former-card-not-taken-in', field: 'formerCardTakenIn', params: { cardTail: '5678' } },
        ],
      });
      handOver(base, true);
      const steps = base.get('serviceRecord', serviceNumber).steps.map(({ step }) => step);
      expect(steps.slice(-2)).toEqual(['former-card-destroyed', 'handed-over']);
    },
  );

  it('is not asked for where it was lost', () => {
    const base = made(lost, replace);
    expect(codesOf(handOver(base))).toEqual(['accepted']);
    const steps = base.get('serviceRecord', serviceNumber).steps.map(({ step }) => step);
    expect(steps).not.toContain('former-card-destroyed');
  });
});

describe('what the new card takes over', () => {
  const sealed = card({ status: '0' });
  const lostWhile = (before: StatusBeforeLoss) =>
    card({ status: '2', making: '05', statusBeforeLoss: before });

  it.each<
    [
      source: string,
      what: string,
      held: Card,
      request: typeof replace | typeof exchange | typeof warranty,
      status: string,
    ]
  >([
    ['a seal ends with contributions', 'a sealed card that was lost', lostWhile('0'), replace, '0'],
    ['a seal ends with contributions', 'a damaged sealed card', sealed, exchange, '0'],
    ['a seal ends with contributions', 'a sealed card under warranty', sealed, warranty, '0'],
    ['a lock ends with the password', 'a locked card that was lost', lostWhile('3'), replace, '1'],
    ['domain rules section 1', 'a normal card that was lost', lostWhile('1'), replace, '1'],
  ])('%s: from %s', (_source, _what, held, request, status) => {
    const base = made(held, request);
    expect(codesOf(handOver(base, true))).toEqual(['accepted']);
    expect(base.get('card', blank.cardNumber)).toMatchObject({
      status,
      making: '04',
      issuedOn: today,
      statusBeforeLoss: null,
    });
    expect(base.get('card', held.id)).toEqual(card({ status: '9', making: '09' }));
  });

  it.each<
    [what: string, account: PersonalAccount['status'], held: Card, request: typeof replace | typeof exchange]
  >([
    ['a locked card that was lost', 'sealed', lostWhile('3'), replace],
    ['a normal card that was lost', 'sealed', lostWhile('1'), replace],
    ['a damaged normal card', 'sealed', inHand, exchange],
    ['a damaged sealed card', 'sealed', sealed, exchange],
  ])('is the seal of the account, whatever the card before it was: %s', (_what, status, held, request) => {
    const base = made(held, request);
    base.apply([change('personalAccount', personalAccount(status))]);
    expect(codesOf(handOver(base, true))).toEqual(['accepted']);
    expect(base.get('card', blank.cardNumber).status).toBe('0');
  });

  it('is no seal of an account that is open', () => {
    const base = made(lostWhile('3'), replace);
    base.apply([change('personalAccount', personalAccount('open'))]);
    expect(codesOf(handOver(base))).toEqual(['accepted']);
    expect(base.get('card', blank.cardNumber).status).toBe('1');
  });

  it('is no seal that was released while the application ran', () => {
    const base = made(sealed, exchange);
    base.apply([change('card', { ...base.get('card', sealed.id), status: '1' })]);
    expect(codesOf(handOver(base, true))).toEqual(['accepted']);
    expect(base.get('card', blank.cardNumber).status).toBe('1');
  });

  it('is the seal of a card that was lost while it was being exchanged', () => {
    const base = made(sealed, exchange);
    base.apply(lossParameters);
    const number = { serviceNumber: '330122-20261122-003-0007' };
    const report = { kind: 'report-loss', request: { ...byTelephone, ...number } } as const;
    expect(codesOf(base.run(report, context))).toEqual(['accepted']);
    expect(codesOf(handOver(base, false))).toEqual(['accepted']);
    expect(base.get('card', blank.cardNumber).status).toBe('0');
  });

  it.each([
    ['the card itself when the application is withdrawn', sealed, exchange],
    ['the lost card when the application is withdrawn', lostWhile('0'), replace],
  ] as const)('is nothing, and %s is sealed as before', (_what, held, request) => {
    const base = made(held, request);
    expect(codesOf(withdraw(base, blank.id))).toEqual(['accepted']);
    expect(base.get('card', held.id)).toEqual(held);
  });

  it('is no report that is over when the application is withdrawn: the card is sealed and in hand', () => {
    const over = { lossExpiresOn: '2026-11-21', statusBeforeLoss: '0' } as const;
    const base = county(card({ status: '4', making: '08', ...over }));
    const running = service({ applicationType: '06', formerCardNumber: inHand.id, stage: 'accepted' });
    base.apply([change('serviceRecord', running)]);
    expect(codesOf(withdraw(base))).toEqual(['accepted']);
    expect(base.get('card', inHand.id)).toEqual(sealed);
  });
});

describe('a card that is lost while it is being exchanged', () => {
  const number = { serviceNumber: '330122-20261122-003-0007' };
  const reportLoss = (base: FactBase, request: ReportLossRequest) =>
    codesOf(base.run({ kind: 'report-loss', request: { ...request, ...number } }, context));
  const exchanged = (request: ReportLossRequest) => {
    const base = made(inHand, exchange);
    base.apply(lossParameters);
    expect(reportLoss(base, request)).toEqual(['accepted']);
    return base;
  };

  it.each([
    ['by telephone', byTelephone, '4', '06', '2026-11-27'],
    ['in writing', inWriting, '2', '05', null],
  ] as const)(
    'is stopped at once (%s), and lost again when the application is withdrawn',
    (_how, request, status, making, lossExpiresOn) => {
      const base = exchanged(request);
      expect(base.get('card', inHand.id)).toMatchObject({ status, making: '08', lossExpiresOn });
      expect(codesOf(withdraw(base, blank.id))).toEqual(['accepted']);
      expect(base.get('card', inHand.id)).toEqual(card({ status, making, lossExpiresOn }));
    },
  );

  it.each([byTelephone, inWriting])('cannot be taken in, and is cancelled all the same', (request) => {
    const base = exchanged(request);
    expect(codesOf(handOver(base, false))).toEqual(['accepted']);
    const cancelled = { ...inHand, status: '9', making: '09' };
    expect(base.get('card', inHand.id)).toEqual(cancelled);
    const steps = base.get('serviceRecord', serviceNumber).steps.map(({ step }) => step);
    expect(steps).not.toContain('former-card-destroyed');
  });

  it('is taken in where it is found before the new one is handed over', () => {
    const base = exchanged(byTelephone);
    const found = { ...lifting, serviceNumber: '330122-20261122-003-0008' };
    expect(codesOf(base.run({ kind: 'lift-loss-report', request: found }, context))).toEqual(['accepted']);
    expect(base.get('card', inHand.id)).toEqual({ ...inHand, making: '08' });
    expect(codesOf(handOver(base, false))).toEqual(['former-card-not-taken-in']);
    expect(codesOf(handOver(base, true))).toEqual(['accepted']);
  });

  it('is being exchanged as before when a report by telephone is over', () => {
    const base = county(card({ status: '4', making: '08', lossExpiresOn: '2026-11-21' }));
    base.apply([
      change(
        'serviceRecord',
        service({ applicationType: '06', formerCardNumber: inHand.id, stage: 'accepted' }),
      ),
    ]);
    expect(cardOn(base.get('card', inHand.id), today)).toEqual({ ...inHand, making: '08' });
    expect(codesOf(withdraw(base))).toEqual(['accepted']);
    expect(base.get('card', inHand.id)).toEqual(inHand);
  });
});

describe('the card that is to be followed', () => {
  it.each<
    [
      source: string,
      what: string,
      held: Card | null,
      request: Partial<AcceptCardApplicationRequest>,
      codes: string[],
    ]
  >([
    [
      'domain rules section 3',
      'the replacement of a card that is not lost',
      inHand,
      replace,
      ['former-card-not-lost'],
    ],
    [
      'domain rules section 3',
      'the replacement of one that is lost by telephone only',
      card({ status: '4', making: '06' }),
      replace,
      ['former-card-not-lost'],
    ],
    [
      'domain rules section 3',
      'the replacement of a sealed one',
      card({ status: '0' }),
      replace,
      ['former-card-not-lost'],
    ],
    ['domain rules section 3', 'the exchange of a lost one', lost, exchange, ['card-reported-lost']],
    [
      'domain rules section 3',
      'the exchange of one that is lost by telephone',
      card({ status: '4', making: '06' }),
      exchange,
      ['card-reported-lost'],
    ],
    [
      'AAZ502',
      'the exchange of a locked one: it is unlocked first',
      card({ status: '3' }),
      exchange,
      ['card-locked'],
    ],
    [
      'AAZ502',
      'the exchange of a sealed one that was never activated',
      card({ status: '0', making: '03', pinSet: false }),
      exchange,
      ['former-card-not-exchangeable'],
    ],
    [
      'domain rules section 3',
      'the exchange of a sealed one that is lost',
      card({ status: '2', making: '05', statusBeforeLoss: '0' }),
      exchange,
      ['card-reported-lost'],
    ],
    [
      'AAZ502',
      'the exchange of one that was collected and never activated',
      card({ making: '03' }),
      exchange,
      ['former-card-not-exchangeable'],
    ],
    [
      'AAZ502',
      'the replacement of a cancelled one',
      card({ status: '9', making: '09' }),
      replace,
      ['former-card-cancelled'],
    ],
    [
      'AAZ502',
      'the exchange of a cancelled one',
      card({ status: '9', making: '09' }),
      exchange,
      ['former-card-cancelled'],
    ],
    [
      'one person, one card',
      'the replacement of somebody else’s card',
      card({ personId: 'person-2', status: '2', making: '05' }),
      replace,
      ['former-card-unknown'],
    ],
    [
      'one person, one card',
      'a replacement where another card is valid',
      lost,
      { ...replace, formerCardNumber: 'A00000009' },
      ['card-reported-lost', 'former-card-unknown'],
    ],
    [
      'counter practice',
      'a replacement of nothing',
      null,
      { ...replace, formerCardNumber: null },
      ['former-card-mismatch'],
    ],
    [
      'counter practice',
      'a first card in the place of another',
      null,
      { formerCardNumber: inHand.id },
      ['former-card-mismatch'],
    ],
    [
      'domain rules [local]',
      'a replacement that is not paid',
      lost,
      { ...replace, feePaid: false },
      ['fee-not-paid'],
    ],
    [
      'domain rules [local]',
      'an exchange that is not paid',
      inHand,
      { ...exchange, feePaid: undefined },
      ['fee-not-paid'],
    ],
    ['one person, one card', 'a plain new card while one is lost', lost, {}, ['card-reported-lost']],
  ])('%s: refuses %s', (_source, _what, held, request, codes) => {
    expect(codesOf(accept(county(held), request))).toEqual(codes);
  });

  it('tells the tail of the card and never its whole number', () => {
    const decision = accept(county(inHand), replace);
    expect(decision).toMatchObject({
      refusals: [{ params: { cardTail: '5678' }, field: 'formerCardNumber' }],
    });
    expect(JSON.stringify(decision)).not.toContain(inHand.id);
  });
});

describe('the fee', () => {
  const later = {
    ...replacementFee,
    id: 'replacement-fee@2026-11-23',
    value: '9900',
    validFrom: '2026-11-23',
  };
  const kept = (base: FactBase) => {
    const { fee, parameters } = base.get('serviceRecord', serviceNumber);
    return { fee, parameters };
  };

  it.each<[type: CardApplicationType, held: Card, fee: number, parameters: Record<string, string>]>([
    ['05', lost, 2000, { 'replacement-fee': '2000' }],
    ['06', inHand, 2000, { 'replacement-fee': '2000' }],
    ['07', inHand, 0, {}],
  ])(
    'of type %s is the one that holds on the day, and is kept with the service',
    (type, held, fee, parameters) => {
      const base = county(held, [
        change('poolingAreaParameter', replacementFee),
        change('poolingAreaParameter', later),
      ]);
      accept(base, { applicationType: type, formerCardNumber: held.id, feePaid: true });
      expect(kept(base)).toEqual({ fee, parameters });
    },
  );

  it('says how much is to be paid', () => {
    expect(accept(county(lost), { ...replace, feePaid: false })).toMatchObject({
      refusals: [
        { code: 'fee-not-paid', params: { amount: '20.00' }, field: 'feePaid', basis: 'local-fee-standard' },
      ],
    });
  });

  it('is not guessed where the pooling area has published none, and nothing is asked where it is nothing', () => {
    expect(codesOf(accept(county(lost, []), replace))).toEqual(['parameter-missing']);
    expect(codesOf(accept(county(inHand, []), warranty))).toEqual(['accepted']);
    const free = county(lost, [change('poolingAreaParameter', { ...replacementFee, value: '0' })]);
    expect(codesOf(accept(free, { ...replace, feePaid: false }))).toEqual(['accepted']);
    expect(kept(free)).toEqual({ fee: 0, parameters: { 'replacement-fee': '0' } });
  });
});

it('exchanges a card whose report by telephone is over, of which nothing is left', () => {
  const over = card({ status: '4', making: '06', lossExpiresOn: '2026-11-21' });
  const base = county(over);
  expect(codesOf(accept(base, exchange))).toEqual(['accepted']);
  expect(base.get('card', over.id)).toMatchObject({ status: '1', making: '08', lossExpiresOn: null });
});

describe('what the person page offers', () => {
  const offers = (held: Card | null, before?: Partial<AcceptCardApplicationRequest>) => {
    const base = county(held);
    if (before !== undefined) accept(base, before);
    const facts = base.facts([
      { table: 'card', by: 'personId', value: person.id },
      { table: 'serviceRecord', by: 'personId', value: person.id },
    ]);
    const types = ['01', '05', '06'] as const;
    return {
      refused: types.map((type) =>
        refuseCardToday(facts, person, type, today)
          .map(({ code }) => code)
          .join(' '),
      ),
      held: cardInUse(facts, person.id, today)?.id,
    };
  };

  it.each<[what: string, held: Card | null, refused: string[]]>([
    ['nobody’s card yet', null, ['', 'no-former-card', 'no-former-card']],
    ['a card in hand', inHand, ['card-already-valid', 'former-card-not-lost', '']],
    ['a lost card', lost, ['card-reported-lost', '', 'card-reported-lost']],
    [
      'one lost by telephone, whose report is over',
      card({ status: '4', making: '06', lossExpiresOn: '2026-11-21' }),
      ['card-already-valid', 'former-card-not-lost', ''],
    ],
    [
      'one lost by telephone',
      card({ status: '4', making: '06' }),
      ['card-reported-lost', 'former-card-not-lost', 'card-reported-lost'],
    ],
    ['a sealed one', card({ status: '0' }), ['card-sealed', 'former-card-not-lost', '']],
    [
      'a sealed one that is lost',
      card({ status: '2', making: '05', statusBeforeLoss: '0' }),
      ['card-reported-lost', '', 'card-reported-lost'],
    ],
    ['a locked one', card({ status: '3' }), ['card-locked', 'former-card-not-lost', 'card-locked']],
    ['a cancelled one', card({ status: '9', making: '09' }), ['', 'no-former-card', 'no-former-card']],
  ])('with %s: new, replaced, exchanged', (_what, held, refused) => {
    expect(offers(held).refused).toEqual(refused);
  });

  it('says of an application that runs only that it runs', () => {
    const running = offers(lost, replace);
    expect(running.refused.slice(1)).toEqual(['card-in-making', 'card-in-making']);
    expect(running.held).toBe(lost.id);
  });
});

describe('the moves of replacing and exchanging', () => {
  it.each(ways)('%s along the table alone', (_what, held, _request, meanwhile) => {
    expect(mayCardMakingMove(held.making, meanwhile)).toBe(true);
    expect(mayCardMakingMove(meanwhile, held.making)).toBe(true);
    expect(mayCardMakingMove(meanwhile, '09')).toBe(true);
    expect(held.status !== null && mayCardStatusMove(held.status, '9')).toBe(true);
  });
});
