import { executeCommand } from '../../../counter/engine/execute-command.ts';
import { originOfClerk } from '../../../counter/workstation.ts';
import type { CommandKind } from '../../../domain/command/command-rules.ts';
import { application } from '../../../domain/testing/county.ts';
import type { Counter } from './counter.ts';

const { serviceNumber: _made, ...applicationInput } = application;

/** What a clerk sees before he does something: the person in front of him, and his open service, if any. */
interface Situation {
  readonly counter: Counter;
  readonly personId: string;
  readonly service: {
    readonly serviceNumber: string;
    readonly blankSerial: string | null;
    readonly last: string;
  } | null;
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
  async 'accept-card-application'({ counter, personId, service }) {
    if (service !== null) return null;
    return codeOf(await counter.ask('acceptCardApplication', { ...applicationInput, personId }));
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
  async 'hand-over-card'({ counter, service }) {
    if (service === null) return null;
    const { serviceNumber } = service;
    return codeOf(await counter.ask('handOverCard', { serviceNumber, receiptSigned: true }));
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
    const worker = counter.room.session.worker();
    if (nextBlank === null || !worker.ok) return Promise.resolve(null);
    const execution = executeCommand(
      { ...counter.room, written: counter.room.wake },
      originOfClerk(counter.room, worker.clerk),
      () => ({
        kind: 'spoil-blank-card',
        request: { blankSerial: nextBlank, reason: '破损', serviceNumber: null },
      }),
    );
    if (!execution.done) return Promise.resolve(execution.refusals.map(({ code }) => code).join(' '));
    counter.acknowledged.add(execution.commandId);
    return Promise.resolve('ok');
  },
};

/** One step of the clerk with a person: usually the next one, now and then something that goes wrong or is given up. */
export async function workWith(
  counter: Counter,
  personId: string,
  turn: number,
  tell: (what: string) => void,
): Promise<void> {
  const situation = await look(counter, personId);
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
}

/** A person deals with what the central office refused. */
export async function settleOne(counter: Counter, tell: (what: string) => void): Promise<void> {
  const work = await counter.look('listWork', {});
  const problem = work?.items.find((item) => item.state !== 'waiting');
  if (problem === undefined) return;
  const { key } = problem;
  tell(`settle ${codeOf(await counter.ask('settleWork', { key, note: '已处理' }))}`);
}

function kindFor({ service }: Situation, turn: number): CommandKind {
  if (turn === 2) return 'spoil-blank-card';
  if (service === null) return 'accept-card-application';
  if (turn === 0) return 'withdraw-card-application';
  if (turn >= 3 && turn <= 5) return 'attach-document';
  if (service.last === 'verified') return 'set-card-pin';
  return service.last === 'pin-set' ? 'hand-over-card' : 'record-card-production';
}

async function look(counter: Counter, personId: string): Promise<Situation | null> {
  const page = await counter.look('getPersonPage', { personId });
  const blanks = await counter.look('listBlankCards', {});
  // Nobody is signed in (the clerk is inactive by now), or the counter is not whole yet.
  if (page === null || blanks === null) return null;
  const open = page.services.find((one) => one.stage !== 'completed' && one.stage !== 'withdrawn');
  return {
    counter,
    personId,
    service:
      open === undefined
        ? null
        : {
            serviceNumber: open.serviceNumber,
            blankSerial: open.blankSerial,
            last: open.steps.at(-1)?.step ?? '',
          },
    nextBlank: blanks.next[0]?.blankSerial ?? null,
  };
}

function codeOf(outcome: Awaited<ReturnType<Counter['ask']>>): string {
  if (outcome.ok) return 'ok';
  const { code, refusals } = outcome.error;
  return code === 'refused' ? refusals.map((one) => one.code).join(' ') : code;
}
