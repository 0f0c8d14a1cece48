import { join, resolve } from 'node:path';

/** What the program was started with. */
export interface CommandLine {
  /** Absolute; everything that this counter keeps is below it. */
  readonly dataDirectory: string;
  /** Address of the central office, or null for the one that was set up before. */
  readonly central: string | null;
  readonly enrolmentCode: string | null;
  readonly demonstration: boolean;
  /** Which office of the demonstration county this counter joins; null for its centre. */
  readonly officeId: string | null;
  /** The administrator asks for a key file, because the system has no keyring. */
  readonly keyFile: boolean;
  readonly developerTools: boolean;
}

/**
 * Reads `--data=DIR --central=URL --enrolment-code=CODE --demonstration --office=ID --key-file --developer-tools`. What it does
 * not know belongs to Chromium and is passed over; of an option that comes twice the last holds.
 *
 * @param words the process's arguments
 * @param standardDirectory where the data is kept without `--data`
 * @param currentDirectory what a relative `--data` is relative to
 */
export function readCommandLine(
  words: readonly string[],
  standardDirectory: string,
  currentDirectory: string,
): CommandLine {
  const valueOf = (name: string): string | null => {
    const prefix = `--${name}=`;
    const value = words.findLast((word) => word.startsWith(prefix))?.slice(prefix.length) ?? '';
    return value === '' ? null : value;
  };
  const demonstration = words.includes('--demonstration');
  const given = valueOf('data');
  return {
    // A demonstration never opens the data of real work by mistake.
    dataDirectory: given
      ? resolve(currentDirectory, given)
      : join(standardDirectory, demonstration ? 'demonstration' : 'data'),
    central: valueOf('central'),
    enrolmentCode: valueOf('enrolment-code'),
    demonstration,
    officeId: valueOf('office'),
    keyFile: words.includes('--key-file'),
    developerTools: words.includes('--developer-tools'),
  };
}
