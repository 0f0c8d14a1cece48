import type { CommandKind } from '../../../domain/command/command-rules.ts';
import { agent, application, guardian } from '../../../domain/testing/county.ts';
import { employer } from '../../../domain/testing/employer-batch.ts';
import { byTelephone, inWriting } from '../../../domain/testing/loss.ts';
import { batchWork } from './batch-work.ts';
import type { Counter } from './counter.ts';
import { inquiryTurn, inquiryWork } from './inquiry-work.ts';
import { dayTurn, dayWork } from './day-work.ts';
import { printKindFor, printWork, saidOfPapers } from './print-work.ts';
import { statementTurn, statementWork } from './statement-work.ts';
import { contributionKindFor, contributionWork } from './contribution-work.ts';
import { forgeApproval, ledgerKindFor, ledgerWork } from './ledger-work.ts';
import { payoutKindFor, payoutWork } from './payout-work.ts';
import { transferKindFor, transferWork } from './transfer-work.ts';
import { kindForServicePoint, parcelWork } from './parcel-work.ts';
import { pinServiceFor, pinWork, triesSeen } from './pin-work.ts';
import type { Situation, Tried } from './situation.ts';
import { codeOf } from './told.ts';
import { desks } from './small-county.ts';
import { firstUnfreezingTurn, unfreezingKind, unfreezingWork } from './unfreezing-work.ts';
import { workWithStock, type StockKind } from './stock-work.ts';

const { serviceNumber: _made, ...applicationInput } = application;
const { serviceNumber: _told, ...telephoneInput } = byTelephone;
const { serviceNumber: _signed, ...writtenInput } = inWriting;
const { relation: _relation, authorisation: _authorisation, phone: _phone, ...agentsDocument } = agent;
/** Blanks give card numbers that begin with another letter. */
const cardsOfTheBeginning = /^A/;

/**
 * How a clerk comes to each kind of command. Every kind of the product stands here, or this does not compile: a
 * service takes part in the fault tests from its first day on.
 */
export const clerkWork: { readonly [K in Exclude<CommandKind, StockKind>]: (situation: Situation) => Tried } =
  {
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
    async 'set-card-pin'(situation) {
      const { counter, service, personId } = situation;
      const serviceNumber = service?.serviceNumber ?? takenService(situation);
      if (serviceNumber === undefined) return null;
      const person = counter.storage.records.get('insuredPerson', personId)?.record;
      if (service === null && person !== undefined) {
        // He comes himself, now that his employer has given him the card.
        const { name, documentKind, documentNumber } = person;
        const holder = { name, documentKind, documentNumber, documentValidUntil: 'long-term' };
        await counter.ask('presentCardHolder', { serviceNumber, holder, photoCompared: true });
      }
      return codeOf(await counter.enterPin({ serviceNumber }, '285713'));
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
    async 'spoil-blank-card'({ counter, nextBlank }) {
      if (nextBlank === null) return null;
      return codeOf(await counter.ask('spoilBlankCard', { blankSerial: nextBlank, reason: '破损' }));
    },
    ...batchWork,
    ...parcelWork,
    ...unfreezingWork,
    ...contributionWork,
    ...pinWork,
    async 'report-loss'(situation) {
      const { counter, personId, turn } = situation;
      const held = heldCard(situation);
      if (held === undefined) return null;
      const { cardNumber } = held;
      // By telephone nobody stands there with documents.
      const input = turn % 2 === 1 ? telephoneInput : { ...writtenInput, ...whoComes(situation) };
      return codeOf(await counter.ask('reportLoss', { ...input, personId, cardNumber }));
    },
    async 'lift-loss-report'(situation) {
      const { counter, personId } = situation;
      const held = heldCard(situation);
      if (held === undefined) return null;
      const { cardNumber, status } = held;
      const lifts = status === '4' ? 'provisional' : 'formal';
      const input = { ...writtenInput, ...whoComes(situation), personId, cardNumber, lifts };
      return codeOf(await counter.ask('liftLossReport', input));
    },
    ...inquiryWork,
    ...statementWork,
    ...dayWork,
    ...printWork,
    ...ledgerWork,
    ...payoutWork,
    ...transferWork,
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
function whichCard(situation: Situation) {
  const { counter, turn } = situation;
  const held = heldCard(situation);
  if (held === undefined) return {};
  const { cardNumber: formerCardNumber, status } = held;
  if (status === '2') return { applicationType: '05', formerCardNumber, feePaid: true };
  if (!cardsOfTheBeginning.test(formerCardNumber) && turn % 4 !== 3) return {};
  // The first window sees the damaged ones, the others those under warranty.
  const damaged = counter.settings.place.workstationId === desks[0]?.workstationId;
  return { applicationType: damaged ? '06' : '07', formerCardNumber, feePaid: true };
}

/** The service of a card that his employer brought him and that has no password yet. */
function takenService({ page }: Situation): string | undefined {
  return page.services.find(
    ({ stage, collector, pinSet }) => stage === 'completed' && collector?.role === 'employer' && !pinSet,
  )?.serviceNumber;
}

/** The card in his hand, or the one that he lost. */
function heldCard({ page }: Situation) {
  return page.cards.find(({ status }) => status !== null && status !== '9');
}

/** What his card is, whether he has lost it or not. */
function besidesLoss(situation: Situation): 'sealed' | 'locked' | null {
  const held = heldCard(situation);
  const status = held?.statusBeforeLoss ?? held?.status;
  return status === '0' ? 'sealed' : status === '3' ? 'locked' : null;
}

/** On this turn a card is taken in alone. */
const cardAloneTurn = 11;
/** From this turn to that the clerk does something with the stock instead. */
const firstStockTurn = 14;
const lastStockTurn = 18;

/** One step of the clerk with a person: usually the next one, now and then something that goes wrong or is given up. */
export async function workWith(
  counter: Counter,
  personId: string,
  turn: number,
  tell: (what: string) => void,
): Promise<void> {
  const isUnfreezing = turn === firstUnfreezingTurn || turn === firstUnfreezingTurn + 1;
  if (turn >= firstStockTurn && turn <= lastStockTurn) {
    const choice = (turn - firstStockTurn) * 8 + Number(personId.slice(-1));
    return workWithStock(counter, choice, (kind, answer) => tell(`${kind} ${codeOf(answer)}`));
  }
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
  const ledgerKind = await ledgerKindFor(situation);
  if (ledgerKind !== null) {
    const code =
      ledgerKind === 'forge' ? await forgeApproval(situation) : await ledgerWork[ledgerKind](situation);
    if (code !== null) tell(`${ledgerKind} ${code}`);
    return;
  }
  const kind =
    printKindFor(situation) ??
    payoutKindFor(situation) ??
    (await transferKindFor(situation)) ??
    (isUnfreezing ? unfreezingKind(situation) : kindFor(situation, turn));
  const code = await clerkWork[kind](situation);
  if (code !== null) tell(`${kind} ${code}`);
  for (const step of triesSeen(situation)) tell(`seen ${step}`);
  const besides = besidesLoss(situation);
  if (code === 'ok' && besides !== null) tell(`${kind} ok, ${besides}`);
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
  const papers = saidOfPapers(problem);
  const code = codeOf(await counter.ask('settleWork', { key, note: '已处理', papers }));
  tell(`settle ${code}`);
  if (papers.length > 0) tell(`record-paper-reclaimed ${code}`);
}

function kindFor(situation: Situation, turn: number): Exclude<CommandKind, StockKind> {
  const { service, batch, atServicePoint } = situation;
  const held = heldCard(situation);
  if (turn === 2) return 'spoil-blank-card';
  const contribution = service === null ? contributionKindFor(situation) : null;
  if (contribution !== null) return contribution;
  if (turn === 0 && batch?.stage === 'open') return 'cancel-employer-batch';
  if (service === null && turn === inquiryTurn) return 'answer-inquiry';
  if (service === null && turn === statementTurn) return 'issue-statement';
  if (service === null && turn === dayTurn) return 'close-day';
  if (service === null && held !== undefined) {
    if (turn >= 7 && turn <= 9 && held.status === '1' && takenService(situation) !== undefined) {
      return 'set-card-pin';
    }
    if (turn >= 3 && turn <= 6) return 'report-loss';
    // Who has not found his card by now asks for another.
    if (held.status === '4' && turn >= 7) return 'lift-loss-report';
    if (held.status === '2' && turn >= 7 && turn <= 9) return 'lift-loss-report';
    const pinService = pinServiceFor(situation);
    if (pinService !== null) return pinService;
  }
  const byEmployer = turn >= 6 && turn <= 9;
  if (service === null && byEmployer) {
    return batch === null ? 'open-employer-batch' : 'accept-batch-application';
  }
  if (service === null) return 'accept-card-application';
  if (turn === 0) return 'withdraw-card-application';
  if (turn >= 3 && turn <= 5) return 'attach-document';
  if (service.record.dueOn !== null) {
    // A card turns up without its parcel, or at an office that nobody sent it to.
    return turn === cardAloneTurn ? 'receive-card' : kindForServicePoint(service, atServicePoint, turn);
  }
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
  const open = page.services.find(
    ({ kind, stage }) => kind === 'issue-card' && stage !== 'completed' && stage !== 'withdrawn',
  );
  const { records } = counter.storage;
  const record = open === undefined ? undefined : records.get('serviceRecord', open.serviceNumber)?.record;
  const { officeId } = counter.settings.place;
  return {
    counter,
    personId,
    batch:
      records
        .find('employerBatch', 'employerId', employer.id)
        .find((one) => (record === undefined ? one.stage === 'open' : one.id === record.batchId)) ?? null,
    service:
      open === undefined || record === undefined
        ? null
        : {
            serviceNumber: open.serviceNumber,
            blankSerial: open.blankSerial,
            cardNumber: open.cardNumber,
            last: open.steps.at(-1)?.step ?? '',
            channel: open.channel,
            applicationType: open.applicationType,
            record,
          },
    page,
    turn,
    atServicePoint: records.get('office', officeId)?.record.kind === 'service-point',
    nextBlank: blanks.next[0]?.blankSerial ?? null,
  };
}
