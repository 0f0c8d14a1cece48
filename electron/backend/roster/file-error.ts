import type { RosterFileProblem, RosterFileProblemCode } from '../../../domain/roster/file-problem.ts';

/** Why a file is not read further; the reader's border turns it into an answer. */
export class RosterFileError extends Error {
  readonly problem: RosterFileProblem;

  constructor(code: RosterFileProblemCode, params: RosterFileProblem['params'] = {}, cause?: unknown) {
    super(code, { cause });
    this.name = 'RosterFileError';
    this.problem = { code, params };
  }
}

/** The sentence for a file, or for what is unpacked from it, that is larger than so many bytes. */
export function tooLarge(bytes: number): RosterFileError {
  return new RosterFileError('roster-too-large', { megabytes: Math.floor(bytes / 1024 / 1024) });
}
