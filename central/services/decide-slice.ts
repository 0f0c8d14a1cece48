import { commandAnswer, type CommandAnswer } from '../../contract/sync-protocol.ts';
import { addDays } from '../../domain/calendar/civil-date.ts';
import type { CommandContext, Proof, SealedSecret } from '../../domain/command/command-rule.ts';
import { commandNeeds, decideCommand, type CommandBody } from '../../domain/command/command-rules.ts';
import type { Lookup } from '../../domain/command/facts.ts';
import { refuse, type Refusal } from '../../domain/command/refusal.ts';
import type { RefusalCode } from '../../domain/command/refusal-codes.ts';
import { requireSoundLedger } from '../../domain/ledger/sound-ledger.ts';
import { change, type Change } from '../../domain/records/change.ts';
import type {
  CountyHead,
  CountyWriter,
  DecidedEffects,
  NewAnswer,
  NewCardPin,
  SequencedChange,
} from '../storage/central-storage.ts';
import type { BatchProgress } from './batch-progress.ts';
import { isSignedBy } from './clerk-signature.ts';
import type { Credential } from './credentials.ts';
import type { OpenedPin, PinVault } from './pin-vault.ts';
import { pinKnowledge, pinLookups } from './pin-knowledge.ts';
import type { ReadCommand } from './read-command.ts';
import { SliceFacts } from './slice-facts.ts';
import { SliceSerials } from './slice-serials.ts';
import { standingLookups, standingRecords } from './standing-records.ts';

/** How far behind a counter's day may lie: as long as a counter may have been without a line. */
const longestOfflineDays = 60;

/** A command that is to be decided: its body was read, its id is not known yet. */
export interface FreshCommand {
  /** Its place in the batch. */
  readonly position: number;
  readonly command: ReadCommand;
  readonly body: CommandBody;
}

export interface DecidingContext {
  readonly credential: Credential;
  /** The day at the central office. */
  readonly today: string;
  readonly vault: PinVault;
  /** Opens a sealed password; those of a batch are opened ahead, side by side. */
  readonly openPin: (sealed: string) => Promise<OpenedPin>;
  readonly onCommandError: (error: unknown, kind: string) => void;
}

/**
 * Decides commands in their order and writes all their effects at once. Each sees what those before it have done.
 * A rule that throws rejects its own command, and holds those behind it that belong to the same; an error of the
 * database is thrown and concerns the whole run.
 * @param before how far the batch has come; it is left as it is
 */
export async function decideSlice(
  writer: CountyWriter,
  slice: readonly FreshCommand[],
  before: BatchProgress,
  context: DecidingContext,
): Promise<{ readonly answers: ReadonlyMap<number, CommandAnswer>; readonly progress: BatchProgress }> {
  const prepared = slice.map((fresh) => prepare(fresh, context));
  const lookups = prepared.flatMap((one) => ('error' in one ? [] : [...one.needs, ...one.besides]));
  const facts = await SliceFacts.fetch(lookups, (distinct) => writer.lookUp(distinct));
  const keptPins = new KeptPins(writer);
  const serials = new SliceSerials(writer);
  const progress = before.copy();
  const effects = new EffectsCollector(progress.head);
  const answers = new Map<number, CommandAnswer>();
  for (const [index, { position, command, body }] of slice.entries()) {
    const { id, hash } = command;
    const known = progress.before(id);
    if (known !== undefined) {
      answers.set(position, answerAgain(known.answer, id, known.hash === hash));
      continue;
    }
    if (progress.isHeld(body)) {
      answers.set(position, notDecided(id));
      continue;
    }
    try {
      const preparation = prepared[index];
      if (preparation === undefined) throw new Error('a command was not prepared');
      if ('error' in preparation) throw preparation.error;
      const decided = await decideOne({ facts, keptPins }, command, body, preparation, context);
      const decision = decided.accepted
        ? { ...decided, changes: await serials.numbered(decided.changes) }
        : decided;
      const answer = effects.collect(command, decision);
      if (decision.accepted) {
        facts.apply(decision.changes);
        serials.note(decision.changes);
        keptPins.note(decision.cardPins);
      }
      progress.decided(id, { hash, answer }, effects.head);
      answers.set(position, answer);
    } catch (error) {
      context.onCommandError(error, command.kind);
      progress.hold(body);
      answers.set(position, notDecided(id));
    }
  }
  if (effects.any) await writer.write(effects.all());
  return { answers, progress };
}

/** Something went wrong that has nothing to do with the command: it may be sent again as it is. */
export function notDecided(id: string): CommandAnswer {
  return { id, outcome: 'rejected', code: 'internal-error' };
}

/** The answer to a command that was decided before: the same, marked; or that its id was used for something else. */
export function answerAgain(answer: CommandAnswer, id: string, sameBody: boolean): CommandAnswer {
  if (!sameBody) return { id, outcome: 'rejected', code: 'command-id-reused' };
  return answer.outcome === 'rejected' ? answer : { ...answer, duplicate: true };
}

interface Preparation {
  readonly context: CommandContext;
  readonly needs: readonly Lookup[];
  /** What the answer and the password's judgement need besides the rule. */
  readonly besides: readonly Lookup[];
}

function prepare(
  { command, body }: FreshCommand,
  { credential, today }: DecidingContext,
): Preparation | { readonly error: unknown } {
  try {
    const day = dayOfDecision(command.origin.today, today);
    const context: CommandContext = {
      commandId: command.id,
      county: credential.county,
      officeId: credential.officeId,
      workstationId: credential.workstationId,
      clerkId: command.origin.clerkId,
      today: day,
      decidedOn: today,
      at: instantOfDecision(command.origin.at, day),
    };
    return {
      context,
      needs: commandNeeds(body, context),
      besides: [...standingLookups(body), ...pinLookups(body)],
    };
  } catch (error) {
    return { error };
  }
}

/** The counter's day, within what is believable: not after the central office's, not more than 60 days before it. */
export function dayOfDecision(claimed: string, today: string): string {
  const earliest = addDays(today, -longestOfflineDays);
  if (claimed > today) return today;
  return claimed < earliest ? earliest : claimed;
}

/**
 * The instant that the records keep: the counter's, but on the day of the decision. A deadline that counts from a step
 * is not moved by a clock that was put wrong (law 10).
 */
export function instantOfDecision(claimed: string, day: string): string {
  return claimed.startsWith(day) ? claimed : `${day}${claimed.slice(day.length)}`;
}

type Decided =
  | { readonly accepted: true; readonly changes: readonly Change[]; readonly cardPins: readonly NewCardPin[] }
  | { readonly accepted: false; readonly refusals: readonly Refusal[]; readonly standing: readonly Change[] };

async function decideOne(
  { facts, keptPins }: { readonly facts: SliceFacts; readonly keptPins: KeptPins },
  command: ReadCommand,
  body: CommandBody,
  { context, needs }: Preparation,
  { credential, vault, openPin }: DecidingContext,
): Promise<Decided> {
  const { officeId, workstationId } = command.origin;
  if (officeId !== credential.officeId || workstationId !== credential.workstationId) {
    return { accepted: false, refusals: [refuse('workstation-unknown')], standing: [] };
  }
  const refused = (refusals: readonly Refusal[]): Decided => ({
    accepted: false,
    refusals,
    standing: standingRecords(facts, body),
  });
  const decision = decideCommand(facts.factsFor(needs), body, context);
  if (!decision.accepted) return refused(decision.refusals);
  const { proof, signature } = decision;
  if (signature !== undefined) {
    const [clerk] = facts.of('clerk', 'id', context.clerkId);
    if (!(await isSignedBy(clerk, signature, vault))) return refused([refuse('signature-unfit')]);
  }
  const changes = withPaperCodes(decision.carriedOut ?? decision.changes, credential.county, vault);
  requireSoundLedger(changes, (personId) => ({
    account: facts.of('personalAccount', 'id', personId)[0],
    entries: () => facts.of('ledgerEntry', 'personId', personId),
  }));
  const cardPins: NewCardPin[] = [];
  // The new password is judged before the old one is tried: one that is refused costs no try and tells nothing.
  for (const secret of decision.secrets) {
    const verdict = await judgeSecret(secret, proof);
    if (!verdict.ok) {
      const code = verdict.problem === 'weak' ? 'pin-too-weak' : 'pin-not-sealed';
      return refused([refuse(code, {}, 'sealedPin')]);
    }
    cardPins.push({ cardNumber: secret.subject, pinHash: verdict.pinHash, commandId: command.id });
  }
  if (proof === undefined) return { accepted: true, changes, cardPins };
  const shown = await tryProof(proof);
  if (typeof shown === 'string') return refused([refuse(shown, { cardTail: proof.subject.slice(-4) })]);
  return shown
    ? { accepted: true, changes: proof.shown, cardPins }
    : { accepted: true, changes: proof.notShown, cardPins: [] };

  async function judgeSecret(secret: SealedSecret, instead: Proof | undefined) {
    const opened = await openPin(secret.sealed);
    const verdict = vault.judge(opened, secret.subject, pinKnowledge(facts, body, secret.subject));
    // Who sets the password that he has shown changes nothing.
    const isSame =
      instead !== undefined &&
      verdict.ok &&
      vault.fits(await openPin(instead.sealed), instead.subject, verdict.pinHash);
    return isSame ? ({ ok: false, problem: 'weak' } as const) : verdict;
  }

  /** Whether it shows the right secret, or why that cannot be told: then nothing was tried. */
  async function tryProof({ subject, sealed }: Proof): Promise<boolean | RefusalCode> {
    const opened = await openPin(sealed);
    if (opened?.subject !== subject) return 'pin-not-sealed';
    const kept = await keptPins.of(subject);
    return kept === undefined ? 'pin-not-kept' : vault.fits(opened, subject, kept);
  }
}

/** The central office alone gives papers their codes: by them it knows them again. */
function withPaperCodes(
  changes: readonly Change[],
  county: string,
  vault: Pick<PinVault, 'paperCode'>,
): readonly Change[] {
  return changes.map((one) =>
    one.table === 'registeredPaper' && one.record.code === null
      ? change('registeredPaper', { ...one.record, code: vault.paperCode(county, one.record) })
      : one,
  );
}

/** The hashes of passwords as they stand in the middle of a run: what is kept, and over it what the commands before set. */
class KeptPins {
  readonly #known = new Map<string, Promise<string | undefined>>();
  readonly #reader: Pick<CountyWriter, 'cardPinHash'>;

  constructor(reader: Pick<CountyWriter, 'cardPinHash'>) {
    this.#reader = reader;
  }

  of(cardNumber: string): Promise<string | undefined> {
    const hash = this.#known.get(cardNumber) ?? this.#reader.cardPinHash(cardNumber);
    this.#known.set(cardNumber, hash);
    return hash;
  }

  note(cardPins: readonly NewCardPin[]): void {
    for (const { cardNumber, pinHash } of cardPins) this.#known.set(cardNumber, Promise.resolve(pinHash));
  }
}

/** Gathers what decided commands leave behind and gives each change the county's next number. */
class EffectsCollector {
  readonly #changes: SequencedChange[] = [];
  readonly #answers: NewAnswer[] = [];
  readonly #cardPins: NewCardPin[] = [];
  #head: CountyHead;

  constructor(start: CountyHead) {
    this.#head = start;
  }

  collect(command: ReadCommand, decided: Decided): CommandAnswer {
    const { applied, refused } = this.#head;
    const changes = decided.accepted ? decided.changes : [];
    const commandEnd = this.#head.head + changes.length;
    const kept = decided.accepted
      ? ({ outcome: 'applied', sequence: commandEnd } as const)
      : ({ outcome: 'refused', refusals: decided.refusals, standing: decided.standing } as const);
    // An answer that does not fit the contract is found before anything is gathered.
    const answer = commandAnswer.parse({ id: command.id, duplicate: false, ...kept });
    for (const [index, change] of changes.entries()) {
      const sequence = this.#head.head + index + 1;
      this.#changes.push({ sequence, commandId: command.id, commandEnd, change });
    }
    if (decided.accepted) this.#cardPins.push(...decided.cardPins);
    this.#answers.push({
      commandId: command.id,
      hash: command.hash,
      outcome: kept.outcome,
      answer: kept,
      kind: command.kind,
      workstationId: command.origin.workstationId,
      clerkId: command.origin.clerkId,
      commandedAt: command.origin.at,
    });
    this.#head = {
      head: commandEnd,
      applied: applied + (decided.accepted ? 1 : 0),
      refused: refused + (decided.accepted ? 0 : 1),
    };
    return answer;
  }

  get head(): CountyHead {
    return this.#head;
  }

  get any(): boolean {
    return this.#answers.length > 0;
  }

  all(): DecidedEffects {
    return { changes: this.#changes, answers: this.#answers, cardPins: this.#cardPins, head: this.#head };
  }
}
