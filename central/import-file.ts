import { readFile, stat } from 'node:fs/promises';
import type { FailureCode } from '../contract/error-codes.ts';
import { largestOutboxFile, type OutboxImportAnswer } from '../contract/outbox-file.ts';
import type { ApplyCommandsParts } from './services/apply-commands.ts';
import { importOutbox } from './services/import-outbox.ts';
import { OutboxFileError } from './services/open-outbox-file.ts';

/** What is printed of a file. Numbers and codes: what a refusal says of a person belongs to a clerk's screen. */
type ImportLine =
  | { readonly file: string; readonly error: FailureCode }
  | (Omit<OutboxImportAnswer, 'problems'> & {
      readonly file: string;
      readonly problems: readonly {
        readonly commandId: string;
        readonly kind: string;
        readonly serviceNumber: string | null;
        readonly outcome: 'refused' | 'rejected';
        readonly codes: readonly string[];
      }[];
    });

/** Takes in a file that somebody has brought to the central office; what cannot be taken in is told by its code. */
export async function importFile(parts: ApplyCommandsParts, file: string): Promise<ImportLine> {
  const content = await read(file);
  if (typeof content === 'string') return { file, error: content };
  try {
    const { problems, ...counts } = await importOutbox(parts, content, null);
    const told = problems.map(({ commandId, kind, serviceNumber, outcome, refusals, code }) => ({
      commandId,
      kind,
      serviceNumber,
      outcome,
      codes: code === null ? refusals.map((refusal) => refusal.code) : [code],
    }));
    return { file, ...counts, problems: told };
  } catch (error) {
    if (error instanceof OutboxFileError) return { file, error: error.code };
    throw error;
  }
}

async function read(file: string): Promise<Uint8Array | 'import-too-large' | 'file-not-read'> {
  try {
    return (await stat(file)).size > largestOutboxFile ? 'import-too-large' : await readFile(file);
  } catch {
    // Whoever typed the name sees what is the matter with it.
    return 'file-not-read';
  }
}
