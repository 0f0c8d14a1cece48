import { calendarLookups, publishedCalendar } from '../../domain/calendar/published-calendar.ts';
import { Facts, type Lookup } from '../../domain/command/facts.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type { RelationshipTransfer } from '../../domain/records/relationship-transfer.ts';
import { fundAccountLookups, fundAccountOn } from '../../domain/transfer/fund-account.ts';
import { paperLookups } from '../../domain/registered-paper/register-paper.ts';
import { afterPayments } from '../../domain/transfer/after-payments.ts';
import type { AnsweredFacts } from '../../domain/transfer/answered-facts.ts';
import { afterAnswer, type AreaAnswer } from '../../domain/transfer/other-area-answers.ts';
import { isTransferOpen, letterSent, unsentLetter } from '../../domain/transfer/relationship-transfer.ts';
import type { OtherAreaGateway, TransferCase } from '../other-area/other-area-gateway.ts';
import type { CentralStorage, CountyReader, CountyWriter } from '../storage/central-storage.ts';
import type { CentralClock } from './central-clock.ts';
import type { ErrandStep } from './errands.ts';
import { writeOwnChanges } from './own-changes.ts';
import { pageByPage } from './page-by-page.ts';
import { notReached, reach } from './reach.ts';

export interface TransferParts {
  readonly storage: CentralStorage;
  readonly otherAreas: OtherAreaGateway;
  readonly clock: CentralClock;
}

/** The transfers of a county for which there is something to send or to hear, a page at a time. */
export function transfersAwaiting(
  storage: CentralStorage,
  county: string,
): AsyncGenerator<RelationshipTransfer> {
  return pageByPage(storage, county, (reader, after, limit) => reader.transfersAwaiting(after, limit));
}

/**
 * Takes one transfer as far as it goes now: hears what the bank says of its payments, hands over the next letter, or takes up
 * what the other area has answered. The other area is called outside of any transaction; what has become of it is a change of
 * the county like any other, so that every counter hears of it. Ended between the call and the change, or brought back to an
 * earlier state, the same call is made again: a letter is known by its id, and an answer is taken up once, because its id is
 * kept with the transfer in the transaction that writes what follows from it.
 */
export async function serveTransfer(
  parts: TransferParts,
  county: string,
  transfer: RelationshipTransfer,
  onFailure: (error: unknown) => void,
): Promise<ErrandStep> {
  const { storage, otherAreas, clock } = parts;
  const paid = await takeUp(parts, county, transfer.id, `transfer ${transfer.id} paid`, (facts) =>
    afterPayments(facts, { today: clock.today(), at: clock.now() }),
  );
  if (paid === 'written') return 'answered';
  const facts = await storage.read(county, (reader) => factsOf(reader, transfer.id, clock.today()));
  if (facts === undefined) return 'undecided';
  const about = caseOf(facts, county);
  const letter = unsentLetter(facts.transfer);
  if (letter !== undefined) {
    const { id, kind, text } = letter;
    const call = () => otherAreas.send({ id, kind, text, about });
    if ((await reach(call, onFailure)) === notReached) return 'not-reached';
    await storage.change(county, (writer) => recordSent(writer, transfer.id, id, clock.now()));
    return 'sent';
  }
  const answers = await reach(() => otherAreas.answers(about), onFailure);
  if (answers === notReached) return 'not-reached';
  return (await takeUpAll(parts, county, transfer.id, answers))
    ? 'answered'
    : await wait(parts, county, facts);
}

/** Takes up what is new of the answers; false where nothing was. */
async function takeUpAll(
  parts: TransferParts,
  county: string,
  id: string,
  answers: readonly AreaAnswer[],
): Promise<boolean> {
  const { clock } = parts;
  let any = false;
  for (const answer of answers) {
    const step = await takeUp(parts, county, id, `transfer ${answer.id}`, (facts) =>
      afterAnswer(facts, answer, { today: clock.today(), at: clock.now() }),
    );
    // What cannot be taken up yet comes first: what the other area said after it waits with it.
    if (step === 'later') return any;
    any ||= step === 'written';
  }
  return any;
}

/** One transaction: looks, decides and writes; nothing is locked where there is nothing to write. */
async function takeUp(
  { storage, clock }: TransferParts,
  county: string,
  id: string,
  commandId: string,
  decide: (facts: AnsweredFacts) => readonly Change[] | null,
): Promise<'written' | 'nothing' | 'later'> {
  const seen = await storage.read(county, (reader) => factsOf(reader, id, clock.today()));
  const would = seen === undefined ? [] : decide(seen);
  if (would === null) return 'later';
  if (would.length === 0) return 'nothing';
  return await storage.change(county, async (writer) => {
    const now = await factsOf(writer, id, clock.today());
    const changes = now === undefined ? [] : decide(now);
    if (changes === null) return 'later';
    if (changes.length === 0) return 'nothing';
    await writeOwnChanges(writer, [{ commandId, changes }]);
    return 'written';
  });
}

/** Whether the other area is asked again soon; what has ended is listened to now and then, and at last no more. */
async function wait(
  { storage, clock }: TransferParts,
  county: string,
  { transfer, remittances }: AnsweredFacts,
): Promise<ErrandStep> {
  if (isTransferOpen(transfer)) return 'undecided';
  const isPaying = remittances.some(({ returnAsked }) => returnAsked !== null);
  if (isPaying || (transfer.listensUntil ?? '') >= clock.today()) return 'listening';
  await storage.change(county, async (writer) => {
    const now = await writer.one('relationshipTransfer', transfer.id);
    if (now?.awaits !== true || unsentLetter(now) !== undefined) return;
    const changes = [change('relationshipTransfer', { ...now, awaits: false })];
    await writeOwnChanges(writer, [{ commandId: `transfer ${transfer.id} unheard`, changes }]);
  });
  return 'listening';
}

async function recordSent(writer: CountyWriter, id: string, letterId: string, at: string): Promise<void> {
  const now = await writer.one('relationshipTransfer', id);
  const sent = now === undefined ? null : letterSent(now, letterId, at);
  if (sent === null) return;
  const changes = [change('relationshipTransfer', sent)];
  await writeOwnChanges(writer, [{ commandId: `letter ${letterId}`, changes }]);
}

/** What an answer works on, and what the other area is told besides. */
type CaseFacts = AnsweredFacts & Pick<TransferCase, 'paidHereFrom' | 'receivingAccount'>;

/** Everything on which an answer works; undefined where a record of it is not here. */
async function factsOf(reader: CountyReader, id: string, today: string): Promise<CaseFacts | undefined> {
  const transfer = await reader.one('relationshipTransfer', id);
  if (transfer === undefined) return undefined;
  const { personId } = transfer;
  const lookups: readonly Lookup[] = [
    { table: 'serviceRecord', by: 'id', value: id },
    { table: 'insuredPerson', by: 'id', value: personId },
    { table: 'personalAccount', by: 'id', value: personId },
    { table: 'card', by: 'personId', value: personId },
    { table: 'contributionPeriod', by: 'personId', value: personId },
    { table: 'payment', by: 'serviceId', value: id },
    { table: 'incomingRemittance', by: 'transferId', value: id },
    ...paperLookups(id),
    ...calendarLookups(today),
    ...fundAccountLookups(),
  ];
  const facts = Facts.of(lookups, await reader.lookUp(lookups));
  const service = facts.one('serviceRecord', id);
  const person = facts.one('insuredPerson', personId);
  if (service === undefined || person === undefined) return undefined;
  // What the transfer itself has brought was asked for by it: the other area is asked the same before and after.
  const months = facts
    .all('contributionPeriod', 'personId', personId)
    .filter((period) => !period.id.startsWith(`${id}/`))
    .map(({ fromMonth }) => fromMonth);
  return {
    transfer,
    service,
    person,
    account: facts.one('personalAccount', personId),
    cards: facts.all('card', 'personId', personId),
    payments: facts.all('payment', 'serviceId', id),
    remittances: facts.all('incomingRemittance', 'transferId', id),
    paper: facts.one('registeredPaper', id),
    calendar: publishedCalendar(facts, today),
    paidHereFrom: months.sort()[0] ?? null,
    receivingAccount: transfer.direction === 'in' ? fundAccountOn(facts, today) : null,
  };
}

function caseOf(
  { transfer, person, paidHereFrom, receivingAccount }: CaseFacts,
  county: string,
): TransferCase {
  const { id, direction, otherArea, sheet, amount, letters } = transfer;
  return {
    id,
    direction,
    areaCode: otherArea.areaCode,
    county,
    name: person.name,
    documentKind: person.documentKind,
    documentNumber: person.documentNumber,
    paidHereFrom,
    receivingAccount,
    amount: direction === 'out' ? amount : 0,
    sheet: direction === 'out' ? sheet : null,
    letters: letters
      .filter(({ sentAt }) => sentAt !== null)
      .map(({ id: letter, kind }) => ({ id: letter, kind })),
  };
}
