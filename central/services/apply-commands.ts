import { commandAnswer, type BatchAnswer, type CommandAnswer } from '../../contract/sync-protocol.ts';
import type { Journal } from '../journal.ts';
import {
  UnknownCountyError,
  type CentralStorage,
  type CountyPosition,
  type CountyWriter,
  type StoredAnswer,
} from '../storage/central-storage.ts';
import { BatchProgress } from './batch-progress.ts';
import type { CentralClock } from './central-clock.ts';
import type { Credential } from './credentials.ts';
import {
  answerAgain,
  dayOfDecision,
  decideSlice,
  notDecided,
  type DecidingContext,
  type FreshCommand,
} from './decide-slice.ts';
import { followTurn, isLate } from './follow-turn.ts';
import { sealedPinsOf } from './pin-knowledge.ts';
import type { OpenedPin, PinVault } from './pin-vault.ts';
import { readCommand, type CommandReading } from './read-command.ts';
import { requireSameHistory, type KnownHistory } from './same-history.ts';

export interface ApplyCommandsParts {
  readonly storage: CentralStorage;
  readonly vault: PinVault;
  readonly clock: CentralClock;
  readonly journal: Journal;
}

/**
 * Decides a batch of commands: one answer for each, in the same order. Same id and same body give the same answer
 * and one effect, however often and from how many sides at once; the answer is kept for ever. What cannot be read or
 * fails unexpectedly is rejected, is not kept, and holds up no other.
 * @param known the history that the counter knows; null does not look
 * @returns the answers, and where the county stands behind them
 * @throws OtherHistoryError, and what the database throws when it fails: then nothing of the batch was done
 */
export async function decideBatch(
  parts: ApplyCommandsParts,
  credential: Credential,
  rawCommands: readonly unknown[],
  known: KnownHistory | null,
): Promise<BatchAnswer> {
  const { storage, vault, clock, journal } = parts;
  const readings = rawCommands.map(readCommand);
  const outside: Omit<DecidingContext, 'today'> = {
    credential,
    vault,
    openPin: openAhead(vault, await newPins(storage, credential.county, readings)),
    onCommandError: (error, kind) => journal.recordError('command failed', error, { commandKind: kind }),
  };
  const answer = await storage.change(credential.county, async (writer) => {
    if (known !== null) await requireSameHistory(writer, await positionOf(writer), known);
    // Behind the county's lock: no turn of a month has been here of which this day does not know.
    const context: DecidingContext = { ...outside, today: clock.today() };
    const answers = await answerAll(writer, readings, context, (error) => storage.isFault(error));
    return { ...(await positionOf(writer)), answers: [...answers] };
  });
  journal.record('batch decided', { county: credential.county, ...tally(answer.answers) });
  return answer;
}

/** The answers of a batch alone, whatever history its counter knows. */
export async function applyCommands(
  parts: ApplyCommandsParts,
  credential: Credential,
  rawCommands: readonly unknown[],
): Promise<readonly CommandAnswer[]> {
  return (await decideBatch(parts, credential, rawCommands, null)).answers;
}

/** Read behind the county's lock: an epoch that began while this batch waited is seen. */
async function positionOf(writer: CountyWriter): Promise<CountyPosition> {
  const position = await writer.position();
  if (position === undefined) throw new UnknownCountyError();
  return position;
}

async function answerAll(
  writer: CountyWriter,
  readings: readonly CommandReading[],
  context: DecidingContext,
  isFault: (error: unknown) => boolean,
): Promise<readonly CommandAnswer[]> {
  const ids = readings.flatMap((reading) => (reading.ok ? [reading.command.id] : []));
  const stored = new Map((await writer.answers(ids)).map((answer) => [answer.commandId, answer]));
  const answers = new Array<CommandAnswer | undefined>(readings.length);
  const fresh: FreshCommand[] = [];
  for (const [position, reading] of readings.entries()) {
    if (!reading.ok) {
      answers[position] = { id: reading.id, outcome: 'rejected', code: reading.code };
      continue;
    }
    const { command } = reading;
    const before = stored.get(command.id);
    if (before !== undefined) {
      answers[position] = answerAgain(asAnswer(before), command.id, before.hash === command.hash);
    } else if (!command.body.ok) {
      answers[position] = { id: command.id, outcome: 'rejected', code: command.body.code };
    } else fresh.push({ position, command, body: command.body.value });
  }
  let progress = new BatchProgress(writer.lockedHead);
  await decide(fresh);
  await follow();
  return answers.map((answer) => {
    if (answer === undefined) throw new Error('a command was left without an answer');
    return answer;
  });

  /** What was applied late follows the turn of the month; what goes wrong with that takes back no decision. */
  async function follow(): Promise<void> {
    const late = fresh
      .filter(({ position }) => answers[position]?.outcome === 'applied')
      .map(({ command, body }) => ({
        commandId: command.id,
        body,
        day: dayOfDecision(command.origin.today, context.today),
      }))
      .filter((one) => isLate(one, context.today));
    if (late.length === 0) return;
    const { county } = context.credential;
    const about = { county, today: context.today, head: progress.head };
    try {
      await writer.savepoint(() => followTurn(writer, late, about));
    } catch (error) {
      if (isFault(error)) throw error;
      context.onCommandError(error, 'monthly-turn');
    }
  }

  /** A run that the database refuses is halved until the one command that it refuses stands alone. */
  async function decide(slice: readonly FreshCommand[]): Promise<void> {
    if (slice.length === 0) return;
    try {
      const before = progress;
      const decided = await writer.savepoint(() => decideSlice(writer, slice, before, context));
      progress = decided.progress;
      for (const [position, answer] of decided.answers) answers[position] = answer;
    } catch (error) {
      if (isFault(error)) throw error;
      const [only] = slice;
      if (only !== undefined && slice.length === 1) {
        context.onCommandError(error, only.command.kind);
        progress.hold(only.body);
        answers[only.position] = notDecided(only.command.id);
        return;
      }
      const middle = Math.ceil(slice.length / 2);
      await decide(slice.slice(0, middle));
      await decide(slice.slice(middle));
    }
  }
}

function asAnswer({ commandId, answer }: StoredAnswer): CommandAnswer {
  const kept = typeof answer === 'object' && answer !== null ? answer : {};
  return commandAnswer.parse({ ...kept, id: commandId, duplicate: false });
}

/**
 * The sealed passwords of the commands that are not known yet. Commands that come again, after a line broke, are
 * answered without opening anything: it is what costs most of a batch.
 */
async function newPins(
  storage: CentralStorage,
  county: string,
  readings: readonly CommandReading[],
): Promise<readonly string[]> {
  const pins = new Map<string, readonly string[]>();
  for (const reading of readings) {
    if (!reading.ok || !reading.command.body.ok) continue;
    const sealed = sealedPinsOf(reading.command.body.value);
    if (sealed.length > 0) pins.set(reading.command.id, sealed);
  }
  if (pins.size === 0) return [];
  for (const { commandId } of await storage.read(county, (reader) => reader.answers([...pins.keys()]))) {
    pins.delete(commandId);
  }
  return [...pins.values()].flat();
}

/** Opening a password takes milliseconds: those of a batch are opened side by side before the county is locked. */
function openAhead(vault: PinVault, pins: readonly string[]) {
  const opened = new Map<string, Promise<OpenedPin>>();
  const open = (sealed: string) => {
    const known = opened.get(sealed) ?? vault.open(sealed);
    opened.set(sealed, known);
    return known;
  };
  for (const sealed of pins) void open(sealed);
  return open;
}

function tally(answers: readonly CommandAnswer[]) {
  const count = (of: (answer: CommandAnswer) => boolean) => answers.filter(of).length;
  return {
    count: answers.length,
    applied: count((answer) => answer.outcome === 'applied' && !answer.duplicate),
    refused: count((answer) => answer.outcome === 'refused' && !answer.duplicate),
    rejected: count((answer) => answer.outcome === 'rejected'),
    duplicates: count((answer) => answer.outcome !== 'rejected' && answer.duplicate),
  };
}
