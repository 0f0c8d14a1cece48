/** Where an item of the work list stands: the ones for a person first, then those that wait, each in their order. */
export interface WorkPlace {
  /** Whether it only waits; otherwise something of it was refused or set aside, and a person must look. */
  readonly waits: boolean;
  /** The ordinal of its first command that is not confirmed. */
  readonly ordinal: number;
}

export interface PlacedWork extends WorkPlace {
  /** The service, or the id of a command that belongs to none. */
  readonly key: string;
}

/** A service of which steps are open, as far as the outbox alone can tell. */
export interface OpenService {
  readonly service: string;
  /** When the first open command was made: where nothing of the service was confirmed, its acceptance. */
  readonly at: string;
  /** Whether the central office refused a step or set it aside, and nobody has settled it. */
  readonly refused: boolean;
  /** Whether an open step has written its record here: then it stands among the records for certain. */
  readonly written: boolean;
}

/** What is open in the outbox, found without reading a command: ten thousand services may wait. */
export interface OpenWork {
  /** Items behind a place, or the first ones. Of a service all that is refused or pending is one item. */
  workAfter(place: WorkPlace | null, limit: number): readonly PlacedWork[];
  workCount(): number;
  /**
   * What of the work list only waits for the central office, in the list's order, each with the instant of its first
   * command that is not confirmed.
   */
  waitingWork(): readonly { readonly key: string; readonly at: string }[];
  /** Which of these pending commands may be sent now, and wait for nothing but their answer. */
  sendableAmong(ids: ReadonlySet<string>, now: string): ReadonlySet<string>;
  /** All services with open steps; scans, which no service waits for, are none. */
  openServices(): readonly OpenService[];
  /** How many services of each employer's batch the central office has not confirmed, the batch itself with them. */
  openServicesOfBatches(): ReadonlyMap<string, number>;
  /** The services of one subject's commands that are refused or pending, in order. */
  unfinishedServicesOf(subject: string): readonly string[];
}
