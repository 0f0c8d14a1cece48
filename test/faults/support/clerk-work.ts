import { executeCommand } from '../../../counter/engine/execute-command.ts';
import { nextServiceNumber, originOfClerk } from '../../../counter/workstation.ts';
import type { CommandBody, CommandKind } from '../../../domain/command/command-rules.ts';
import type { CallOutput } from '../../../contract/counter-calls.ts';
import type { EmployerBatch } from '../../../domain/records/records.ts';
import { agent, application, guardian } from '../../../domain/testing/county.ts';
import { agentDocument, employer, opening, row } from '../../../domain/testing/employer-batch.ts';
import type { Counter } from './counter.ts';
import { desks } from './small-county.ts';

const { serviceNumber: _made, ...applicationInput } = application;
const { relation: _relation, authorisation: _authorisation, phone: _phone, ...agentsDocument } = agent;
/** Blanks give card numbers that begin with another letter. */
const cardsOfTheBeginning = /^A/;

/** What a clerk sees before he does something: the person in front of him, and his open service, if any. */
interface Situation {
  readonly counter: Counter;
  readonly personId: string;
  readonly service: {
    readonly serviceNumber: string;
    readonly blankSerial: string | null;
    readonly cardNumber: string | null;
    readonly last: string;
    readonly channel: string;
    readonly applicationType: string;
  } | null;
  /** The person's own page, and a number by which the clerk's choices differ from time to time. */
  readonly page: CallOutput<'getPersonPage'>;
  readonly turn: number;
  /** The batch with which the service came; without a service one into which somebody may be taken. */
  readonly batch: EmployerBatch | null;
  /** The next blank of the stock. */
  readonly nextBlank: string | null;
}

/** The result of one try: 'ok', a code of a failure or refusal, or null where there was nothing to do. */
type Tried = Promise<string | null>;

/**
 * How a clerk comes to each kind of command. Every kind of the product stands here, or this does not compile: a
 * service takes part in the fault tests from its first day on.
 */
export const clerkWork: { readonly [K in CommandKind]: (situation: Situation) => Tried } = {
  async 'accept-card-application'(situation) {
    const { counter, personId, service } = situation;
    if (service !== null) return null;
    const input = { ...applicationInput, ...whoComes(situation), ...whichCard(situation), personId };
    return codeOf(await counter.ask('acceptCardApplication', input));
  },
  async 'record-card-production'({ counter, service, nextBlank }) {
    if (service === null) return null;
    const { serviceNumber, blankSerial, last } = service;
    const step = last === 'chip-written' ? 'printed' : last === 'printed' ? 'verified' : 'chip-written';
    const serial = step === 'chip-written' ? nextBlank : blankSerial;
    if (serial === null) return null;
    const input = { serviceNumber, blankSerial: serial, step, note: null };
    return codeOf(await counter.ask('recordCardProduction', input));
  },
  async 'set-card-pin'({ counter, service }) {
    if (service === null) return null;
    const { serviceNumber } = service;
    return codeOf(await counter.ask('submitCardPin', { serviceNumber, first: '285713', second: '285713' }));
  },
  async 'hand-over-card'({ counter, service, turn }) {
    if (service === null) return null;
    const { serviceNumber, channel, applicationType } = service;
    const input = {
      serviceNumber,
      receiptSigned: true,
      // Now and then another comes for the card than the one who applied.
      collector: turn === 9 ? { ...agentsDocument, role: 'agent' } : null,
      holderDocumentShown: channel !== 'in-person' || turn === 9,
      formerCardTakenIn: applicationType === '06' || applicationType === '07',
    };
    return codeOf(await counter.ask('handOverCard', input));
  },
  async 'withdraw-card-application'({ counter, service }) {
    if (service === null) return null;
    const { serviceNumber } = service;
    return codeOf(await counter.ask('withdrawCardApplication', { serviceNumber, reason: '放弃' }));
  },
  async 'attach-document'({ counter, service }) {
    if (service === null) return null;
    const content = Buffer.from(`%PDF-${service.serviceNumber} ${service.last}`).toString('base64');
    const input = {
      serviceNumber: service.serviceNumber,
      kind: 'other',
      mediaType: 'application/pdf',
      content,
    };
    return codeOf(await counter.ask('attachDocument', input));
  },
  // No window asks for it but settling; a blank that is damaged in the drawer comes this way.
  'spoil-blank-card'({ counter, nextBlank }) {
    if (nextBlank === null) return Promise.resolve(null);
    return command(counter, () => ({
      kind: 'spoil-blank-card',
      request: { blankSerial: nextBlank, reason: '破损', serviceNumber: null },
    }));
  },
  'open-employer-batch'({ counter }) {
    return command(counter, () => ({
      kind: 'open-employer-batch',
      request: { ...opening, batchId: nextServiceNumber(counter.room) },
    }));
  },
  'accept-batch-application'({ counter, personId, service, batch }) {
    if (service !== null || batch === null) return Promise.resolve(null);
    return command(counter, () => ({
      kind: 'accept-batch-application',
      request: { ...row, personId, batchId: batch.id, serviceNumber: nextServiceNumber(counter.room) },
    }));
  },
  'close-employer-batch'({ counter, batch }) {
    if (batch === null) return Promise.resolve(null);
    return command(counter, () => ({ kind: 'close-employer-batch', request: { batchId: batch.id } }));
  },
  'hand-over-batch'({ counter, personId, service, batch }) {
    if (service === null || batch === null) return Promise.resolve(null);
    const { serviceNumber, cardNumber, blankSerial } = service;
    if (cardNumber === null || blankSerial === null) return Promise.resolve(null);
    const cards = [{ serviceNumber, personId, cardNumber, blankSerial }];
    return command(counter, () => ({
      kind: 'hand-over-batch',
      request: { batchId: batch.id, cards, agent: agentDocument, listSigned: true },
    }));
  },
  'cancel-employer-batch'({ counter, personId, service, batch }) {
    if (batch === null) return Promise.resolve(null);
    const unfinished = service === null || service.last === 'verified' ? [] : [service];
    return command(counter, () => ({
      kind: 'cancel-employer-batch',
      request: {
        batchId: batch.id,
        reason: '单位撤回',
        unfinished: unfinished.map(({ serviceNumber, blankSerial }) => {
          return { serviceNumber, personId, blankSerial };
        }),
      },
    }));
  },
};

/** Mostly the person himself; a child with his guardian. */
function whoComes({ page, turn }: Situation) {
  if (page.age < 16) return { channel: 'guardian', representative: guardian };
  return turn >= 4 && turn <= 6 ? { channel: 'agent', representative: agent } : {};
}

/**
 * A lost card is replaced, the old card of the beginning exchanged; one that was made here is exchanged now and then,
 * and asked for a second time otherwise, which is refused.
 */
function whichCard({ counter, page, turn }: Situation) {
  const held = page.cards.find(({ status }) => status !== null && status !== '9');
  if (held === undefined) return {};
  const { cardNumber: formerCardNumber, status } = held;
  if (status === '2') return { applicationType: '05', formerCardNumber, feePaid: true };
  if (!cardsOfTheBeginning.test(formerCardNumber) && turn % 4 !== 3) return {};
  // The first window sees the damaged ones, the others those under warranty.
  const damaged = counter.settings.place.workstationId === desks[0]?.workstationId;
  return { applicationType: damaged ? '06' : '07', formerCardNumber, feePaid: true };
}

/** What no window asks for by a call of its own. */
function command(counter: Counter, make: () => CommandBody): Tried {
  const worker = counter.room.session.worker();
  if (!worker.ok) return Promise.resolve(null);
  const executor = { ...counter.room, written: counter.room.wake };
  const execution = executeCommand(executor, originOfClerk(counter.room, worker.clerk), make);
  if (!execution.done) return Promise.resolve(execution.refusals.map(({ code }) => code).join(' '));
  counter.acknowledged.add(execution.commandId);
  return Promise.resolve('ok');
}

/** One step of the clerk with a person: usually the next one, now and then something that goes wrong or is given up. */
export async function workWith(
  counter: Counter,
  personId: string,
  turn: number,
  tell: (what: string) => void,
): Promise<void> {
  const situation = await look(counter, personId, turn);
  if (situation === null) return;
  const { service } = situation;
  const blankSerial = service?.blankSerial ?? null;
  if (turn === 1 && service !== null && blankSerial !== null) {
    const { serviceNumber } = service;
    const input = { serviceNumber, blankSerial, step: 'spoiled', note: null };
    tell(`record-card-production ${codeOf(await counter.ask('recordCardProduction', input))}`);
    return;
  }
  const kind = kindFor(situation, turn);
  const code = await clerkWork[kind](situation);
  if (code !== null) tell(`${kind} ${code}`);
  if (kind === 'hand-over-card' && code === 'ok' && service !== null) {
    tell(`handed over ${service.channel}`);
    tell(`handed over ${service.applicationType}`);
  }
}

/** A person deals with what the central office refused. */
export async function settleOne(counter: Counter, tell: (what: string) => void): Promise<void> {
  const work = await counter.look('listWork', {});
  const problem = work?.items.find((item) => item.state !== 'waiting');
  if (problem === undefined) return;
  const { key } = problem;
  tell(`settle ${codeOf(await counter.ask('settleWork', { key, note: '已处理' }))}`);
}

function kindFor({ service, batch }: Situation, turn: number): CommandKind {
  if (turn === 2) return 'spoil-blank-card';
  if (turn === 0 && batch?.stage === 'open') return 'cancel-employer-batch';
  const byEmployer = turn >= 6 && turn <= 9;
  if (service === null && byEmployer) {
    return batch === null ? 'open-employer-batch' : 'accept-batch-application';
  }
  if (service === null) return 'accept-card-application';
  if (turn === 0) return 'withdraw-card-application';
  if (turn >= 3 && turn <= 5) return 'attach-document';
  if (service.last === 'verified' && batch !== null) {
    if (batch.stage === 'cancelled') return 'withdraw-card-application';
    return batch.stage === 'open' ? 'close-employer-batch' : 'hand-over-batch';
  }
  if (service.last === 'verified') return 'set-card-pin';
  return service.last === 'pin-set' ? 'hand-over-card' : 'record-card-production';
}

async function look(counter: Counter, personId: string, turn: number): Promise<Situation | null> {
  const page = await counter.look('getPersonPage', { personId });
  const blanks = await counter.look('listBlankCards', {});
  // Nobody is signed in (the clerk is inactive by now), or the counter is not whole yet.
  if (page === null || blanks === null) return null;
  const open = page.services.find((one) => one.stage !== 'completed' && one.stage !== 'withdrawn');
  const batches = counter.storage.records.find('employerBatch', 'employerId', employer.id);
  const cameWith =
    open === undefined
      ? undefined
      : counter.storage.records.get('serviceRecord', open.serviceNumber)?.record.batchId;
  return {
    counter,
    personId,
    batch: batches.find((one) => (open === undefined ? one.stage === 'open' : one.id === cameWith)) ?? null,
    service:
      open === undefined
        ? null
        : {
            serviceNumber: open.serviceNumber,
            blankSerial: open.blankSerial,
            cardNumber: open.cardNumber,
            last: open.steps.at(-1)?.step ?? '',
            channel: open.channel,
            applicationType: open.applicationType,
          },
    page,
    turn,
    nextBlank: blanks.next[0]?.blankSerial ?? null,
  };
}

function codeOf(outcome: Awaited<ReturnType<Counter['ask']>>): string {
  if (outcome.ok) return 'ok';
  const { code, refusals } = outcome.error;
  return code === 'refused' ? refusals.map((one) => one.code).join(' ') : code;
}
