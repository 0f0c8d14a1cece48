import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCardLive, mayCardMakingMove, mayCardStatusMove } from '../../domain/card/card-status.ts';
import type { CommandContext } from '../../domain/command/command-rule.ts';
import type { CommandBody, CommandKind } from '../../domain/command/command-rules.ts';
import {
  productionSteps,
  type AcceptCardApplicationRequest,
} from '../../domain/issuance/issue-card-requests.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type {
  BlankCardStatus,
  Card,
  CardMaking,
  EmployerBatchStage,
  ServiceRecord,
  ServiceStage,
} from '../../domain/records/records.ts';
import {
  agent,
  application,
  beginning,
  blankCard,
  card,
  clerk,
  context,
  guardian,
  otherWorkstation,
  person,
  pointWorkstation,
  replacementFee,
  service,
  servicePoint,
  workstation,
} from '../../domain/testing/county.ts';
import { serialsOf } from '../../domain/stock/serial-ranges.ts';
import { agentDocument, employer, opening, row } from '../../domain/testing/employer-batch.ts';
import { FactBase } from '../../domain/testing/fact-base.ts';

const persons = ['person-1', 'person-2', 'person-3', 'person-4', 'person-5', 'person-6'].map((id) => ({
  ...person,
  id,
  employerId: employer.id,
  birthDate: id === 'person-6' ? '2015-06-01' : person.birthDate,
}));
const blanks = [
  ...[1, 2, 3, 4, 5].map((number) => blankCard(number)),
  ...[6, 7, 8].map((number) => blankCard(number, { workstationId: otherWorkstation.id })),
];
const serials = [...blanks.map((blank) => blank.id), '99999999'];
const serviceNumbers = [1, 2, 3, 4, 5, 6].map((number) => `330122-20261122-003-000${String(number)}`);

const county: readonly Change[] = [
  ...beginning,
  change('employer', employer),
  ...persons.map((one) => change('insuredPerson', one)),
  ...blanks.map((blank) => change('blankCard', blank)),
  change('clerk', { ...clerk, id: 'clerk-point', officeId: servicePoint.id }),
  // The second person had a card that was cancelled, the third has one that is locked.
  change('card', card({ id: 'A00000002', personId: 'person-2', status: '9', making: '09' })),
  change('card', card({ id: 'A00000003', personId: 'person-3', status: '3' })),
  // The fourth has lost his formally, which was sealed, the fifth has one in hand, the sixth is a child.
  change(
    'card',
    card({ id: 'A00000004', personId: 'person-4', status: '2', making: '05', statusBeforeLoss: '0' }),
  ),
  change('card', card({ id: 'A00000005', personId: 'person-5' })),
  change('poolingAreaParameter', replacementFee),
];

const places: readonly Partial<CommandContext>[] = [
  {},
  { workstationId: otherWorkstation.id },
  { officeId: servicePoint.id, workstationId: pointWorkstation.id, clerkId: 'clerk-point' },
  { clerkId: 'nobody' },
];

/** The commands with which a card is made and handed out on the spot; cards under way are walked in parcel-walk. */
const issuingKinds = [
  'accept-card-application',
  'record-card-production',
  'set-card-pin',
  'hand-over-card',
  'withdraw-card-application',
  'spoil-blank-card',
  'attach-document',
  'open-employer-batch',
  'accept-batch-application',
  'close-employer-batch',
  'hand-over-batch',
  'cancel-employer-batch',
] as const satisfies readonly CommandKind[];
type IssuingKind = (typeof issuingKinds)[number];
type IssuingBody = Extract<CommandBody, { readonly kind: IssuingKind }>;

/** One thing somebody tries; an honest one acts on what really lies on the desk, the others on anything at all. */
interface Attempt {
  readonly kind: IssuingKind;
  readonly honest: boolean;
  readonly place: number;
  readonly who: number;
  readonly service: number;
  readonly serial: number;
  readonly step: number;
  readonly yes: boolean;
  readonly way: number;
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  kind: fc.oneof(
    { weight: 12, arbitrary: fc.constant<IssuingKind>('record-card-production') },
    {
      weight: 9,
      arbitrary: fc.constantFrom<IssuingKind>('set-card-pin', 'hand-over-card', 'accept-card-application'),
    },
    { weight: 1, arbitrary: fc.constantFrom<IssuingKind>('withdraw-card-application', 'spoil-blank-card') },
    { weight: 1, arbitrary: fc.constant<IssuingKind>('attach-document') },
    {
      weight: 7,
      arbitrary: fc.constantFrom<IssuingKind>(
        'open-employer-batch',
        'accept-batch-application',
        'accept-batch-application',
        'hand-over-batch',
        'hand-over-batch',
      ),
    },
    { weight: 2, arbitrary: fc.constant<IssuingKind>('close-employer-batch') },
    { weight: 1, arbitrary: fc.constant<IssuingKind>('cancel-employer-batch') },
  ),
  honest: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  place: fc.oneof(
    { weight: 9, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.nat(places.length - 1) },
  ),
  who: fc.nat(persons.length - 1),
  service: fc.nat(serviceNumbers.length - 1),
  serial: fc.nat(serials.length - 1),
  step: fc.nat(productionSteps.length - 1),
  yes: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  way: fc.nat(2),
});

/** Those whom a walk is about: many attempts on few people come further than a few on each. */
const fewPersons = fc.shuffledSubarray([...persons.keys()], { minLength: 1, maxLength: 2 });

/** How somebody comes, and for which kind of card: an honest one as it fits what the person holds. */
function wayOf(base: FactBase, one: Attempt): Partial<AcceptCardApplicationRequest> {
  const held = base
    .all('card')
    .find(
      ({ personId, status, making }) =>
        personId === persons[one.who]?.id && status !== '9' && making !== '09',
    );
  const fitting = held === undefined ? '01' : held.status === '2' ? '05' : one.serial % 2 === 0 ? '06' : '07';
  const type = one.honest ? fitting : (['05', '06', '01'] as const)[one.way];
  const formerCardNumber = type === '01' ? null : (held?.id ?? 'A00000005');
  const child = (persons[one.who]?.birthDate ?? '') > '2010';
  const channel = child && one.honest ? 'guardian' : (['in-person', 'agent', 'guardian'] as const)[one.way];
  const representative = channel === 'agent' ? agent : channel === 'guardian' ? guardian : null;
  return {
    applicationType: type,
    formerCardNumber,
    feePaid: one.yes,
    channel: channel ?? 'in-person',
    representative: one.yes ? representative : agent,
  };
}

const following: Readonly<Record<string, (typeof productionSteps)[number]>> = {
  accepted: 'chip-written',
  spoiled: 'chip-written',
  'chip-written': 'printed',
  printed: 'verified',
};

/** Who is honest takes people into the batch that is open, and ends a batch by the employer and not at the window. */
function asItFits(base: FactBase, one: Attempt): Attempt {
  if (!one.honest) return one;
  const batches = base.all('employerBatch');
  if (one.kind === 'open-employer-batch' && batches.some(({ stage }) => stage === 'open')) {
    return { ...one, kind: 'accept-batch-application' };
  }
  const personId = persons[one.who]?.id;
  const made = base
    .all('serviceRecord')
    .find(
      (service) => service.personId === personId && service.stage === 'produced' && service.batchId !== null,
    );
  if (made === undefined || (one.kind !== 'set-card-pin' && one.kind !== 'hand-over-card')) return one;
  const batch = batches.find(({ id }) => id === made.batchId);
  return { ...one, kind: batch?.stage === 'open' ? 'close-employer-batch' : 'hand-over-batch' };
}

function bodyOf(base: FactBase, one: Attempt): IssuingBody {
  const open = base
    .all('serviceRecord')
    .find((record) => record.personId === persons[one.who]?.id && isOpen(record.stage));
  const real = one.honest ? open : undefined;
  const personId = persons[one.who]?.id ?? '';
  const serviceNumber = real?.id ?? serviceNumbers[one.service] ?? '';
  const belonging = { serviceNumber, personId };
  const inStock = base.all('blankCard').find((blank) => blank.status === 'in-stock')?.id;
  const drawn = (one.honest ? inStock : undefined) ?? serials[one.serial] ?? '';
  const blankSerial = real?.blankSerial ?? drawn;
  const cardNumber = real?.cardNumber ?? blanks[one.serial]?.cardNumber ?? 'B00000000';
  switch (one.kind) {
    case 'accept-card-application': {
      const free = serviceNumbers.find(
        (number) => !base.all('serviceRecord').some(({ id }) => id === number),
      );
      const number = one.honest ? (free ?? serviceNumber) : serviceNumber;
      return {
        kind: one.kind,
        request: {
          ...application,
          ...wayOf(base, one),
          personId,
          serviceNumber: number,
          photoCompared: one.yes,
        },
      };
    }
    case 'record-card-production': {
      const next = one.yes ? following[real?.steps.at(-1)?.step ?? ''] : undefined;
      const step = next ?? productionSteps[one.step] ?? 'printed';
      return { kind: one.kind, request: { ...belonging, blankSerial, step, note: null } };
    }
    case 'set-card-pin':
      return { kind: one.kind, request: { ...belonging, cardNumber, sealedPin: one.yes ? 'c2VhbGVk' : '' } };
    case 'hand-over-card':
      return {
        kind: one.kind,
        request: {
          ...belonging,
          cardNumber,
          blankSerial,
          receiptSigned: one.yes,
          holderDocumentShown: one.yes,
          formerCardTakenIn: one.honest || one.way === 0,
        },
      };
    case 'withdraw-card-application':
      return {
        kind: one.kind,
        request: {
          ...belonging,
          blankSerial: one.honest ? (real?.blankSerial ?? null) : drawn,
          reason: '放弃',
        },
      };
    case 'spoil-blank-card':
      return { kind: one.kind, request: { blankSerial: drawn, reason: '损坏', serviceNumber: null } };
    case 'attach-document': {
      const attachmentId = `01938f5e-0000-7000-8000-${String(base.all('attachment').length).padStart(12, '0')}`;
      const request = { ...belonging, attachmentId, size: one.yes ? 9 : 0, sha256: '00'.repeat(32) };
      return { kind: one.kind, request: { ...request, kind: 'other', mediaType: 'application/pdf' } };
    }
    case 'open-employer-batch': {
      const batchId = `330122-20261122-003-09${String(base.all('employerBatch').length).padStart(2, '0')}`;
      return { kind: one.kind, request: { ...opening, batchId, rows: one.yes ? 1 : 0 } };
    }
    case 'accept-batch-application': {
      const free = serviceNumbers.find(
        (number) => !base.all('serviceRecord').some(({ id }) => id === number),
      );
      const number = one.honest ? (free ?? serviceNumber) : serviceNumber;
      return {
        kind: one.kind,
        request: { ...row, batchId: batchIn('open'), personId, serviceNumber: number },
      };
    }
    case 'close-employer-batch':
      return {
        kind: one.kind,
        request: {
          batchId: real?.stage === 'produced' ? (real.batchId ?? batchIn('open')) : batchIn('open'),
        },
      };
    case 'hand-over-batch': {
      const cards = [{ ...belonging, cardNumber, blankSerial }];
      const batchId = real?.batchId ?? batchIn('made');
      return { kind: one.kind, request: { batchId, cards, agent: agentDocument, listSigned: one.yes } };
    }
    case 'cancel-employer-batch': {
      const unfinished =
        real !== undefined && real.batchId !== null && real.stage !== 'produced'
          ? [{ ...belonging, blankSerial: real.blankSerial }]
          : [];
      const batchId = real?.batchId ?? batchIn('open');
      return { kind: one.kind, request: { batchId, reason: '撤回', unfinished } };
    }
    default:
      return one.kind satisfies never;
  }

  function batchIn(stage: EmployerBatchStage): string {
    return base.all('employerBatch').find((batch) => batch.stage === stage)?.id ?? 'none';
  }
}

const isOpen = (stage: ServiceStage) => stage !== 'completed' && stage !== 'withdrawn';

const stageMoves: Readonly<Record<ServiceStage, readonly ServiceStage[]>> = {
  accepted: ['accepted', 'in-production', 'withdrawn'],
  'in-production': ['in-production', 'produced', 'accepted', 'withdrawn'],
  produced: ['produced', 'completed', 'accepted', 'withdrawn'],
  dispatched: [],
  arrived: [],
  completed: [],
  withdrawn: [],
};

const batchMoves: Readonly<Record<EmployerBatchStage, readonly EmployerBatchStage[]>> = {
  open: ['made', 'cancelled'],
  made: ['handed-over'],
  'handed-over': [],
  cancelled: [],
};

const blankMoves: Readonly<Record<BlankCardStatus, readonly BlankCardStatus[]>> = {
  'in-stock': ['in-production', 'spoiled'],
  'in-production': ['issued', 'spoiled'],
  issued: [],
  spoiled: [],
  returned: [],
  destroyed: [],
  announced: [],
  'in-transit': [],
  missing: [],
};

const isTakenInNow = (record: ServiceRecord) => record.steps.at(-2)?.step === 'former-card-destroyed';

/** A card moves along the table, and so does its status; the hand-over collects and activates in one command. */
function checkCardMoves(before: FactBase, after: Card): void {
  const old = before.all('card').find((one) => one.id === after.id);
  if (old === undefined) {
    expect([after.status, after.making]).toEqual([null, '01']);
    return;
  }
  if (after.status !== old.status) {
    expect(after.status !== null && mayCardStatusMove(old.status, after.status), 'status').toBe(true);
  }
  if (after.making === old.making) return;
  const between = old.making === '02' && after.making === '04' ? '03' : null;
  const [from, to] = [between ?? old.making, after.making];
  if (between !== null) expect(mayCardMakingMove(old.making, between), 'making').toBe(true);
  expect(mayCardMakingMove(from, to), `making ${from} to ${to}`).toBe(true);
}

/** What may change by one accepted command, and nothing else. */
function checkMoves(before: FactBase, changes: readonly Change[]): void {
  for (const { table, record } of changes) {
    if (table === 'serviceRecord') {
      const old = before.all('serviceRecord').find((one) => one.id === record.id);
      if (old === undefined) {
        expect(record.stage).toBe('accepted');
        continue;
      }
      expect(stageMoves[old.stage]).toContain(record.stage);
      // Only a spoiled blank leads back, and what was done stays written.
      if (record.stage === 'accepted') expect(record.steps.at(-1)?.step).toBe('spoiled');
      expect(record.steps.slice(0, old.steps.length)).toEqual(old.steps);
      expect(record.steps.length).toBe(old.steps.length + (isTakenInNow(record) ? 2 : 1));
    }
    if (table === 'card') checkCardMoves(before, record);
    if (table === 'blankCard') {
      expect(blankMoves[before.get('blankCard', record.id).status]).toContain(record.status);
    }
    if (table === 'employerBatch') {
      const old = before.all('employerBatch').find((one) => one.id === record.id);
      if (old === undefined) expect(record.stage).toBe('open');
      else expect(batchMoves[old.stage]).toContain(record.stage);
    }
    if (table === 'attachment') expect(before.all('attachment')).not.toContainEqual(record);
    if (table === 'stockMovement') {
      expect(before.all('stockMovement')).not.toContainEqual(record);
      // A line of the book is about blanks that move with it, and no other.
      const moved = changes.flatMap((one) => (one.table === 'blankCard' ? [one.record.id] : []));
      for (const serial of serialsOf(record.ranges)) expect(moved).toContain(serial);
    }
    const known = ['serviceRecord', 'blankCard', 'stockMovement', 'card', 'attachment', 'employerBatch'];
    expect(known).toContain(table);
  }
}

/** What must hold of the county at every moment. */
function checkCounty(base: FactBase): void {
  const cards = base.all('card');
  const services = base.all('serviceRecord');
  for (const one of persons) {
    const own = cards.filter((each) => each.personId === one.id);
    const valid = own.filter((each) => isCardLive(each) && each.status !== null);
    expect(valid.length, 'one person, one valid card').toBeLessThanOrEqual(1);
    const open = services.filter((each) => each.personId === one.id && isOpen(each.stage));
    expect(open.length, 'one card in the making').toBeLessThanOrEqual(1);
    // Beside a card in the making stands only the one that it will follow, and that one is marked so.
    for (const each of valid) {
      const isFollowed = each.making === '07' || each.making === '08';
      expect(isFollowed, `${each.id} is followed`).toBe(open.length === 1);
      if (isFollowed) expect(open[0]?.formerCardNumber).toBe(each.id);
    }
  }
  const made = cards.filter((each) => each.serviceId !== null);
  expect(new Set(made.map((each) => each.blankSerial)).size, 'no blank twice').toBe(made.length);
  for (const blank of base.all('blankCard')) {
    const from = made.filter((each) => each.blankSerial === blank.id);
    const holders = services.filter((each) => each.blankSerial === blank.id && isOpen(each.stage));
    switch (blank.status) {
      case 'in-stock':
        expect([from, holders]).toEqual([[], []]);
        break;
      case 'in-production':
        expect(holders.map((each) => each.id)).toEqual([blank.serviceId]);
        expect(from).toMatchObject([{ id: blank.cardNumber, status: null, serviceId: blank.serviceId }]);
        break;
      case 'issued':
        expect(holders).toEqual([]);
        // A card that the employer took has no password: its holder sets it. A seal goes on from card to card.
        expect(
          from[0]?.personId === 'person-4'
            ? ['0 04 true', '0 08 true', '9 09 true']
            : ['1 04 true', '1 08 true', '9 09 true', '1 03 false', '1 03 true'],
        ).toContain([from[0]?.status, from[0]?.making, from[0]?.pinSet].join(' '));
        break;
      case 'spoiled':
        expect(holders).toEqual([]);
        expect(from.filter(isCardLive)).toEqual([]);
        break;
      case 'announced':
      case 'in-transit':
      case 'returned':
      case 'destroyed':
      case 'missing':
        throw new Error('no command of issuing moves, returns or destroys a blank');
      default:
        blank.status satisfies never;
    }
  }
}

function completedNow(changes: readonly Change[]): readonly ServiceRecord[] {
  return changes.flatMap((one) =>
    one.table === 'serviceRecord' && one.record.stage === 'completed' ? [one.record] : [],
  );
}

function checkService(record: ServiceRecord): void {
  const taken =
    record.stage === 'in-production' || record.stage === 'produced' || record.stage === 'completed';
  if (taken) expect(record.blankSerial !== null && record.cardNumber !== null).toBe(true);
  if (record.stage === 'completed') {
    const isChild = persons.some((one) => one.id === record.personId && one.birthDate > '2010');
    expect(record.collector?.role, 'a child’s card is taken by his guardian').toSatisfy(
      (role) => role !== undefined && (!isChild || role === 'guardian'),
    );
  }
  expect(record.fee > 0).toBe(record.applicationType === '05' || record.applicationType === '06');
  expect(record.closedAt === null).toBe(isOpen(record.stage));
}

describe('any commands in any order', () => {
  it('never make two live cards, never use a blank twice, lose no blank, and move a service only as designed', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(fewPersons, fc.array(attempt, { minLength: 60, maxLength: 120 }), (few, attempts) => {
        const base = new FactBase(county);
        for (const drawn of attempts) {
          const one = asItFits(base, { ...drawn, who: few[drawn.who % few.length] ?? 0 });
          const body = bodyOf(base, one);
          const decision = base.decide(body, { ...context, ...places[one.place] });
          if (!decision.accepted) {
            expect(decision.refusals.length).toBeGreaterThan(0);
            continue;
          }
          seen.set(body.kind, (seen.get(body.kind) ?? 0) + 1);
          for (const one of completedNow(decision.changes)) {
            for (const name of [`${one.channel} handed over`, `type ${one.applicationType} handed over`]) {
              seen.set(name, (seen.get(name) ?? 0) + 1);
            }
          }
          expect(decision.secrets.length).toBe(body.kind === 'set-card-pin' ? 1 : 0);
          checkMoves(base, decision.changes);
          base.apply(decision.changes);
          checkCounty(base);
          base.all('serviceRecord').forEach(checkService);
        }
      }),
      { numRuns: 400 },
    );
    // A walk that never gets anywhere proves nothing: every kind of command was accepted, usually ten times and more.
    const ways = ['in-person', 'agent', 'guardian', 'type 01', 'type 05', 'type 06', 'type 07'];
    for (const kind of [...issuingKinds, ...ways.map((way) => `${way} handed over`)])
      expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(1);
  });
});

describe('a rule', () => {
  const stages: readonly ServiceStage[] = ['accepted', 'in-production', 'produced', 'completed', 'withdrawn'];
  const makings: readonly CardMaking[] = ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09'];
  const steps = ['accepted', 'chip-written', 'printed', 'verified', 'spoiled', 'pin-set', 'handed-over'];
  const number = serviceNumbers[0] ?? '';
  const serial = blanks[0]?.id ?? '';
  const cardNumber = blanks[0]?.cardNumber ?? '';

  const anyRecords = fc
    .record({
      stage: fc.constantFrom(...stages),
      blankSerial: fc.option(fc.constantFrom(serial, '60000002')),
      cardNumber: fc.option(fc.constantFrom(cardNumber, 'B70000002')),
      done: fc.array(fc.constantFrom(...steps), { maxLength: 4 }),
      blankStatus: fc.constantFrom<BlankCardStatus>(
        'in-stock',
        'in-production',
        'issued',
        'spoiled',
        'returned',
      ),
      withCard: fc.boolean(),
      status: fc.constantFrom(null, '0', '1', '2', '3', '4', '9'),
      making: fc.constantFrom(...makings),
      pinSet: fc.boolean(),
    })
    .map((drawn): readonly Change[] => [
      ...county,
      change(
        'serviceRecord',
        service({
          id: number,
          workstationId: workstation.id,
          stage: drawn.stage,
          blankSerial: drawn.blankSerial,
          cardNumber: drawn.cardNumber,
          steps: drawn.done.map((step) => ({ step, at: context.at, clerkId: clerk.id, note: null })),
        }),
      ),
      change('blankCard', blankCard(1, { status: drawn.blankStatus })),
      ...(drawn.withCard
        ? [
            change(
              'card',
              card({ id: cardNumber, status: drawn.status, making: drawn.making, pinSet: drawn.pinSet }),
            ),
          ]
        : []),
    ]);

  it('answers with effects or with reasons, whatever the records have become meanwhile; it never throws', () => {
    fc.assert(
      fc.property(anyRecords, attempt, fc.boolean(), (records, one, mine) => {
        const base = new FactBase(records);
        const drawn = bodyOf(base, { ...one, who: 0 });
        const body = mine && 'serviceNumber' in drawn.request ? pointed(drawn) : drawn;
        const decision = base.decide(body, { ...context, ...places[one.place] });
        if (!decision.accepted) expect(decision.refusals.length).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
  });

  /** The same command, about the very service, blank and card that the records tell of. */
  function pointed(body: IssuingBody): IssuingBody {
    const belonging = { serviceNumber: number, personId: person.id };
    switch (body.kind) {
      case 'accept-card-application':
      case 'spoil-blank-card':
      case 'open-employer-batch':
      case 'accept-batch-application':
      case 'close-employer-batch':
        return body;
      case 'hand-over-batch':
        return {
          kind: body.kind,
          request: { ...body.request, cards: [{ ...belonging, cardNumber, blankSerial: serial }] },
        };
      case 'cancel-employer-batch':
        return {
          kind: body.kind,
          request: { ...body.request, unfinished: [{ ...belonging, blankSerial: serial }] },
        };
      case 'record-card-production':
        return { kind: body.kind, request: { ...body.request, ...belonging, blankSerial: serial } };
      case 'set-card-pin':
        return { kind: body.kind, request: { ...body.request, ...belonging, cardNumber } };
      case 'hand-over-card':
        return {
          kind: body.kind,
          request: { ...body.request, ...belonging, cardNumber, blankSerial: serial },
        };
      case 'withdraw-card-application':
        return { kind: body.kind, request: { ...body.request, ...belonging, blankSerial: serial } };
      case 'attach-document':
        return { kind: body.kind, request: { ...body.request, ...belonging } };
      default:
        return body satisfies never;
    }
  }
});
