import type { ImportProblem, OutboxImportAnswer } from '../../contract/outbox-file.ts';
import { largestBatch, type CommandAnswer } from '../../contract/sync-protocol.ts';
import { commandOrder } from '../../domain/command/command-order.ts';
import { commandBelonging } from '../../domain/command/command-rules.ts';
import { UnknownCountyError } from '../storage/central-storage.ts';
import { decideBatch, type ApplyCommandsParts } from './apply-commands.ts';
import { notDecided } from './decide-slice.ts';
import { openOutboxFile, OutboxFileError, readLine, type OpenedOutbox } from './open-outbox-file.ts';
import { readCommand } from './read-command.ts';

/**
 * Decides the commands of a file as if its workstation had sent them: by the same way, in the same order, under the
 * same ids. What the central office knows already gets the same verdict again (law 3), so that a file may be brought
 * twice, and its counter may come back afterwards.
 *
 * A file says nothing of the history that its counter knows: whatever was restored meanwhile, it is taken in. Broken off
 * by a fault of the database, the batches before it are done; the file is brought again.
 * @param county whose files are taken; null takes those of any county that is here
 * @throws OutboxFileError when nothing was done, and what the database throws
 */
export async function importOutbox(
  parts: ApplyCommandsParts,
  file: Uint8Array,
  county: string | null,
): Promise<OutboxImportAnswer> {
  const { header, lines } = await open(parts, file, county);
  const { officeId, workstationId, madeAt } = header;
  const credential = { county: header.county, officeId, workstationId };
  const result = new ImportResult();
  const held = new Set<string>();
  for (let from = 0; from < lines.length; from += largestBatch) {
    const sent: unknown[] = [];
    for (const command of lines.slice(from, from + largestBatch).map(readLine)) {
      // What stands behind one that failed waits with it, also in the batches that follow, as it does at its counter.
      if (isHeld(command, held)) {
        hold(command, held);
        result.note(command, notDecided(idOf(command)));
      } else sent.push(command);
    }
    const { answers } = await decideBatch(parts, credential, sent, null);
    for (const [index, answer] of answers.entries()) {
      const command = sent[index];
      result.note(command, answer);
      if (answer.outcome === 'rejected' && answer.code === 'internal-error') hold(command, held);
    }
  }
  const { applied, refused, rejected, duplicate, problems } = result;
  parts.journal.record('outbox imported', {
    county: header.county,
    count: lines.length,
    applied,
    refused,
    rejected,
    duplicates: duplicate,
  });
  const count = lines.length;
  return {
    officeId,
    workstationId,
    madeAt,
    commands: count,
    applied,
    refused,
    rejected,
    duplicate,
    problems,
  };
}

async function open(
  parts: ApplyCommandsParts,
  file: Uint8Array,
  county: string | null,
): Promise<OpenedOutbox> {
  try {
    return await openOutboxFile(parts, file, county);
  } catch (error) {
    throw error instanceof UnknownCountyError ? new OutboxFileError('import-other-county') : error;
  }
}

/** What became of the commands, counted, and those that are work for a person. */
class ImportResult {
  applied = 0;
  refused = 0;
  rejected = 0;
  duplicate = 0;
  readonly problems: ImportProblem[] = [];

  note(raw: unknown, answer: CommandAnswer): void {
    switch (answer.outcome) {
      case 'applied':
        if (answer.duplicate) this.duplicate += 1;
        else this.applied += 1;
        return;
      case 'refused':
        if (answer.duplicate) this.duplicate += 1;
        else this.refused += 1;
        this.problems.push({
          ...about(raw, answer.id),
          outcome: 'refused',
          refusals: answer.refusals,
          code: null,
        });
        return;
      case 'rejected':
        this.rejected += 1;
        this.problems.push({
          ...about(raw, answer.id),
          outcome: 'rejected',
          refusals: [],
          code: answer.code,
        });
        return;
      default:
        answer satisfies never;
    }
  }
}

function about(raw: unknown, commandId: string) {
  const reading = readCommand(raw);
  if (!reading.ok) return { commandId, kind: '', serviceNumber: null, personId: null };
  const { kind, body } = reading.command;
  if (!body.ok) return { commandId, kind, serviceNumber: null, personId: null };
  const { subject, service } = commandBelonging(body.value);
  return { commandId, kind, serviceNumber: service, personId: subject };
}

function isHeld(raw: unknown, held: ReadonlySet<string>): boolean {
  return held.size > 0 && orderOf(raw).heldBy.some((one) => held.has(one));
}

function hold(raw: unknown, held: Set<string>): void {
  for (const one of orderOf(raw).holds) held.add(one);
}

function orderOf(raw: unknown): ReturnType<typeof commandOrder> {
  const reading = readCommand(raw);
  return reading.ok && reading.command.body.ok
    ? commandOrder(reading.command.body.value)
    : { holds: [], heldBy: [] };
}

function idOf(raw: unknown): string {
  const reading = readCommand(raw);
  return reading.ok ? reading.command.id : reading.id;
}
