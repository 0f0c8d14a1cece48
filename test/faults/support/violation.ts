/** What must never be, in the words in which the figures of a run are told. */
export type ViolationKind =
  /** A command has two verdicts or two effects. */
  | 'duplicate'
  /** What a clerk was told is done is nowhere, or lies where nobody sees it. */
  | 'loss'
  /** Two sides say different things: replica and central office, verdict and verdict, central office and oracle. */
  | 'difference'
  /** With a good line and time enough something still waits. */
  | 'not drained';

/** Found by the checker; the message says what, with ids that are nobody's. */
export class Violation extends Error {
  readonly kind: ViolationKind;

  constructor(kind: ViolationKind, message: string) {
    super(`${kind}: ${message}`);
    this.name = 'Violation';
    this.kind = kind;
  }
}
