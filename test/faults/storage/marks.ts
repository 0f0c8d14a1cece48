/**
 * What a watched program notes in its journal, between what it does to its files: so it is known at every place what
 * its clerk had been told by then.
 */
export type Mark =
  /** A clerk begins to do something. */
  | { readonly what: 'begin'; readonly step: number }
  /** A command has its id; nothing is written yet. */
  | { readonly what: 'made'; readonly id: string }
  /** A transaction came back as committed; the hash is over all that the file holds then. */
  | { readonly what: 'committed'; readonly content: string }
  /** The clerk was told that this command is done. */
  | { readonly what: 'acknowledged'; readonly id: string }
  /** The clerk has what he asked for, or a failure. */
  | { readonly what: 'end'; readonly told: readonly string[] };
