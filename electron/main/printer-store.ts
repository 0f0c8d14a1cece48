import type { PaperSize } from '../../contract/printing.ts';
import { keptChoice, type KeptChoice } from './kept-choice.ts';

/** How this workstation prints. */
export interface PrinterChoice {
  /** Null while nobody has chosen one. */
  readonly printer: string | null;
  readonly receiptPaper: PaperSize;
}

export type PrinterStore = KeptChoice<PrinterChoice>;

/** Keeps it. */
export function printerStore(dataDirectory: string): PrinterStore {
  return keptChoice<PrinterChoice>(
    dataDirectory,
    'printer.json',
    { printer: null, receiptPaper: 'A4' },
    (value) => ({
      printer: 'printer' in value && typeof value.printer === 'string' ? value.printer : null,
      receiptPaper: 'receiptPaper' in value && value.receiptPaper === 'receipt' ? 'receipt' : 'A4',
    }),
  );
}
