import { outboxFileExtension } from '../../contract/outbox-file.ts';

/**
 * The name under which an export is written. Not every system's dialogue adds the extension by itself, and the next one
 * shows no file without it. But only the name that was chosen was asked about: where the longer one is taken, perhaps by
 * another window's export, the file keeps the chosen one.
 */
export function outboxFileName(chosen: string, isTaken: (path: string) => boolean): string {
  const extension = `.${outboxFileExtension}`;
  return chosen.endsWith(extension) || isTaken(chosen + extension) ? chosen : chosen + extension;
}
