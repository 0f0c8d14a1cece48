import { createContext } from 'react';
import type { PaperSize } from '../../contract/printing.ts';

/** On what the paper is drawn, in the preview and for the printer. */
export const PaperSizeContext = createContext<PaperSize>('A4');
