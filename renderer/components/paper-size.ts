import { createContext, useContext } from 'react';
import type { PaperSize } from '../../contract/printing.ts';

/** On what the paper is drawn, in the preview and for the printer. */
export const PaperSizeContext = createContext<PaperSize>('A4');

/** The class of a paper that comes on a roll as well. */
export function usePaperClass(): string {
  return useContext(PaperSizeContext) === 'receipt' ? 'paper roll' : 'paper';
}
