import { z } from 'zod';
import { reclaimOutcomes, reprintReasons } from '../domain/records/paper-print.ts';
import { printEnd } from './printing.ts';
import { identifier, instant, typedText } from './primitives.ts';

const note = typedText.max(200).nullable();

/** Why a paper is printed once more 补打. */
const reprintReason = z.enum(reprintReasons);

/** What a clerk says of a reprint; a first print has nothing to say. */
export const reprintWords = z.object({
  reason: reprintReason.nullable().default(null),
  note: note.default(null),
});

/** What became of a paper, as a window says it and as a command. */
export const reclaimedPaper = z.object({ printId: z.uuid(), outcome: z.enum(reclaimOutcomes), note });

/** Papers of one item of the work list: each was printed by hand. */
export const mostPapersOfItem = 200;

/** A paper that says what the central office has refused. */
export const paperToReclaim = z.object({
  printId: z.uuid(),
  /** The kind of paper, without what tells two of a kind apart. */
  paper: z.string(),
  /** 0 for the first, n for 补打 第n次: what stands on it. */
  reprint: z.int(),
  /** What it is about: the number of a service, of a parcel, of an approval sheet. */
  subject: z.string(),
  personName: z.string(),
  clerkName: z.string(),
  printedAt: instant,
  /** Whether its queue said that it was printed, or took it; otherwise it may be that no paper came. */
  isCertain: z.boolean(),
});
export type PaperToReclaim = z.infer<typeof paperToReclaim>;

/** The requests of the commands that tell of prints. */
export const paperPrintRequests = {
  'record-print': z.object({
    printId: z.uuid(),
    subject: identifier,
    paper: typedText.min(1).max(60),
    reprint: z.int().min(0),
    reason: reprintReason.nullable(),
    note,
  }),
  'record-print-end': z.object({ printId: z.uuid(), result: printEnd }),
  'record-paper-reclaimed': reclaimedPaper,
} as const;
