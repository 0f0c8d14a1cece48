import { z } from 'zod';
import { isCivilDate } from '../domain/calendar/civil-date.ts';
import { isMonth } from '../domain/calendar/month.ts';

/** A day in Asia/Shanghai that exists, 'YYYY-MM-DD'. */
export const civilDate = z.string().refine(isCivilDate, { params: { code: 'not-a-date' } });

/** A month, 'YYYY-MM'. */
export const month = z.string().refine(isMonth, { params: { code: 'not-a-month' } });

/** An instant at the counter, ISO 8601 to the millisecond with +08:00. */
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+08:00$/);

/** Identifiers that the program makes or the central office gives. */
export const identifier = z.string().min(1).max(64);

/** 办件号: county, day, workstation, running number, e.g. 330122-20261122-003-0047. */
export const serviceNumber = z.string().regex(/^\d{6}-\d{8}-\d{3}-\d{4,6}$/);

/** The serial printed on a blank card: eight digits; blanks between the groups are the clerk's way of reading it. */
export const blankSerial = z
  .string()
  .transform((text) => text.replace(/\s+/g, ''))
  .pipe(z.string().regex(/^\d{8}$/));

/** 社会保障卡卡号: one letter and eight digits. */
export const cardNumber = z.string().regex(/^[A-Z]\d{8}$/);

/**
 * What a person typed, white space around it taken off. No database keeps U+0000 or half of a surrogate pair: the
 * counter says so beside the field, before the central office would have to throw the command out.
 */
export const typedText = z
  .string()
  .trim()
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'));

/** SHA-256, lower-case hex. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Bytes as base64; whether the text really is base64 is found when it is decoded. */
export function base64Of(mostBytes: number) {
  return z
    .string()
    .min(1)
    .max(4 * Math.ceil(mostBytes / 3));
}

/** Whole fen within the range in which JavaScript counts exactly. */
export const fen = z.int();

/** Rows of one answer: what a screen shows at a time, and some more. */
export const pageLimit = z.int().min(1).max(200).default(50);
/** Rows behind the place of an answer's begin that are left out: a screen goes to the end without what lies before it. */
export const pageSkip = z.int().min(0).max(10_000_000).default(0);

/** A path is the shell's to say: it comes from the system's dialogue, never from a page. */
export const filePath = z.string().min(1).max(4_096);

/** What a spreadsheet is written as, and in whose words. */
export const spreadsheetFormat = z.enum(['xlsx', 'csv']);
export const spreadsheetLanguage = z.enum(['zh-CN', 'en']);
