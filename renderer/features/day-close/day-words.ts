import type { TFunction } from 'i18next';
import type { DayPage } from '../../../contract/day-views.ts';
import type { Leftover } from '../../../domain/records/day-close.ts';
import { tellRanges } from '../../../domain/stock/serial-ranges.ts';

/** Reasons that have words of their own; all others are told as one. */
const toldLooks = [
  'document',
  'service',
  'search',
  'employer',
  'recent',
  'unproven',
  'unsaid',
  'compare-document',
  'citizen-asks',
  'service-needs',
] as const;

/** Papers that have a name. */
const namedPapers = [
  'issue-receipt',
  'collection-slip',
  'insurance-certificate',
  'information-sheet',
  'contact-letter',
  'transport-list',
  'one-time-notice',
  'answer-slip',
  'batch-list',
  'approval-sheet',
  'day-close',
] as const;

/** Looks by the words of their reason: reasons without words of their own are one line. */
export function looksInWords(
  looks: DayPage['report']['looks'],
  t: TFunction,
): readonly (readonly [words: string, count: number])[] {
  const sums = new Map<string, number>();
  for (const { reason, count } of looks) {
    const words = t(`day.look-${toldLooks.find((one) => one === reason) ?? 'other'}`);
    sums.set(words, (sums.get(words) ?? 0) + count);
  }
  return [...sums];
}

/**
 * Prints by the name of their paper: receipts are counted apart by what they say, and slips by their question. Statements and
 * answers to inquiries are the receipts of their services.
 */
export function printsInWords(
  prints: DayPage['report']['prints'],
  t: TFunction,
): readonly (readonly [words: string, printed: number, reprinted: number, failed: number])[] {
  const sums = new Map<string, readonly [number, number, number]>();
  for (const { paper, printed, reprinted, failed } of prints) {
    const isReceipt = paper.startsWith('issue-receipt');
    const words = isReceipt ? t('day.receipts') : paperInWords(paper, t);
    const [before, again, not] = sums.get(words) ?? [0, 0, 0];
    sums.set(words, [before + printed, again + reprinted, not + failed]);
  }
  return [...sums].map(([words, counts]) => [words, ...counts]);
}

function paperInWords(paper: string, t: TFunction): string {
  const known = namedPapers.find((one) => paper === one || paper.startsWith(`${one} `));
  return known === undefined ? paper : t(`print.paper-${known}`);
}

/** A place of the stock. */
export function placeInWords(page: DayPage, workstationId: string | null, t: TFunction): string {
  if (workstationId === null) return t('day.safe');
  return t('status.window', { number: page.workstationNumbers[workstationId] ?? workstationId });
}

/** Who worked where. */
export function clerkInWords(page: DayPage, clerkId: string, workstationId: string, t: TFunction): string {
  return t('day.clerkAtWindow', {
    clerk: page.clerkNames[clerkId] ?? clerkId,
    number: page.workstationNumbers[workstationId] ?? workstationId,
  });
}

/** Of things that have no name: how many they are is all there is to say. */
export const nothingToSay = '—';

/** The items of a leftover that say something to a reader; the first few of many. */
export function itemsInWords(page: DayPage, { kind, items }: Leftover, t: TFunction): string {
  const most = 12;
  // What has no number of its own may come more than once.
  const words = [...new Set(wordsOf())];
  if (words.length === 0) return nothingToSay;
  const shown = words.slice(0, most).join(t('day.between'));
  return words.length > most ? `${shown} ${t('day.andMore', { count: words.length })}` : shown;

  function wordsOf(): readonly string[] {
    switch (kind) {
      case 'unsent':
      case 'refused':
      case 'stopped':
        return items.flatMap((item) => {
          const command = page.commands[item];
          return command === undefined ? serviceIn(item) : [t(`command-kind.${command}`)];
        });
      case 'approval-waiting':
        return items.flatMap(serviceIn);
      case 'print-unknown':
      case 'paper-to-reclaim':
        return items.flatMap((item) => {
          const print = page.prints[item];
          return print === undefined
            ? []
            : [[paperInWords(print.paper, t), ...serviceIn(print.subject)].join(' ')];
        });
      case 'cards-differ':
        return items.map((item) => {
          const [first = item, last = first] = item.split('-');
          return tellRanges([{ first, last }]);
        });
      case 'drawer-not-counted':
        return items.map((item) => placeInWords(page, item, t));
      case 'clerk-not-closed':
        return items.map((chain) => {
          const [, workstationId = '', clerkId = ''] = chain.split('/');
          return clerkInWords(page, clerkId, workstationId, t);
        });
      default:
        return kind satisfies never;
    }
  }
}

/** The number of the service that something is of, the sheets of an approval too; what belongs to none has an id that says nothing. */
function serviceIn(item: string): readonly string[] {
  return /^\d{6}-\d{8}-\d{3}-\d+/.exec(item) ?? [];
}

/** How many things are left over. */
export function leftoverCount({ report }: DayPage): number {
  return report.leftovers.reduce((sum, { items }) => sum + items.length, 0);
}
