/**
 * Tells the person at the terminal one thing, as one line on standard error: standard output belongs to the
 * program that is being set up (the headless counter speaks JSON there).
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`set-up: ${line}\n`);
}

/** A reason to stop that is told as it is, without a stack: the person can do something about it. */
export class SetupProblem extends Error {}
