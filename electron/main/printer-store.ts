import { keptChoice, type KeptChoice } from './kept-choice.ts';

/** On which printer this workstation prints; null while nobody has chosen one. */
export type PrinterStore = KeptChoice<{ readonly printer: string | null }>;

/** Keeps it. */
export function printerStore(dataDirectory: string): PrinterStore {
  return keptChoice<{ readonly printer: string | null }>(
    dataDirectory,
    'printer.json',
    { printer: null },
    (value) => ({ printer: 'printer' in value && typeof value.printer === 'string' ? value.printer : null }),
  );
}
